/* What the Lua of a bundle can do: each scene asserts in Lua. */
#include "bundle_kit.h"

#include <stdio.h>

#define ON_DOCUMENT(body) "on.document(function(doc) " body " end)"

static const char TEXT[] = "Anna Berg warned Kenya on Monday. \"We can't wait,\" she said.\n\nRates rose.";

static void test_spans(void **state)
{
    (void)state;
    kit_check(ON_DOCUMENT("local s = doc:sentence(1)\n"
                          "assert(s.text == 'Anna Berg warned Kenya on Monday.')\n"
                          "assert(s.start == 0 and s.stop == 33 and s.sentence_index == 1)\n"
                          "assert(s:words()[2] == 'Berg' and s:lowers()[2] == 'berg' and #s:words() == 7)\n"
                          "local verb = s:sub(3)\n"
                          "assert(verb.text == 'warned' and tostring(verb) == 'warned')\n"
                          "assert(verb:before(2).text == 'Anna Berg' and verb:before(9).text == 'Anna Berg')\n"
                          "assert(verb:after().text == 'Kenya' and s:sub(1):before() == nil)\n"
                          "assert(s:sub(-1):after() == nil and s:sub(-2, -1).text == 'Monday.')\n"
                          "assert(s:sub(0) == nil and s:sub(9) == nil)\n"
                          "assert(verb:join(verb:after()).text == 'warned Kenya')\n"
                          "assert(s:contains(verb) and not verb:contains(s) and verb:overlaps(s))\n"
                          "assert(verb == s:sub(3) and verb ~= s:sub(4) and verb.sentence == s)\n"
                          "assert(#verb:tokens() == 1 and verb:tokens()[1] == verb)"),
              TEXT);
}

static void spans_know_their_place(void **state)
{
    (void)state;
    kit_check(ON_DOCUMENT("local s, said = doc:sentence(1), doc:sentence(2):sub(-3, -2)\n"
                          "local number, first, last = said:place()\n"
                          "assert(said.text == 'she said' and number == 2 and first == 8 and last == 9)\n"
                          "number, first, last = s:join(said):place()\n"
                          "assert(number == 1 and first == 1 and last == #s:words())\n"
                          "number, first, last = doc:span(said.start, said.start):place()\n"
                          "assert(number == 2 and first == 8 and last == 8)\n"
                          "local verb = s:sub(3)\n"
                          "assert(s:index(verb.start) == 3 and s:index(verb.stop - 1) == 3 and s:index(verb.stop) == 4)\n"
                          "assert(s:index(-1) == 1 and s:index(1 << 40) == 7 and verb:index(0) == 1)\n"
                          "assert(doc:span(0, 0):index(0) == nil)"),
              TEXT);
}

static void test_document(void **state)
{
    (void)state;
    kit_check(ON_DOCUMENT("assert(doc.id == 'd' and doc.length == #doc.text)\n"
                          "assert(#doc:sentences() == 3 and #doc:paragraphs() == 2)\n"
                          "assert(doc:sentence(4) == nil and doc:sentence(0) == nil)\n"
                          "assert(doc:span(0, 4).text == 'Anna')\n"
                          "assert(not pcall(doc.span, doc, 4, 2) and not pcall(doc.span, doc, 0, 100000))\n"
                          "assert(not pcall(function() return doc.nothing end))\n"
                          "assert(#doc:tokens() > 10 and doc:tokens()[1].text == 'Anna')"),
              TEXT);
}

static void test_annotations(void **state)
{
    (void)state;
    kit_check(ON_DOCUMENT("local quotes = doc:annotations('Quote')\n"
                          "assert(#quotes == 3)\n"
                          "local a, b, c = quotes[1], quotes[2], quotes[3]\n"
                          "assert(a.text == '“He said ‘no’,”' and tostring(b) == '‘no’' and c.text == '\"trap')\n"
                          "assert(a.type == 'Quote' and a.kind == 'speech' and b.kind == 'scare')\n"
                          "assert(a.depth == 1 and b.depth == 2 and math.type(b.depth) == 'integer')\n"
                          "assert(a.closed and not c.closed and c.confidence < 1)\n"
                          "assert(a:contains(b) and b.sentence_index == 1 and #b:words() == 3)\n"
                          "assert(doc:annotations('Quote', 'inner')[2].text == 'no')\n"
                          "assert(doc:annotations('Sentence')[1].number == 1)\n"
                          "assert(#doc:annotations('Paragraph') == 2)\n"
                          "assert(not pcall(doc.annotations, doc, 'Quotes'))\n"
                          "assert(not pcall(doc.annotations, doc, 'Quote', 'outer'))\n"
                          "assert(not pcall(doc.annotations, doc, 'Clause') and not pcall(doc.annotations, doc, 'Name'))\n"
                          "assert(not pcall(function() return a.kinds end))"),
              "“He said ‘no’,” she said.\n\nIt was a \"trap");
}

