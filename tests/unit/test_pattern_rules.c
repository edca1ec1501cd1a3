/* Rules with token patterns: what they emit, and what their Lua sees. */
#include "record_text.h"

static const char TEXT[] = "Anna Berg warned Kenya that debt could spiral. The bank sounded the alarm, too. Rates rose.";

static void a_table_takes_captures_columns_and_functions(void **state)
{
    (void)state;
    check_records("lexicon 'cue' { { 'warned', act = 'warn', level = 2, sure = true }, { 'sounded the alarm', act = 'alert', level = '1.5' } }\n"
                  "rule 'r' { pattern = [[ issuer:([cap]+|the bank) cue:@cue ]],\n"
                  "  emit = { type = 'warning', 'issuer', fixed = 'x', roles = { sign = 'cue' }, confidence = 0.5,\n"
                  "    features = { act = 'cue.act', level = 'cue.level', sure = 'cue.sure', words = 'cue',\n"
                  "      length = function(m, doc) assert(doc.id == 'd') return #m.cue:words() end,\n"
                  "      none = function() return nil end } } }",
                  TEXT,
                  "warning issuer=Anna Berg sign=warned act=warn fixed=x length=1 level=2 sure=true words=warned; "
                  "warning issuer=The bank sign=sounded the alarm act=alert fixed=x length=3 level=1.5 words=sounded the alarm");
}

static void parts_and_lists_may_come_later(void **state)
{
    (void)state;
    check_records("rule 'r' { pattern = [[ $who(@cue) ]], emit = { type = 't', 'x' } }\n"
                  "pattern 'who(c)' [[ x:([cap] $more?) $c ]]\n"
                  "pattern 'more' [[ [cap] ]]\n"
                  "lexicon 'cue' { 'warn', by = 'lemma' }",
                  TEXT, "t x=Anna Berg");
}

static void a_rule_may_have_several_patterns(void **state)
{
    (void)state;
    check_records("rule 'r' { pattern = { [[ a:warned b:Kenya ]], [[ a:rates ]] },\n"
                  "  when = function(m) assert(m.a) assert((m.b == nil) == (m.a.text == 'Rates')) return true end,\n"
                  "  emit = { type = 't', 'a', 'b' } }",
                  TEXT, "t a=warned b=Kenya; t a=Rates");
}

static void lua_sees_spans_that_know_what_they_are(void **state)
{
    (void)state;
    check_records("lexicon 'cue' { { 'warned', act = 'warn', level = 2 }, { 'rose', level = 3 } }\n"
                  "rule 'r' { pattern = [[ who:([cap]+|rates) cue:@cue whom:[cap]? ]], emits = 't', emit = function(m, doc)\n"
                  "  assert(m.cue.level == (m.cue.text == 'warned' and 2 or 3) and m.cue.act == (m.cue.text == 'warned' and 'warn' or nil))\n"
                  "  assert(m.cue.sentence == m.sentence and m.cue:before(1) == m.who:sub(-1) and tostring(m.cue) == m.cue.text)\n"
                  "  assert(m.cue == m.cue and m.cue == doc:span(m.cue.start, m.cue.stop) and m.text:find(m.cue.text, 1, true))\n"
                  "  assert(#m:all('who') == 1 and m:all('who')[1] == m.who and m:contains(m.cue))\n"
                  "  assert((m.whom == nil) == (m.cue.text == 'rose') and m.cue.record == nil and m.who.level == nil)\n"
                  "  assert(not pcall(function() return m.nothing end) and not pcall(m.all, m, 'nothing'))\n"
                  "  assert(not pcall(function() return m.cue.nothing end) and not pcall(function() return m.who.nothing end))\n"
                  "  return { type = 't', who = m.who, whom = m.whom, cue = m:all('cue'), level = m.cue.level }\n"
                  "end }",
                  TEXT, "t who=Anna Berg cue=warned whom=Kenya level=2; t who=Rates cue=rose level=3");
}

