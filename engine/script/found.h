/* found.h: the matches of a scan, kept: scanning ends before any Lua runs, so that no Lua error can leave a scan and
 * no rule can disturb the matcher of another. */
#ifndef TOCSIN_SCRIPT_FOUND_H
#define TOCSIN_SCRIPT_FOUND_H

#include "base/array.h"
#include "regex/regex_set.h"

struct found_match {
    uint32_t entry;
    uint32_t count; /* groups */
    size_t first;   /* of its groups in `groups` */
};

struct found {
    ARRAY(struct found_match) matches;
    ARRAY(struct regex_span) groups;
    uint64_t generation; /* document that they are of */
};

struct machine;

/* Scans the document at hand. A pattern that meets a limit becomes a diagnostic that names it. */
tocsin_status found_scan(struct found *found, struct machine *machine, struct regex_scan *scan,
                         tocsin_error *error);
void found_finish(struct found *found, const tocsin_allocator *alloc);

struct regex_match found_groups(const struct found *found, size_t index);

#endif
