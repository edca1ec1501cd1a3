#include "cli/bundles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void print_finding(void *user, const tocsin_error *finding, bool is_warning)
{
    char text[1024];
    (void)user;
    tocsin_error_format(finding, text, sizeof text);
    fprintf(stderr, "tocsin: %s%s\n", is_warning ? "warning: " : "", text);
    if (finding->traceback[0])
        fprintf(stderr, "%s\n", finding->traceback);
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

static bool open_bundle(struct bundles *bundles, const char *name, bool by_path, const tocsin_bundle_options *how)
{
    tocsin_bundle *bundle;
    if (by_path ? tocsin_bundle_open(&bundle, name, how, NULL) : tocsin_bundle_open_builtin(&bundle, name, how, NULL))
        return false;
    bundles->items[bundles->count++] = bundle;
    return true;
}

bool bundles_open(struct bundles *out, const struct options *options, const struct option_list *names,
                  tocsin_finding_told *told, void *user)
{
    tocsin_bundle_options how = TOCSIN_BUNDLE_OPTIONS_INIT;
    size_t count = names->count ? names->count : 1;
    *out = (struct bundles){.items = calloc(count, sizeof(tocsin_bundle *))};
    bool good = out->items && split_params(out, &options->params);
    if (!good)
        fputs("tocsin: out of memory\n", stderr);
    how.params = out->params;
    how.param_count = options->params.count;
    how.warnings_as_errors = options->strict;
    how.told = told ? told : print_finding;
    how.told_user = user;
    if (!names->count)
        return good && open_bundle(out, "news", false, &how);
    for (size_t i = 0; i < count && good; i++)
        good = open_bundle(out, names->items[i], is_path(names->items[i]), &how);
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
