/* What a bundle's declarations are refused or warned for, and where the finding points. */
#include "record_text.h"

struct finding {
    const char *rules;
    const char *message; /* begins so */
    uint32_t line, column;
    const char *marked;  /* what of the excerpt is underlined; NULL: not asked */
};

static void check_finding(const tocsin_error *found, const struct finding *expected)
{
    char marked[200];
    if (strncmp(found->message, expected->message, strlen(expected->message)) != 0)
        fail_msg("for\n%s\n%s\ninstead of %s", expected->rules, found->message, expected->message);
    assert_string_equal(found->file, "kit/rules.lua");
    if (found->line != expected->line || found->column != expected->column)
        fail_msg("for\n%s\n%u:%u: %s\n%s", expected->rules, (unsigned)found->line, (unsigned)found->column,
                 found->message, found->excerpt);
    if (!expected->marked)
        return;
    assert_true(found->mark + found->mark_length <= strlen(found->excerpt));
    snprintf(marked, sizeof marked, "%.*s", (int)found->mark_length, found->excerpt + found->mark);
    assert_string_equal(marked, expected->marked);
}

static void check_errors(const struct finding *findings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        if (kit_bundle(&bundle, KIT_MANIFEST, findings[i].rules, &error) == TOCSIN_OK)
            fail_msg("loads: %s", findings[i].rules);
        assert_int_equal(error.status, TOCSIN_ERROR_BUNDLE);
        check_finding(&error, &findings[i]);
    }
}

static void check_warnings(const struct finding *findings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        char text[1024];
        if (kit_bundle(&bundle, KIT_MANIFEST, findings[i].rules, &error)) {
            tocsin_error_format(&error, text, sizeof text);
            fail_msg("%s", text);
        }
        if (!tocsin_bundle_warning(bundle, 0))
            fail_msg("no warning for %s", findings[i].rules);
        check_finding(tocsin_bundle_warning(bundle, 0), &findings[i]);
        if (tocsin_bundle_warning(bundle, 1))
            fail_msg("for %s also: %s", findings[i].rules, tocsin_bundle_warning(bundle, 1)->message);
        tocsin_bundle_free(bundle);
    }
}

#define CHECK(check, list) check(list, sizeof(list) / sizeof *(list))

