#include "bundle_kit.h"
#include "slowness.h"

#include <pthread.h>
#include <time.h>

#include "base/clock.h"

static void test_words_without_bundle(void **state)
{
    (void)state;
    tocsin_worker *worker = NULL;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_result *result = NULL;
    const tocsin_span *tokens, *sentences, *paragraphs;
    document.text = "\xef\xbb\xbfOne two.\n\nThree.";
    document.length = strlen(document.text);
    assert_int_equal(tocsin_worker_create(&worker, NULL, 0, NULL, NULL), TOCSIN_OK);
    assert_int_equal(tocsin_worker_run(&result, worker, &document, NULL), TOCSIN_OK);
    tocsin_worker_free(worker); /* the result outlives it */
    assert_int_equal(tocsin_result_tokens(result, &tokens), 5);
    assert_int_equal(tocsin_result_sentences(result, &sentences), 2);
    assert_int_equal(tocsin_result_paragraphs(result, &paragraphs), 2);
    assert_int_equal(tokens[0].start, 3);
    assert_int_equal(tokens[0].end, 6);
    assert_int_equal(sentences[1].start, 13);
    assert_int_equal(tocsin_result_flags(result), TOCSIN_TEXT_BOM);
    assert_string_equal(tocsin_result_id(result), "document");
    assert_int_equal(tocsin_result_record_count(result), 0);
    assert_null(tocsin_result_record(result, 0));
    tocsin_result_free(result);
}

/* Offsets stay those of the caller's bytes when the text had to be repaired. */
static void test_offsets_of_broken_text(void **state)
{
    (void)state;
    struct kit kit = kit_open("rule 'r' { regex = '(?<cue>warned)', emit = { type = 'x', 'cue' } }");
    tocsin_result *result = kit_run(&kit, "A\xff\xfe\xf0\x9f warned \xc3\xa9 B warned.");
    assert_int_equal(tocsin_result_flags(result) & TOCSIN_TEXT_REPAIRED, TOCSIN_TEXT_REPAIRED);
    assert_int_equal(tocsin_result_record_count(result), 2);
    assert_string_equal(kit_role(result, 0, "cue"), "warned");
    assert_string_equal(kit_role(result, 1, "cue"), "warned");
    tocsin_result_free(result);
    kit_close(&kit);
}

static void test_reject(void **state)
{
    (void)state;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    options.invalid = TOCSIN_INVALID_REJECT;
    options.max_document_bytes = 20;
    struct kit kit = kit_open_with("rule 'r' { regex = 'a', emit = { type = 'x' } }", &options);
    tocsin_result *result = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(kit_try(&kit, "abc\xff", &result, &error), TOCSIN_ERROR_INPUT);
    assert_int_equal(error.offset, 3);
    assert_int_equal(kit_try(&kit, "far more than twenty bytes", &result, &error), TOCSIN_ERROR_LIMIT);
    assert_null(result);
    kit_close(&kit);
}

/* One rule that fails is named and left out; the other rules of the article go on. */
static void test_failing_rule(void **state)
{
    (void)state;
    struct kit kit = kit_open("rule 'bad' { regex = 'warned', emit = function(m)\n  local x = nil\n  return x.y\nend }\n"
                              "rule 'good' { regex = 'warned', emit = function(m) return { type = 'x', cue = m } end }");
    tocsin_result *result = kit_run(&kit, "A warned B. C warned D.");
    const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
    assert_non_null(diagnostic);
    assert_string_equal(diagnostic->id, "script-error");
    assert_string_equal(diagnostic->file, "kit/rules.lua");
    assert_int_equal(diagnostic->line, 3);
    assert_true(diagnostic->traceback[0] != '\0');
    assert_null(tocsin_result_diagnostic(result, 1));
    assert_int_equal(tocsin_result_record_count(result), 2);
    tocsin_result_free(result);
    kit_close(&kit);
}

/* Nothing that a script keeps outlives its document: not globals, not file locals, not the library's tables. */
static void test_fresh_for_each_document(void **state)
{
    (void)state;
    struct kit kit = kit_open("local count = 0\nkept = false\n"
                              "rule 'r' { regex = 'warned', emit = function(m)\n"
                              "  count = count + 1\n  assert(count == 1)\n  assert(not kept)\n  kept = m\n"
                              "  assert(not pcall(function() string.kept = m end))\n"
                              "  return { type = 'x', cue = m } end }");
    for (int i = 0; i < 3; i++) {
        tocsin_result *result = kit_run(&kit, "A warned B.");
        if (tocsin_result_diagnostic(result, 0))
            fail_msg("%s", tocsin_result_diagnostic(result, 0)->message);
        assert_int_equal(tocsin_result_record_count(result), 1);
        tocsin_result_free(result);
    }
    kit_close(&kit);
}