static void places_decide_parts_of_speech(void **state)
{
    (void)state;
    static const char text[] = "They can fish. He saw the can. The minister can open the can. WE CAN WIN.";
    check_records("rule 'noun' { pattern = [[ x:[lower=can & pos=NOUN] ]], emit = { type = 'noun', 'x' } }\n"
                  "rule 'modal' { pattern = [[ x:[tag=MD & lower=can] y:[tag ~ /VB.*/] ]], emit = { type = 'modal', 'x', 'y' } }\n"
                  "rule 'not' { pattern = [[ x:[lower=can & pos!=NOUN|AUX] ]], emit = { type = 'other', 'x' } }",
                  text, "modal x=can y=fish; noun x=can; modal x=can y=open; noun x=can; modal x=CAN y=WIN");
}

static void lua_sees_tags_and_lemmas(void **state)
{
    (void)state;
    kit_check("lexicon 'cue' { { 'warned', tag = 'mine' } }\n"
              "rule 'r' { pattern = [[ who:[cap] cue:@cue whom:[cap] ]], emits = 't', emit = function(m, doc)\n"
              "  assert(m.who.pos == 'PROPN' and m.who.tag == 'NNP' and m.who.lemma == 'anna')\n"
              "  assert(m.cue.tag == 'mine' and m.cue.pos == 'VERB' and m.cue.lemma == 'warn')\n"
              "  local s = m.sentence\n"
              "  assert(s.pos == nil and table.concat(s:classes(), ' ') == 'PROPN VERB PROPN PUNCT')\n"
              "  assert(table.concat(s:tags(), ' ') == 'NNP VBD NNP .' and s:lemmas()[2] == 'warn')\n"
              "end }",
              "Anna warned Kenya.");
}

static void tags_need_a_token_pattern(void **state)
{
    (void)state;
    kit_check("rule 'r' { regex = [[warned]], emit = function(m)\n"
              "  local well, message = pcall(m.sentence.tags, m.sentence)\n"
              "  assert(not well and message:find('no words are tagged', 1, true)) end, emits = 't' }",
              "Anna warned Kenya.");
}

static void a_tagged_bundle_needs_none(void **state)
{
    (void)state;
    static const char manifest[] = "return { name = 'kit', tagged = true, rules = { 'rules.lua' } }";
    static const char rules[] = "rule 'r' { regex = [[warned]], emits = 't', emit = function(m)\n"
                                "  assert(table.concat(m.sentence:classes(), ' ') == 'PROPN VERB PROPN PUNCT')\n"
                                "  assert(m.sentence:top().text == 'warned' and #m.sentence:annotations('NP') == 2) end }";
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    kit_check_in(manifest, rules, "Anna warned Kenya.");
    assert_int_equal(kit_bundle(&bundle, "return { name = 'kit', tagged = 1, rules = { 'rules.lua' } }", rules, &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "manifest-field");
}

static void names_of_tags_are_checked(void **state)
{
    (void)state;
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, "rule 'r' { pattern = [[ a [pos=VERBS] ]], emit = { type = 't' } }", &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "check-value");
    assert_non_null(strstr(error.message, "attribute 'pos' is never 'VERBS'"));
    assert_non_null(strstr(error.message, "VERB"));
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, "rule 'r' { pattern = [[ a [tag=NN|NNX] ]], emit = { type = 't' } }", &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_non_null(strstr(error.message, "attribute 'tag' is never 'NNX'"));
}

static void arcs_can_be_asked_for(void **state)
{
    (void)state;
    static const char text[] = "Anna warned Kenya. Kenya was warned. Old debts rose.";
    check_records("lexicon 'warn' { 'warned' }\n"
                  "rule 'who' { pattern = [[ x:[rel=nsubj & head.lemma=warn] ]], emit = { type = 'who', 'x' } }\n"
                  "rule 'listed' { pattern = [[ x:[rel=obj|iobj & head.lower in @warn & head.rel=root] ]], emit = { type = 'listed', 'x' } }\n"
                  "rule 'top' { pattern = [[ x:[rel=root & !head.alpha & lemma=rise] ]], emit = { type = 'top', 'x' } }\n"
                  "rule 'passive' { pattern = [[ x:[rel=\"nsubj:pass\" & head.pos!=NOUN] ]], emit = { type = 'passive', 'x' } }\n"
                  "rule 'deep' { pattern = [[ x:[head.head.lemma=rise] ]], emit = { type = 'deep', 'x' } }",
                  text, "who x=Anna; listed x=Kenya; passive x=Kenya; who x=Kenya; deep x=Old; top x=rose");
}

