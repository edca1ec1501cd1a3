/* Records as (start, end, rule) over a text of 100 bytes, and which of them live. */
#include "failing_alloc.h"

#include <stdio.h>

#include "annot/conflict.h"

struct entry {
    uint32_t start, end, rule;
    uint32_t cue; /* start of its cue, one byte long; 0: none */
};

struct scene {
    struct arena arena;
    struct record_store store;
    struct record_draft draft;
    struct budget budget;
    char told[200];
};

static bool add(struct scene *scene, const char *type, const struct entry *entry)
{
    record_handle handle;
    record_draft_clear(&scene->draft);
    scene->draft.type = str_of(type);
    scene->draft.rule = STR("r");
    scene->draft.bundle = STR("b@1");
    scene->draft.rule_order = entry->rule;
    scene->draft.span = (tocsin_span){entry->start, entry->end};
    struct role_draft cue = {.name = STR("cue"), .span = {entry->cue, entry->cue + 1}};
    return (!entry->cue || array_push(scene->arena.alloc, &scene->draft.roles, cue)) &&
           record_add(&scene->store, &scene->draft, 100, &handle, NULL) == TOCSIN_OK;
}

static bool open_scene(struct scene *scene, const tocsin_allocator *alloc, const struct entry *entries, size_t count)
{
    bool well = true;
    memset(scene, 0, sizeof *scene);
    arena_init(&scene->arena, alloc);
    record_store_init(&scene->store, &scene->arena, alloc, 1000);
    budget_start(&scene->budget, 1000000, 0, NULL);
    for (size_t i = 0; i < count && well; i++)
        well = add(scene, "a", &entries[i]);
    return well;
}

static void close_scene(struct scene *scene)
{
    record_draft_finish(&scene->draft, scene->arena.alloc);
    record_store_finish(&scene->store);
    arena_finish(&scene->arena);
}

static bool tell(void *user, record_handle lost, record_handle won)
{
    struct scene *scene = user;
    size_t length = strlen(scene->told);
    snprintf(scene->told + length, sizeof scene->told - length, "%u<%u ", (unsigned)lost, (unsigned)won);
    return true;
}

/* `living` and `told` as text: "0 2", "1<0 ". */
static void check(enum conflict_policy policy, const struct entry *entries, size_t count, const char *living,
                  const char *told)
{
    struct scene scene;
    char found[200] = "";
    assert_true(open_scene(&scene, &alloc_system, entries, count));
    assert_true(add(&scene, "other", &entries[0]));
    assert_int_equal(conflict_resolve(&scene.store, policy, STR("a"), 0, &scene.budget, tell, &scene, NULL), TOCSIN_OK);
    for (size_t i = 0; i < count; i++)
        if (record_lives(&scene.store, (record_handle)i))
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%zu", *found ? " " : "", i);
    assert_string_equal(found, living);
    assert_string_equal(scene.told, told);
    assert_true(record_lives(&scene.store, (record_handle)count));
    close_scene(&scene);
}

#define CHECK(policy, living, told, ...)                                                                         \
    do {                                                                                                         \
        const struct entry list[] = {__VA_ARGS__};                                                               \
        check(policy, list, sizeof list / sizeof *list, living, told);                                           \
    } while (0)

static void all_stay(void **state)
{
    (void)state;
    CHECK(CONFLICT_ALL, "0 1", "", {0, 9, 0, 0}, {0, 9, 0, 0});
}

static void the_longest_wins_then_the_earlier_rule_then_the_first_found(void **state)
{
    (void)state;
    CHECK(CONFLICT_LONGEST, "1 3", "0<1 2<1 ", {0, 5, 0, 0}, {3, 12, 5, 0}, {10, 14, 0, 0}, {14, 16, 0, 0});
    CHECK(CONFLICT_LONGEST, "1", "0<1 ", {0, 5, 2, 0}, {3, 8, 1, 0});
    CHECK(CONFLICT_LONGEST, "0", "1<0 ", {0, 5, 1, 0}, {0, 5, 1, 0});
    CHECK(CONFLICT_LONGEST, "0 2", "1<0 ", {0, 9, 0, 0}, {8, 13, 0, 0}, {12, 16, 0, 0}); /* who lost takes nobody along */
}