static void patterns_are_checked_where_they_stand(void **state)
{
    (void)state;
    static const struct finding list[] = {
        {"rule 'r' {\n  pattern = [[ a\n    (b ]],\n  emit = { type = 't' } }", "", 3, 5, "("},
        {"rule 'r' {\n  pattern = 'x @none',\n  emit = { type = 't' } }", "there is no list @none", 2, 16, "@none"},
        {"rule '@none' { pattern = '@none', emit = { type = 't' } }", "there is no list @none", 1, 27, "@none"},
        {"rule 'r' { pattern = { 'y', \"x \\\"a b\\\" $none\" }, emit = { type = 't' } }", "there is no pattern `$none`", 1, 40, "$none"},
        {"rule 'r' { pattern = [==[\n x [nothing=1] ]==], emit = { type = 't' } }", "words have no attribute 'nothing'", 2, 5, NULL},
        {"rule 'r' { pattern = [[ x %Nothing ]], emit = { type = 't' } }", "nothing makes annotations of type %Nothing", 1, 27, "%Nothing"},
        {"pattern 'p' [[ x @none ]]\nrule 'r' { pattern = [[ $p ]], emit = { type = 't' } }", "there is no list @none", 1, 18, "@none"},
        {"rule 'r' { pattern = [[ a? ]], emit = { type = 't' } }", "the pattern can match without any word", 1, 25, NULL},
        {"local p = 'x '\nrule 'r' { pattern = p .. '@none', emit = { type = 't' } }", "there is no list @none", 2, 0, "@none"},
        {"rule 'r' { pattern = 'a',\n emit = { type = 't', 'who' } }", "rule 'rules/r' takes the capture 'who'", 2, 24, "who"},
        {"lexicon 'l' { { 'a', c = 1 } }\nrule 'r' { pattern = 'x:@l',\n emit = { type = 't', 'x', features = { f = 'x.d' } } }", "rule 'rules/r' takes from capture 'x' the column 'd'", 3, 24, NULL},
        {"rule 'r' { pattern = 'x:a y:%t', emit = { type = 't', 'x' } }", "rules go in a circle: rule 'rules/r' waits for %t, that for rule 'rules/r'", 1, 0, NULL},
        {"rule 'a' { pattern = 'x:a %c', emit = { type = 'b', 'x' } }\nrule 'b' { pattern = 'x:%b', emit = { type = 'c', 'x' } }",
         "rules go in a circle: rule 'rules/a' waits for %c, that for rule 'rules/b', that for %b, that for rule 'rules/a'", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', emit = { type = 'Quote' } }", "'Quote' names annotations of the engine's", 1, 0, NULL},
    };
    CHECK(check_errors, list);
}

static void declarations_are_checked(void **state)
{
    (void)state;
    static const struct finding list[] = {
        {"rule 'r' { pattern = 'a', regex = 'b', emit = { type = 't' } }", "a rule has a `pattern` or a `regex`", 1, 0, NULL},
        {"rule 'r' { pattern = 3, emit = { type = 't' } }", "`pattern` is a number", 1, 0, NULL},
        {"rule 'r' { pattern = {}, emit = { type = 't' } }", "a rule's `pattern` is empty", 1, 0, NULL},
        {"rule 'r' { pattern = { 'a', 2 }, emit = { type = 't' } }", "`pattern` holds a number", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', scope = 'outside', emit = { type = 't' } }", "'outside' is no scope", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', scope = 'outside %t.x', emit = { type = 't' } }", "'outside %t.x' is no scope", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', emit = { type = 't' }, emits = 't' }", "`emits` is for a rule whose `emit` is a function", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', emits = 3, emit = function() end }", "`emits` is a number", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', nothing = 3, emit = { type = 't' } }", "a rule has no field 'nothing'", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', emit = { type = 't', f = 1, features = { f = 2 } } }", "feature 'f' is given twice", 1, 0, NULL},
        {"rule 'r' { pattern = 'a', emit = { type = 't', features = { f = 'a b' } } }", "`features` takes 'f' from \"a b\"", 1, 0, NULL},
        {"rule 'r' { regex = '(?<x>a)', emit = { type = 't', features = { f = 'x.y' } } }", "`features` takes a column of 'x'", 1, 0, NULL},
        {"rule 'r' {\n  regex = [[a(b]],\n  emit = { type = 't' } }", "missing closing parenthesis", 2, 16, NULL},
        {"pattern 'a b' 'x'", "a pattern is declared as `name` or `name(a, b)`", 1, 12, NULL},
        {"pattern 'a' 'x'\npattern 'a' 'y'", "a pattern named 'a' stands already", 2, 0, NULL},
        {"lexicon 'l' {}", "list 'l' is empty", 1, 0, NULL},
        {"lexicon 'l' { 'a', 3 }", "entry 2 is no word", 1, 0, NULL},
        {"lexicon 'l' { 'a', ' ' }", "this entry holds no word", 1, 21, NULL},
        {"lexicon 'l' { { 'a', text = 'x' } }", "'text' cannot name a column", 1, 0, NULL},
        {"lexicon 'l' { { 'a', x = {} } }", "column 'x' holds a table", 1, 0, NULL},
        {"lexicon 'l' { 'a', by = 'sound' }", "bad argument", 1, 0, NULL},
        {"lexicon 'l' { file = 'none.tsv' }", "there is no file 'none.tsv'", 1, 0, NULL},
        {"lexicon 'l' { 'a' }\nlexicon 'l' { 'b' }", "a list named 'l' stands already", 2, 0, NULL},
        {"lexicon 'l-l' { 'a' }", "'l-l' cannot name a list", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 } }", "modifier 'rules/m' works on records of type 't'", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't' }", "a modifier needs `set` or `features`", 1, 0, NULL},
        {"modifier 'm' { on = 't', set = { x = 1 } }", "a modifier needs a `cue`", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', set = { x = 1 } }", "a modifier needs `on`", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 }, reach = -1 }", "`reach` is not a number of words", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 }, reach = 1001 }", "`reach` is not a number of words", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 }, reach = 'far' }", "`reach` is not a number of words", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 }, reach = true }", "`reach` is not a number of words", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 }, direction = 'up' }", "`direction` is not \"forward\"", 1, 0, NULL},
        {"modifier 'm' { cue = 'a', on = 't', set = { x = 1 }, direction = 'c.' }", "`features` takes 'direction' from", 1, 0, NULL},
        {"link 'l' { from = 'a', to = 'b', rel = 'r', where = 'contains' }", "link 'rules/l' joins records of type 'a'", 1, 0, NULL},
        {"link 'l' { from = 'a', to = 'b', rel = 'r', where = 'near' }", "bad argument", 1, 0, NULL},
        {"link 'l' { from = 'a', to = 'b', where = 'contains' }", "a link's `rel` is a nil", 1, 0, NULL},
    };
    CHECK(check_errors, list);
}

