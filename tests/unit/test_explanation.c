#include "bundle_kit.h"

/* What is written, ended by NUL. */
struct page {
    char text[1 << 15];
    size_t length;
};

static bool take(void *user, const char *data, size_t length)
{
    struct page *page = user;
    assert_true(page->length + length < sizeof page->text);
    memcpy(page->text + page->length, data, length);
    page->length += length;
    page->text[page->length] = '\0';
    return true;
}

static const char RULES[] =
    "lexicon 'verbs' { { 'warn', act = 'warn' }, { 'caution', act = 'caution' }, by = 'lemma' }\n"
    "rule 'warn' {\n"
    "  pattern = [[ issuer:([cap]+) cue:@verbs that harm:(..) (?= [punct]) ]],\n"
    "  when = function(m) return m.issuer.text ~= 'Nobody' end,\n"
    "  emit = { type = 'warning', 'issuer', 'cue', 'harm', kind = 'that', features = { act = 'cue.act', who = 'issuer',\n"
    "    length = function(m) return #m.harm.text end } },\n"
    "}\n"
    "rule 'rain' { regex = [[(?<what>rain)]], emit = function(m) return { type = 'rain', what = m.what, wet = true } end }\n"
    "rule 'rainy' { pattern = 'that it rain', emit = { type = 'rain' } }\n"
    "modifier 'may' { cue = 'may|could', direction = 'forward', reach = 'sentence', on = { 'rain' }, set = { wet = 'maybe' } }\n"
    "link 'threat' { from = 'warning.harm', to = 'rain', rel = 'of', where = 'contains' }\n"
    "on.document(function(doc) emit { type = 'all', span = doc:sentences()[1], rule = 'all' } end)";

static const char MANIFEST[] = "return { name = 'kit', version = '1', types = { rain = { roles = { 'what' }, features = { "
                               "'wet' }, conflict = 'longest' } }, rules = { 'rules.lua' } }";

static const char *explain(struct page *page, const char *text, const char *rule, size_t sentence, tocsin_format format)
{
    struct kit kit = {NULL, NULL};
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_explanation *explanation = NULL;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_explain_options options = TOCSIN_EXPLAIN_OPTIONS_INIT;
    tocsin_write_options write = TOCSIN_WRITE_OPTIONS_INIT;
    document.id = "d";
    document.text = text;
    document.length = strlen(text);
    options.rule = rule;
    options.sentence = sentence;
    write.format = format;
    page->length = 0;
    page->text[0] = '\0';
    if (kit_bundle(&kit.bundle, MANIFEST, RULES, &error) || tocsin_worker_create(&kit.worker, &kit.bundle, 1, NULL, &error) ||
        tocsin_worker_explain(&explanation, kit.worker, &document, &options, &error))
        fail_msg("%s:%u: %s", error.file, error.line, error.message);
    assert_int_equal(tocsin_write_explanation(explanation, &write, take, page, NULL), TOCSIN_OK);
    tocsin_worker_free(kit.worker);
    assert_non_null(tocsin_explanation_result(explanation));
    tocsin_explanation_free(explanation);
    tocsin_bundle_free(kit.bundle);
    return page->text;
}

static void assert_holds(const char *text, const char *part)
{
    assert_non_null(text);
    if (!strstr(text, part))
        fail_msg("no <<%s>> in\n%s", part, text);
}

static void records_are_traced_to_their_matches(void **state)
{
    (void)state;
    struct page page;
    const char *text = explain(&page, "The Bank warned that prices fall.", NULL, 0, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "{\"doc\":\"d\",\"type\":\"explanation\",\"matches\":[{\"rule\":\"rules/warn\",\"file\":"
                       "\"kit/rules.lua\",\"line\":2,\"sentence\":1,\"pattern\":1,\"start\":0,\"end\":32,");
    assert_holds(text, "\"guarded\":true,\"outcome\":\"records\"");
    assert_holds(text, "{\"element\":\"@verbs\",\"file\":\"kit/rules.lua\",\"line\":3,\"column\":36,\"start\":9,\"end\":15,"
                       "\"text\":\"warned\"}");
    assert_holds(text, "{\"name\":\"cue\",\"start\":9,\"end\":15,\"text\":\"warned\",\"list\":\"verbs\",\"list_file\":\"kit/rules.lua\",\"list_line\":1}");
    assert_holds(text, "{\"name\":\"act\",\"value\":\"warn\",\"from\":\"column\",\"by\":\"cue.act\"}");
    assert_holds(text, "{\"name\":\"kind\",\"value\":\"that\",\"from\":\"constant\"}");
    assert_holds(text, "{\"name\":\"length\",\"value\":11,\"from\":\"function\"}");
    assert_holds(text, "\"from\":\"capture\",\"by\":\"issuer\"}");
    assert_holds(text, "\"type\":\"all\",\"rule\":\"rules/all\",\"sentence\":1,\"start\":0,\"end\":33,");
    assert_holds(text, "\"match\":null");
}

static void links_name_their_rule(void **state)
{
    (void)state;
    struct page page;
    const char *text = explain(&page, "The Bank warned that it may rain.", NULL, 0, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "\"links\":[{\"rel\":\"of\",\"to\":\"d#3\",\"from\":\"link\",\"by\":\"rules/threat\",\"file\":"
                       "\"kit/rules.lua\",\"line\":11}]");
    text = explain(&page, "The Bank warned that it may rain.", NULL, 0, TOCSIN_FORMAT_TEXT);
    assert_holds(text, "link    of             #3  from link rules/threat  kit/rules.lua:11\n");
    assert_holds(text, "\"warned\" of @verbs  kit/rules.lua:1\n");
}