static void names_of_relations_are_checked(void **state)
{
    (void)state;
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, "rule 'r' { pattern = [[ a [rel=nsubject] ]], emit = { type = 't' } }", &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "check-value");
    assert_non_null(strstr(error.message, "attribute 'rel' is never 'nsubject'"));
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, "rule 'r' { pattern = [[ a [head.lemmma=b] ]], emit = { type = 't' } }", &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "check-attribute");
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, "rule 'r' { pattern = [[ a [head.=b] ]], emit = { type = 't' } }", &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "pattern-test");
}

static void lua_walks_trees(void **state)
{
    (void)state;
    kit_check("rule 'r' { pattern = [[ cue:<warn> ]], emit = function(m, doc)\n"
              "  local who, s = m.cue:children('nsubj')[1], m.sentence\n"
              "  assert(m.cue.rel == 'root' and m.cue.head == nil and s:top() == m.cue and s.rel == nil)\n"
              "  assert(who.text == 'minister' and who.rel == 'nsubj' and who.head == m.cue)\n"
              "  assert(who:subtree().text == 'The old minister' and #who:children() == 2 and #who:children('obj') == 0)\n"
              "  assert(#m.cue:children() >= 3 and m.cue:subtree().text == 'The old minister warned Kenya')\n"
              "  assert(table.concat(s:heads(), ' ') == '3 3 4 0 4 4' and m.cue:heads()[1] == 0)\n"
              "  assert(table.concat(s:relations(), ' ') == 'det amod nsubj root iobj punct')\n"
              "  local words, lowers, classes, tags, starts, stops = s:lists()\n"
              "  assert(table.concat(words, ' ') == 'The old minister warned Kenya .' and lowers[1] == 'the')\n"
              "  assert(lowers[4] == 'warned' and classes[5] == 'PROPN' and tags[4] == 'VBD' and #tags == 6)\n"
              "  assert(starts[1] == s.start and stops[6] == s.stop and starts[2] == stops[1] + 1)\n"
              "  local heads, relations, children, first, last = s:tree()\n"
              "  assert(table.concat(heads, ' ') == '3 3 4 0 4 4' and relations[5] == 'iobj' and #relations == 6)\n"
              "  assert(table.concat(children[4], ' ') == '3 5 6' and #children[3] == 2 and children[1] == nil)\n"
              "  assert(table.concat(first, ' ') == '1 2 1 1 5 6' and table.concat(last, ' ') == '1 2 3 6 5 6')\n"
              "  local inner, _, _, _, ends = s:sub(2, 4):tree()\n"
              "  assert(table.concat(inner, ' ') == '2 3 0' and table.concat(ends, ' ') == '1 2 3')\n"
              "  assert(#doc:span(0, 0):tree() == 0)\n"
              "  local phrases = s:annotations('NP')\n"
              "  assert(#phrases == 2 and phrases[1].text == 'The old minister' and phrases[1]:top() == who)\n"
              "  assert(#s:annotations('NP', 'determiner') == 1 and #m.cue:annotations('NP') == 0)\n"
              "  assert(who:around('NP') == phrases[1] and who:around('NP').kind == 'common' and s:around('NP') == nil)\n"
              "  assert(phrases[2].number == 3 and not pcall(s.annotations, s, 'NPs'))\n"
              "end, emits = 't' }",
              "Rates rose. The old minister warned Kenya.");
}

static void trees_need_a_token_pattern(void **state)
{
    (void)state;
    kit_check("rule 'r' { regex = [[warned]], emit = function(m)\n"
              "  local well, message = pcall(m.sentence.top, m.sentence)\n"
              "  assert(not well and message:find('no sentences are parsed', 1, true)) end, emits = 't' }",
              "Anna warned Kenya.");
}

static void a_capture_in_a_repetition_is_a_list(void **state)
{
    (void)state;
    check_records("rule 'r' { pattern = [[ (w:[cap])+ x:warned ]], emits = 't', emit = function(m)\n"
                  "  assert(#m.w == 2 and m.w[2].text == 'Berg' and m.x.text == 'warned')\n"
                  "  return { type = 't', w = m.w } end }\n"
                  "rule 's' { pattern = [[ (w:[cap]){2} warned ]], emit = { type = 's', 'w' } }",
                  TEXT, "s w=Anna w=Berg; t w=Anna w=Berg");
}

