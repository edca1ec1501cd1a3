/* bundle_test.c: a bundle's examples against what its rules find. */
#include "core/bundle_coverage.h"

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
    struct bundle_coverage coverage; /* of the rule at hand */
    tocsin_test_told *told;
    tocsin_coverage_told *coverage_told;
    void *user;
    bool stopped;
};

/* Compares and tells. The run behind it may have failed. */
static bool judge(struct tests *tests, tocsin_test *test, const tocsin_explanation *explanation, tocsin_error *failure)
{
    size_t count = test->example->record_count, size = (count + 1) * sizeof(size_t);
    size_t *records = alloc_new(tests->alloc, size);
    if (!records)
        return false;
    for (size_t i = 0; i < count; i++)
        records[i] = SIZE_MAX;
    test->records = records;
    test->error = failure;
    if (explanation) {
        test->result = explanation->result;
        test->error = tocsin_result_diagnostic(test->result, 0);
        test->passed = compare(test, records) && !test->error;
        if (test->example->accepts)
            bundle_coverage_add(&tests->coverage, &explanation->traces[0]);
    }
    tests->stopped = !tests->told(tests->user, test);
    alloc_free(tests->alloc, records, size);
    return true;
}

static tocsin_status run_example(struct tests *tests, const tocsin_rule *rule, const tocsin_example *example,
                                 tocsin_error *error)
{
    tocsin_error failure = TOCSIN_ERROR_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_explanation *explanation = NULL;
    tocsin_test test = {.rule = rule, .example = example};
    document.id = rule->name;
    document.text = example->text;
    document.length = example->length;
    tocsin_status status = tocsin_worker_explain(&explanation, tests->worker, &document, NULL, &failure);
    bool good = status != TOCSIN_ERROR_MEMORY && judge(tests, &test, explanation, &failure);
    tocsin_explanation_free(explanation);
    return good ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

static tocsin_status run_rule(struct tests *tests, uint32_t index, tocsin_error *error)
{
    const tocsin_rule *rule = &tests->coverage.bundle->rules.items[index];
    tocsin_status status = bundle_coverage_begin(&tests->coverage, index, error);
    for (size_t i = 0; i < rule->example_count && !status && !tests->stopped; i++)
        status = run_example(tests, rule, &rule->examples[i], error);
    if (status || tests->stopped || !tests->coverage_told)
        return status;
    tocsin_coverage coverage = {rule, tests->coverage.elements.items, tests->coverage.elements.count};
    tests->stopped = !tests->coverage_told(tests->user, &coverage);
    return status;
}

tocsin_status tocsin_bundle_test(tocsin_bundle *bundle, const tocsin_worker_options *options, tocsin_test_told *told,
                                 tocsin_coverage_told *coverage_told, void *user, tocsin_error *error)
{
    if (!bundle || !told)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_bundle_test: bundle and told are needed");
    struct tests tests = {.alloc = bundle->alloc, .told = told, .coverage_told = coverage_told, .user = user};
    bundle_coverage_init(&tests.coverage, bundle);
    tocsin_status status = tocsin_worker_create(&tests.worker, &bundle, 1, options, error);
    for (uint32_t i = 0; i < bundle->rules.count && !status && !tests.stopped; i++)
        status = run_rule(&tests, i, error);
    bundle_coverage_finish(&tests.coverage);
    if (tests.worker)
        tocsin_worker_free(tests.worker);
    return status;
}