static void the_first_wins_then_the_earlier_rule(void **state)
{
    (void)state;
    CHECK(CONFLICT_FIRST, "0 2", "1<0 ", {0, 5, 5, 0}, {4, 30, 0, 0}, {5, 6, 0, 0});
    CHECK(CONFLICT_FIRST, "1", "0<1 ", {0, 5, 2, 0}, {0, 3, 1, 0});
}

static void one_stays_for_each_cue(void **state)
{
    (void)state;
    CHECK(CONFLICT_ONE_PER_CUE, "1 2 3 4", "0<1 ", {0, 20, 2, 7}, {5, 9, 1, 7}, {0, 20, 0, 8}, {0, 20, 0, 0}, {0, 20, 0, 0});
}

static void policies_are_known_by_name(void **state)
{
    enum conflict_policy policy = CONFLICT_ALL;
    (void)state;
    assert_true(conflict_find(&policy, STR("one_per_cue")));
    assert_int_equal(policy, CONFLICT_ONE_PER_CUE);
    assert_false(conflict_find(&policy, STR("shortest")));
}

/* What is dropped is gone from the output, and so is what leads to it. */
static void sealing_leaves_out_what_lost(void **state)
{
    (void)state;
    struct scene scene;
    struct source source;
    struct segmentation segmentation;
    char text[100];
    memset(text, 'x', sizeof text);
    const struct entry entries[] = {{0, 5, 0, 0}, {3, 12, 0, 0}, {20, 30, 0, 0}};
    assert_true(open_scene(&scene, &alloc_system, entries, 3));
    segmentation_init(&segmentation, &alloc_system);
    struct sentence sentence = {0, 100, 0, 1};
    assert_true(array_push(&alloc_system, &segmentation.sentences, sentence));
    assert_int_equal(source_open(&source, &alloc_system, (struct str){text, 100}, TOCSIN_INVALID_REPLACE, NULL), TOCSIN_OK);
    assert_int_equal(record_link(&scene.store, 2, STR("x"), 0, NULL), TOCSIN_OK);
    assert_int_equal(record_link(&scene.store, 2, STR("x"), 1, NULL), TOCSIN_OK);
    assert_int_equal(record_attribute(&scene.store, 2, 0, NULL), TOCSIN_OK);
    assert_int_equal(conflict_resolve(&scene.store, CONFLICT_LONGEST, STR("a"), 0, &scene.budget, NULL, NULL, NULL), TOCSIN_OK);
    assert_int_equal(record_store_seal(&scene.store, &source, &segmentation, NULL), TOCSIN_OK);
    assert_int_equal(scene.store.sealed_count, 2);
    const tocsin_record *last = &scene.store.sealed[1];
    assert_int_equal(last->link_count, 1);
    assert_int_equal(last->links[0].record, 0);
    assert_int_equal(last->attributed_to_count, 0);
    source_close(&source);
    segmentation_finish(&segmentation);
    close_scene(&scene);
}

static bool whole_life(const tocsin_allocator *alloc, void *user)
{
    struct scene scene;
    (void)user;
    const struct entry entries[] = {{0, 5, 0, 4}, {3, 12, 0, 4}, {20, 30, 0, 5}};
    bool well = open_scene(&scene, alloc, entries, 3) &&
                !conflict_resolve(&scene.store, CONFLICT_ONE_PER_CUE, STR("a"), 0, &scene.budget, NULL, NULL, NULL) &&
                !conflict_resolve(&scene.store, CONFLICT_LONGEST, STR("a"), 0, &scene.budget, NULL, NULL, NULL);
    close_scene(&scene);
    return well;
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(whole_life, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_stay),
        cmocka_unit_test(the_longest_wins_then_the_earlier_rule_then_the_first_found),
        cmocka_unit_test(the_first_wins_then_the_earlier_rule),
        cmocka_unit_test(one_stays_for_each_cue),
        cmocka_unit_test(policies_are_known_by_name),
        cmocka_unit_test(sealing_leaves_out_what_lost),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
