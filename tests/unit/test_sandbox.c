/* Runs the attacks under tests/lua/attacks, the library tests under tests/lua/library, and what scripts cannot
 * test themselves: memory that fails, cancelling, isolation of documents, error positions.
 *
 * An attack's first line says what must come of it:
 *     -- expect: limits               limit-fuel under a fuel budget, and limit-time under a deadline
 *     -- expect: time                 limit-time under a deadline
 *     -- expect: time-or-memory       limit-time or limit-memory under a deadline
 *     -- expect: ok                   nothing
 *     -- expect: ID TEXT              the error ID, its message holding TEXT */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>
#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "slowness.h"
#include "base/file.h"
#include "script/sandbox.h"
#include "script/small_blocks.h"
#include "script/script_error.h"

enum {
    FUEL = 3000000,
    TIME_MS = 500,
    SLACK_MS = TIME_MS / 5,
    ATTEMPTS = 4, /* a deadline missed because the machine was busy is tried again */
};

static const struct {
    const char *name, *text;
} modules[] = {
    {"broken.lua", "error 'broken on purpose'"},
    {"bytecode.lua", "\x1bLua\x54"},
    {"count.lua", "loads = (loads or 0) return {}"},
    {"cycle/a.lua", "return require 'cycle.b'"},
    {"cycle/b.lua", "return require 'cycle.a'"},
    {"lib/words.lua", "local words = {} function words.first() return 'alpha' end return words"},
    {"nothing.lua", "-- returns nothing"},
    {"syntax.lua", "local a = 1\nlocal b = = 2\n"},
};

static bool find_module(void *user, const char *name, struct str *out)
{
    (void)user;
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (strcmp(modules[i].name, name) == 0) {
            *out = str_of(modules[i].text);
            return true;
        }
    }
    return false;
}

static const struct loader_source source = {find_module, NULL};
static const struct loader loader = {.sources = &source, .count = 1};

static struct sandbox *new_sandbox(size_t memory)
{
    struct sandbox *sandbox = NULL;
    struct sandbox_options options = {memory, &loader};
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(sandbox_create(&sandbox, &alloc_system, &options, &error), TOCSIN_OK);
    return sandbox;
}

struct script {
    const char *name;
    struct str text;
};

static int run_script(lua_State *L)
{
    const struct script *script = lua_touserdata(L, 1);
    sandbox_new_environment(L);
    loader_push_text(L, script->name, script->text, -1);
    lua_call(L, 0, 0);
    return 0;
}

static tocsin_status run(struct sandbox *sandbox, struct budget *budget, const char *text, tocsin_error *error)
{
    struct script script = {"test.lua", str_of(text)};
    sandbox_begin(sandbox);
    return sandbox_call(sandbox, budget, run_script, &script, error);
}

/* Runs `text` in a sandbox of its own under a generous budget. */
static tocsin_error outcome(const char *text)
{
    struct budget budget;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct sandbox *sandbox = new_sandbox(0);
    budget_start(&budget, 50000000, 0, NULL);
    run(sandbox, &budget, text, &error);
    assert_int_equal(lua_gettop(sandbox_state(sandbox)), 0);
    sandbox_free(sandbox);
    return error;
}

/* ---- Scripts in files --------------------------------------------------------------------------------- */

struct attempt {
    tocsin_error error;
    uint64_t milliseconds;
};

static struct attempt attempt(const struct script *script, uint64_t fuel, uint64_t milliseconds)
{
    struct attempt result = {TOCSIN_ERROR_INIT, 0};
    struct budget budget;
    struct sandbox *sandbox = new_sandbox(0);
    uint64_t start = clock_nanoseconds();
    budget_start(&budget, fuel, milliseconds * 1000000, NULL);
    sandbox_call(sandbox, &budget, run_script, (void *)script, &result.error);
    result.milliseconds = (clock_nanoseconds() - start) / 1000000;
    sandbox_free(sandbox);
    return result;
}

