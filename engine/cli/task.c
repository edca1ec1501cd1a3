#include "cli/task.h"

#include <string.h>

/* A note on standard error begins with the program's name. */
static void write_note(const char *id, const tocsin_error *failure, const struct task_sinks *sinks)
{
    static const char program[] = "tocsin: ";
    tocsin_write_options options = TOCSIN_WRITE_OPTIONS_INIT;
    options.format = TOCSIN_FORMAT_TEXT;
    if (sinks->sink(sinks->notes, program, sizeof program - 1))
        tocsin_write_error(id, failure, &options, sinks->sink, sinks->notes, NULL);
}

/* JSON Lines have an error record in the document's place. A file that cannot be read is news for the person as well:
 * its records may run into a pipe that nobody looks at. */
static enum task_outcome report(const struct task_settings *settings, const char *id, const tocsin_error *failure,
                                const struct task_sinks *sinks)
{
    bool record = settings->write.format == TOCSIN_FORMAT_JSONL && !settings->silent;
    if (!record || failure->status == TOCSIN_ERROR_IO)
        write_note(id, failure, sinks);
    if (record && tocsin_write_error(id, failure, &settings->write, sinks->sink, sinks->output, NULL))
        return TASK_STOPPED;
    return TASK_FAILED;
}

static tocsin_status write_result(const struct task_settings *settings, const tocsin_result *result,
                                  const struct task_sinks *sinks, tocsin_error *error)
{
    if (settings->silent)
        return TOCSIN_OK;
    if (settings->tokens)
        return tocsin_write_tokens(result, &settings->write, sinks->sink, sinks->output, error);
    return tocsin_write_result(result, &settings->write, sinks->sink, sinks->output, error);
}

static tocsin_status write_why(const struct task_settings *settings, tocsin_worker *worker,
                               const tocsin_document *document, const struct task_sinks *sinks, tocsin_error *error)
{
    tocsin_explanation *explanation;
    tocsin_status status = tocsin_worker_explain(&explanation, worker, document, settings->explain, error);
    if (status)
        return status;
    status = tocsin_write_explanation(explanation, &settings->write, sinks->sink, sinks->output, error);
    tocsin_explanation_free(explanation);
    return status;
}

static tocsin_status run_document(const struct task_settings *settings, tocsin_worker *worker,
                                  const tocsin_document *document, const struct task_sinks *sinks, tocsin_error *error)
{
    tocsin_result *result;
    if (settings->explain)
        return write_why(settings, worker, document, sinks, error);
    tocsin_status status = tocsin_worker_run(&result, worker, document, error);
    if (status)
        return status;
    status = write_result(settings, result, sinks, error);
    tocsin_result_free(result);
    return status;
}

enum task_outcome task_run(const struct task_settings *settings, tocsin_worker *worker, const struct input_item *item,
                           const struct task_sinks *sinks)
{
    tocsin_error error; /* filled in by what fails: emptying its two kilobytes for every document takes time */
    if (!item->document)
        return report(settings, NULL, &item->error, sinks);
    tocsin_status status = run_document(settings, worker, item->document, sinks, &error);
    if (status == TOCSIN_ERROR_IO)
        return TASK_STOPPED;
    return status ? report(settings, item->document->id, &error, sinks) : TASK_WELL;
}
