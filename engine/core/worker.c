#include <stdio.h>

#include "core/builtin.h"
#include "core/bundle.h"
#include "core/document_date.h"
#include "core/explanation.h"
#include "core/result.h"
#include "core/worker_profile.h"
#include "core/worker_tags.h"
#include "english/layers.h"
#include "script/machine.h"
#include "text/language.h"

enum { DOCUMENT_LIMIT = 1 << 30, LUA_MEMORY = 64 << 20, TIME_LIMIT_MS = 10000, LISTS_LIMIT = 64 };
/* Far more than any article holds; a script that emits in a loop ends here. */
enum { RECORDS_LIMIT = 1000000 };
static const uint64_t FUEL = 1000000000u;

struct tocsin_worker {
    const tocsin_allocator *alloc;
    tocsin_worker_options options; /* defaults filled in */
    tocsin_bundle **bundles;
    struct machine **machines; /* beside bundles */
    size_t bundle_count;
    const struct language *language; /* of the first bundle, which has the word lists, else own_language */
    struct language *own_language;
    struct vocabulary *vocabulary; /* NULL while nothing asks for forms */
    struct layers *layers;         /* NULL while there is no bundle */
    struct worker_tags tags;
    struct segmentation segmentation;
    struct worker_profile profile;
    struct record_store records;    /* of the document at hand */
    tocsin_explanation *explaining; /* NULL: nobody asks why */
    atomic_bool cancelled;
};

static tocsin_worker_options fill_options(const tocsin_worker_options *given)
{
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    if (given)
        memcpy(&options, given, given->size < sizeof options ? given->size : sizeof options);
    options.size = sizeof options;
    if (!options.allocator)
        options.allocator = &alloc_system;
    if (!options.max_document_bytes || options.max_document_bytes > DOCUMENT_LIMIT)
        options.max_document_bytes = DOCUMENT_LIMIT;
    if (!options.fuel)
        options.fuel = FUEL;
    if (!options.time_ms)
        options.time_ms = TIME_LIMIT_MS;
    if (!options.lua_memory_bytes)
        options.lua_memory_bytes = LUA_MEMORY;
    return options;
}

/* The language of a worker without bundles. */
static tocsin_status open_english(tocsin_worker *worker, tocsin_error *error)
{
    enum { PREFIX = 3 }; /* "en/" */
    struct language_list lists[LISTS_LIMIT];
    struct program_sources files = builtin_folder("en/");
    size_t count = 0;
    for (; count < files.count && count < LISTS_LIMIT; count++)
        lists[count] = (struct language_list){files.items[count].name.data + PREFIX, files.items[count].name.data,
                                              files.items[count].data};
    tocsin_status status = language_create(&worker->own_language, worker->alloc, lists, count, error);
    worker->language = worker->own_language;
    return status;
}

/* Words and sentences are cut once for all bundles, so these must agree on the language. */
static tocsin_status choose_language(tocsin_worker *worker, tocsin_error *error)
{
    if (!worker->bundle_count)
        return open_english(worker, error);
    const struct program *first = worker->bundles[0]->program;
    worker->language = first->words;
    for (size_t i = 1; i < worker->bundle_count; i++)
        if (strcmp(worker->bundles[i]->program->language, first->language) != 0)
            return error_set(error, MESSAGE_LANGUAGE_MIXED, tocsin_bundle_name(worker->bundles[0]),
                             tocsin_bundle_name(worker->bundles[i]));
    return TOCSIN_OK;
}

/* Only bundles with token patterns, or that are `tagged`, have lemmas. */
static tocsin_status open_layers(tocsin_worker *worker, tocsin_error *error)
{
    const struct program *program = worker->bundles[0]->program;
    for (size_t i = 1; i < worker->bundle_count && !program->lemmas; i++)
        program = worker->bundles[i]->program;
    return layers_create(&worker->layers, program->layer_words, program->lemmas, worker->alloc, error);
}

static tocsin_status open_bundles(tocsin_worker *worker, tocsin_bundle *const *bundles, size_t count,
                                  tocsin_error *error)
{
    struct machine_options limits = {worker->options.lua_memory_bytes};
    tocsin_status status = TOCSIN_OK;
    if (!count)
        return status;
    worker->bundles = alloc_zero(worker->alloc, count * sizeof *worker->bundles);
    worker->machines = alloc_zero(worker->alloc, count * sizeof *worker->machines);
    worker->bundle_count = count;
    if (!worker->bundles || !worker->machines)
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < count; i++)
        worker->bundles[i] = tocsin_bundle_retain(bundles[i]);
    for (size_t i = 0; i < count && !status; i++)
        status = machine_create(&worker->machines[i], bundles[i]->program, worker->alloc, &limits, error);
    for (size_t i = 0; i < count && !status && worker->options.profile; i++)
        status = machine_profile(worker->machines[i], error);
    if (!status)
        status = open_layers(worker, error);
    return status;
}