static void test_dates(void **state)
{
    (void)state;
    kit_check(ON_DOCUMENT("local a, b, c = table.unpack(doc:annotations('Date'))\n"
                          "assert(a.text == 'May 3' and a.value == 'XXXX-05-03' and not a.resolved and a.relative)\n"
                          "assert(a.from == nil and a.relation == 'on' and a.granularity == 'day')\n"
                          "assert(b.value == '2010' and b.relation == 'since' and b.from == 20100101 and b.to == 20101231)\n"
                          "assert(c.text == 'yesterday' and c.value == nil and c.phase == 'whole')\n"
                          "assert(not pcall(function() return a.kind end))\n"
                          "assert(not pcall(doc.annotations, doc, 'Date', 'body'))"),
              "On May 3 it has been so since 2010, not yesterday.");
}

static void test_regex_on_strings(void **state)
{
    (void)state;
    kit_check("local r = re.compile([[(?<year>\\d{4})-(\\d\\d)]])\n"
              "local word = re.compile([[\\w+]])\n"
              "local empty = re.compile([[x*]])\n" ON_DOCUMENT(
                  "local y, m = r:match('in 2024-05 and 2025-06')\n"
                  "assert(y == '2024' and m == '05')\n"
                  "local a, b, c = r:find('in 2024-05', 1)\n"
                  "assert(a == 4 and b == 10 and c == '2024')\n"
                  "assert(r:find('2024-05', 2) == nil and r:match('none') == nil)\n"
                  "local g = r:groups('2024-05')\n"
                  "assert(g.year == '2024' and g[1] == '2024' and g[2] == '05' and g[0] == '2024-05')\n"
                  "local n = 0 for w in word:gmatch('ä b c') do n = n + 1 end assert(n == 3)\n"
                  "n = 0 for w in empty:gmatch('ä') do n = n + 1 end assert(n == 2)\n"
                  "assert(not pcall(r.match, r, '\\xff'))\n"
                  "assert(not pcall(re.compile, 'late'))\n"
                  "assert(not pcall(word.match, word, ('a'):rep(20000)))"),
              TEXT);
}

static void test_regex_on_spans(void **state)
{
    (void)state;
    kit_check("local rates = re.compile([[\\bRates\\b]])\n"
              "local r = re.compile([[(?<who>[A-Z]\\w+ [A-Z]\\w+) (?<verb>warned)( nobody)?]])\n" ON_DOCUMENT(
                  "local m = r:match(doc:sentence(1))\n"
                  "assert(m.who.text == 'Anna Berg' and m.verb.start == 10 and m[1] == m.who)\n"
                  "assert(m.text == 'Anna Berg warned' and m[3] == nil and m:sub(3) == m.verb)\n"
                  "assert(not pcall(function() return m.nothing end) and not pcall(function() return m[4] end))\n"
                  "assert(r:match(doc:sentence(2)) == nil)\n"
                  "assert(r:find(doc:sentence(1)).text == m.text)\n"
                  "assert(rates:find(doc:sentence(3)).start == doc.text:find('Rates', 1, true) - 1)"),
              TEXT);
}

static void test_set(void **state)
{
    (void)state;
    kit_check("local set = re.set({ say = [[\\bsaid\\b]], warn = [[\\bwarn(?:ed|s)?\\b]], day = [[\\b(?<d>Mon|Tues)day\\b]] })\n" ON_DOCUMENT(
                  "local seen = {}\n"
                  "for name, m in set:matches(doc) do seen[#seen + 1] = name .. '=' .. m.text end\n"
                  "assert(table.concat(seen, ' ') == 'warn=warned day=Monday say=said', table.concat(seen, ' '))\n"
                  "local n = 0 for name, m in set:matches(doc:sentence(2)) do n = n + 1 assert(name == 'say') end\n"
                  "assert(n == 1)"),
              TEXT);
}

static void test_rules_and_records(void **state)
{
    (void)state;
    struct kit kit = kit_open("rule 'warn' { regex = [[(?<who>[A-Z]\\w+ [A-Z]\\w+) (?<cue>warned) (?<whom>\\w+)]],\n"
                              "  when = function(m, doc) return m.whom.text ~= 'nobody' end,\n"
                              "  emit = function(m, doc) return { type = 'warning', issuer = { m.who, entity = 'Anna' },\n"
                              "    addressee = m.whom, cue = m.cue, act = 'warn', severity = 2, confidence = 0.5 } end }\n"
                              "rule 'say' { regex = [[(?<cue>said)]], emit = { type = 'claim', 'cue', act = 'say' } }\n"
                              "on.document(function(doc)\n"
                              "  local w, c = doc:records('warning')[1], doc:records('claim')[1]\n"
                              "  w:link('claim', c) w:attribute(c) w:set('severity', 3) c:set_entity('cue', 'X')\n"
                              "  assert(w:role('issuer').text == 'Anna Berg' and w:feature('act') == 'warn')\n"
                              "  assert(#doc:records() == 2 and w:role('none') == nil and c ~= w)\n"
                              "  local e = emit{ type = 'note', span = doc:sentence(3), rule = 'extra' }\n"
                              "  assert(e.type == 'note' and e.rule == 'rules/extra')\n"
                              "end)");
    tocsin_result *result = kit_run(&kit, TEXT);
    assert_null(tocsin_result_diagnostic(result, 0));
    assert_int_equal(tocsin_result_record_count(result), 3);
    const tocsin_record *warning = tocsin_result_record(result, 0), *claim = tocsin_result_record(result, 1);
    assert_string_equal(warning->rule, "rules/warn");
    assert_string_equal(warning->bundle, "kit@1.2.3");
    assert_string_equal(kit_role(result, 0, "addressee"), "Kenya");
    assert_string_equal(warning->roles[0].name, "issuer");
    assert_string_equal(warning->roles[0].entity, "Anna");
    assert_true(warning->confidence == 0.5);
    assert_int_equal(warning->features[1].value.integer, 3);
    assert_int_equal(warning->attributed_to[0], 1);
    assert_string_equal(claim->rule, "rules/say");
    assert_string_equal(claim->roles[0].entity, "X");
    tocsin_result_free(result);
    kit_close(&kit);
}

