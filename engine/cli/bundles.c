#include "cli/bundles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void print_error(const char *kind, const tocsin_error *error)
{
    char text[1024];
    tocsin_error_format(error, text, sizeof text);
    fprintf(stderr, "tocsin: %s%s\n", kind, text);
    if (error->traceback[0])
        fprintf(stderr, "%s\n", error->traceback);
}

/* "NAME=VALUE" was checked when it was read. */
static bool split_params(struct bundles *bundles, const struct option_list *list)
{
    size_t size = 1;
    for (size_t i = 0; i < list->count; i++)
        size += strlen(list->items[i]) + 1;
    bundles->params = calloc(list->count + 1, sizeof *bundles->params);
    bundles->param_text = malloc(size);
    if (!bundles->params || !bundles->param_text)
        return false;
    char *at = bundles->param_text;
    for (size_t i = 0; i < list->count; i++) {
        size_t length = strlen(list->items[i]) + 1;
        memcpy(at, list->items[i], length);
        char *equals = strchr(at, '=');
        *equals = '\0';
        bundles->params[i] = (tocsin_param){at, equals + 1};
        at += length;
    }
    return true;
}

/* What looks like a path is one, and so is a name that stands for something here; all else is built in. */
static bool is_path(const char *name)
{
    struct stat facts;
    size_t length = strlen(name);
    bool lua = length > 4 && strcmp(name + length - 4, ".lua") == 0;
    return strchr(name, '/') || lua || stat(name, &facts) == 0;
}

static bool open_bundle(struct bundles *bundles, const char *name, const struct options *options)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_bundle_options how = TOCSIN_BUNDLE_OPTIONS_INIT;
    tocsin_bundle *bundle;
    how.params = bundles->params;
    how.param_count = options->params.count;
    how.warnings_as_errors = options->strict;
    bool path = options->bundles.count && is_path(name);
    if (path ? tocsin_bundle_open(&bundle, name, &how, &error)
             : tocsin_bundle_open_builtin(&bundle, name, &how, &error)) {
        print_error("", &error);
        return false;
    }
    const tocsin_error *warning;
    for (size_t i = 0; (warning = tocsin_bundle_warning(bundle, i)); i++)
        print_error("warning: ", warning);
    bundles->items[bundles->count++] = bundle;
    return true;
}

bool bundles_open(struct bundles *out, const struct options *options)
{
    static const char *const usual[] = {"news"};
    const char *const *names = options->bundles.count ? options->bundles.items : usual;
    size_t count = options->bundles.count ? options->bundles.count : 1;
    *out = (struct bundles){.items = calloc(count, sizeof(tocsin_bundle *))};
    bool good = out->items && split_params(out, &options->params);
    if (!good)
        fputs("tocsin: out of memory\n", stderr);
    for (size_t i = 0; i < count && good; i++)
        good = open_bundle(out, names[i], options);
    return good;
}

void bundles_close(struct bundles *bundles)
{
    for (size_t i = 0; i < bundles->count; i++)
        tocsin_bundle_free(bundles->items[i]);
    free(bundles->items);
    free(bundles->params);
    free(bundles->param_text);
}
