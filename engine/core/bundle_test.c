/* bundle_test.c: a bundle's examples against what its rules find. */
#include "core/bundle.h"

/* As many records as one example may expect, and as many that may come of its rule. */
enum { CANDIDATES_LIMIT = 256 };

/* ---- One field ----------------------------------------------------------------------------------------- */

static bool words_are(const tocsin_result *result, tocsin_span span, const char *text)
{
    struct str words = {tocsin_result_text(result, NULL) + span.start, span.end - span.start};
    return str_equal(words, str_of(text));
}

static const tocsin_feature *find_feature(const tocsin_record *record, const char *name)
{
    for (size_t i = 0; i < record->feature_count; i++)
        if (strcmp(record->features[i].name, name) == 0)
            return &record->features[i];
    return NULL;
}

static size_t count_roles(const tocsin_record *record, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < record->role_count; i++)
        count += strcmp(record->roles[i].name, name) == 0;
    return count;
}

static bool roles_are(const tocsin_expected_field *field, const tocsin_result *result, const tocsin_record *record)
{
    size_t met = 0;
    for (size_t i = 0; i < record->role_count; i++) {
        if (strcmp(record->roles[i].name, field->name) != 0)
            continue;
        if (met == field->text_count || !words_are(result, record->roles[i].span, field->texts[met]))
            return false;
        met++;
    }
    return met == field->text_count;
}

static bool feature_is_text(const tocsin_feature *feature, const tocsin_result *result, const char *text)
{
    if (feature->kind == TOCSIN_VALUE_STRING)
        return strcmp(feature->value.string, text) == 0;
    return feature->kind == TOCSIN_VALUE_SPAN && words_are(result, feature->value.span, text);
}

static bool feature_is_number(const tocsin_feature *feature, double number)
{
    if (feature->kind == TOCSIN_VALUE_INTEGER)
        return (double)feature->value.integer == number;
    return feature->kind == TOCSIN_VALUE_NUMBER && feature->value.number == number;
}

bool tocsin_expected_field_met(const tocsin_expected_field *field, const tocsin_result *result,
                               const tocsin_record *record)
{
    const tocsin_feature *feature = find_feature(record, field->name);
    bool is_there = count_roles(record, field->name) ||
                    (feature && (feature->kind != TOCSIN_VALUE_BOOLEAN || feature->value.boolean));
    bool is_one = field->kind == TOCSIN_EXPECT_TEXTS && field->text_count == 1;
    if (field->kind == TOCSIN_EXPECT_ABSENT || field->kind == TOCSIN_EXPECT_PRESENT)
        return is_there == (field->kind == TOCSIN_EXPECT_PRESENT);
    if (field->kind == TOCSIN_EXPECT_NUMBER)
        return feature && feature_is_number(feature, field->number);
    if (is_one && strcmp(field->name, "type") == 0)
        return strcmp(record->type, field->texts[0]) == 0;
    if (is_one && strcmp(field->name, "span") == 0)
        return words_are(result, record->span, field->texts[0]);
    if (count_roles(record, field->name))
        return roles_are(field, result, record);
    return is_one && feature && feature_is_text(feature, result, field->texts[0]);
}

/* ---- All records --------------------------------------------------------------------------------------- */

/* Expected records and those that the rule made, to be paired. */
struct pairing {
    const tocsin_test *test;
    const size_t *candidates; /* record indexes */
    size_t candidate_count;
    size_t *taken;            /* beside candidates: the expected record that has it, SIZE_MAX: none */
    bool *seen;               /* beside candidates: looked at for the expected record at hand */
};

static bool record_meets(const tocsin_expected_record *expected, const tocsin_result *result, size_t record)
{
    for (size_t i = 0; i < expected->field_count; i++)
        if (!tocsin_expected_field_met(&expected->fields[i], result, tocsin_result_record(result, record)))
            return false;
    return true;
}

