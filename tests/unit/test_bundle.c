#include "bundle_kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define RULES "rule 'r' { regex = [[warned]], emit = { type = 'x' } }"

static void expect_refused(const char *manifest, const char *rules, const char *id, const char *file, uint32_t line)
{
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = kit_bundle(&bundle, manifest, rules, &error);
    assert_int_not_equal(status, TOCSIN_OK);
    assert_int_equal(status, error.status);
    assert_null(bundle);
    assert_string_equal(error.id, id);
    assert_string_equal(error.file, file);
    assert_int_equal(error.line, line);
    assert_true(error.message[0] != '\0');
}

static void test_facts(void **state)
{
    (void)state;
    tocsin_bundle *bundle = NULL, *changed = NULL;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, RULES, NULL), TOCSIN_OK);
    assert_int_equal(kit_bundle(&changed, KIT_MANIFEST, RULES " ", NULL), TOCSIN_OK);
    assert_string_equal(tocsin_bundle_name(bundle), "kit");
    assert_string_equal(tocsin_bundle_version(bundle), "1.2.3");
    assert_int_equal(strlen(tocsin_bundle_hash(bundle)), 64);
    assert_string_not_equal(tocsin_bundle_hash(bundle), tocsin_bundle_hash(changed));
    assert_null(tocsin_bundle_warning(bundle, 0));
    assert_ptr_equal(tocsin_bundle_retain(bundle), bundle);
    tocsin_bundle_free(bundle);
    tocsin_bundle_free(bundle);
    tocsin_bundle_free(changed);
    tocsin_bundle_free(NULL);
}

