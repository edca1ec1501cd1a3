#include "cli/session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/options_table.h"
#include "cli/pipeline.h"
#include "cli/terminal.h"

struct session {
    const struct options *options;
    struct task_settings *settings;
    int descriptor; /* of the output */
    struct output output, notes;
    struct input input;
};

static void fill_settings(struct session *session)
{
    const struct options *options = session->options;
    struct task_settings *settings = session->settings;
    settings->worker = (tocsin_worker_options)TOCSIN_WORKER_OPTIONS_INIT;
    settings->worker.profile = settings->profile;
    settings->worker.tags = options->tags;
    settings->worker.invalid = (tocsin_invalid)options->invalid;
    settings->worker.breaks = (tocsin_breaks)options->breaks;
    settings->worker.fuel = options->fuel;
    if (options->timeout_given)
        settings->worker.time_ms = options->timeout ? (uint32_t)options->timeout : UINT32_MAX;
    settings->write = (tocsin_write_options)TOCSIN_WRITE_OPTIONS_INIT;
    settings->write.format = options->format == OUTPUT_JSONL ? TOCSIN_FORMAT_JSONL : TOCSIN_FORMAT_TEXT;
    settings->write.offsets = (tocsin_offsets)options->offsets;
    settings->write.documents = options->documents;
    settings->write.color = terminal_color(session->descriptor, (enum color_choice)options->color);
    settings->write.width = terminal_width(session->descriptor);
    settings->silent |= options->format == OUTPUT_NONE;
}

/* Nothing named and a person at the keyboard: more likely a slip than a wish to type an article. */
static bool waits_for_nothing(const struct options *options)
{
    if (options->inputs.count || !terminal_is(STDIN_FILENO))
        return false;
    fprintf(stderr,
            "tocsin: nothing to read: name a file or folder, or - to type a text\n"
            "try 'tocsin %s --help'\n",
            options->command->name);
    return true;
}

static bool open_output(struct session *session)
{
    const char *path = session->options->output;
    session->descriptor = STDOUT_FILENO;
    if (path)
        session->descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (session->descriptor >= 0)
        return output_open(&session->output, session->descriptor) && output_open(&session->notes, STDERR_FILENO);
    fprintf(stderr, "tocsin: %s: cannot write: %s\n", path, strerror(errno));
    return false;
}

/* A reader that has seen enough ("| head") is no failure; anything else that keeps output back is. */
static bool close_output(struct session *session)
{
    output_close(&session->notes);
    output_close(&session->output);
    int reason = session->output.error;
    if (session->options->output && close(session->descriptor) != 0 && !reason)
        reason = errno;
    if (!reason || reason == EPIPE)
        return true;
    const char *path = session->options->output ? session->options->output : "standard output";
    fprintf(stderr, "tocsin: %s: cannot write: %s\n", path, strerror(reason));
    return false;
}

static unsigned job_count(const struct options *options)
{
    enum { MOST = 256 };
    long processors = options->jobs ? (long)options->jobs : sysconf(_SC_NPROCESSORS_ONLN);
    return processors < 1 ? 1 : processors > MOST ? MOST : (unsigned)processors;
}

static int run_inputs(struct session *session)
{
    struct task_settings *settings = session->settings;
    struct pipeline_totals totals = {0, 0};
    tocsin_error error = TOCSIN_ERROR_INIT;
    bool header = !settings->tokens && !settings->silent && !settings->explain;
    if (header)
        tocsin_write_run(settings->bundles, settings->bundle_count, &settings->write, output_write, &session->output,
                         NULL);
    input_open(&session->input, session->options);
    bool ran = pipeline_run(settings, &session->input, job_count(session->options), &session->output, &session->notes,
                            terminal_is(session->descriptor), &totals, &error);
    input_close(&session->input);
    if (!ran) {
        fprintf(stderr, "tocsin: %s\n", error.message);
        return error.status == TOCSIN_ERROR_MEMORY ? EXIT_SOME_FAILED : EXIT_USAGE;
    }
    if (totals.failed && totals.documents > 1)
        fprintf(stderr, "tocsin: %zu of %zu documents failed\n", totals.failed, totals.documents);
    return totals.failed ? EXIT_SOME_FAILED : EXIT_WELL;
}

int session_run(const struct options *options, struct task_settings *settings)
{
    struct session session = {.options = options, .settings = settings};
    if (waits_for_nothing(options))
        return EXIT_USAGE;
    signal(SIGPIPE, SIG_IGN);
    if (!open_output(&session))
        return EXIT_SOME_FAILED;
    fill_settings(&session);
    int code = run_inputs(&session);
    return close_output(&session) ? code : EXIT_SOME_FAILED;
}
