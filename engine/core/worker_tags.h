/* worker_tags.h: the parts of speech and lemmas that a worker can tell: with what its bundles have, or of its own.
 */
#ifndef TOCSIN_CORE_WORKER_TAGS_H
#define TOCSIN_CORE_WORKER_TAGS_H

#include "core/bundle.h"
#include "core/result.h"
#include "english/trees.h"

struct worker_tags {
    struct tags *tags;   /* NULL: none can be told */
    struct trees *trees; /* NULL: … and no sentence be parsed */
    /* of a worker whose bundles have none */
    struct lemmas *lemmas;
    struct tag_model model;
};

/* Of the first bundle that has a tagger and lemmas. `needed`: of the worker's own where there is none. Errors:
 * MEMORY. */
tocsin_status worker_tags_open(struct worker_tags *out, tocsin_bundle *const *bundles, size_t count, bool needed,
                               const tocsin_allocator *alloc, tocsin_error *error);
void worker_tags_finish(struct worker_tags *tags);

/* Copies the tags of all words of the document at hand into a result. Errors: MEMORY. */
tocsin_status worker_tags_take(tocsin_result *result, const struct worker_tags *tags,
                               const struct segmentation *segmentation, tocsin_error *error);

#endif
