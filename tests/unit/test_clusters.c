/* Clusters of words in a text that is made so that it is known what belongs together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "failing_alloc.h"
#include "train/clusters.h"
#include "train/random.h"

enum { NOUNS = 6, VERBS = 6, WORDS = 1 + NOUNS + VERBS + 1, SENTENCES = 400 };

static const struct cluster_settings settings = {.clusters = 2 + 3, .least = 3, .rounds = 8};

/* Words by number: an article, nouns, verbs, and one that comes once. */
static bool make_text(cluster_text *out, const tocsin_allocator *alloc)
{
    uint64_t random = 1;
    bool well = true;
    for (size_t i = 0; i < SENTENCES && well; i++) {
        form_id noun = (form_id)(1 + random_below(&random, NOUNS));
        form_id verb = (form_id)(1 + NOUNS + random_below(&random, VERBS));
        well = array_push(alloc, out, 0) && array_push(alloc, out, noun) && array_push(alloc, out, verb) &&
               array_push(alloc, out, FORM_NONE);
    }
    return well && array_push(alloc, out, WORDS - 1) && array_push(alloc, out, FORM_NONE);
}

static void test_words_of_a_kind_come_together(void **state)
{
    cluster_text text = {0};
    word_clusters clusters = {0};
    (void)state;
    assert_true(make_text(&text, &alloc_system));
    assert_true(clusters_find(&clusters, &alloc_system, &text, WORDS, &settings));
    assert_int_equal(clusters.count, WORDS);
    for (size_t i = 1; i < NOUNS; i++)
        assert_int_equal(clusters.items[1 + i], clusters.items[1]);
    for (size_t i = 1; i < VERBS; i++)
        assert_int_equal(clusters.items[1 + NOUNS + i], clusters.items[1 + NOUNS]);
    assert_int_not_equal(clusters.items[1], clusters.items[1 + NOUNS]);
    assert_int_not_equal(clusters.items[0], clusters.items[1]);
    assert_int_equal(clusters.items[WORDS - 1], 0);
    array_finish(&alloc_system, &clusters);
    array_finish(&alloc_system, &text);
}

static void test_no_text_has_none(void **state)
{
    cluster_text text = {0};
    word_clusters clusters = {0};
    (void)state;
    assert_true(clusters_find(&clusters, &alloc_system, &text, 0, &settings));
    assert_int_equal(clusters.count, 0);
    array_finish(&alloc_system, &clusters);
}

static bool find_any(const tocsin_allocator *alloc, void *user)
{
    cluster_text text = {0};
    word_clusters clusters = {0};
    (void)user;
    bool well = make_text(&text, alloc) && clusters_find(&clusters, alloc, &text, WORDS, &settings);
    array_finish(alloc, &clusters);
    array_finish(alloc, &text);
    return well;
}

static void test_memory_may_be_out(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(find_any, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_a_kind_come_together),
        cmocka_unit_test(test_no_text_has_none),
        cmocka_unit_test(test_memory_may_be_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