/* Finds a candidate for the expected record, moving others to another one where that helps. */
static bool pair(struct pairing *pairing, size_t expected)
{
    const tocsin_test *test = pairing->test;
    for (size_t i = 0; i < pairing->candidate_count; i++) {
        if (pairing->seen[i] || !record_meets(&test->example->records[expected], test->result, pairing->candidates[i]))
            continue;
        pairing->seen[i] = true;
        if (pairing->taken[i] == SIZE_MAX || pair(pairing, pairing->taken[i])) {
            pairing->taken[i] = expected;
            return true;
        }
    }
    return false;
}

static size_t find_candidates(const tocsin_test *test, size_t candidates[CANDIDATES_LIMIT])
{
    size_t count = 0, all = tocsin_result_record_count(test->result);
    for (size_t i = 0; i < all && count < CANDIDATES_LIMIT; i++)
        if (strcmp(tocsin_result_record(test->result, i)->rule, test->rule->name) == 0)
            candidates[count++] = i;
    return count;
}

/* Fills `records`, beside the expected ones, and says whether the example passes. */
static bool compare(const tocsin_test *test, size_t *records)
{
    size_t candidates[CANDIDATES_LIMIT], taken[CANDIDATES_LIMIT];
    bool seen[CANDIDATES_LIMIT], met = true;
    size_t count = find_candidates(test, candidates);
    struct pairing pairing = {test, candidates, count, taken, seen};
    for (size_t i = 0; i < count; i++)
        taken[i] = SIZE_MAX;
    for (size_t i = 0; i < test->example->record_count; i++) {
        memset(seen, 0, sizeof seen);
        met = pair(&pairing, i) && met;
    }
    for (size_t i = 0; i < count; i++)
        if (taken[i] != SIZE_MAX)
            records[taken[i]] = candidates[i];
    return test->example->accepts ? met : count == 0;
}

/* ---- All examples -------------------------------------------------------------------------------------- */

struct tests {
    tocsin_worker *worker;
    const tocsin_allocator *alloc;
    tocsin_test_told *told;
    void *user;
    bool stopped;
};

static tocsin_status run_example(struct tests *tests, const tocsin_rule *rule, const tocsin_example *example,
                                 tocsin_error *error)
{
    tocsin_error failure = TOCSIN_ERROR_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_result *result = NULL;
    tocsin_test test = {.rule = rule, .example = example};
    size_t size = example->record_count * sizeof(size_t);
    size_t *records = alloc_resize(tests->alloc, NULL, 0, size ? size : 1);
    if (!records)
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < example->record_count; i++)
        records[i] = SIZE_MAX;
    document.id = rule->name;
    document.text = example->text;
    document.length = example->length;
    tocsin_status status = tocsin_worker_run(&result, tests->worker, &document, &failure);
    test.result = result;
    test.records = records;
    test.error = status ? &failure : tocsin_result_diagnostic(result, 0);
    if (result)
        test.passed = compare(&test, records) && !test.error;
    bool memory_out = status == TOCSIN_ERROR_MEMORY;
    if (!memory_out)
        tests->stopped = !tests->told(tests->user, &test);
    tocsin_result_free(result);
    alloc_free(tests->alloc, records, size ? size : 1);
    return memory_out ? error_set(error, MESSAGE_MEMORY) : TOCSIN_OK;
}

tocsin_status tocsin_bundle_test(tocsin_bundle *bundle, const tocsin_worker_options *options, tocsin_test_told *told,
                                 void *user, tocsin_error *error)
{
    if (!bundle || !told)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_test: bundle and told are needed");
    struct tests tests = {.alloc = bundle->alloc, .told = told, .user = user};
    tocsin_status status = tocsin_worker_create(&tests.worker, &bundle, 1, options, error);
    if (status)
        return status;
    for (size_t i = 0; i < bundle->rules.count && !status && !tests.stopped; i++) {
        const tocsin_rule *rule = &bundle->rules.items[i];
        for (size_t k = 0; k < rule->example_count && !status && !tests.stopped; k++)
            status = run_example(&tests, rule, &rule->examples[k], error);
    }
    tocsin_worker_free(tests.worker);
    return status;
}
