/* Modifiers and links: which records they reach. */
#include "record_text.h"

/* Claims are the verbs; what modifies them stands around. */
#define CLAIMS "rule 'claim' { pattern = [[ cue:(say|warn|deny) ]], emit = { type = 'c', 'cue' } }\n"

static void a_modifier_reaches_forward_in_its_sentence(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = [[ not|never ]], on = 'c', set = { polarity = 'negative' } }",
                  "They say nothing, never warn. They deny. We not only say, we warn; we deny.",
                  "c cue=say; c cue=warn polarity=negative; c cue=deny; c cue=say polarity=negative; "
                  "c cue=warn polarity=negative; c cue=deny polarity=negative");
}

static void words_bound_its_reach(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 1, set = { p = 0 } }",
                  "not say, not we warn, not we all deny.", "c cue=say p=0; c cue=warn p=0; c cue=deny");
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 0, set = { p = 0 }, direction = 'both' }",
                  "say not warn deny not.", "c cue=say p=0; c cue=warn p=0; c cue=deny p=0");
}

static void direction_is_heeded(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', direction = 'backward', set = { p = 0 } }",
                  "say warn not deny.", "c cue=say p=0; c cue=warn p=0; c cue=deny");
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', direction = 'both', set = { p = 0 } }",
                  "say not deny. warn", "c cue=say p=0; c cue=deny p=0; c cue=warn");
}

static void stops_end_the_reach(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', direction = 'both', stops = { 'but', '; however' }, set = { p = 0 } }",
                  "say, but warn not deny but say; however warn.",
                  "c cue=say; c cue=warn p=0; c cue=deny p=0; c cue=say; c cue=warn");
}

static void a_clause_ends_the_reach(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 'clause', set = { p = 0 } }",
                  "They do not say it because they warn us.", "c cue=say p=0; c cue=warn");
}

static void a_role_may_be_the_target(void **state)
{
    (void)state;
    static const char claims[] = "rule 'claim' { pattern = [[ who:[cap] not? cue:say ]], emit = { type = 'c', 'who', 'cue' } }\n";
    char rules[600];
    snprintf(rules, sizeof rules, "%smodifier 'm' { cue = 'not', on = 'c', role = 'cue', set = { p = 0 } }", claims);
    check_records(rules, "Anna not say.", "c who=Anna cue=say p=0");
    snprintf(rules, sizeof rules, "%smodifier 'm' { cue = 'not', on = 'c', set = { p = 0 } }", claims);
    check_records(rules, "Anna not say.", "c who=Anna cue=say");
}

static void features_may_come_from_the_cue(void **state)
{
    (void)state;
    check_records(CLAIMS "lexicon 'hedge' { { 'maybe', certainty = 'possible' }, { 'surely', certainty = 'certain' } }\n"
                         "modifier 'hedge' { cue = { 'h:@hedge', 'not h:probably' }, on = { 'c' }, features = { certainty = 'h.certainty', by = 'h' } }",
                  "maybe say; surely warn. not probably deny.",
                  "c cue=say by=maybe certainty=possible; c cue=warn by=surely certainty=certain; c cue=deny by=probably");
}

static void later_rules_read_what_a_modifier_set(void **state)
{
    (void)state;
    check_records(CLAIMS "modifier 'not' { cue = 'not', on = 'c', reach = 0, set = { p = 0 } }\n"
                         "rule 'doubt' { pattern = 'x:%c[p=0]', emit = { type = 'doubt', 'x' } }",
                  "say not warn", "c cue=say; c cue=warn p=0; doubt x=warn");
}

/* ---- Links ------------------------------------------------------------------------------------------------ */

#define PAIRS                                                                                                    \
    "rule 'long' { pattern = [[ x:(one two three) ]], emit = { type = 'long', 'x' } }\n"                         \
    "rule 'short' { pattern = [[ y:(two|four) ]], emit = { type = 'short', 'y' } }\n"

static void links_go_by_place(void **state)
{
    static const struct {
        const char *link, *expected;
    } cases[] = {
        {"from = 'long', to = 'short', where = 'contains'", "long x=one two three l>1; short y=two; short y=four; short y=Two"},
        {"from = 'short', to = 'long', where = 'inside'", "long x=one two three; short y=two l>0; short y=four; short y=Two"},
        {"from = 'short', to = 'long', where = 'overlaps'", "long x=one two three; short y=two l>0; short y=four; short y=Two"},
        {"from = 'long', to = 'short', where = 'before'", "long x=one two three l>2; short y=two; short y=four; short y=Two"},
        {"from = 'short', to = 'long', where = 'after'", "long x=one two three; short y=two; short y=four l>0; short y=Two"},
        {"from = 'short', to = 'short', where = 'same_sentence'", "long x=one two three; short y=two l>2; short y=four l>1; short y=Two"},
        {"from = 'long.x', to = 'short.y', where = 'contains', when = function(a, b, doc) return doc.id == 'd' and b.type == 'short' and a:role('x') end",
         "long x=one two three l>1; short y=two; short y=four; short y=Two"},
        {"from = 'long', to = 'short', where = 'contains', when = function(a, b) return false end",
         "long x=one two three; short y=two; short y=four; short y=Two"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char rules[600];
        snprintf(rules, sizeof rules, PAIRS "link 'l' { rel = 'l', %s }", cases[i].link);
        check_records(rules, "one two three four. Two.", cases[i].expected);
    }
}

static void a_link_that_fails_leaves_the_rest(void **state)
{
    (void)state;
    struct kit kit = kit_open(PAIRS "link 'bad' { from = 'long', to = 'short', rel = 'x', where = 'contains', when = function() error 'no' end }\n"
                                    "link 'good' { from = 'long', to = 'short', rel = 'y', where = 'contains' }");
    struct record_text found;
    tocsin_result *result = kit_run(&kit, "one two three");
    assert_string_equal(tocsin_result_diagnostic(result, 0)->message, "no");
    assert_string_equal(record_text_of(&found, result), "long x=one two three y>1; short y=two");
    tocsin_result_free(result);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_modifier_reaches_forward_in_its_sentence),
        cmocka_unit_test(words_bound_its_reach),
        cmocka_unit_test(direction_is_heeded),
        cmocka_unit_test(stops_end_the_reach),
        cmocka_unit_test(a_clause_ends_the_reach),
        cmocka_unit_test(a_role_may_be_the_target),
        cmocka_unit_test(features_may_come_from_the_cue),
        cmocka_unit_test(later_rules_read_what_a_modifier_set),
        cmocka_unit_test(links_go_by_place),
        cmocka_unit_test(a_link_that_fails_leaves_the_rest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