/* Bundles and tags go by forms. */
static tocsin_status open_forms(tocsin_worker *worker, tocsin_error *error)
{
    tocsin_status status = worker_tags_open(&worker->tags, worker->bundles, worker->bundle_count,
                                            worker->options.tags, worker->alloc, error);
    if (!status && worker->layers)
        layers_use_trees(worker->layers, worker->tags.trees);
    if (!status && (worker->bundle_count || worker->tags.tags))
        status = vocabulary_create(&worker->vocabulary, worker->alloc, error);
    return status;
}

tocsin_status tocsin_worker_create(tocsin_worker **out, tocsin_bundle *const *bundles, size_t bundle_count,
                                   const tocsin_worker_options *options, tocsin_error *error)
{
    if (!out || (bundle_count && !bundles))
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_worker_create: out and bundles are needed");
    tocsin_worker_options filled = fill_options(options);
    tocsin_worker *worker = alloc_zero(filled.allocator, sizeof *worker);
    if (!worker)
        return error_set(error, MESSAGE_MEMORY);
    worker->alloc = filled.allocator;
    worker->options = filled;
    atomic_init(&worker->cancelled, false);
    segmentation_init(&worker->segmentation, worker->alloc);
    record_store_init(&worker->records, NULL, worker->alloc, RECORDS_LIMIT);
    tocsin_status status = open_bundles(worker, bundles, bundle_count, error);
    if (!status)
        status = open_forms(worker, error);
    if (!status)
        status = choose_language(worker, error);
    if (status)
        tocsin_worker_free(worker);
    else
        *out = worker;
    return status;
}

void tocsin_worker_free(tocsin_worker *worker)
{
    if (!worker)
        return;
    const tocsin_allocator *alloc = worker->alloc;
    size_t count = worker->bundle_count;
    for (size_t i = 0; i < count && worker->machines; i++)
        machine_free(worker->machines[i]);
    for (size_t i = 0; i < count && worker->bundles; i++)
        tocsin_bundle_free(worker->bundles[i]);
    worker_profile_finish(&worker->profile, alloc);
    alloc_free(alloc, worker->machines, count * sizeof *worker->machines);
    alloc_free(alloc, worker->bundles, count * sizeof *worker->bundles);
    worker_tags_finish(&worker->tags);
    layers_free(worker->layers);
    language_free(worker->own_language);
    vocabulary_free(worker->vocabulary);
    segmentation_finish(&worker->segmentation);
    record_store_finish(&worker->records);
    alloc_free(alloc, worker, sizeof *worker);
}

void tocsin_worker_cancel(tocsin_worker *worker)
{
    atomic_store_explicit(&worker->cancelled, true, memory_order_relaxed);
}

void tocsin_worker_resume(tocsin_worker *worker)
{
    atomic_store_explicit(&worker->cancelled, false, memory_order_relaxed);
}

/* What was noted in all machines, and why there is no more. */
static tocsin_status explain(tocsin_worker *worker, struct machine_document *document, tocsin_error *error)
{
    tocsin_explanation *explanation = worker->explaining;
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < worker->bundle_count && !status; i++)
        status = explanation_add(explanation, worker->bundles[i], &explanation->traces[i], document, error);
    for (size_t i = 0; i < worker->bundle_count && !status; i++)
        status = explanation_add_misses(explanation, worker->bundles[i], worker->machines[i], document, error);
    return status;
}

static tocsin_status run_bundles(tocsin_worker *worker, tocsin_result *result, const struct source *source,
                                 const tocsin_document *document, tocsin_error *error)
{
    struct budget budget;
    struct calendar_day day;
    uint32_t ms = worker->options.time_ms;
    struct machine_document at_hand = {
        .id = str_of(result->id),
        .meta = {document->meta, document->meta_length},
        .source = source,
        .segmentation = &worker->segmentation,
        .vocabulary = worker->vocabulary,
        .layers = worker->layers,
        .tags = worker->tags.tags,
        .trees = worker->tags.trees,
        .records = &worker->records,
        .budget = &budget,
        .alloc = worker->alloc,
    };
    tocsin_status status = TOCSIN_OK;
    record_store_reset(&worker->records, &result->arena);
    layers_open(worker->layers, &worker->segmentation, worker->vocabulary);
    if (document_date(&day, at_hand.meta))
        layers_date(worker->layers, day);
    budget_start(&budget, worker->options.fuel, ms == UINT32_MAX ? 0 : (uint64_t)ms * 1000000u, &worker->cancelled);
    for (size_t i = 0; i < worker->bundle_count && !status; i++) {
        size_t known = at_hand.diagnostics.count;
        at_hand.trace = worker->explaining ? &worker->explaining->traces[i] : NULL;
        status = machine_run(worker->machines[i], &at_hand, error);
        for (; known < at_hand.diagnostics.count; known++)
            program_locate(worker->bundles[i]->program, &at_hand.diagnostics.items[known]);
        if (status)
            program_locate(worker->bundles[i]->program, error);
    }
    result->diagnostics.items = at_hand.diagnostics.items;
    result->diagnostics.count = at_hand.diagnostics.count;
    result->diagnostics.capacity = at_hand.diagnostics.capacity;
    if (!status)
        status = record_store_seal(&worker->records, source, &worker->segmentation, error);
    result->records = worker->records.sealed;
    result->record_count = worker->records.sealed_count;
    return status || !worker->explaining ? status : explain(worker, &at_hand, error);
}

