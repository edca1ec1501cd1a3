/* minimal.c: the records of one text, in forty lines.
 *
 *     cc minimal.c $(pkg-config --cflags --libs tocsin) -o minimal && ./minimal
 */
#include <stdio.h>
#include <string.h>
#include <tocsin/tocsin.h>

static const char TEXT[] = "The IMF warned Kenya on Monday that its debt could spiral if it does not cut spending.";

static void print_record(const tocsin_result *result, const tocsin_record *record)
{
    const char *text = tocsin_result_text(result, NULL);
    printf("%s (%s)\n", record->type, record->rule);
    for (size_t i = 0; i < record->role_count; i++) {
        tocsin_span span = record->roles[i].span;
        printf("  %-10s %.*s\n", record->roles[i].name, (int)(span.end - span.start), text + span.start);
    }
}

int main(void)
{
    tocsin_bundle *bundle = NULL;
    tocsin_worker *worker = NULL;
    tocsin_result *result = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    document.id = "example";
    document.text = TEXT;
    document.length = strlen(TEXT);
    tocsin_status status = tocsin_bundle_open_builtin(&bundle, "news", NULL, &error);
    if (!status)
        status = tocsin_worker_create(&worker, &bundle, 1, NULL, &error);
    if (!status)
        status = tocsin_worker_run(&result, worker, &document, &error);
    if (status) {
        char message[1024];
        tocsin_error_format(&error, message, sizeof message);
        fprintf(stderr, "%s\n", message);
    }
    for (size_t i = 0; !status && i < tocsin_result_record_count(result); i++)
        print_record(result, tocsin_result_record(result, i));
    tocsin_result_free(result);
    tocsin_worker_free(worker);
    tocsin_bundle_free(bundle);
    return status ? 1 : 0;
}