static void check_id(const struct script *script, const tocsin_error *error, const char *id)
{
    if (strcmp(error->id, id) != 0)
        fail_msg("%s:%u: expected '%s', got '%s': %s", script->name, (unsigned)error->line, id, error->id,
                 error->message);
}

static void check_fuel(const struct script *script)
{
    struct attempt first = attempt(script, FUEL, 0), second = attempt(script, FUEL, 0);
    check_id(script, &first.error, "limit-fuel");
    assert_string_equal(first.error.file, script->name);
    assert_int_equal(first.error.line, second.error.line);
    if (first.milliseconds > 2000 * slowness())
        fail_msg("%s: %d units of fuel lasted %llu ms", script->name, FUEL, (unsigned long long)first.milliseconds);
}

static void check_time(const struct script *script, bool or_memory)
{
    struct attempt last = {TOCSIN_ERROR_INIT, 0};
    for (int i = 0; i < ATTEMPTS; i++) {
        last = attempt(script, UINT64_MAX, TIME_MS);
        if (last.milliseconds <= TIME_MS + SLACK_MS * slowness())
            break;
    }
    if (!or_memory || strcmp(last.error.id, "limit-memory") != 0)
        check_id(script, &last.error, "limit-time");
    if (last.milliseconds > TIME_MS + SLACK_MS * slowness())
        fail_msg("%s: ended %llu ms after a start with %d ms to run", script->name,
                 (unsigned long long)last.milliseconds, TIME_MS);
}

static void check_error(const struct script *script, const char *expected)
{
    char id[40], text[200] = "";
    sscanf(expected, "%39[^ \n]%*1[ ]%199[^\n]", id, text);
    struct attempt result = attempt(script, 1000000000, 10000);
    check_id(script, &result.error, id);
    if (!strstr(result.error.message, text))
        fail_msg("%s: '%s' not in: %s", script->name, text, result.error.message);
}

static void check_script(const char *name, struct str text)
{
    static const char mark[] = "-- expect: ";
    struct script script = {name, text};
    const char *expected = text.data + sizeof mark - 1;
    assert_true(text.length > sizeof mark && memcmp(text.data, mark, sizeof mark - 1) == 0);
    if (strncmp(expected, "limits\n", 7) == 0) {
        check_fuel(&script);
        check_time(&script, false);
    } else if (strncmp(expected, "time\n", 5) == 0) {
        check_time(&script, false);
    } else if (strncmp(expected, "time-or-memory\n", 15) == 0) {
        check_time(&script, true);
    } else if (strncmp(expected, "ok\n", 3) == 0) {
        struct attempt result = attempt(&script, 1000000000, 10000);
        check_id(&script, &result.error, "");
    } else {
        check_error(&script, expected);
    }
}

static void run_folder(const char *folder, size_t least)
{
    char path[1024];
    size_t count = 0;
    const char *only = getenv("ONLY"), *tests = getenv("TOCSIN_TESTS");
    assert_non_null(tests);
    snprintf(path, sizeof path, "%s/lua/%s", tests, folder);
    DIR *listing = opendir(path);
    assert_non_null(listing);
    for (struct dirent *entry; (entry = readdir(listing));) {
        if (!strstr(entry->d_name, ".lua") || (only && !strstr(entry->d_name, only)))
            continue;
        struct buffer text;
        buffer_init(&text, &alloc_system);
        snprintf(path, sizeof path, "%s/lua/%s/%s", tests, folder, entry->d_name);
        assert_int_equal(file_read(&text, path, 1 << 20, NULL), TOCSIN_OK);
        buffer_char(&text, '\0');
        check_script(entry->d_name, (struct str){text.data, text.length - 1});
        buffer_finish(&text);
        count++;
    }
    closedir(listing);
    assert_true(only || count >= least);
}

/* Lua throws by longjmp out of code that ThreadSanitizer does not see: it takes every frame thrown over for one that
 * still stands, and ends the program at the 65,536th. The attacks run in one thread, where it has nothing to find. */