static void slips_are_warned_of(void **state)
{
    (void)state;
    static const struct finding list[] = {
        {"rule 'r' { pattern = [[ a:x\n  b:y ]], emit = { type = 't', 'a' } }", "nothing uses what 'b' captures", 2, 3, "b:y"},
        {"pattern 'p' [[ x ]]", "no pattern uses $p", 1, 0, NULL},
        {"lexicon 'l' { 'a b', 'c', 'A B', 'c' }", "'A B' is in the list already; so are 2 entries in all", 1, 28, "A B"},
        {"rule 'r' { pattern = [[ a ]], emit = { type = 't' } }\nrule 's' { pattern = [[ a ]], emit = { type = 't' } }",
         "rule 'rules/r' (rules.lua:1), which stands earlier, finds all that this pattern finds, and makes the same", 2, 25, "a"},
        {"rule 'r' { pattern = [[ x:<warn> that ]], emit = { type = 't', 'x' } }\nrule 's' { pattern = [[ x:warned that ]],\n"
         "emit = { 'x', type = 't' }, when = function() return true end }",
         "rule 'rules/r' (rules.lua:1), which stands earlier", 2, 25, "x:warned that"},
        {"lexicon 'l' { 'warn', 'tell', by = 'lemma' }\nrule 'r' { pattern = 'y x:(@l|b) z', emit = { type = 't', features = { f = 'x' } } }\n"
         "rule 's' { pattern = { 'b c', 'y x:(told|warns) z' }, emit = { type = 't', features = { f = 'x' } } }",
         "rule 'rules/r' (rules.lua:2), which stands earlier", 3, 32, "y x:(told|warns) z"},
        {"rule 'r' { pattern = { 'a b d', 'a  b d' }, emit = function() end }", "an earlier pattern beside it matches all", 1, 34, "a  b d"},
        {"rule 'r' { pattern = { 'a (b|c) d', 'a b d' }, emit = { type = 't' } }", "an earlier pattern beside it matches all", 1, 38, "a b d"},
        {"rule 'r' { pattern = 'a', emit = { type = 't' } }\nmodifier 'm' { cue = { '<do> not', 'did not' }, on = 't', set = { y = 1 } }",
         "an earlier pattern beside it matches all", 2, 37, "did not"},
        {"rule 'r' { pattern = [[ . . ]], emit = { type = 't' } }", "the pattern needs no certain word", 1, 25, NULL},
        {"rule 'r' { pattern = 'a', emit = { type = 't' } }\nmodifier 'm' { cue = 'x:b', on = 't', set = { y = 1 } }", "nothing uses what 'x' captures", 2, 23, "x:b"},
    };
    CHECK(check_warnings, list);
}

