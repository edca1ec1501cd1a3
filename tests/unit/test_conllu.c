#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "failing_alloc.h"
#include "train/conllu.h"

static const char *path_of(char out[512], const char *name)
{
    snprintf(out, 512, "%s/unit/data/%s", getenv("TOCSIN_TESTS"), name);
    return out;
}

static void assert_text(struct str found, const char *wanted)
{
    if (!str_equal(found, str_of(wanted)))
        fail_msg("%.*s, not %s", (int)found.length, found.data, wanted);
}

static void test_reads_words_as_they_are_parted(void **state)
{
    (void)state;
    char path[512];
    struct conllu treebank;
    conllu_init(&treebank, &alloc_system);
    assert_int_equal(conllu_read(&treebank, path_of(path, "small.conllu"), NULL), TOCSIN_OK);
    assert_int_equal(treebank.sentences.count, 7);
    const struct conllu_sentence *third = &treebank.sentences.items[2];
    const struct conllu_word *words = treebank.words.items + third->first;
    assert_int_equal(third->count, 6);
    assert_text(third->text, "They don't fish here.");
    assert_text(words[1].form, "do");
    assert_text(words[2].form, "n't");
    assert_text(words[2].lemma, "not");
    assert_text(words[2].upos, "PART");
    assert_text(words[2].xpos, "RB");
    assert_text(words[0].relation, "root");
    assert_int_equal(words[0].head, 0);
    assert_int_equal(words[1].head, 1);
    assert_true(words[4].glued);
    assert_false(words[3].glued);
    conllu_finish(&treebank);
}

/* Of a file with this text; writes it where the test runs. */
static tocsin_status read_text(const char *text, tocsin_error *error)
{
    const char *path = "test_conllu.tmp";
    struct conllu treebank;
    conllu_init(&treebank, &alloc_system);
    assert_int_equal(file_write(path, text, strlen(text), NULL), TOCSIN_OK);
    tocsin_status status = conllu_read(&treebank, path, error);
    conllu_finish(&treebank);
    remove(path);
    return status;
}

#define WORD "\tfish\tfish\tNOUN\tNN\t_\t0\troot\t_\t_\n"

static void test_tells_where_a_line_is_wrong(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "1" WORD "3" WORD,                                         /* a word is left out */
        "1" WORD "2\tfish\n",                                      /* columns are */
        "1" WORD "2\tfish\tfish\tNOUN\tNN\t_\tx\troot\t_\t_\n",    /* the head is no number */
        "1" WORD "2\tfish\tfish\tNOUN\tNN\t_\t0\troot\t_\t_\t_\n", /* a column too many */
        "1" WORD "x" WORD,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(read_text(texts[i], &error), TOCSIN_ERROR_BUNDLE);
        assert_int_equal(error.line, 2);
    }
    assert_int_equal(read_text("1" WORD "1-2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n2" WORD "2.1" WORD, NULL), TOCSIN_OK);
    assert_int_equal(read_text("", NULL), TOCSIN_OK);
    assert_int_equal(
        conllu_read(&(struct conllu){.alloc = &alloc_system, .data.alloc = &alloc_system}, "nowhere", NULL),
        TOCSIN_ERROR_IO);
}

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    struct conllu treebank;
    conllu_init(&treebank, alloc);
    tocsin_status status = conllu_read(&treebank, user, NULL);
    conllu_finish(&treebank);
    return status == TOCSIN_OK;
}

static void test_memory_may_be_out(void **state)
{
    (void)state;
    char path[512];
    path_of(path, "small.conllu");
    assert_true(failing_alloc_every(read_all, path) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads_words_as_they_are_parted),
        cmocka_unit_test(test_tells_where_a_line_is_wrong),
        cmocka_unit_test(test_memory_may_be_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