static tocsin_status analyse(tocsin_worker *worker, tocsin_result *result, const tocsin_document *document,
                             tocsin_error *error)
{
    struct source source;
    tocsin_status status = source_open(&source, worker->alloc, result->text, worker->options.invalid, error);
    if (status)
        return status;
    result->flags = source.flags;
    if (worker->vocabulary)
        vocabulary_trim(worker->vocabulary);
    status = segmentation_run(&worker->segmentation, source.text, worker->options.breaks, worker->language,
                              worker->vocabulary, error);
    if (!status && worker->tags.tags)
        tags_open(worker->tags.tags, &worker->segmentation, worker->vocabulary);
    if (!status && worker->bundle_count)
        status = run_bundles(worker, result, &source, document, error);
    if (!status && worker->options.tags)
        status = worker_tags_take(result, &worker->tags, &worker->segmentation, error);
    if (!status)
        status = result_take_columns(result, &worker->segmentation, &source, error);
    source_close(&source);
    return status;
}

tocsin_status tocsin_worker_run(tocsin_result **out, tocsin_worker *worker, const tocsin_document *document,
                                tocsin_error *error)
{
    tocsin_result *result;
    if (!out || !worker || !document || (!document->text && document->length))
        return error_set(error, MESSAGE_ARGUMENT,
                         "tocsin_worker_run: out, worker and a document with text are needed");
    if (document->length > worker->options.max_document_bytes)
        return error_set(error, MESSAGE_TEXT_TOO_LARGE, document->length, worker->options.max_document_bytes);
    tocsin_status status = result_create(&result, worker->alloc, document, error);
    if (status)
        return status;
    if (worker->explaining)
        worker->explaining->result = result;
    status = analyse(worker, result, document, error);
    if (status)
        tocsin_result_free(result);
    else
        *out = result;
    return status;
}

static bool has_rule(const tocsin_worker *worker, const char *name)
{
    for (size_t i = 0; i < worker->bundle_count; i++)
        if (program_rule_find(worker->bundles[i]->program, str_of(name)) != UINT32_MAX)
            return true;
    return false;
}

tocsin_status tocsin_worker_explain(tocsin_explanation **out, tocsin_worker *worker,
                                    const tocsin_document *document, const tocsin_explain_options *options,
                                    tocsin_error *error)
{
    tocsin_explanation *explanation;
    tocsin_result *result = NULL;
    if (!out || !worker)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_worker_explain: out and worker are needed");
    tocsin_status status = explanation_create(&explanation, options, worker->bundle_count, worker->alloc, error);
    if (status)
        return status;
    if (explanation->options.rule && !has_rule(worker, explanation->options.rule))
        status = error_set(error, MESSAGE_RULE_UNKNOWN, explanation->options.rule);
    worker->explaining = explanation;
    if (!status)
        status = tocsin_worker_run(&result, worker, document, error);
    worker->explaining = NULL;
    explanation->result = result;
    if (!status && explanation->options.sentence > result->sentences.count)
        status = error_set(error, MESSAGE_SENTENCE_UNKNOWN, explanation->options.sentence, result->sentences.count);
    if (status)
        tocsin_explanation_free(explanation);
    else
        *out = explanation;
    return status;
}

tocsin_status tocsin_worker_profile(tocsin_worker *worker, const tocsin_rule_profile **out, size_t *count,
                                    tocsin_error *error)
{
    if (!worker || !out || !count || !worker->options.profile)
        return error_set(error, MESSAGE_ARGUMENT,
                         "tocsin_worker_profile: a profiling worker, out and count are needed");
    array_clear(&worker->profile.rows);
    for (size_t i = 0; i < worker->bundle_count; i++)
        if (!worker_profile_add(&worker->profile, worker->bundles[i], worker->machines[i], worker->alloc))
            return error_set(error, MESSAGE_MEMORY);
    *out = worker->profile.rows.items;
    *count = worker->profile.rows.count;
    return TOCSIN_OK;
}
