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
    struct vocabulary *vocabulary;
    struct layers *layers; /* opened for this document */
    struct tags *tags;     /* the same; NULL: words have none */
    struct trees *trees;   /* the same; NULL: words have no heads */
    struct trace *trace;   /* where this machine says what it does; NULL: nowhere */
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

/* Counts from here on what each rule and handler costs. Errors: MEMORY. */
tocsin_status machine_profile(struct machine *machine, tocsin_error *error);

struct machine_cost {
    uint64_t triggers, candidates, matches, records;
    uint64_t match_nanoseconds, lua_nanoseconds;
};

/* Fills in what the rules and then the handlers cost so far: as many as the program has. */
void machine_costs(const struct machine *machine, struct machine_cost *out);

/* Runs all rules and handlers over a document. A rule that fails becomes a diagnostic and is left out for the rest
 * of the document. Errors: LIMIT, CANCELLED, MEMORY. */
tocsin_status machine_run(struct machine *machine, struct machine_document *document, tocsin_error *error);

#endif
