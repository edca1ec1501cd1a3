/* provenance.h: where what a trace speaks of comes from: the places of pattern elements, list entries, modifiers
 * and links in a bundle's files, and what gave a record its features and links. */
#ifndef TOCSIN_SCRIPT_PROVENANCE_H
#define TOCSIN_SCRIPT_PROVENANCE_H

#include "script/program.h"
#include "script/trace.h"

/* A place in a file of the bundle. */
struct provenance_place {
    char file[256];        /* as a person can open it */
    uint32_t line, column; /* 0: not known */
};

enum provenance_kind {
    FROM_CONSTANT,
    FROM_CAPTURE,  /* the words of capture `by` */
    FROM_COLUMN,   /* of the list entry or record that a capture is: `by` is "capture.column" */
    FROM_FUNCTION, /* a function in the rule's `features` */
    FROM_EMIT,     /* the rule's `emit` function, or Lua that ran after it */
    FROM_MODIFIER, /* modifier `by`, for its cue */
    FROM_HANDLER,  /* a document handler */
    FROM_LINK,     /* link rule `by` */
    FROM_LUA,      /* the Lua of a rule or handler */
};

/* "constant", "capture" …: as tools read it. */
const char *provenance_name(enum provenance_kind kind);

struct provenance {
    enum provenance_kind kind;
    char by[256];
    struct provenance_place place; /* of a modifier or link */
    tocsin_span cue;               /* of a modifier: text offsets */
};

/* What gave a record a feature. `rule` NULL: no rule's match made the record. */
void provenance_of_feature(struct provenance *out, const struct program *program, const struct trace *trace,
                           const struct program_rule *rule, record_handle record, const char *feature);

/* What joined two records. */
void provenance_of_link(struct provenance *out, const struct program *program, const struct trace *trace,
                        record_handle from, const char *relation, record_handle to);

/* The place of an element of a pattern, and the element as it is written there. */
struct str provenance_of_element(struct provenance_place *out, const struct program *program, pattern_id pattern,
                                 uint32_t element);

/* Where a list entry stands. */
void provenance_of_entry(struct provenance_place *out, const struct program *program, lexicon_entry entry);

/* The path of a rule file. */
void provenance_of_file(struct provenance_place *out, const struct program *program, uint32_t file, uint32_t line);

/* The pattern that a match is of; PATTERN_NONE: it is a regex's. */
pattern_id provenance_pattern(const struct program *program, const struct trace_match *match);

/* The living record that one lost to by its type's conflict policy; RECORD_NONE: none lives that won against it. */
record_handle provenance_winner(const struct trace *trace, const struct record_store *records, record_handle lost);

/* "records", "emit gave none", "refused by when", "failed", "left out". */
const char *provenance_outcome(enum trace_outcome outcome, uint32_t record_count);

#endif
