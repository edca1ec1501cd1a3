/* document:explain: each scene asserts in Lua. */
#include <stdio.h>

#include "bundle_kit.h"

#define MANIFEST                                                                                                         \
    "return { name = 'kit', version = '1', types = { rain = { roles = { 'what' }, features = { 'wet' }, conflict = "      \
    "'longest' } }, rules = { 'rules.lua' } }"

static const char RULES[] =
    "lexicon 'verbs' {\n"
    "  { 'tell', act = 'warn' },\n"
    "  { 'warn', act = 'warn' }, by = 'lemma' }\n"
    "rule 'warn' {\n"
    "  pattern = [[ issuer:([cap]+) cue:@verbs that harm:(..) (?= [punct]) ]],\n"
    "  when = function(m) return m.issuer.text ~= 'Nobody' end,\n"
    "  emit = { type = 'warning', 'issuer', 'cue', 'harm', kind = 'that', features = { act = 'cue.act', who = 'issuer',\n"
    "    length = function(m) return #m.harm.text end } },\n"
    "}\n"
    "rule 'rain' { regex = [[(?<what>rain)]], emit = function(m) return { type = 'rain', what = m.what, wet = true } end }\n"
    "rule 'rainy' { pattern = 'that it rain', emit = { type = 'rain' } }\n"
    "modifier 'may' { cue = 'may|could', on = { 'rain' }, set = { wet = 'maybe' } }\n"
    "link 'of' { from = 'warning.harm', to = 'rain', rel = 'threat', where = 'contains' }\n"
    "on.document(function(doc)\n"
    "  emit { type = 'all', span = doc:sentence(1), rule = 'all' }\n"
    "  assert(not pcall(doc.explain, doc))\n"
    "end)\n";

static void check(const char *handler, const char *text)
{
    char rules[4096];
    struct kit kit = {NULL, NULL};
    tocsin_error error = TOCSIN_ERROR_INIT;
    snprintf(rules, sizeof rules, "%son.explain(function(doc) %s end)", RULES, handler);
    if (kit_bundle(&kit.bundle, MANIFEST, rules, &error) || tocsin_worker_create(&kit.worker, &kit.bundle, 1, NULL, &error))
        fail_msg("%s:%u: %s", error.file, error.line, error.message);
    for (int again = 0; again < 2; again++) { /* what was noted of one document is gone with it */
        tocsin_result *result = kit_run(&kit, text);
        const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
        if (diagnostic)
            fail_msg("%s\n%s", diagnostic->message, diagnostic->traceback);
        tocsin_result_free(result);
    }
    kit_close(&kit);
}

static void a_record_is_explained_by_its_match(void **state)
{
    (void)state;
    check("local why = doc:explain(doc:records('warning')[1])\n"
          "assert(why.type == 'warning' and why.rule == 'rules/warn' and why.sentence == 2)\n"
          "assert(why.span.text == 'The Bank warned that it may rain' and why.record.type == 'warning' and not why.lost)\n"
          "local m = why.match\n"
          "assert(m.rule == 'rules/warn' and m.file == 'kit/rules.lua' and m.line == 4 and m.pattern == 1)\n"
          "assert(m.guarded and m.outcome == 'records' and m.span == why.span)\n"
          "assert(m.elements[2].element == '@verbs' and m.elements[2].span.text == 'warned')\n"
          "assert(m.elements[2].line == 5 and m.elements[2].column == 36)\n"
          "assert(m.captures[2].name == 'cue' and m.captures[2].list == 'verbs' and m.captures[2].list_line == 3)\n"
          "assert(m.captures[2].list_file == 'kit/rules.lua')\n"
          "local from = {}\n"
          "for _, f in ipairs(why.features) do from[f.name] = f.from .. ':' .. (f.by or '') end\n"
          "assert(from.kind == 'constant:' and from.act == 'column:cue.act' and from.who == 'capture:issuer')\n"
          "assert(from.length == 'function:' and why.roles[1].name == 'issuer' and why.roles[1].span.text == 'The Bank')\n"
          "local l = why.links[1]\n"
          "assert(#why.links == 1 and l.rel == 'threat' and l.from == 'link' and l.by == 'rules/of' and l.line == 13)\n"
          "local rain = doc:explain(l.to)\n"
          "local wet = rain.features[1]\n"
          "assert(wet.value == 'maybe' and wet.from == 'modifier' and wet.by == 'rules/may' and wet.cue.text == 'may')\n"
          "assert(#rain.match.elements == 0 and rain.match.captures[1].name == 'what')\n"
          "assert(doc:explain(doc:records('all')[1]).match == nil)\n"
          "doc:records('all')[1]:link('about', l.to)\n"
          "assert(doc:explain(doc:records('all')[1]).links[1].from == 'lua')",
          "All is well. The Bank warned that it may rain.");
}

