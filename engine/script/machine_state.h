/* machine_state.h: the inside of a machine, for the Lua modules of this layer. */
#ifndef TOCSIN_SCRIPT_MACHINE_STATE_H
#define TOCSIN_SCRIPT_MACHINE_STATE_H

#include "script/annotations.h"
#include "script/found.h"
#include "script/hits.h"
#include "script/machine.h"
#include "script/profile.h"
#include "script/sandbox.h"
#include "script/trace.h"

/* What running a bundle's main chunks may cost: far more than any sensible bundle needs. */
#define MACHINE_LOAD_FUEL UINT64_C(5000000000)
#define MACHINE_LOAD_NANOSECONDS UINT64_C(60000000000)

/* What a machine is doing decides what a declaration means: while loading it is compiled into the program, while
 * running it is recognized and only its Lua functions are kept. */
enum machine_mode { MACHINE_LOADS, MACHINE_RUNS };

enum view_kind {
    VIEW_SPAN,
    VIEW_MATCH,
    VIEW_RECORD,
    VIEW_DOCUMENT,
    VIEW_HIT,
    VIEW_CAPTURE,
    VIEW_ANNOTATION,
    VIEW_KINDS
};

/* The metatables of views: their places in the registry, and their addresses, by which a view is known. */
struct view_kinds {
    const char *names[VIEW_KINDS];
    const void *identities[VIEW_KINDS];
    int references[VIEW_KINDS];
};

/* Tables of the bundle's Lua functions: their places in the registry. */
enum machine_functions {
    MACHINE_EMITS,
    MACHINE_WHENS,
    MACHINE_FEATURES, /* tables of functions, by feature */
    MACHINE_HANDLERS,
    MACHINE_LINKS,
    MACHINE_FUNCTIONS
};

enum { MACHINE_FIELDS = 4 };

struct machine {
    const tocsin_allocator *alloc;
    const struct program *program;
    struct program *building; /* the same program while it is loaded, else NULL */
    enum machine_mode mode;
    struct sandbox *sandbox;
    struct loader loader;
    struct loader_source loader_sources[2]; /* the bundle's files, then the shipped library */
    struct regex_matcher *matcher;
    struct regex_scan *rule_scan;  /* NULL when the program has no rule with a regex */
    struct found rule_found;
    struct pattern_scan *pattern_scan; /* NULL when the program has no token pattern */
    struct pattern_input pattern_input; /* the document at hand, as the scan sees it */
    struct pattern_found pattern_found;
    struct hits hits;              /* matches of the phase at hand, in the order they are worked on */
    struct annotations annotations;
    annotation_list targets, others; /* records that a modifier or link looks at */
    ARRAY(struct feature_draft) worked; /* what functions of an `emit` table gave */
    record_handle first_record;    /* this bundle's records of the document begin here */
    uint32_t rule_index;           /* whose Lua runs; UINT32_MAX: a handler's */
    struct regex_scan **set_scans; /* beside program->sets; made when first used */
    struct found *set_found;       /* beside program->sets */
    size_t set_count;
    struct machine_document *document;
    struct trace trace;            /* of it, where handlers ask why and nobody else traces */
    bool explaining;               /* such a handler runs */
    struct view_kinds views;
    int functions[MACHINE_FUNCTIONS];
    int label_names[2]; /* places in the registry: names of parts of speech and tags, as view_lists.c numbers them */
    int relation_names; /* … of relations, as view_arcs.c numbers them */
    int document_view;                 /* place in the registry */
    uint64_t document_view_generation; /* of what is there */
    uint64_t generation;  /* counts documents; views of an earlier one are dead */
    uint32_t file;        /* rule file that is running its main chunk */
    struct str stem;      /* name of the file whose code runs, without folder and ending: "warnings" */
    struct str rule;      /* name for records that the running code emits */
    uint32_t handlers;    /* `on.document` calls so far in that chunk */
    bool loaded;          /* all files have run: nothing can be declared any more */
    bool touched;         /* Lua ran since the baseline was taken or restored */
    struct profile *profile; /* NULL: nothing is counted */
    bool *rule_failed;    /* beside program->rules: left out for the rest of this document */
    struct record_draft draft;
    const char *field_names[MACHINE_FIELDS]; /* Lua's own copies, for emit.c */
};

/* The machine that a Lua state belongs to. */
struct machine *machine_of(lua_State *L);

/* The document at hand; raises a Lua error while there is none (at load time). */
struct machine_document *machine_document_of(lua_State *L);

/* Says whose code is about to run: errors and records are named by it. `rule` empty: a handler's. */
void machine_enter(struct machine *machine, uint32_t file, struct str rule);

/* Raises that the host's memory is out, as an error that no rule is to blame for. */
int machine_raise_memory(lua_State *L);

/* The matches of a set in the document at hand, found when first asked for. */
tocsin_status machine_scan_set(struct machine *machine, uint32_t set, tocsin_error *error);

/* A Lua state with the library and the program's files, which have not run yet. `building` is NULL for a machine that
 * runs. */
tocsin_status machine_open(struct machine **out, const struct program *program, struct program *building,
                           const tocsin_allocator *alloc, const struct machine_options *options,
                           tocsin_error *error);

/* Makes the global `params`, once the program has them. */
tocsin_status machine_open_params(struct machine *machine, tocsin_error *error);

/* Runs the main chunks of all rule files, in their order. */
tocsin_status machine_run_files(struct machine *machine, tocsin_error *error);

#endif