static void phases_follow_what_is_read(void **state)
{
    (void)state;
    check_records("rule 'last' { pattern = [[ a:%pair[n=2] ]], emits = 'last', emit = function(m)\n"
                  "  assert(m.a.record.type == 'pair' and m.a.n == 2 and m.a.record:role('left').text == 'Anna Berg')\n"
                  "  return { type = 'last', all = m.a } end }\n"
                  "rule 'middle' { pattern = [[ left:%name warned right:%name ]], emit = { type = 'pair', 'left', 'right', n = 2 } }\n"
                  "rule 'edge' { pattern = [[ x:%pair.right that ]], emit = { type = 'edge', 'x', features = { n = 'x.n' } } }\n"
                  "rule 'first' { regex = [[\\b[A-Z]\\w+(?: [A-Z]\\w+)?\\b]], emit = { type = 'name' } }",
                  "Anna Berg warned Kenya that debt could spiral.",
                  "last all=Anna Berg warned Kenya; pair left=Anna Berg right=Kenya n=2; name; edge x=Kenya n=2; name");
}

static void regexes_and_patterns_take_turns_by_place(void **state)
{
    (void)state;
    struct kit kit = kit_open("local seen = {}\n"
                              "local function see(m) seen[#seen + 1] = m.text end\n"
                              "rule 'a' { pattern = [[ warned|rates ]], emit = see }\n"
                              "rule 'b' { regex = [[Anna|warned|Kenya]], emit = see }\n"
                              "rule 'c' { pattern = [[ debt|anna ]], emit = see }\n"
                              "on.document(function() assert(table.concat(seen, ' ') == 'Anna Anna warned warned Kenya debt Rates', table.concat(seen, ' ')) end)");
    tocsin_result *result = kit_run(&kit, TEXT);
    const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
    if (diagnostic)
        fail_msg("%s", diagnostic->message);
    tocsin_result_free(result);
    kit_close(&kit);
}

static void scopes_bound_a_match(void **state)
{
    (void)state;
    static const char quoted[] = "The \"bank and rates\" rose. Rates and bank fell.";
    check_records("rule 'r' { pattern = [[ x:(bank .. rates) ]], scope = 'quote', emit = { type = 'in', 'x' } }\n"
                  "rule 's' { pattern = [[ x:(rates|bank) ]], scope = 'outside quote', emit = { type = 'out', 'x' } }\n"
                  "rule 'p' { pattern = [[ x:rose y:(.. fell) ]], scope = 'paragraph', emit = { type = 'p', 'x' , roles = { z = 'y' } } }\n"
                  "rule 't' { pattern = [[ ^ x:. ]], scope = '%in.x', emit = { type = 'first', 'x' } }",
                  quoted,
                  "in x=bank and rates; first x=bank; p x=rose z=. Rates and bank fell; out x=Rates; out x=bank");
}

#define LONGEST "return { name = 'kit', version = '1', rules = { 'rules.lua' }, types = { t = { roles = { 'cue', 'x' }, conflict = '%s' } } }"

static void check_policy(const char *policy, const char *rules, const char *text, const char *expected)
{
    char manifest[300];
    snprintf(manifest, sizeof manifest, LONGEST, policy);
    check_records_with(manifest, rules, text, expected);
}

static void conflict_policies_hold_by_type(void **state)
{
    (void)state;
    static const char rules[] = "rule 'a' { pattern = [[ cue:two x:three ]], emit = { type = 't', 'cue', 'x' } }\n"
                                "rule 'b' { pattern = [[ x:(one two) ]], emit = { type = 't', 'x' } }\n"
                                "rule 'c' { pattern = [[ cue:two x:(three four five) ]], emit = { type = 't', 'cue', 'x' } }\n"
                                "on.document(function(doc) emit { type = 'seen', span = doc:sentence(1), n = #doc:records('t') } end)";
    static const char text[] = "one two three four five";
    check_policy("all", rules, text, "seen n=3; t x=one two; t cue=two x=three four five; t cue=two x=three");
    check_policy("longest", rules, text, "seen n=1; t cue=two x=three four five");
    check_policy("first", rules, text, "seen n=1; t x=one two");
    check_policy("one_per_cue", rules, text, "seen n=2; t x=one two; t cue=two x=three");
}

