/* Each scene runs its rules over the same text three times: nothing of one document may show in the next. */
#include "bundle_kit.h"

static void check_three_times(const char *rules)
{
    struct kit kit = kit_open(rules);
    for (int i = 0; i < 3; i++) {
        tocsin_result *result = kit_run(&kit, "Anna warned Bob. Bob warned Anna.");
        const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
        if (diagnostic)
            fail_msg("document %d: %s\n%s", i + 1, diagnostic->message, diagnostic->traceback);
        tocsin_result_free(result);
    }
    kit_close(&kit);
}

#define ON_DOCUMENT(body) "on.document(function(doc) " body " end)\n"

static void test_variables(void **state)
{
    (void)state;
    check_three_times("local count, name, flag = 0, 'x', nil\n"
                      "local function bump() count = count + 1 return count end\n" ON_DOCUMENT(
                          "assert(count == 0 and name == 'x' and flag == nil)\n"
                          "assert(bump() == 1 and bump() == 2 and count == 2)\n"
                          "name, flag = doc, {}"));
}

/* Only variables that some function may assign to are restored: in every way there is. */
static void test_assigned_variables(void **state)
{
    (void)state;
    check_three_times("local a, b, c, t = 1, 2, 3, { x = 1 }\n"
                      "local d <const>, e = 4, 5\n"
                      "local function f() return 'first' end\n" ON_DOCUMENT(
                          "assert(a == 1 and b == 2 and c == 3 and e == 5 and f() == 'first')\n"
                          "local list = {}\n"
                          "a --[[ a comment ]] = 10\n"
                          "list[1], b = 1, 20 c, list[2] = d, 2\n"
                          "for i = 1, 2 do e = e + i end\n"
                          "function f() return t.x end\n"
                          "assert(a == 10 and b == 20 and c == 4 and e == 8 and f() == 1)"));
}

static void test_globals(void **state)
{
    (void)state;
    check_three_times("shared = 1\nfunction helper() return shared end\n" ON_DOCUMENT(
        "assert(shared == 1 and helper() == 1)\nshared = 2\nassert(helper() == 2 and _G.shared == 2)\n"
        "_G.other = 3\nassert(other == 3)\nhelper = nil") ON_DOCUMENT("assert(shared == 2 and other == 3)"));
    check_three_times("rule 'r' { regex = 'warned', emit = function(m) seen = (rawget(_G, 'seen') or 0) + 1 end }\n" //
                      ON_DOCUMENT("assert(seen == 2)"));
}

static void test_scratch(void **state)
{
    (void)state;
    check_three_times("local seen, nested = {}, { list = {} }\n"
                      "rule 'r' { regex = 'warned', emit = function(m) seen[#seen + 1] = m\n"
                      "  nested.list[#nested.list + 1] = 1 end }\n" ON_DOCUMENT(
                          "assert(#seen == 2 and #nested.list == 2)\nseen.x = {}\nsetmetatable(seen, { __index = seen })"));
}

static void test_constants(void **state)
{
    (void)state;
    check_three_times(
        "local words = { 'b', 'a', say = 'claim', deep = { x = { y = 1 } } }\n" ON_DOCUMENT(
            "assert(words[1] == 'b' and #words == 2 and words.say == 'claim' and words.deep.x.y == 1)\n"
            "assert(rawget(words, 'say') == 'claim' and rawlen(words) == 2 and words.none == nil)\n"
            "assert(table.concat(words, ',') == 'b,a' and select('#', table.unpack(words)) == 2)\n"
            "local n = 0 for k, v in pairs(words) do n = n + 1 end assert(n == 4)\n"
            "for i, w in ipairs(words) do assert(words[i] == w) end\n"
            "assert(next(words) == 1 and next(words.deep) == 'x')\n"
            "for _, try in ipairs{ function() words[1] = 'c' end, function() words.new = 1 end,\n"
            "    function() words.deep.x.y = 2 end, function() table.insert(words, 'c') end,\n"
            "    function() table.sort(words) end, function() rawset(words, 'say', 1) end } do\n"
            "  local ok, why = pcall(try)\n"
            "  assert(not ok and tostring(why):find('read-only', 1, true), tostring(why)) end"));
}

static void test_modules_and_classes(void **state)
{
    (void)state;
    check_three_times(
        "local Stack = {}\nStack.__index = Stack\n"
        "function Stack.new() return setmetatable({ n = 0 }, Stack) end\n"
        "function Stack:push() self.n = self.n + 1 return self end\n"
        "local kept = Stack.new():push()\n"
        "local callable = setmetatable({ 1 }, { __call = function(self, x) return self[1] + x end })\n" ON_DOCUMENT(
            "local s = Stack.new()\nassert(s:push():push().n == 2 and kept.n == 1)\n"
            "assert(getmetatable(s) == Stack and not pcall(function() Stack.new = nil end))\n"
            "assert(not pcall(function() getmetatable(s).push = nil end) and not pcall(kept.push, kept))\n"
            "assert(callable(2) == 3)\n"
            "assert(not pcall(require, 'lib.none'))\n"
            "local o = setmetatable({}, string)\nassert(not pcall(function() getmetatable(o).rep = nil end))"));
}

/* A C iterator keeps its place in itself: it too begins anew. */
static void test_iterators(void **state)
{
    (void)state;
    check_three_times("local each = re.compile('[ab]'):gmatch('ab')\n" ON_DOCUMENT("assert(each() == 'a' and each() == 'b')"));
}

static void test_emit_constants(void **state)
{
    (void)state;
    struct kit kit = kit_open("local act = { type = 'x', act = 'warn', features = { f = 1 } }\n"
                              "rule 'r' { regex = 'warned', emit = function(m)\n"
                              "  local list = { act = act.act, type = act.type, span = m, features = act.features }\n"
                              "  return { list, list } end }");
    tocsin_result *result = kit_run(&kit, "Anna warned Bob.");
    assert_null(tocsin_result_diagnostic(result, 0));
    assert_int_equal(tocsin_result_record_count(result), 2);
    assert_int_equal(tocsin_result_record(result, 0)->feature_count, 2);
    tocsin_result_free(result);
    kit_close(&kit);
}

/* What a failing or runaway document leaves is taken back as well. */
static void test_after_failure(void **state)
{
    (void)state;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_result *result = NULL;
    options.fuel = 200000;
    struct kit kit = kit_open_with("local n, seen = 0, {}\n" ON_DOCUMENT("assert(n == 0 and #seen == 0)\n"
                                                                         "n = 1 seen[1] = doc\n"
                                                                         "if #doc:sentences() > 1 then while true do end end\n"
                                                                         "error('on purpose')"),
                                   &options);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kit_try(&kit, "One. Two.", &result, NULL), TOCSIN_ERROR_LIMIT);
        result = kit_run(&kit, "One.");
        assert_non_null(strstr(tocsin_result_diagnostic(result, 0)->message, "on purpose"));
        tocsin_result_free(result);
    }
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variables),           cmocka_unit_test(test_assigned_variables),
        cmocka_unit_test(test_globals),
        cmocka_unit_test(test_scratch),             cmocka_unit_test(test_constants),
        cmocka_unit_test(test_modules_and_classes), cmocka_unit_test(test_iterators),
        cmocka_unit_test(test_emit_constants),      cmocka_unit_test(test_after_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