#if defined(__SANITIZE_THREAD__)
#define UNDER_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define UNDER_THREAD_SANITIZER
#endif
#endif

static void test_attacks(void **state)
{
    (void)state;
#if defined(UNDER_THREAD_SANITIZER)
    skip();
#else
    run_folder("attacks", 75);
#endif
}

static void test_library(void **state)
{
    (void)state;
    run_folder("library", 6);
}

/* ---- Errors ------------------------------------------------------------------------------------------- */

static void test_error_position(void **state)
{
    (void)state;
    tocsin_error error = outcome("local function inner()\n  error('it broke')\nend\nlocal function outer()\n"
                                 "  inner()\nend\nouter()\n");
    assert_string_equal(error.id, "script-error");
    assert_int_equal(error.status, TOCSIN_ERROR_SCRIPT);
    assert_string_equal(error.file, "test.lua");
    assert_int_equal(error.line, 2);
    assert_string_equal(error.message, "it broke");
    assert_string_equal(error.traceback, "test.lua:2: in upvalue 'inner'\ntest.lua:5: in local 'outer'\n"
                                         "test.lua:7: in main chunk");
}

static void test_error_level(void **state)
{
    (void)state;
    tocsin_error error = outcome("local function check()\n  error('misuse', 2)\nend\n\ncheck()\n");
    assert_int_equal(error.line, 5);
    assert_string_equal(error.message, "misuse");
}

static void test_error_values(void **state)
{
    (void)state;
    static const struct {
        const char *script, *message;
    } cases[] = {
        {"error(nil)", "an error that is no text but a nil value"},
        {"error({})", "an error that is no text but a table value"},
        {"error(42)", "42"},
        {"error(1.5)", "1.5"},
        {"error(true)", "true"},
        {"error('plain: text', 0)", "plain: text"},
        {"error('50% of %s')", "50% of %s"},
        {"local x = nil + 1", "attempt to perform arithmetic on a nil value"},
        {"undefinedname()", "undefined global 'undefinedname'"},
        {"string.rep()", "bad argument #1 to 'rep' (string expected, got no value)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tocsin_error error = outcome(cases[i].script);
        assert_string_equal(error.message, cases[i].message);
        assert_string_equal(error.file, "test.lua");
        assert_int_equal(error.line, 1);
    }
}

static void test_error_syntax(void **state)
{
    (void)state;
    tocsin_error error = outcome("local x = 1\n\nlocal y = = 2\n");
    assert_string_equal(error.id, "script-syntax");
    assert_int_equal(error.status, TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.file, "test.lua");
    assert_int_equal(error.line, 3);
    assert_string_equal(error.message, "unexpected symbol near '='");
    error = outcome("require 'syntax'");
    assert_string_equal(error.id, "script-syntax");
    assert_string_equal(error.file, "syntax.lua");
    assert_int_equal(error.line, 2);
}

static int throw_pattern_error(lua_State *L)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    error_set(&error, MESSAGE_FILE_OPEN, "why");
    error_at(&error, "rules/x.lua", 7, 3);
    return script_error_raise(L, &error);
}

static void test_error_thrown(void **state)
{
    (void)state;
    struct sandbox *sandbox = new_sandbox(0);
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(sandbox_call(sandbox, NULL, throw_pattern_error, NULL, &error), TOCSIN_ERROR_IO);
    assert_string_equal(error.id, "file-open");
    assert_string_equal(error.file, "rules/x.lua");
    assert_int_equal(error.line, 7);
    assert_int_equal(error.column, 3);
    sandbox_free(sandbox);
}

/* ---- Limits ------------------------------------------------------------------------------------------- */

