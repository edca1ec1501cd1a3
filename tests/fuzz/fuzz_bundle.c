/* Anything as a rule file, then a document through it: whatever the script is, loading and running end with a result
 * or an error, and every record lies within the text. */
#include <stdlib.h>
#include <string.h>

#include "tocsin/tocsin.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char MANIFEST[] = "return { name = 'fuzz', rules = { 'rules.lua' }, params = { n = 1 } }";
static const char TEXT[] = "Anna Berg warned Kenya of \xe2\x80\x9cserious harm\xe2\x80\x9d\xff if it won't stop.\n\nShe said so.";

static void check_span(tocsin_span span)
{
    if (span.start > span.end || span.end > sizeof TEXT - 1)
        abort();
}

static void check_result(const tocsin_result *result)
{
    for (size_t i = 0; i < tocsin_result_record_count(result); i++) {
        const tocsin_record *record = tocsin_result_record(result, i);
        check_span(record->span);
        for (size_t k = 0; k < record->role_count; k++)
            check_span(record->roles[k].span);
    }
}

static void run(tocsin_bundle *bundle)
{
    tocsin_worker_options options = TOCSIN_WORKER_OPTIONS_INIT;
    tocsin_worker *worker = NULL;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    tocsin_result *result = NULL;
    options.fuel = 100000;
    options.time_ms = 1000;
    options.lua_memory_bytes = 4 << 20;
    document.text = TEXT;
    document.length = sizeof TEXT - 1;
    if (tocsin_worker_create(&worker, &bundle, 1, &options, NULL))
        return;
    if (!tocsin_worker_run(&result, worker, &document, NULL))
        check_result(result);
    tocsin_result_free(result);
    tocsin_worker_free(worker);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tocsin_file files[] = {{"bundle.lua", MANIFEST, sizeof MANIFEST - 1}, {"rules.lua", (const char *)data, size}};
    tocsin_bundle *bundle = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (tocsin_bundle_open_memory(&bundle, "fuzz", files, 2, NULL, &error)) {
        if (!error.id[0] || !error.message[0])
            abort();
        return 0;
    }
    run(bundle);
    tocsin_bundle_free(bundle);
    return 0;
}