/* What a handler takes out is gone, with what leads to it. */
static void test_dropped_records(void **state)
{
    (void)state;
    struct kit kit = kit_open("rule 'warn' { regex = [[(?<cue>warned)]], emit = { type = 'warning', 'cue' } }\n"
                              "rule 'say' { regex = [[(?<cue>said)]], emit = { type = 'claim', 'cue' } }\n"
                              "on.document(function(doc)\n"
                              "  local w, c = doc:records('warning')[1], doc:records('claim')[1]\n"
                              "  w:link('claim', c) w:attribute(c) c:drop() c:drop()\n"
                              "  assert(#doc:records('claim') == 0 and #doc:records() == 1 and c:role('cue').text == 'said')\n"
                              "end)");
    tocsin_result *result = kit_run(&kit, TEXT);
    assert_null(tocsin_result_diagnostic(result, 0));
    assert_int_equal(tocsin_result_record_count(result), 1);
    const tocsin_record *warning = tocsin_result_record(result, 0);
    assert_string_equal(warning->type, "warning");
    assert_int_equal(warning->attributed_to_count, 0);
    assert_int_equal(warning->link_count, 0);
    tocsin_result_free(result);
    kit_close(&kit);
}

/* An emit that a record cannot hold is an error at the script's line, and nothing of it is kept. */
static void test_bad_emits(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "return { issuer = m }",
        "return { type = 'x', issuer = m, confidence = 2 }",
        "return { type = 'x', issuer = {} }",
        "return { type = 'x' }",
        "return { type = 'x', span = 'text' }",
        "return 'text'",
        "return { type = 'x', issuer = m, f = print }",
        "return { type = 'x', issuer = m, links = { { rel = 'a', to = 3 } } }",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char rules[512];
        snprintf(rules, sizeof rules, "rule 'r' { regex = [[warned]], emit = function(m)\n%s\nend }", bodies[i]);
        struct kit kit = kit_open(rules);
        tocsin_result *result = kit_run(&kit, TEXT);
        const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
        if (!diagnostic)
            fail_msg("no diagnostic for: %s", bodies[i]);
        assert_int_equal(diagnostic->status, TOCSIN_ERROR_SCRIPT);
        assert_int_equal(tocsin_result_record_count(result), 0);
        tocsin_result_free(result);
        kit_close(&kit);
    }
}

static void test_meta(void **state)
{
    (void)state;
    struct kit kit = kit_open(ON_DOCUMENT("local m = doc.meta\n"
                                          "assert(m.n == 12345678901234567 and m.f == 1.5 and m.t == true)\n"
                                          "assert(m.s == 'a\\0b\\u{e9}\\u{1f600}' and m.list[2] == false and m.list[3] == 'x')\n"
                                          "assert(m.none == nil and m.o.deep[1] == 1)"));
    static const char meta[] = "{\"n\": 12345678901234567, \"f\":1.5,\"t\":true,\"s\":\"a\\u0000b\\u00e9\\ud83d\\ude00\","
                               "\"list\":[1,null,\"x\"],\"none\":null,\"o\":{\"deep\":[1]}}";
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_result *result;
    document.text = "Text.";
    document.length = 5;
    document.meta = meta;
    document.meta_length = sizeof meta - 1;
    assert_int_equal(tocsin_worker_run(&result, kit.worker, &document, NULL), TOCSIN_OK);
    const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
    if (diagnostic)
        fail_msg("%s", diagnostic->message);
    tocsin_result_free(result);
    document.meta_length -= 3;
    assert_int_equal(tocsin_worker_run(&result, kit.worker, &document, NULL), TOCSIN_OK);
    assert_non_null(tocsin_result_diagnostic(result, 0));
    tocsin_result_free(result);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spans),
        cmocka_unit_test(spans_know_their_place),           cmocka_unit_test(test_document),
        cmocka_unit_test(test_annotations), cmocka_unit_test(test_dates),
        cmocka_unit_test(test_regex_on_strings), cmocka_unit_test(test_regex_on_spans),
        cmocka_unit_test(test_set),             cmocka_unit_test(test_rules_and_records),
        cmocka_unit_test(test_dropped_records),
        cmocka_unit_test(test_bad_emits),       cmocka_unit_test(test_meta),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
