/* program.h: a bundle's rules, compiled: immutable, shared by all workers that run the bundle.
 *
 * Loading runs every rule file once in a sandbox; what it declares (rules, document handlers, regexes, sets) is
 * kept here. Each worker then runs the same files once more, only to get the Lua functions: the declarations are
 * recognized by name or content, and nothing is compiled a second time. */
#ifndef TOCSIN_SCRIPT_PROGRAM_H
#define TOCSIN_SCRIPT_PROGRAM_H

#include "annot/record.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "regex/regex_set.h"

/* A file of the bundle or of the shipped library. */
struct program_source {
    struct str name; /* "bundle.lua", "rules/claims.lua" */
    struct str data;
};

/* Files by name. */
struct program_sources {
    const struct program_source *items;
    size_t count;
};

const struct program_source *program_sources_find(const struct program_sources *sources, struct str name);

enum program_param_kind { PARAM_STRING, PARAM_NUMBER, PARAM_INTEGER, PARAM_BOOLEAN };

struct program_param {
    const char *name;
    enum program_param_kind kind;
    const char *text; /* the value as text */
};

/* Roles and features that bundle.lua's `types` allows for a record type, in output order. */
struct program_type {
    struct str name;
    ARRAY(struct str) roles;
    ARRAY(struct str) features;
};

/* `re.set`: names beside the entries of one regex_set. */
struct program_set {
    struct regex_set *set;
    ARRAY(struct str) names;
    ARRAY(struct regex_set_entry) entries;
    uint64_t hash;
};

/* What a rule's `emit` table says, when it needs no Lua: captures by number (0: the whole match). */
struct program_emit_role {
    struct str name;
    uint32_t capture;
};

struct program_emit {
    struct str type;
    double confidence;
    ARRAY(struct program_emit_role) roles;
    ARRAY(struct feature_draft) features;
};

struct program_rule {
    struct str name;      /* "warnings/conditional": the file's stem and the name given there */
    const char *about;    /* NULL: none */
    uint32_t file;        /* index into files */
    uint32_t line;
    ARRAY(tocsin_example) examples; /* `accepts`, then `rejects`; without their file */
    bool calls_emit;      /* `emit` is a Lua function */
    bool calls_when;      /* it has a guard in Lua */
    ARRAY(struct program_emit) emits; /* one for each regex of the rule; none when `emit` is a function */
};

/* A rule's regex as an entry of the bundle's rule set. */
struct program_entry {
    uint32_t rule;
    uint32_t pattern; /* which of the rule's regexes, from 0 */
};

struct program_handler {
    uint32_t file;
    uint32_t number; /* its place among the handlers of the file, from 0 */
};

struct program {
    const tocsin_allocator *alloc;
    struct arena arena; /* names and texts */
    const char *name;
    const char *version;
    const char *label;    /* "news@1.0.0" */
    const char *language; /* BCP 47, "en" */
    const char *root;     /* the path or name that the bundle was opened by */
    struct program_sources sources; /* of the bundle, copied */
    struct program_sources library; /* shipped, borrowed: static */
    bool strict;                    /* a warning fails the load */
    tocsin_finding_told *told;      /* while loading; NULL: nobody */
    void *told_user;
    size_t error_count;             /* load errors so far */
    tocsin_error first_error, last_error; /* of these */
    ARRAY(struct program_param) params;
    ARRAY(struct program_type) types;
    ARRAY(struct str) files; /* rule files in bundle.lua's order */
    ARRAY(struct regex *) regexes;
    ARRAY(struct program_set) sets;
    ARRAY(struct program_rule) rules;
    ARRAY(struct regex_set_entry) rule_regexes;
    ARRAY(struct program_entry) entries; /* beside rule_regexes */
    ARRAY(struct program_handler) handlers;
    ARRAY(tocsin_error) warnings;
    struct hash_map rule_index;  /* by name */
    struct hash_map regex_index; /* by pattern and flags */
    struct regex_set *rule_set; /* over rule_regexes; NULL when there are none */
};

struct program_options {
    const tocsin_param *params;
    size_t param_count;
    bool warnings_as_errors;
    tocsin_finding_told *told;
    void *told_user;
};

/* Compiles the bundle whose files are `sources` (copied). `name` stands for its folder in errors. Errors: BUNDLE
 * with file:line:column, LIMIT, MEMORY. */
tocsin_status program_create(struct program **out, const tocsin_allocator *alloc, const char *name,
                             struct program_sources sources, struct program_sources library,
                             const struct program_options *options, tocsin_error *error);
void program_free(struct program *program);

const struct program_type *program_type_find(const struct program *program, struct str name);
uint32_t program_rule_find(const struct program *program, struct str name); /* UINT32_MAX: none */
uint32_t program_set_find(const struct program *program, uint64_t hash);    /* UINT32_MAX: none */

/* The compiled regex of this pattern and these flags; NULL: none was compiled. */
const struct regex *program_regex_find(const struct program *program, struct str pattern, unsigned flags);

/* Compiles it, or finds the one compiled before. For loading only. */
tocsin_status program_regex_add(struct program *program, struct str pattern, unsigned flags,
                                const struct regex **out, tocsin_error *error);

/* Puts the bundle's path before a file name of the bundle, so that a person can open it. */
void program_locate(const struct program *program, tocsin_error *error);

/* Records a load warning and tells it; under `warnings_as_errors` it is a load error. Errors: MEMORY. */
tocsin_status program_warn(struct program *program, tocsin_error *warning);

/* Takes down a load error that others may follow: locates it, tells it, keeps the first. Loading goes on, to find
 * more; it fails in the end. One that repeats the last (of a module that several files require) is left out. */
void program_fail(struct program *program, tocsin_error *error);

#endif
