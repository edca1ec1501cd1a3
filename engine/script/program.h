/* program.h: a bundle's rules, compiled: immutable, shared by all workers that run the bundle.
 *
 * Loading runs every rule file once in a sandbox; what it declares (rules, document handlers, regexes, sets) is
 * kept here. Each worker then runs the same files once more, only to get the Lua functions: the declarations are
 * recognized by name or content, and nothing is compiled a second time. */
#ifndef TOCSIN_SCRIPT_PROGRAM_H
#define TOCSIN_SCRIPT_PROGRAM_H

#include "annot/conflict.h"
#include "annot/record.h"
#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "pattern/pattern_set.h"
#include "regex/regex_set.h"
#include "script/compiled.h"
#include "script/modifier_reach.h"
#include "script/source_place.h"

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
    enum conflict_policy conflict;
};

/* `re.set`: names beside the entries of one regex_set. */
struct program_set {
    struct regex_set *set;
    ARRAY(struct str) names;
    ARRAY(struct regex_set_entry) entries;
    uint64_t hash;
};

/* Where a feature comes from. */
enum program_feature_kind {
    FEATURE_CONSTANT,
    FEATURE_CAPTURE,  /* the words of a capture */
    FEATURE_COLUMN,   /* of the list entry, or of the annotation, that a capture is */
    FEATURE_FUNCTION, /* what a Lua function returns; nil: none */
};

struct program_feature {
    struct feature_draft draft; /* its name, and the value of a constant */
    enum program_feature_kind kind;
    struct str capture;
    struct str column;
};

struct program_role {
    struct str name;
    struct str capture;
};

/* What a rule's `emit` table says. */
struct program_emit {
    struct str type;
    double confidence;
    ARRAY(struct program_role) roles;
    ARRAY(struct program_feature) features;
};

/* The text of a pattern, or of a named part of patterns, and where it stands. */
struct program_text {
    struct str text;
    struct source_place place;
};

struct program_rule {
    struct str name;   /* "warnings/conditional": the file's stem and the name given there */
    const char *about; /* NULL: none */
    uint32_t file;     /* index into files */
    uint32_t line;
    ARRAY(tocsin_example) examples; /* `accepts`, then `rejects`; without their file */
    bool calls_emit;                /* `emit` is a Lua function */
    bool calls_when;                /* it has a guard in Lua */
    bool calls_features;            /* `emit` is a table with features that Lua functions work out */
    bool has_patterns;              /* token patterns, not regexes */
    bool says_types;                /* `types` holds all that it emits */
    bool incomplete;                /* while loading: something of it is wrong, so that the rest says little */
    uint32_t phase;
    ARRAY(struct str) types; /* that it emits */
    struct program_emit emit;
    /* For each of its patterns or regexes the numbers of the captures that `emit` speaks of, those of the roles,
     * then those of the features: UINT32_MAX where it has none of that name. */
    ARRAY(uint32_t) captures;
};

/* A rule's regex as an entry of the bundle's rule set. */
struct program_entry {
    uint32_t rule;
    uint32_t pattern; /* which of the rule's regexes, from 0 */
};

/* What one of the token patterns is for. */
enum program_use { PATTERN_OF_RULE, PATTERN_CUE, PATTERN_STOP, PATTERN_EXCEPT };

struct program_pattern {
    enum program_use use;
    uint32_t owner;    /* rule, or modifier */
    uint32_t number;   /* which of the owner's, from 0 */
    ARRAY(bool) lists; /* by capture: it stands in a repetition, Lua sees a list */
};

/* `modifier`: a cue sets features on the records that it governs. */
struct program_modifier {
    struct str name;
    uint32_t file, line;
    bool incomplete; /* as of a rule */
    struct modifier_reach reach;
    ARRAY(struct str) on;
    struct str role;                        /* the target's part that has to be in reach; empty: all of it */
    ARRAY(struct program_feature) features; /* `set_count` to set; then those that say how far a cue reaches */
    size_t set_count;
    ARRAY(uint32_t) captures; /* as in a rule, by cue */
    uint32_t phase;
};