/* By the policies of types: which record stays. */
static void what_always_loses_is_warned_of(void **state)
{
    (void)state;
    static const struct {
        const char *policy, *first, *second;
        bool warned;
    } rows[] = {
        {"first", "very? good", "x:good", true},
        {"first", "x:([cap]+) <warn> that", "([cap]+) warned that", true},
        {"first", "good", "very? good", false},
        {"longest", "very? good", "x:(very good)", true},
        {"longest", "very? good", "x:good", false},
        {"longest", "very good", "very good indeed", false},
        {"all", "very? good", "x:(very good)", false},
        {"all", "very? good", "very good", true},
        {"one_per_cue", "very? good", "x:(very good)", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char manifest[256], rules[512];
        tocsin_bundle *bundle = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        snprintf(manifest, sizeof manifest, "return { name = 'kit', types = { t = { roles = { 'x' }, conflict = '%s' } }, rules = { 'rules.lua' } }",
                 rows[i].policy);
        snprintf(rules, sizeof rules, "rule 'r' { pattern = [[%s]], emit = { type = 't'%s } }\nrule 's' { pattern = [[%s]], emit = { type = 't'%s } }",
                 rows[i].first, strchr(rows[i].first, ':') ? ", 'x'" : "", rows[i].second, strchr(rows[i].second, ':') ? ", 'x'" : "");
        if (kit_bundle(&bundle, manifest, rules, &error))
            fail_msg("%s", error.message);
        const tocsin_error *warning = tocsin_bundle_warning(bundle, 0);
        if ((warning != NULL) != rows[i].warned)
            fail_msg("%s, %s, %s: %s", rows[i].policy, rows[i].first, rows[i].second, warning ? warning->message : "no warning");
        if (warning && warning->line != 2)
            fail_msg("line %u", warning->line);
        tocsin_bundle_free(bundle);
    }
}

/* What a function may use, what a capture is compared with, and what a shared part captures, is not warned of. */
static void what_may_be_used_is_not_warned_of(void **state)
{
    (void)state;
    static const char rules[] = "rule 'r' { pattern = [[ a:x b:y ]], emit = function() end }\n"
                                "rule 'u' { pattern = [[ c:(<say>) ]], emit = { type = 't' , 'c'}, when = function() return true end }\n"
                                "rule 'v' { pattern = [[ said ]], emit = { type = 't' } }\n"
                                "rule 'w' { pattern = [[ said ]], emit = { type = 'u' } }\n"
                                "rule 'x' { pattern = [[ said ]], emit = { type = 'u', degree = 2 } }\n"
                                "rule 'y' { pattern = [[ said ]], scope = 'document', emit = { type = 'u' } }\n"
                                "rule 'z' { pattern = { [[ d:(m n) ]], [[ m d:n ]] }, emit = { type = 'u', 'd' } }\n"
                                "rule 's' { pattern = [[ a:(x|y) .. =a ]], emit = { type = 't' } }\n"
                                "pattern 'p' [[ c:z ]]\n"
                                "rule 't' { pattern = [[ $p w ]], emit = { type = 't' } }";
    tocsin_bundle *bundle;
    (void)state;
    assert_int_equal(kit_bundle(&bundle, KIT_MANIFEST, rules, NULL), TOCSIN_OK);
    if (tocsin_bundle_warning(bundle, 0))
        fail_msg("%s", tocsin_bundle_warning(bundle, 0)->message);
    tocsin_bundle_free(bundle);
}

static void all_errors_of_a_bundle_are_told(void *user, const tocsin_error *finding, bool warning)
{
    size_t *count = user;
    assert_false(warning);
    assert_true(finding->line > 0);
    ++*count;
}

static void one_error_does_not_hide_the_next(void **state)
{
    (void)state;
    static const char rules[] = "rule 'a' { pattern = '(', emit = { type = 't' } }\n"
                                "pattern 'b' ')'\n"
                                "lexicon 'c' {}\n"
                                "modifier 'd' { on = 't' }\n"
                                "link 'e' {}";
    static const char later[] = "rule 'a' { pattern = '@a', emit = { type = 't' } }\n"
                                "rule 'b' { pattern = '@b', emit = { type = 't' } }\n"
                                "link 'e' { from = 'x', to = 't', where = 'inside', rel = 'y' }";
    /* A pattern's error beside a declaration's; what another pattern, and an emit table, says; nothing of what may only
     * lack because of the first. */
    static const char mixed[] = "rule 'a' { pattern = '[capp]', emit = { type = 't', 'x' } }\n"
                                "rule 'b' { pattern = '(', emit = { type = 'b' } }\n"
                                "rule 'c' { pattern = 'x:a', emit = { type = 't', 'y' } }\n"
                                "rule 'd' { pattern = '@none %b', emit = { type = 't' } }\n"
                                "modifier 'e' { cue = 'not', on = 'b', set = { f = 1 } }\n"
                                "link 'f' { from = 'b', to = 't', where = 'inside', rel = 'y' }";
    static const char listless[] = "lexicon 'l' { 'a', 3 }\n"
                                   "rule 'a' { pattern = '@l', emit = { type = 't' } }\n"
                                   "rule 'b' { pattern = '@m', emit = { type = 't' } }\n"
                                   "rule 'c' { pattern = '%n $p', emit = { type = 't' } }";
    static const char broken[] = "rule 'a' { pattern = '[capp] ', emit = { type = 't' } }\n"
                                 "rule 'b' { pattern = '@m %n $p', emit = { type = 't' } }\n"
                                 "local nothing = missing.field";
    static const char circle[] = "rule 'a' { pattern = '[capp]', emit = { type = 't' } }\n"
                                 "rule 'b' { pattern = 'x %t', emit = { type = 't' } }";
    const char *both[] = {rules, later, mixed, listless, broken, circle};
    const size_t counts[] = {5, 3, 4, 2, 2, 2};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        tocsin_file files[] = {{"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)}, {"rules.lua", both[i], strlen(both[i])}};
        tocsin_bundle_options options = TOCSIN_BUNDLE_OPTIONS_INIT;
        tocsin_bundle *bundle;
        size_t count = 0;
        options.told = all_errors_of_a_bundle_are_told;
        options.told_user = &count;
        assert_int_equal(tocsin_bundle_open_memory(&bundle, "kit", files, 2, &options, NULL), TOCSIN_ERROR_BUNDLE);
        if (count != counts[i])
            fail_msg("%zu errors of %s", count, both[i]);
    }
}

/* A module that two rule files require runs once: what the first leaves in it is there for the second, in one article. */
static void files_share_modules(void **state)
{
    (void)state;
    static const char manifest[] = "return { name = 'kit', version = '1', rules = { 'a.lua', 'b.lua' } }";
    static const char module[] = "lexicon 'words' { 'x' }\npattern 'part' [[ @words ]]\nreturn {}";
    static const char first[] =
        "local shared = require 'shared'\nrule 'r' { pattern = [[ a:$part ]], emit = { type = 't', 'a' } }\n"
        "on.document(function() assert(not shared.seen) shared.seen = true end)";
    static const char second[] =
        "local shared = require 'shared'\nrule 'r' { pattern = [[ b:$part ]], emit = { type = 't', 'b' } }\n"
        "on.document(function() assert(shared.seen) end)";
    tocsin_file files[] = {{"bundle.lua", manifest, strlen(manifest)},
                           {"a.lua", first, strlen(first)},
                           {"b.lua", second, strlen(second)},
                           {"shared.lua", module, strlen(module)}};
    struct kit kit = {NULL, NULL};
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (tocsin_bundle_open_memory(&kit.bundle, "kit", files, 4, NULL, &error) ||
        tocsin_worker_create(&kit.worker, &kit.bundle, 1, NULL, &error))
        fail_msg("%s", error.message);
    for (int article = 0; article < 2; article++) {
        tocsin_result *result = kit_run(&kit, "x y");
        assert_null(tocsin_result_diagnostic(result, 0));
        tocsin_result_free(result);
    }
    kit_close(&kit);
}

static void nothing_is_declared_in_a_document(void **state)
{
    (void)state;
    kit_check("local declare = { rule 'a', pattern 'b', lexicon 'c', modifier 'd', link 'e' }\n"
              "rule 'x' { pattern = 'rose', emit = function() end }\n"
              "on.document(function()\n"
              "  for i = 1, 5 do assert(not pcall(declare[i], { pattern = 'x', emit = function() end })) end\n"
              "  assert(not pcall(declare[2], 'x') and not pcall(on.document, function() end))\n"
              "  for _, f in ipairs { rule, pattern, lexicon, modifier, link } do\n"
              "    local ok, why = pcall(f, 'y') assert(not ok and tostring(why):find('main chunk', 1, true), why) end\n"
              "end)",
              "Rates rose.");
    tocsin_bundle *bundle;
    static const char *const manifests[] = {"rule 'x' { pattern = 'a', emit = { type = 't' } }", "pattern 'x' 'y'",
                                            "lexicon 'x' { 'y' }", "on.document(function() end)"};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(kit_bundle(&bundle, manifests[i], "", NULL), TOCSIN_ERROR_BUNDLE);
}

/* Fuel bounds what a script can make the program hold, each pattern has bounds of its own. */
static void declarations_have_limits(void **state)
{
    (void)state;
    static const struct {
        const char *rules, *id;
    } cases[] = {
        {"rule 'r' { pattern = ('a '):rep(40000), emit = { type = 't' } }", "pattern-length"},
        {"rule 'r' { pattern = ('('):rep(2000), emit = { type = 't' } }", "pattern-depth"},
        {"for i = 1, 1e9 do rule(i) { pattern = 'a', emit = { type = 't' } } end", "limit-fuel"},
        {"for i = 1, 1e9 do pattern('p' .. i) 'a' end", "limit-fuel"},
        {"for i = 1, 1e9 do lexicon('l' .. i) { 'a' } end", "limit-fuel"},
        {"for i = 1, 1e9 do link(i) { from = 'a', to = 'b', rel = 'c', where = 'inside' } end", "limit-fuel"},
        {"pattern 'p1' [[ a b c d e ]]\nfor i = 2, 90 do pattern('p' .. i)('$p' .. i - 1 .. ' $p' .. i - 1) end\n"
         "rule 'r' { pattern = '$p90', emit = { type = 't' } }", "pattern-size"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tocsin_bundle *bundle;
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_not_equal(kit_bundle(&bundle, KIT_MANIFEST, cases[i].rules, &error), TOCSIN_OK);
        if (strcmp(error.id, cases[i].id) != 0)
            fail_msg("%s: %s: %s", cases[i].rules, error.id, error.message);
    }
}

/* ---- Lists ------------------------------------------------------------------------------------------------ */

static tocsin_status open_list(tocsin_bundle **out, const char *list, const char *rules, tocsin_error *error)
{
    tocsin_file files[] = {{"bundle.lua", KIT_MANIFEST, strlen(KIT_MANIFEST)},
                           {"rules.lua", rules, strlen(rules)},
                           {"list.tsv", list, strlen(list)}};
    return tocsin_bundle_open_memory(out, "kit", files, 3, NULL, error);
}

static void a_list_may_have_a_file(void **state)
{
    (void)state;
    static const char rules[] = "lexicon 'l' { file = 'list.tsv' }\n"
                                "rule 'r' { pattern = [[ x:@l ]], emit = { type = 't', 'x', features = { sense = 'x.sense', n = 'x.n' } } }";
    struct kit kit = {NULL, NULL};
    struct record_text found;
    assert_int_equal(open_list(&kit.bundle, "\xEF\xBB\xBF# a comment\r\n\r\nword\tsense\tn\r\nwarned\tsay\t2\r\ndon't panic\tcalm\r\nRates\n",
                               rules, NULL), TOCSIN_OK);
    assert_int_equal(tocsin_worker_create(&kit.worker, &kit.bundle, 1, NULL, NULL), TOCSIN_OK);
    tocsin_result *result = kit_run(&kit, "He warned: Don’t panic. Rates rose.");
    assert_string_equal(record_text_of(&found, result), "t x=warned n=2 sense=say; t x=Don’t panic sense=calm; t x=Rates");
    tocsin_result_free(result);
    kit_close(&kit);
}

static void a_lists_file_is_checked(void **state)
{
    (void)state;
    static const char rules[] = "lexicon 'l' { file = 'list.tsv' }";
    static const struct {
        const char *list, *message;
        uint32_t line, column;
        const char *marked;
    } cases[] = {
        {"a\nb\xc3\xa9\xff\n", "byte 0xFF is no valid UTF-8", 2, 4, "?"},
        {"a\xc3", "byte 0xC3 is no valid UTF-8", 1, 2, "?"},
        {"word\tx\na\tb\tc\n", "this entry has more fields than the 2 of the list", 2, 1, "a"},
        {"word\tx\tx\na\tb\tc\n", "'x' cannot name a column: the head names it twice", 1, 8, "x"},
        {"# a list\nword\tx y\na\tb\n", "'x y' cannot name a column", 2, 6, "x y"},
        {"word\tx\ttext\na\tb\tc\n", "'text' cannot name a column", 1, 8, "text"},
        {"# nothing\n", "list 'l' is empty", 0, 0, NULL},
        {"a\nb\n   \n", "this entry holds no word", 3, 1, "   "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tocsin_bundle *bundle;
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(open_list(&bundle, cases[i].list, rules, &error), TOCSIN_ERROR_BUNDLE);
        if (strncmp(error.message, cases[i].message, strlen(cases[i].message)) != 0)
            fail_msg("%s", error.message);
        if (cases[i].line) {
            assert_string_equal(error.file, "kit/list.tsv");
            assert_int_equal(error.line, cases[i].line);
            assert_int_equal(error.column, cases[i].column);
            assert_int_equal(error.mark_length, strlen(cases[i].marked));
            assert_memory_equal(error.excerpt + error.mark, cases[i].marked, error.mark_length);
        }
    }
}

static void a_line_with_too_few_fields_is_warned_of(void **state)
{
    (void)state;
    tocsin_bundle *bundle;
    assert_int_equal(open_list(&bundle, "w\tx\ty\na\tb\t\nc\td\ne\n", "lexicon 'l' { file = 'list.tsv' }", NULL), TOCSIN_OK);
    const tocsin_error *warning = tocsin_bundle_warning(bundle, 0);
    assert_non_null(warning);
    assert_string_equal(warning->id, "list-lacking");
    assert_string_equal(warning->file, "kit/list.tsv");
    assert_int_equal(warning->line, 3);
    assert_string_equal(warning->excerpt, "c\td");
    assert_non_null(strstr(warning->message, "so have 2 entries in all"));
    assert_null(tocsin_bundle_warning(bundle, 1));
    tocsin_bundle_free(bundle);
}


static void a_word_that_is_listed_twice_is_warned_of(void **state)
{
    (void)state;
    tocsin_bundle *bundle;
    assert_int_equal(open_list(&bundle, "a\nb\nA\nb\n", "lexicon 'l' { file = 'list.tsv' }", NULL), TOCSIN_OK);
    const tocsin_error *warning = tocsin_bundle_warning(bundle, 0);
    assert_non_null(warning);
    assert_string_equal(warning->file, "kit/list.tsv");
    assert_int_equal(warning->line, 3);
    assert_string_equal(warning->excerpt, "A");
    assert_null(tocsin_bundle_warning(bundle, 1));
    tocsin_bundle_free(bundle);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_are_checked_where_they_stand),
        cmocka_unit_test(declarations_are_checked),
        cmocka_unit_test(slips_are_warned_of),
        cmocka_unit_test(what_always_loses_is_warned_of),
        cmocka_unit_test(what_may_be_used_is_not_warned_of),
        cmocka_unit_test(one_error_does_not_hide_the_next),
        cmocka_unit_test(files_share_modules),
        cmocka_unit_test(nothing_is_declared_in_a_document),
        cmocka_unit_test(declarations_have_limits),
        cmocka_unit_test(a_list_may_have_a_file),
        cmocka_unit_test(a_lists_file_is_checked),
        cmocka_unit_test(a_line_with_too_few_fields_is_warned_of),
        cmocka_unit_test(a_word_that_is_listed_twice_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