static void what_ended_a_match_is_told(void **state)
{
    (void)state;
    struct page page;
    const char *text = explain(&page, "Nobody warned that it may rain.", NULL, 0, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "\"rule\":\"rules/warn\",\"file\":\"kit/rules.lua\",\"line\":2,\"sentence\":1,\"pattern\":1,");
    assert_holds(text, "\"outcome\":\"refused by when\"");
    assert_holds(text, "{\"name\":\"wet\",\"value\":\"maybe\",\"from\":\"modifier\",\"by\":\"");
    assert_holds(text, "\"cue\":{\"start\":22,\"end\":25,\"text\":\"may\"}}");
    text = explain(&page, "He said that it rain.", "rules/rain", 0, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "{\"id\":null,\"type\":\"rain\",\"rule\":\"rules/rain\"");
    assert_holds(text, "\"lost_to\":\"d#2\"}");
}

static void misses_say_how_far_a_rule_got(void **state)
{
    (void)state;
    struct page page;
    const char *text = explain(&page, "All is well. The Bank warned of prices.", "rules/warn", 2, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "\"records\":[],\"misses\":[{\"rule\":\"rules/warn\"");
    assert_holds(text, "\"wanted\":[{\"element\":\"that\",");
    assert_holds(text, "\"saw\":{\"start\":29,\"end\":31,\"text\":\"of\"}");
    assert_null(strstr(text, "\"sentence\":1"));
    text = explain(&page, "All is well.", "rules/rain", 0, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "\"ended_by\":\"trigger\",\"trigger\":\"");
    assert_null(strstr(text, "wanted"));
}

static void people_get_words(void **state)
{
    (void)state;
    struct page page;
    const char *text = explain(&page, "The Bank warned that prices fall.", "rules/warn", 0, TOCSIN_FORMAT_TEXT);
    assert_holds(text, "#2 warning  rules/warn  kit/rules.lua:2  sentence 1\n");
    assert_holds(text, ", passed by `when`\n");
    assert_holds(text, "    feature act            warn  from column cue.act\n");
    text = explain(&page, "Nobody warned that it may rain. The Bank warned.", NULL, 0, TOCSIN_FORMAT_TEXT);
    assert_holds(text, "no record rules/warn  kit/rules.lua:2  sentence 1: `when` refused it\n");
    assert_holds(text, " for \"may\"  kit/rules.lua:10\n");
    text = explain(&page, "All is well. The Bank warned", "rules/warn", 2, TOCSIN_FORMAT_TEXT);
    assert_holds(text, "  then it wanted that, and the sentence was over\n");
    text = explain(&page, "All is well.", NULL, 1, TOCSIN_FORMAT_TEXT);
    assert_holds(text, "no match rules/rain  kit/rules.lua:8  sentence 1\n  what it waits for is not here: ");
}

static void what_is_not_there_cannot_be_explained(void **state)
{
    (void)state;
    struct kit kit = kit_open(RULES);
    tocsin_explanation *explanation = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_explain_options options = TOCSIN_EXPLAIN_OPTIONS_INIT;
    document.text = "One. Two.";
    document.length = strlen(document.text);
    options.rule = "rules/nosuch";
    assert_int_equal(tocsin_worker_explain(&explanation, kit.worker, &document, &options, &error), TOCSIN_ERROR_ARGUMENT);
    assert_string_equal(error.id, "rule-unknown");
    options.rule = NULL;
    options.sentence = 3;
    assert_int_equal(tocsin_worker_explain(&explanation, kit.worker, &document, &options, &error), TOCSIN_ERROR_ARGUMENT);
    assert_string_equal(error.id, "sentence-unknown");
    assert_null(explanation);
    kit_close(&kit);
}

static void offsets_are_of_the_callers_bytes(void **state)
{
    (void)state;
    struct page page;
    const char *text = explain(&page, "\xff\xff It rain. The Bank warned of it.", "rules/warn", 0, TOCSIN_FORMAT_JSONL);
    assert_holds(text, "\"saw\":{\"start\":28,\"end\":30,\"text\":\"of\"}");
}

static bool scenario(const tocsin_allocator *alloc, void *user)
{
    tocsin_worker *worker = NULL;
    tocsin_explanation *explanation = NULL;
    struct page page = {.length = 0};
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_write_options write = TOCSIN_WRITE_OPTIONS_INIT;
    tocsin_explain_options asked = TOCSIN_EXPLAIN_OPTIONS_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    document.text = "The Bank warned that it may rain. The Bank warned of it.";
    document.length = strlen(document.text);
    options.allocator = write.allocator = alloc;
    asked.rule = "rules/warn";
    bool good = !tocsin_worker_create(&worker, user, 1, &options, NULL) &&
                !tocsin_worker_explain(&explanation, worker, &document, &asked, NULL) &&
                !tocsin_write_explanation(explanation, &write, take, &page, NULL);
    tocsin_explanation_free(explanation);
    tocsin_worker_free(worker);
    return good;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct kit kit = kit_open(RULES);
    assert_true(failing_alloc_every(scenario, &kit.bundle) > 0);
    kit_close(&kit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_traced_to_their_matches),
        cmocka_unit_test(links_name_their_rule),
        cmocka_unit_test(what_ended_a_match_is_told),
        cmocka_unit_test(misses_say_how_far_a_rule_got),
        cmocka_unit_test(people_get_words),
        cmocka_unit_test(what_is_not_there_cannot_be_explained),
        cmocka_unit_test(offsets_are_of_the_callers_bytes),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