static void what_lost_is_not_read(void **state)
{
    (void)state;
    check_policy("longest",
                 "rule 'a' { pattern = [[ x:two ]], emit = { type = 't', 'x' } }\n"
                 "rule 'b' { pattern = [[ x:(one two) ]], emit = { type = 't', 'x' } }\n"
                 "rule 'c' { pattern = [[ y:%t ]], emit = { type = 'read', 'y' } }",
                 "one two", "read y=one two; t x=one two");
}

static void failed_guards_and_errors_leave_the_rest(void **state)
{
    (void)state;
    struct kit kit = kit_open("rule 'bad' { pattern = [[ x:[cap] ]], emit = function(m) error('no ' .. m.x.text) end }\n"
                              "rule 'undeclared' { pattern = [[ rates ]], emit = function(m) return { type = 'read', span = m } end }\n"
                              "rule 'unnamed' { pattern = [[ debt ]], emits = { 'b' }, emit = function(m) return { type = 'c', span = m } end }\n"
                              "rule 'good' { pattern = [[ y:%read ]], when = function(m) return false end, emit = { type = 'x', 'y' } }\n"
                              "rule 'says' { pattern = [[ y:warned ]], emit = { type = 'read', 'y' } }\n"
                              "on.document(function(doc) emit { type = 'read', span = doc:sentence(1) } end)");
    struct record_text found;
    tocsin_result *result = kit_run(&kit, TEXT);
    static const char *const messages[] = {"no Anna", "this rule emits type 'c', which its `emits` does not name",
                                           "patterns read %read: a rule that emits it has to say so, by `emits`",
                                           "patterns read %read: a handler files it too late for them, so a rule has to"};
    for (size_t i = 0; i < 4; i++) {
        assert_non_null(tocsin_result_diagnostic(result, i));
        assert_string_equal(tocsin_result_diagnostic(result, i)->message, messages[i]);
    }
    assert_null(tocsin_result_diagnostic(result, 4));
    assert_string_equal(record_text_of(&found, result), "read y=warned");
    tocsin_result_free(result);
    kit_close(&kit);
}

/* Objects of one document are kept by a module of the bundle, and used in the next. */
static void objects_die_with_their_document(void **state)
{
    (void)state;
    struct kit kit = kit_open("local kept = re.compile([[x]])\n"
                              "rule 'r' { pattern = [[ (w:[cap])+ x:warned ]], emits = 't', emit = function(m)\n"
                              "  local old = m.x\n  assert(old.text == 'warned')\n"
                              "  keep = function() return old.text end\n"
                              "  return { type = 't', span = m, ok = keep ~= nil } end }");
    struct record_text found;
    for (int i = 0; i < 3; i++) {
        tocsin_result *result = kit_run(&kit, TEXT);
        assert_null(tocsin_result_diagnostic(result, 0));
        assert_string_equal(record_text_of(&found, result), "t ok=true");
        tocsin_result_free(result);
    }
    kit_close(&kit);
}

#define EVERYTHING                                                                                               \
    "lexicon 'cue' { { 'warned', act = 'warn' }, 'sounded the alarm' }\n"                                        \
    "pattern 'who(c)' [[ issuer:([cap]+|the bank) cue:$c ]]\n"                                                    \
    "rule 'a' { pattern = [[ $who(@cue) ]], emit = { type = 'warning', 'issuer', 'cue', features = { act = 'cue.act',\n" \
    "  n = function(m) return #m.issuer:words() end } } }\n"                                                     \
    "rule 'b' { pattern = { [[ w:%warning[act=warn] x:Kenya ]], [[ x:rates rose ]] }, emits = { 'two' },\n"       \
    "  emit = function(m) return { type = 'two', x = m.x, span = m } end }\n"                                     \
    "rule 'c' { regex = [[(?<x>debt)]], emit = { type = 'word', 'x' } }\n"                                       \
    "modifier 'm' { cue = [[ too ]], stops = [[ ; ]], on = 'warning', direction = 'both', set = { late = true } }\n" \
    "link 'l' { from = 'two', to = 'warning', rel = 'of', where = 'contains', when = function(a, b) return a ~= b end }\n"

