#include "failing_alloc.h"

#include "annot/record.h"

/* "One. Two." as its words, sentences and bytes. */
struct scene {
    struct source source;
    struct segmentation segmentation;
    struct arena arena;
    struct record_store store;
    struct record_draft draft;
};

static const char TEXT[] = "Alpha said so. Beta warned Gamma of harm.";

static bool scene_open(struct scene *scene, const tocsin_allocator *alloc)
{
    memset(scene, 0, sizeof *scene);
    arena_init(&scene->arena, alloc);
    segmentation_init(&scene->segmentation, alloc);
    record_store_init(&scene->store, &scene->arena, alloc, 100);
    if (source_open(&scene->source, alloc, str_of(TEXT), TOCSIN_INVALID_REPLACE, NULL))
        return false;
    struct sentence first = {0, 14, 0, 4}, second = {15, 41, 4, 6};
    return array_push(alloc, &scene->segmentation.sentences, first) &&
           array_push(alloc, &scene->segmentation.sentences, second);
}

static void scene_close(struct scene *scene)
{
    record_draft_finish(&scene->draft, scene->arena.alloc);
    record_store_finish(&scene->store);
    segmentation_finish(&scene->segmentation);
    if (scene->source.alloc)
        source_close(&scene->source);
    arena_finish(&scene->arena);
}

static bool draft_role(struct scene *scene, const char *name, uint32_t start, uint32_t end)
{
    struct role_draft role = {.name = str_of(name), .span = {start, end}};
    return array_push(scene->arena.alloc, &scene->draft.roles, role);
}

static tocsin_status add(struct scene *scene, const char *type, uint32_t start, uint32_t end, record_handle *out)
{
    record_draft_clear(&scene->draft);
    scene->draft.type = str_of(type);
    scene->draft.rule = STR("test/rule");
    scene->draft.bundle = STR("test@1");
    if (!draft_role(scene, "role", start, end))
        return TOCSIN_ERROR_MEMORY;
    return record_add(&scene->store, &scene->draft, strlen(TEXT), out, NULL);
}

static tocsin_status seal(struct scene *scene)
{
    return record_store_seal(&scene->store, &scene->source, &scene->segmentation, NULL);
}

static void test_sorts_and_renumbers(void **state)
{
    (void)state;
    struct scene scene;
    record_handle late, early, longer, tied;
    assert_true(scene_open(&scene, &alloc_system));
    assert_int_equal(add(&scene, "warning", 15, 40, &late), TOCSIN_OK);
    assert_int_equal(add(&scene, "claim", 0, 5, &early), TOCSIN_OK);
    assert_int_equal(add(&scene, "claim", 0, 13, &longer), TOCSIN_OK);
    assert_int_equal(add(&scene, "claim", 0, 5, &tied), TOCSIN_OK);
    assert_int_equal(record_attribute(&scene.store, late, early, NULL), TOCSIN_OK);
    assert_int_equal(record_link(&scene.store, early, STR("warning"), late, NULL), TOCSIN_OK);
    assert_int_equal(record_link(&scene.store, early, STR("warning"), late, NULL), TOCSIN_OK);
    assert_int_equal(seal(&scene), TOCSIN_OK);
    const tocsin_record *records = scene.store.sealed;
    assert_int_equal(scene.store.sealed_count, 4);
    assert_int_equal(records[0].span.end, 13);
    assert_int_equal(records[1].span.end, 5);
    assert_int_equal(records[1].link_count, 1);
    assert_int_equal(records[1].links[0].record, 3);
    assert_string_equal(records[1].links[0].relation, "warning");
    assert_int_equal(records[2].link_count, 0);
    assert_string_equal(records[3].type, "warning");
    assert_int_equal(records[3].sentence, 1);
    assert_int_equal(records[3].attributed_to_count, 1);
    assert_int_equal(records[3].attributed_to[0], 1);
    scene_close(&scene);
}