static void test_limit_position(void **state)
{
    (void)state;
    struct budget budget;
    struct sandbox *sandbox = new_sandbox(4 << 20);
    tocsin_error error = TOCSIN_ERROR_INIT;
    budget_start(&budget, 10000, 0, NULL);
    assert_int_equal(run(sandbox, &budget, "local x = 1\nlocal y = 2\nwhile true do end\n", &error),
                     TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-fuel");
    assert_int_equal(error.line, 3);
    /* sticky: the same budget runs nothing more */
    assert_int_equal(run(sandbox, &budget, "local x = 1", &error), TOCSIN_ERROR_LIMIT);
    /* and the sandbox serves the next document */
    budget_start(&budget, 10000, 0, NULL);
    assert_int_equal(run(sandbox, &budget, "local x = 1", &error), TOCSIN_OK);
    budget_start(&budget, 100000000, 0, NULL);
    assert_int_equal(run(sandbox, &budget, "local t = {}\nwhile true do t[#t + 1] = {} end", &error),
                     TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-memory");
    assert_string_equal(error.file, "test.lua");
    assert_int_equal(error.line, 2);
    assert_true(sandbox_memory(sandbox) <= 4 << 20);
    budget_start(&budget, 1000000, 0, NULL);
    assert_int_equal(run(sandbox, &budget, "local t = {} for i = 1, 1000 do t[i] = {} end", &error), TOCSIN_OK);
    sandbox_free(sandbox);
}

static void test_cancelled(void **state)
{
    (void)state;
    atomic_bool flag = true;
    struct budget budget;
    struct sandbox *sandbox = new_sandbox(0);
    tocsin_error error = TOCSIN_ERROR_INIT;
    budget_start(&budget, UINT64_MAX, 0, &flag);
    assert_int_equal(run(sandbox, &budget, "while true do pcall(string.rep, 'x', 100) end", &error),
                     TOCSIN_ERROR_CANCELLED);
    assert_string_equal(error.id, "cancelled");
    sandbox_free(sandbox);
}

static uint64_t fuel_used(struct sandbox *sandbox, const char *text)
{
    struct budget budget;
    tocsin_error error = TOCSIN_ERROR_INIT;
    budget_start(&budget, 1000000000, 0, NULL);
    assert_int_equal(run(sandbox, &budget, text, &error), TOCSIN_OK);
    return budget.fuel_limit - budget.fuel;
}

/* A document costs the same in a fresh sandbox and in one that ran others before. */
static void test_fuel_is_repeatable(void **state)
{
    (void)state;
    static const char text[] =
        "local words = require 'lib.words'\nlocal t, s = {}, 'x'\nfor i = 1, 3000 do t['key' .. i % 700] = i\n"
        "t['key' .. i * 7 % 700] = nil s = (s .. i):sub(-200) end\n"
        "for k, v in pairs(t) do s = s .. k end local u = {} for i = 1, 500 do u[i] = s:sub(i, i + 3) end\n"
        "table.sort(u) string.find(s, 'nothing', 1, true) utf8.len(s)\n";
    struct sandbox *first = new_sandbox(0), *second = new_sandbox(0);
    uint64_t cost = fuel_used(first, text);
    fuel_used(second, "local t = {} for i = 1, 100000 do t[i] = 'key' .. i end");
    fuel_used(second, "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end f(5000)");
    assert_int_equal(fuel_used(second, text), cost);
    assert_int_equal(fuel_used(second, text), cost);
    assert_int_equal(fuel_used(first, text), cost);
    sandbox_free(first);
    sandbox_free(second);
}

static void test_documents_are_apart(void **state)
{
    (void)state;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct sandbox *sandbox = new_sandbox(0);
    assert_int_equal(run(sandbox, NULL, "leak = 1 _G.other = 2 string = nil pairs = nil require('lib.words').x = 1",
                         &error), TOCSIN_OK);
    assert_int_equal(run(sandbox, NULL, "assert(rawget(_G, 'leak') == nil and rawget(_G, 'other') == nil)\n"
                                        "assert(require('lib.words').x == nil) for _ in pairs({}) do end\n"
                                        "assert(require('lib.words') == require('lib.words'))",
                         &error), TOCSIN_OK);
    assert_int_equal(run(sandbox, NULL, "return leak", &error), TOCSIN_ERROR_SCRIPT);
    assert_string_equal(error.message, "undefined global 'leak'");
    sandbox_free(sandbox);
}

/* ---- Memory that fails -------------------------------------------------------------------------------- */

struct failing {
    uint64_t left;
    size_t held;
    bool small_blocks; /* else there is no region for them, and each comes from here */
};

static void *failing_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    struct failing *failing = user;
    if (new_size == SMALL_REGION && !failing->small_blocks)
        return NULL;
    if (new_size > old_size && failing->left-- == 0) {
        failing->left = 0;
        return NULL;
    }
    void *moved = alloc_system.resize(NULL, memory, old_size, new_size);
    if (moved || new_size == 0)
        failing->held += new_size - old_size;
    return moved;
}

static const char busy_script[] =
    "local words = require 'lib.words'\nlocal t = {}\nfor i = 1, 20 do t['k' .. i] = ('x'):rep(i * 9) end\n"
    "for k, v in pairs(t) do t[k] = v:upper() end\nlocal u = {3, 1, 2} table.sort(u)\n"
    "local ok, e = pcall(error, {code = 1}) assert(not ok and e.code == 1)\n"
    "local C = {} C.__index = C local o = setmetatable({}, C) assert(getmetatable(o) == C)\n"
    "local s = table.concat({'a', 'b'}, ', ') assert(s:gsub('a', 'b') == 'b, b')\n"
    "assert(string.format('%5.1f %s', 2.5, t) ~= '') assert(not pcall(require, 'syntax'))\n";

static tocsin_status create_and_run(struct failing *failing, tocsin_error *error)
{
    tocsin_allocator alloc = {failing_resize, failing};
    struct sandbox *sandbox = NULL;
    struct sandbox_options options = {0, &loader};
    tocsin_status status = sandbox_create(&sandbox, &alloc, &options, error);
    if (!status)
        status = run(sandbox, NULL, busy_script, error);
    sandbox_free(sandbox);
    return status;
}

/* Fails one allocation after the other; returns how many there are. */
static uint64_t fail_each(bool small_blocks)
{
    for (uint64_t count = 0;; count++) {
        struct failing failing = {count, 0, small_blocks};
        tocsin_error error = TOCSIN_ERROR_INIT;
        tocsin_status status = create_and_run(&failing, &error);
        assert_int_equal(failing.held, 0);
        if (status == TOCSIN_OK)
            return count;
        if (status != TOCSIN_ERROR_MEMORY)
            fail_msg("allocation %llu: %s", (unsigned long long)count, error.message);
    }
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_true(fail_each(false) > 300);
    assert_true(fail_each(true) > 10);
}

static void test_memory_limit_everywhere(void **state)
{
    (void)state;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = TOCSIN_ERROR_LIMIT;
    for (size_t limit = 1000; status && limit < 200000; limit += 97) {
        struct sandbox *sandbox = NULL;
        struct sandbox_options options = {limit, &loader};
        status = sandbox_create(&sandbox, &alloc_system, &options, &error);
        if (!status)
            status = run(sandbox, NULL, busy_script, &error);
        if (status && strcmp(error.id, "limit-memory") != 0)
            fail_msg("limit %zu: %s %s", limit, error.id, error.message);
        sandbox_free(sandbox);
    }
    assert_int_equal(status, TOCSIN_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_library),          cmocka_unit_test(test_error_position),
        cmocka_unit_test(test_error_level),      cmocka_unit_test(test_error_values),
        cmocka_unit_test(test_error_syntax),     cmocka_unit_test(test_error_thrown),
        cmocka_unit_test(test_limit_position),   cmocka_unit_test(test_cancelled),
        cmocka_unit_test(test_fuel_is_repeatable), cmocka_unit_test(test_documents_are_apart),
        cmocka_unit_test(test_out_of_memory),    cmocka_unit_test(test_memory_limit_everywhere),
        cmocka_unit_test(test_attacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