enum link_where { LINK_CONTAINS, LINK_INSIDE, LINK_OVERLAPS, LINK_SAME_SENTENCE, LINK_BEFORE, LINK_AFTER };

/* A record type, or a role of it. */
struct program_end {
    struct str type;
    struct str role;
};

struct program_link {
    struct str name;
    uint32_t file, line;
    struct program_end from, to;
    struct str relation;
    enum link_where where;
    bool calls_when;
};

/* A record type that rules emit, as far as phases go. */
struct program_kind {
    struct str name;
    bool read;      /* by patterns: who emits it has to say so */
    bool open;      /* a function emits it: any role and feature may be there */
    uint32_t phase; /* at whose end it is complete */
    ARRAY(struct str) roles;
    ARRAY(struct str) features;
};

struct program_handler {
    uint32_t file;
    uint32_t number; /* its place among the handlers of the file, from 0 */
    bool explains;   /* `on.explain`: it runs last, and may ask why */
};

struct program {
    const tocsin_allocator *alloc;
    struct arena arena; /* names and texts */
    const char *name;
    const char *version;
    const char *label;              /* "news@1.0.0" */
    const char *language;           /* BCP 47, "en" */
    const char *root;               /* the path or name that the bundle was opened by */
    struct program_sources sources; /* of the bundle, copied */
    struct program_sources library; /* shipped, borrowed: static */
    struct compiled_files compiled; /* of both */
    bool strict;                    /* a warning fails the load */
    tocsin_finding_told *told;      /* while loading; NULL: nobody */
    void *told_user;
    size_t error_count;                   /* load errors so far */
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
    bool explains;              /* some handler asks why: what happens is traced */
    struct language *words;     /* the language's word lists */
    bool tagged;                /* words are to be tagged for Lua alone, too */
    struct lemmas *lemmas;      /* these and the next three only where there are token patterns, or it is `tagged` */
    struct tag_model *tags;     /* NULL: the language has no tagger */
    struct parse_model *parser; /* NULL: … or no parser */
    struct frequencies *frequencies;
    struct layer_words *layer_words;
    struct lexicon *lexicon;
    ARRAY(const char *) list_files; /* beside the lexicon's lists: where each stands */
    struct pattern_set *patterns;
    ARRAY(struct program_text) texts;
    ARRAY(struct program_pattern) uses; /* beside the set's patterns */
    ARRAY(struct program_modifier) modifiers;
    ARRAY(struct program_link) links;
    ARRAY(struct program_kind) kinds;
    uint32_t phase_count;
    struct declarations *declared; /* while it is loaded */
    ARRAY(tocsin_error) warnings;
    struct hash_map rule_index;  /* by name */
    struct hash_map regex_index; /* by pattern and flags */
    struct regex_set *rule_set;  /* over rule_regexes; NULL when there are none */
};

/* The built-in files below a folder's name, sorted by name. */
typedef struct program_sources program_folder(const char *folder);

struct program_options {
    const tocsin_param *params;
    size_t param_count;
    bool warnings_as_errors;
    program_folder *folder; /* where the library and the languages' word lists are */
    tocsin_finding_told *told;
    void *told_user;
};

/* Compiles the bundle whose files are `sources` (copied). `name` stands for its folder in errors. Errors: BUNDLE
 * with file:line:column, LIMIT, MEMORY. */
tocsin_status program_create(struct program **out, const tocsin_allocator *alloc, const char *name,
                             struct program_sources sources, const struct program_options *options,
                             tocsin_error *error);
void program_free(struct program *program);

const struct program_type *program_type_find(const struct program *program, struct str name);
struct program_kind *program_kind_find(const struct program *program, struct str name);
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