/* What was handed out stays as it is while the store serves the next document. */
static void test_reset(void **state)
{
    (void)state;
    struct scene scene;
    struct arena next;
    record_handle first, second;
    arena_init(&next, &alloc_system);
    assert_true(scene_open(&scene, &alloc_system));
    assert_int_equal(add(&scene, "claim", 0, 5, &first), TOCSIN_OK);
    assert_int_equal(add(&scene, "warning", 15, 20, &second), TOCSIN_OK);
    assert_int_equal(record_link(&scene.store, first, STR("warning"), second, NULL), TOCSIN_OK);
    assert_int_equal(seal(&scene), TOCSIN_OK);
    const tocsin_record *records = scene.store.sealed;
    record_store_reset(&scene.store, &next);
    assert_int_equal(scene.store.records.count, 0);
    assert_int_equal(add(&scene, "other", 6, 8, &first), TOCSIN_OK);
    assert_int_equal(first, 0);
    assert_int_equal(seal(&scene), TOCSIN_OK);
    assert_int_equal(scene.store.sealed_count, 1);
    assert_int_equal(scene.store.sealed[0].link_count, 0);
    assert_string_equal(records[0].type, "claim");
    assert_string_equal(records[0].links[0].relation, "warning");
    scene_close(&scene);
    arena_finish(&next);
}

static void test_span_covers_roles(void **state)
{
    (void)state;
    struct scene scene;
    record_handle handle;
    assert_true(scene_open(&scene, &alloc_system));
    record_draft_clear(&scene.draft);
    scene.draft.type = scene.draft.rule = scene.draft.bundle = STR("x");
    assert_true(draft_role(&scene, "b", 20, 26) && draft_role(&scene, "a", 15, 19));
    assert_int_equal(record_add(&scene.store, &scene.draft, strlen(TEXT), &handle, NULL), TOCSIN_OK);
    assert_int_equal(scene.store.records.items[handle].span.start, 15);
    assert_int_equal(scene.store.records.items[handle].span.end, 26);
    scene_close(&scene);
}

static void test_refuses_bad_spans(void **state)
{
    (void)state;
    struct scene scene;
    record_handle handle = 7;
    assert_true(scene_open(&scene, &alloc_system));
    assert_int_equal(add(&scene, "claim", 3, 3, &handle), TOCSIN_ERROR_SCRIPT);
    assert_int_equal(add(&scene, "claim", 3, 1000, &handle), TOCSIN_ERROR_SCRIPT);
    assert_int_equal(handle, 7);
    scene.store.limit = 0;
    assert_int_equal(add(&scene, "claim", 3, 4, &handle), TOCSIN_ERROR_LIMIT);
    scene_close(&scene);
}

static void test_set_feature_replaces(void **state)
{
    (void)state;
    struct scene scene;
    record_handle handle;
    struct feature_draft feature = {.name = STR("act"), .kind = TOCSIN_VALUE_STRING, .value.string = STR("say")};
    assert_true(scene_open(&scene, &alloc_system));
    assert_int_equal(add(&scene, "claim", 0, 5, &handle), TOCSIN_OK);
    assert_int_equal(record_set_feature(&scene.store, handle, &feature, NULL), TOCSIN_OK);
    feature.value.string = STR("deny");
    assert_int_equal(record_set_feature(&scene.store, handle, &feature, NULL), TOCSIN_OK);
    assert_int_equal(record_set_entity(&scene.store, handle, STR("role"), STR("Alpha Beta"), false, NULL), TOCSIN_OK);
    assert_false(scene.store.records.items[handle].roles[0].inferred);
    assert_int_equal(record_set_entity(&scene.store, handle, STR("role"), STR("Alpha Beta"), true, NULL), TOCSIN_OK);
    assert_true(scene.store.records.items[handle].roles[0].inferred);
    const tocsin_record *record = &scene.store.records.items[handle];
    assert_int_equal(record->feature_count, 1);
    assert_string_equal(record->features[0].value.string, "deny");
    assert_string_equal(record->roles[0].entity, "Alpha Beta");
    scene_close(&scene);
}

static bool whole_life(const tocsin_allocator *alloc, void *user)
{
    struct scene scene;
    record_handle first, second;
    (void)user;
    bool well = scene_open(&scene, alloc) && !add(&scene, "claim", 0, 5, &first) &&
                !add(&scene, "warning", 15, 20, &second) &&
                !record_link(&scene.store, first, STR("warning"), second, NULL) &&
                !record_attribute(&scene.store, second, first, NULL) && !seal(&scene);
    scene_close(&scene);
    return well;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(whole_life, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sorts_and_renumbers), cmocka_unit_test(test_reset),
        cmocka_unit_test(test_span_covers_roles),
        cmocka_unit_test(test_refuses_bad_spans),   cmocka_unit_test(test_set_feature_replaces),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
