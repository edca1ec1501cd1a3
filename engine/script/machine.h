/* machine.h: one worker's running copy of a program: its Lua state and what it keeps between documents. */
#ifndef TOCSIN_SCRIPT_MACHINE_H
#define TOCSIN_SCRIPT_MACHINE_H

#include <lua.h>

#include "annot/record.h"
#include "base/budget.h"
#include "regex/regex_set.h"
#include "script/program.h"
#include "text/source.h"
#include "text/vocabulary.h"

struct machine;

/* The document at hand, as every bundle of a worker sees it. */
struct machine_document {
    struct str id;
    struct str meta; /* a JSON object; data NULL: none */
    const struct source *source;
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    struct record_store *records;
    struct budget *budget;
    const tocsin_allocator *alloc;
    ARRAY(tocsin_error) diagnostics;
};

struct machine_options {
    size_t memory_limit; /* bytes of Lua memory */
};

/* The program must outlive the machine. Errors: BUNDLE, LIMIT, MEMORY. */
tocsin_status machine_create(struct machine **out, const struct program *program, const tocsin_allocator *alloc,
                             const struct machine_options *options, tocsin_error *error);
void machine_free(struct machine *machine);

/* Runs all rules and handlers over a document. A rule that fails becomes a diagnostic and is left out for the rest
 * of the document. Errors: LIMIT, CANCELLED, MEMORY. */
tocsin_status machine_run(struct machine *machine, struct machine_document *document, tocsin_error *error);

#endif