static void test_runaway_ends_the_document(void **state)
{
    (void)state;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_result *result = NULL;
    options.time_ms = 200;
    options.fuel = UINT64_MAX;
    struct kit kit = kit_open_with("rule 'r' { regex = 'loop', emit = function(m) while true do pcall(error) end end }\n"
                                   "rule 's' { regex = 'fine', emit = { type = 'x' } }",
                                   &options);
    uint64_t start = clock_nanoseconds();
    assert_int_equal(kit_try(&kit, "A loop.", &result, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-time");
    assert_true(clock_nanoseconds() - start < 200000000u + 40000000u * slowness());
    result = kit_run(&kit, "It is fine.");
    assert_int_equal(tocsin_result_record_count(result), 1);
    tocsin_result_free(result);
    kit_close(&kit);
}

static void test_fuel(void **state)
{
    (void)state;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_result *result = NULL;
    options.fuel = 100000;
    struct kit kit = kit_open_with("on.document(function(doc) for i = 1, 1e9 do end end)", &options);
    assert_int_equal(kit_try(&kit, "Text.", &result, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-fuel");
    kit_close(&kit);
}

static void *cancel_soon(void *worker)
{
    struct timespec pause = {0, 50000000};
    nanosleep(&pause, NULL);
    tocsin_worker_cancel(worker);
    return NULL;
}

static void test_cancel(void **state)
{
    (void)state;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_result *result = NULL;
    pthread_t thread;
    options.fuel = UINT64_MAX;
    struct kit kit = kit_open_with("on.document(function(doc) while true do end end)", &options);
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, kit.worker), 0);
    assert_int_equal(kit_try(&kit, "Text.", &result, &error), TOCSIN_ERROR_CANCELLED);
    pthread_join(thread, NULL);
    assert_int_equal(kit_try(&kit, "Text.", &result, &error), TOCSIN_ERROR_CANCELLED);
    tocsin_worker_resume(kit.worker);
    kit_close(&kit);
}

static void test_two_bundles(void **state)
{
    (void)state;
    tocsin_bundle *bundles[2];
    tocsin_worker *worker;
    assert_int_equal(kit_bundle(&bundles[0], "return { name = 'a', rules = { 'rules.lua' } }",
                                "rule 'r' { regex = 'warned', emit = { type = 'a' } }", NULL),
                     TOCSIN_OK);
    assert_int_equal(kit_bundle(&bundles[1], "return { name = 'b', rules = { 'rules.lua' } }",
                                "on.document(function(doc) assert(#doc:records('a') == 1) emit{ type = 'b', span = "
                                "doc:sentence(1) } end)",
                                NULL),
                     TOCSIN_OK);
    assert_int_equal(tocsin_worker_create(&worker, bundles, 2, NULL, NULL), TOCSIN_OK);
    tocsin_bundle_free(bundles[0]); /* the worker keeps its bundles alive */
    tocsin_bundle_free(bundles[1]);
    struct kit kit = {NULL, worker};
    tocsin_result *result = kit_run(&kit, "A warned B.");
    assert_null(tocsin_result_diagnostic(result, 0));
    assert_int_equal(tocsin_result_record_count(result), 2);
    assert_string_equal(tocsin_result_record(result, 0)->bundle, "b@0");
    assert_string_equal(tocsin_result_record(result, 1)->bundle, "a@0");
    tocsin_result_free(result);
    tocsin_worker_free(worker);
}

static bool run_once(const tocsin_allocator *alloc, void *user)
{
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_worker *worker = NULL;
    tocsin_result *result = NULL;
    tocsin_bundle *bundle = user;
    tocsin_error error = TOCSIN_ERROR_INIT;
    options.allocator = alloc;
    document.text = "Anna warned B\xff. \"So what?\" he said.";
    document.length = strlen(document.text);
    tocsin_status status = tocsin_worker_create(&worker, &bundle, 1, &options, &error);
    if (!status)
        status = tocsin_worker_run(&result, worker, &document, &error);
    assert_true(status == TOCSIN_OK || status == TOCSIN_ERROR_MEMORY);
    bool well = !status && tocsin_result_record_count(result) == 2 && !tocsin_result_diagnostic(result, 0);
    tocsin_result_free(result);
    tocsin_worker_free(worker);
    return well;
}

static void test_memory(void **state)
{
    (void)state;
    tocsin_bundle *bundle;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST,
                                "local set = re.set{ said = 'said' }\n"
                                "rule 'r' { regex = '(?<cue>warned)', emit = function(m) return { type = 'x', cue = m.cue } end }\n"
                                "on.document(function(doc) for n, m in set:matches(doc) do emit{ type = 'y', cue = m } end end)",
                                NULL),
                     TOCSIN_OK);
    assert_true(failing_alloc_every(run_once, bundle) > 0);
    tocsin_bundle_free(bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_without_bundle),    cmocka_unit_test(test_offsets_of_broken_text),
        cmocka_unit_test(test_reject),                  cmocka_unit_test(test_failing_rule),
        cmocka_unit_test(test_fresh_for_each_document), cmocka_unit_test(test_runaway_ends_the_document),
        cmocka_unit_test(test_fuel),                    cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_two_bundles),             cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