static void a_question_gives_matches_records_and_misses(void **state)
{
    (void)state;
    check("local all = doc:explain()\n"
          "assert(#all.matches == 2 and #all.records == 3 and #all.misses == 0)\n"
          "local why = doc:explain { rule = 'rules/rain' }\n"
          "assert(#why.matches == 1 and #why.records == 1 and #why.misses == 1)\n"
          "assert(why.records[1].lost and why.records[1].lost_to == nil or why.records[1].lost_to.rule == 'rules/rainy')\n"
          "assert(why.misses[1].sentence == 1 and why.misses[1].ended_by == 'trigger' and why.misses[1].saw == nil)\n"
          "why = doc:explain { rule = 'rules/warn', sentence = 1 }\n"
          "assert(#why.matches == 0 and #why.records == 0 and #why.misses == 1)\n"
          "local miss = why.misses[1]\n"
          "assert(miss.rule == 'rules/warn' and miss.line == 4 and miss.ended_by == 'pattern')\n"
          "assert(miss.elements[2].span.text == 'warned' and miss.wanted[1].element == 'that' and miss.saw.text == 'of')\n"
          "assert(#doc:explain { sentence = 2 }.misses == 1)\n"
          "assert(not pcall(doc.explain, doc, { rule = 'rules/none' }))\n"
          "assert(not pcall(doc.explain, doc, { sentence = 3 }) and not pcall(doc.explain, doc, 'x'))",
          "The Bank warned of it. He said that it rain.");
}

static void what_a_guard_refused_is_told(void **state)
{
    (void)state;
    check("local m = doc:explain { rule = 'rules/warn' }.matches[1]\n"
          "assert(m.outcome == 'refused by when' and #m.captures == 3)",
          "Nobody warned that it fell.");
}

static void questions_cost_fuel(void **state)
{
    (void)state;
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_result *result = NULL;
    options.fuel = 100000;
    struct kit kit = kit_open_with("rule 'r' { pattern = '. .', emit = { type = 'r' } }\n"
                                   "on.explain(function(doc) for i = 1, 10000 do doc:explain { sentence = 1 } end end)",
                                   &options);
    assert_int_equal(kit_try(&kit, "one", &result, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-fuel");
    kit_close(&kit);
}

static bool scenario(const tocsin_allocator *alloc, void *user)
{
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_worker *worker = NULL;
    tocsin_result *result = NULL;
    options.allocator = alloc;
    document.text = "Anna warned. The Bank warned that it may rain.";
    document.length = strlen(document.text);
    bool well = !tocsin_worker_create(&worker, user, 1, &options, NULL) &&
                !tocsin_worker_run(&result, worker, &document, NULL) && !tocsin_result_diagnostic(result, 0);
    tocsin_result_free(result);
    tocsin_worker_free(worker);
    return well;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    char rules[4096];
    snprintf(rules, sizeof rules, "%son.explain(function(doc) doc:explain { sentence = 1 } doc:explain() end)", RULES);
    struct kit kit = kit_open(rules);
    assert_true(failing_alloc_every(scenario, &kit.bundle) > 0);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_is_explained_by_its_match),
        cmocka_unit_test(a_question_gives_matches_records_and_misses),
        cmocka_unit_test(what_a_guard_refused_is_told),
        cmocka_unit_test(questions_cost_fuel),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
