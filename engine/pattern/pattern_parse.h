/* pattern_parse.h: from a pattern's text to its tree, and named sub-patterns put in their places. */
#ifndef TOCSIN_PATTERN_PARSE_H
#define TOCSIN_PATTERN_PARSE_H

#include "base/arena.h"
#include "base/error.h"
#include "pattern/pattern_ast.h"

/* Bounds on what a pattern may be. */
enum {
    PATTERN_TEXT_LIMIT = 64 * 1024, /* bytes */
    PATTERN_DEPTH_LIMIT = 100,      /* brackets in brackets, captures in captures */
    PATTERN_LEVEL_LIMIT = 500,      /* nodes in nodes, after expansion */
    PATTERN_TEST_LIMIT = 200,       /* "&" and "|" in one test */
    PATTERN_REPEAT_LIMIT = 255,     /* {m,n} */
    PATTERN_ORDER_LIMIT = 6,        /* parts of { a , b } */
    PATTERN_NODE_LIMIT = 20000,     /* after expansion */
    PATTERN_SAME_LIMIT = 256,       /* words of a match with =name */
};

/* Parses `text` (UTF-8, borrowed by the tree) as text number `source`. Errors: BUNDLE with the offset in the text
 * (error->offset) of what is wrong; MEMORY. */
tocsin_status pattern_parse(struct pattern_node **out, struct arena *arena, struct str text, uint32_t source,
                            tocsin_error *error);

/* Whether `text` can name a capture, list, sub-pattern, …: ASCII letters, digits and "_", no digit first. */
bool pattern_is_name(struct str text);

/* A sub-pattern declared by `pattern "name(a, b)" [[ … ]]`. */
struct pattern_named {
    struct str name;
    const struct str *parameters;
    uint32_t parameter_count;
    const struct pattern_node *body;
};

/* Reads the head of such a declaration, "name" or "name(a, b)", which `out` then borrows; `body` is NULL. Errors:
 * BUNDLE with the offset in `head`; MEMORY. */
tocsin_status pattern_parse_head(struct pattern_named *out, struct arena *arena, struct str head,
                                 tocsin_error *error);

/* Finds a sub-pattern; NULL: there is none. */
typedef const struct pattern_named *pattern_lookup(void *user, struct str name);

/* A copy of the tree in which each reference is replaced by what it names, parameters by their arguments. Tests and
 * texts are shared with the trees it is made from. On an error, `*source` is the text that error->offset counts in.
 * Errors: BUNDLE (unknown name, wrong number of arguments, a cycle, which the message names), LIMIT, MEMORY. */
tocsin_status pattern_expand(struct pattern_node **out, struct arena *arena, const struct pattern_node *pattern,
                             pattern_lookup *find, void *user, uint32_t *source, tocsin_error *error);

#endif