static bool everything(const tocsin_allocator *alloc, void *user)
{
    tocsin_file files[] = {{"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)}, {"rules.lua", EVERYTHING, strlen(EVERYTHING)}};
    tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_worker_options worker_options = TOCSIN_WORKER_OPTIONS_INIT;
    struct kit kit = {NULL, NULL};
    tocsin_result *result = NULL;
    (void)user;
    options.allocator = worker_options.allocator = alloc;
    bool well = !tocsin_bundle_open_memory(&kit.bundle, "kit", files, 2, &options, NULL) &&
                !tocsin_worker_create(&kit.worker, &kit.bundle, 1, &worker_options, NULL) &&
                !kit_try(&kit, TEXT, &result, NULL);
    tocsin_result_free(result);
    kit_close(&kit);
    return well;
}

static void everything_together(void **state)
{
    (void)state;
    check_records(EVERYTHING, TEXT,
                  "two x=Kenya of>1; warning issuer=Anna Berg cue=warned act=warn n=2; word x=debt; "
                  "warning issuer=The bank cue=sounded the alarm late=true n=2; two x=Rates");
}

static void features_of_dates_are_asked_for_and_emitted(void **state)
{
    (void)state;
    check_records("rule 'r' { pattern = [[ when:%Date[granularity=day & from>=20200101] ]],\n"
                  "  emit = { type = 't', 'when', features = { value = 'when.value', first = 'when.from' } } }\n"
                  "rule 'u' { pattern = [[ when:%Date[!resolved] ]], emit = { type = 'u', 'when', features = { value = 'when.value' } } }",
                  "On May 3, 2019 and May 4, 2021, in 2022, and last week.",
                  "t when=May 4, 2021 first=20210504 value=2021-05-04; u when=last week");
}

static void names_and_their_features_are_asked_for(void **state)
{
    (void)state;
    check_records("rule 'r' { pattern = [[ who:%Name[kind=person & speaker] ]],\n"
                  "  emit = { type = 't', 'who', features = { entity = 'who.entity' } } }\n"
                  "rule 'p' { pattern = [[ who:%Pronoun[inferred] ]], emit = { type = 'p', 'who', features = { entity = 'who.entity' } } }\n"
                  "rule 's' { scope = '%Name.role', pattern = [[ what:[cap] ]], emit = { type = 's', 'what' } }",
                  "The French president, Anna Berg, met a man. Berg said no. She left.",
                  "s what=The; s what=French; t who=Berg entity=Anna Berg; p who=She entity=Anna Berg");
}

static void memory_that_runs_out_is_told(void **state)
{
    (void)state;
    assert_true(failing_alloc_some(everything, NULL, 29) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_takes_captures_columns_and_functions),
        cmocka_unit_test(parts_and_lists_may_come_later),
        cmocka_unit_test(a_rule_may_have_several_patterns),
        cmocka_unit_test(lua_sees_spans_that_know_what_they_are),
        cmocka_unit_test(places_decide_parts_of_speech),
        cmocka_unit_test(lua_sees_tags_and_lemmas),
        cmocka_unit_test(tags_need_a_token_pattern),
        cmocka_unit_test(a_tagged_bundle_needs_none),
        cmocka_unit_test(names_of_tags_are_checked),
        cmocka_unit_test(arcs_can_be_asked_for),
        cmocka_unit_test(names_of_relations_are_checked),
        cmocka_unit_test(lua_walks_trees),
        cmocka_unit_test(trees_need_a_token_pattern),
        cmocka_unit_test(a_capture_in_a_repetition_is_a_list),
        cmocka_unit_test(phases_follow_what_is_read),
        cmocka_unit_test(regexes_and_patterns_take_turns_by_place),
        cmocka_unit_test(scopes_bound_a_match),
        cmocka_unit_test(conflict_policies_hold_by_type),
        cmocka_unit_test(what_lost_is_not_read),
        cmocka_unit_test(failed_guards_and_errors_leave_the_rest),
        cmocka_unit_test(objects_die_with_their_document),
        cmocka_unit_test(everything_together),
        cmocka_unit_test(features_of_dates_are_asked_for_and_emitted),
        cmocka_unit_test(names_and_their_features_are_asked_for),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