/* The same files give the same hash in whatever order they come. */
static void test_hash_order(void **state)
{
    (void)state;
    tocsin_file files[] = {{"rules.lua", RULES, strlen(RULES)}, {"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)}};
    tocsin_bundle *one = NULL, *other = NULL;
    assert_int_equal(kit_bundle(&one, KIT_MANIFEST, RULES, NULL), TOCSIN_OK);
    assert_int_equal(tocsin_bundle_open_memory(&other, "x", files, 2, NULL, NULL), TOCSIN_OK);
    assert_string_equal(tocsin_bundle_hash(one), tocsin_bundle_hash(other));
    tocsin_bundle_free(one);
    tocsin_bundle_free(other);
}

static void test_manifest_errors(void **state)
{
    (void)state;
    static const char *const fields = "manifest-field";
    expect_refused("return 3", RULES, "manifest-table", "kit/bundle.lua", 0);
    expect_refused("return { rules = { 'rules.lua' } }", RULES, fields, "kit/bundle.lua", 0);
    expect_refused("return { name = 'x' }", RULES, fields, "kit/bundle.lua", 0);
    expect_refused("return { name = 'x', rules = { 3 } }", RULES, fields, "kit/bundle.lua", 0);
    expect_refused("return { name = 'x', rules = { 'none.lua' } }", RULES, "manifest-no-file", "kit/bundle.lua", 0);
    expect_refused("return { name = 'x', rules = { 'rules.lua' }, colour = 1 }", RULES, "manifest-unknown",
                   "kit/bundle.lua", 0);
    expect_refused("return { name = 'x', rules = { 'rules.lua' }, engine = '>=9' }", RULES, "manifest-engine",
                   "kit/bundle.lua", 0);
    expect_refused("return { name = 'x', rules = { 'rules.lua' }, engine = 'new' }", RULES, fields,
                   "kit/bundle.lua", 0);
    expect_refused("return {\n", RULES, "script-syntax", "kit/bundle.lua", 2);
    tocsin_file only = {"rules.lua", RULES, strlen(RULES)};
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(tocsin_bundle_open_memory(&bundle, "kit", &only, 1, NULL, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "manifest-missing");
}

static void test_rule_errors(void **state)
{
    (void)state;
    static const char *const rules[] = {
        "\nlocal a =", /* a syntax error is named by the line it is met on */
        "\nrule 'r' { regex = '(', emit = { type = 'x' } }",
        "\nrule 'r' { regex = 'a', emit = { type = 'x', 'cue' } }",
        "\nrule 'r' { regex = 'a', emit = { 'cue' } }",
        "\nrule 'r' { regex = 'a' }",
        "\nrule 'r' { emit = { type = 'x' } }",
        "\nrule 'r' { regex = 'a', emit = { type = 'x' }, patern = 'b' }",
        "\nrule 'r' { regex = 'a', flags = 'q', emit = { type = 'x' } }",
        "\nrule 'r' { regex = 'a', scope = 'page', emit = { type = 'x' } }",
        "\nerror('no')",
        "\nundefined_name()",
        "\nre.compile('a'):match(doc)",
        "\nemit{ type = 'x' }",
    };
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        if (kit_bundle(&bundle, KIT_MANIFEST, rules[i], &error) != TOCSIN_ERROR_BUNDLE)
            fail_msg("loads, or fails otherwise (%s): %s", error.id, rules[i]);
        assert_string_equal(error.file, "kit/rules.lua");
        if (error.line != 2)
            fail_msg("line %u for: %s (%s)", (unsigned)error.line, rules[i], error.message);
    }
    expect_refused(KIT_MANIFEST, RULES "\n" RULES, "script-error", "kit/rules.lua", 2);
}

static void test_declared_types(void **state)
{
    (void)state;
    static const char manifest[] = "return { name = 'x', rules = { 'rules.lua' }, types = { x = { roles = { 'b', 'a' }, "
                                   "features = { 'f' } } } }";
    tocsin_bundle *bundle = NULL;
    assert_int_equal(kit_bundle(&bundle, manifest, "rule 'r' { regex = '(?<a>q)(?<b>r)', emit = { type = 'x', 'a', 'b', f = 1 } }",
                                NULL),
                     TOCSIN_OK);
    tocsin_worker *worker;
    assert_int_equal(tocsin_worker_create(&worker, &bundle, 1, NULL, NULL), TOCSIN_OK);
    struct kit kit = {bundle, worker};
    tocsin_result *result = kit_run(&kit, "A qr here.");
    assert_string_equal(tocsin_result_record(result, 0)->roles[0].name, "b");
    assert_string_equal(tocsin_result_record(result, 0)->roles[1].name, "a");
    tocsin_result_free(result);
    kit_close(&kit);
    expect_refused(manifest, "\nrule 'r' { regex = '(?<c>q)', emit = { type = 'x', 'c' } }", "script-error",
                   "kit/rules.lua", 2);
    expect_refused(manifest, "\nrule 'r' { regex = 'q', emit = { type = 'x', g = 1 } }", "script-error",
                   "kit/rules.lua", 2);
}

static void test_params(void **state)
{
    (void)state;
    static const char manifest[] = "return { name = 'x', rules = { 'rules.lua' }, params = { low = 0.5, on = false, n = 3, s = 'a' } }";
    static const char rules[] = "assert(params.low == 0.75 and params.on == true and params.n == 3 and params.s == 'a')\n"
                                "assert(not pcall(function() params.n = 4 end))" RULES;
    tocsin_file files[] = {{"bundle.lua", manifest, strlen(manifest)}, {"rules.lua", rules, strlen(rules)}};
    tocsin_param given[] = {{"on", "true"}, {"low", "0.75"}};
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_bundle *bundle = NULL;
    tocsin_param param;
    options.params = given;
    options.param_count = 2;
    assert_int_equal(tocsin_bundle_open_memory(&bundle, "x", files, 2, &options, NULL), TOCSIN_OK);
    assert_true(tocsin_bundle_param(bundle, 0, &param));
    assert_string_equal(param.name, "low");
    assert_string_equal(param.value, "0.75");
    assert_true(tocsin_bundle_param(bundle, 3, &param));
    assert_false(tocsin_bundle_param(bundle, 4, &param));
    tocsin_bundle_free(bundle);
    tocsin_error error = TOCSIN_ERROR_INIT;
    given[0] = (tocsin_param){"on", "maybe"};
    assert_int_equal(tocsin_bundle_open_memory(&bundle, "x", files, 2, &options, &error), TOCSIN_ERROR_ARGUMENT);
    assert_string_equal(error.id, "param-value");
    given[0] = (tocsin_param){"none", "1"};
    assert_int_equal(tocsin_bundle_open_memory(&bundle, "x", files, 2, &options, &error), TOCSIN_ERROR_ARGUMENT);
    assert_string_equal(error.id, "param-unknown");
}

static void test_load_warnings(void **state)
{
    (void)state;
    static const char loose[] = "\nrule 'loose' { regex = [[\\w+ \\w+]], emit = { type = 'x' } }";
    tocsin_bundle *bundle = NULL;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, loose, NULL), TOCSIN_OK);
    const tocsin_error *warning = tocsin_bundle_warning(bundle, 0);
    assert_non_null(warning);
    assert_string_equal(warning->id, "regex-unanchored");
    assert_string_equal(warning->file, "kit/rules.lua");
    assert_int_equal(warning->line, 2);
    assert_non_null(strstr(warning->message, "rules/loose"));
    tocsin_bundle_free(bundle);
    tocsin_file files[] = {{"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)}, {"rules.lua", loose, strlen(loose)}};
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_error error = TOCSIN_ERROR_INIT;
    options.warnings_as_errors = true;
    assert_int_equal(tocsin_bundle_open_memory(&bundle, "kit", files, 2, &options, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "regex-unanchored");
}

static void test_file_names(void **state)
{
    (void)state;
    static const char *const names[] = {"/bundle.lua", "../bundle.lua", "a//b.lua", "a/../b.lua", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        tocsin_file file = {names[i], "x", 1};
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(tocsin_bundle_open_memory(&bundle, "x", &file, 1, NULL, &error), TOCSIN_ERROR_BUNDLE);
        assert_string_equal(error.id, "bundle-file-name");
    }
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void test_folder_and_require(void **state)
{
    (void)state;
    char folder[] = "/tmp/tocsin-bundle-XXXXXX", path[512];
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_non_null(mkdtemp(folder));
    write_file(folder, "bundle.lua", KIT_MANIFEST);
    write_file(folder, "words.lua", "return { cue = 'warned' }");
    write_file(folder, "rules.lua", "local words = require 'words'\nrule 'r' { regex = words.cue, emit = { type = 'x' } }");
    assert_int_equal(tocsin_bundle_open(&bundle, folder, NULL, NULL), TOCSIN_OK);
    tocsin_bundle_free(bundle);
    snprintf(path, sizeof path, "%s/alone.lua", folder);
    write_file(folder, "alone.lua", RULES);
    assert_int_equal(tocsin_bundle_open(&bundle, path, NULL, NULL), TOCSIN_OK);
    assert_string_equal(tocsin_bundle_name(bundle), "alone");
    tocsin_bundle_free(bundle);
    write_file(folder, "alone.lua", "\n\nlocal x = nil + 1");
    assert_int_equal(tocsin_bundle_open(&bundle, path, NULL, &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.file, path);
    assert_int_equal(error.line, 3);
    static const char *const names[] = {"bundle.lua", "words.lua", "rules.lua", "alone.lua"};
    for (size_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
    assert_int_equal(tocsin_bundle_open(&bundle, folder, NULL, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.file, folder);
}

static void test_builtin(void **state)
{
    (void)state;
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(tocsin_bundle_open_builtin(&bundle, "news", NULL, NULL), TOCSIN_OK);
    assert_string_equal(tocsin_bundle_name(bundle), "news");
    tocsin_bundle_free(bundle);
    assert_int_equal(tocsin_bundle_open_builtin(&bundle, "none", NULL, &error), TOCSIN_ERROR_ARGUMENT);
    assert_string_equal(error.id, "bundle-unknown");
    assert_int_equal(tocsin_bundle_open_builtin(&bundle, "lib", NULL, &error), TOCSIN_ERROR_ARGUMENT);
    assert_string_equal(error.id, "bundle-unknown");
}

static bool load(const tocsin_allocator *alloc, void *user)
{
    static const char rules[] = "local s = re.set{ a = 'b' }\nlocal r = re.compile('c')\n" RULES;
    tocsin_file files[] = {{"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)}, {"rules.lua", rules, strlen(rules)}};
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    (void)user;
    options.allocator = alloc;
    tocsin_status status = tocsin_bundle_open_memory(&bundle, "kit", files, 2, &options, &error);
    assert_true(status == TOCSIN_OK || status == TOCSIN_ERROR_MEMORY);
    tocsin_bundle_free(bundle);
    return status == TOCSIN_OK;
}

static void test_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(load, NULL) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts),           cmocka_unit_test(test_hash_order),
        cmocka_unit_test(test_manifest_errors), cmocka_unit_test(test_rule_errors),
        cmocka_unit_test(test_declared_types),  cmocka_unit_test(test_params),
        cmocka_unit_test(test_load_warnings),   cmocka_unit_test(test_file_names),
        cmocka_unit_test(test_folder_and_require), cmocka_unit_test(test_builtin),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
