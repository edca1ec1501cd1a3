/* bundles.h: the bundles that a run uses. */
#ifndef TOCSIN_CLI_BUNDLES_H
#define TOCSIN_CLI_BUNDLES_H

#include "cli/options.h"

struct bundles {
    tocsin_bundle **items;
    size_t count;
    tocsin_param *params; /* split at "=" */
    char *param_text;
};

/* Loads the bundles that are named, or "news". What is found on the way is told to `told`, or, where that is NULL, to
 * standard error; false after an error. Call bundles_close either way. */
bool bundles_open(struct bundles *out, const struct options *options, const struct option_list *names,
                  tocsin_finding_told *told, void *user);
void bundles_close(struct bundles *bundles);

#endif
