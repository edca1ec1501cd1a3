/* anchor_syntax.h: a pattern as far as it tells what text it can match.
 *
 * The tree may allow more than the pattern does (lookarounds are left out, a back reference is any text), never
 * less: whatever it shows to be needed is needed. Where that can't be promised there is no tree. */
#ifndef TOCSIN_REGEX_ANCHOR_SYNTAX_H
#define TOCSIN_REGEX_ANCHOR_SYNTAX_H

#include "base/arena.h"
#include "regex/word_split.h"

enum { ANCHOR_MEMBERS = 4, ANCHOR_UNBOUNDED = UINT16_MAX };

/* Characters: some of them listed, the rest by whether they are \w. Case is not told apart. */
struct anchor_class {
    uint32_t words[ANCHOR_MEMBERS];   /* listed characters that are \w */
    uint32_t symbols[ANCHOR_MEMBERS]; /* listed characters that are not */
    uint8_t word_count, symbol_count;
    bool any_word;   /* others that are \w */
    bool any_symbol; /* others that are not */
    bool digits;     /* all in any_word are digits */
};

enum anchor_kind {
    ANCHOR_SEQUENCE, /* of children; without any it is the empty text */
    ANCHOR_CHOICE,   /* between children */
    ANCHOR_REPEAT,   /* of its one child */
    ANCHOR_CHAR,
    ANCHOR_BORDER, /* \b */
    ANCHOR_BEGIN,  /* ^ \A */
    ANCHOR_END,    /* $ \z \Z */
};

struct anchor_node {
    enum anchor_kind kind;
    uint16_t min, max; /* of a repeat */
    struct anchor_class class;
    struct anchor_node *child, *last; /* first and last */
    struct anchor_node *next;         /* sibling */
};

struct anchor_parser {
    struct arena *arena;
    struct word_splitter *splitter;
    const char *at, *end;
    bool extended; /* (?x) is on here */
    bool quoted;   /* between \Q and \E */
    unsigned depth;
    bool opaque; /* something is not understood */
    bool memory; /* out of memory */
};

/* The tree of a pattern that PCRE2 compiles, or NULL where it is not understood or memory is out (`failed`). */
struct anchor_node *anchor_parse(struct arena *arena, struct word_splitter *splitter, struct str pattern,
                                 unsigned flags, bool *failed);

/* Parts of the parser, in files of their own. */

/* A character in brackets, `at` behind the "[". */
void anchor_parse_class(struct anchor_parser *parser, struct anchor_class *out);

/* What stands behind a backslash both in and out of brackets: a character or a class of them. False: neither. */
bool anchor_parse_escape(struct anchor_parser *parser, struct anchor_class *out, uint32_t *character);

/* UTF-8 of a character; returns its bytes. */
size_t anchor_write_character(uint32_t character, char out[4]);

/* The character at `at`, stepped over. */
uint32_t anchor_read_character(struct anchor_parser *parser);

/* Adds a character to a class that lists few; a fifth makes it unlisted. */
void anchor_class_add(struct anchor_parser *parser, struct anchor_class *class, uint32_t character);

#define ANCHOR_NO_CHARACTER UINT32_MAX

#endif
