/* declarations.h: what a bundle's files declared, kept while the bundle loads. Patterns may speak of named parts, lists
 * and types that stand further on, or in another file: they are put together when all files have run. */
#ifndef TOCSIN_SCRIPT_DECLARATIONS_H
#define TOCSIN_SCRIPT_DECLARATIONS_H

#include "script/list_adder.h"
#include "script/program.h"
#include "script/word_breaker.h"

/* A token pattern of a rule or modifier, as it was written. */
struct declared_use {
    enum program_use use;
    uint32_t owner, number; /* as in struct program_pattern */
    uint32_t text;
    const struct pattern_node *tree;
    struct pattern_scope scope;
};

/* A named part. */
struct declared_part {
    struct pattern_named named;
    uint32_t text;
    bool used;
};

/* A list; lexicon.h keeps what is in it. */
struct declared_list {
    lexicon_list list;
    struct source_place place;
};

struct declarations {
    ARRAY(struct declared_use) uses;
    ARRAY(struct declared_part) parts;
    ARRAY(struct declared_list) lists;
    struct hash_map part_index; /* by name */
    struct word_breaker breaker;
    struct list_adder adder;
    struct source_cursor cursor; /* where examples were looked for last */
    /* Some declaration is wrong, or a file did not run to its end: what patterns lack may have been meant there. */
    bool lists_missing, parts_missing, types_missing;
};

tocsin_status declarations_create(struct declarations **out, const tocsin_allocator *alloc,
                                  const struct language *language, tocsin_error *error);
void declarations_free(struct declarations *declared, const tocsin_allocator *alloc);

struct declared_part *declarations_find_part(const struct declarations *declared, struct str name);

/* Files a part under its name. False: memory is out. */
bool declarations_add_part(struct declarations *declared, const struct declared_part *part,
                           const tocsin_allocator *alloc);

/* ---- The program's side ---------------------------------------------------------------------------------- */

/* Copies the text of a pattern and parses it. Errors are placed: BUNDLE, LIMIT, MEMORY. */
tocsin_status declared_parse(const struct pattern_node **out, uint32_t *text, struct program *program, struct str pattern,
                             const struct source_place *place, tocsin_error *error);

/* "sentence", "outside quote", "%claim.content" …; what it holds points into `text`. False: it is none. */
bool declared_scope(struct pattern_scope *out, struct str text);

/* Takes down an error that others may follow, and gives OK; passes on what ends the loading. One that may only be
 * there because of an earlier one is left out. */
tocsin_status declared_fail(struct program *program, tocsin_status status, tocsin_error *raised, tocsin_error *error);

/* Adds file, line and excerpt of bytes [start, end) of text number `text`; where no more is known than where it
 * begins (`end` not behind it), of the name or sign that stands there. */
void declared_place(const struct program *program, uint32_t text, uint32_t start, uint32_t end, tocsin_error *error);

/* Puts all patterns together and compiles them, works out the phases, checks what rules and modifiers say of their
 * captures. Errors: BUNDLE with file:line:column, LIMIT, MEMORY. */
tocsin_status declared_resolve(struct program *program, tocsin_error *error);

/* Fills program->kinds with what rules emit, before patterns are compiled; and the phases, afterwards. */
tocsin_status declared_kinds(struct program *program, tocsin_error *error);
tocsin_status declared_phases(struct program *program, tocsin_error *error);

/* pattern_world's question: whether annotations of a type can be there, with that role or feature. */
bool declared_knows(void *user, struct str type, struct str name, bool is_role);

/* Binds the captures that an emit table or a modifier speaks of; warns of captures that nothing uses. */
tocsin_status declared_bind(struct program *program, tocsin_error *error);

/* Warns of patterns whose every match an earlier one takes. */
tocsin_status declared_shadow(struct program *program, tocsin_error *error);

#endif
