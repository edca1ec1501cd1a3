/* pattern_reader.h: the place in a pattern's text up to which it was read, and the smallest things read there. For
 * the parser's files alone.
 *
 * Functions that return bool return false once something was wrong: the reader then holds the status. */
#ifndef TOCSIN_PATTERN_PATTERN_READER_H
#define TOCSIN_PATTERN_PATTERN_READER_H

#include "base/arena.h"
#include "base/error.h"
#include "pattern/pattern_ast.h"

struct pattern_reader {
    struct arena *arena;
    struct str text;
    uint32_t source;
    uint32_t at;
    uint32_t end;    /* of the last element of a sequence: the place is behind white space, too */
    uint32_t depth;  /* brackets that are open, and what else nests */
    uint32_t joined; /* comparisons that "&" and "|" join in the test that is being read */
    bool commas;     /* "," ends a part here, elsewhere it is a word */
    tocsin_status status;
    tocsin_error *error;
};

/* Refuses what is too long or not UTF-8. */
bool pattern_reader_open(struct pattern_reader *reader, struct arena *arena, struct str text, uint32_t source,
                         tocsin_error *error);

/* return pattern_reader_fail(reader, offset, error_set(reader->error, MESSAGE_…, …)); */
bool pattern_reader_fail(struct pattern_reader *reader, uint32_t offset, tocsin_status status);

/* Counts one level more; the caller takes it off. */
bool pattern_reader_deeper(struct pattern_reader *reader);

/* A zeroed block of the arena, or NULL. */
void *pattern_reader_new(struct pattern_reader *reader, size_t size);
struct pattern_node *pattern_reader_node(struct pattern_reader *reader, enum pattern_kind kind, uint32_t start);

/* The byte `ahead` of the place; 0 behind the end. */
static inline char pattern_reader_byte(const struct pattern_reader *reader, uint32_t ahead)
{
    return reader->at + ahead < reader->text.length ? reader->text.data[reader->at + ahead] : '\0';
}

static inline bool pattern_reader_ended(const struct pattern_reader *reader)
{
    return reader->at >= reader->text.length;
}

/* Goes behind `text` when that stands here. */
bool pattern_reader_accept(struct pattern_reader *reader, const char *text);

/* Goes behind white space and comments. */
void pattern_reader_space(struct pattern_reader *reader);
bool pattern_reader_is_space(const struct pattern_reader *reader); /* white space, or the end */

/* Whether no element can begin here. */
bool pattern_reader_ends_element(const struct pattern_reader *reader);

/* A name: an ASCII letter or "_", then those and digits. Empty where there is none. */
struct str pattern_reader_name(struct pattern_reader *reader);

/* A bare word. Empty where there is none. */
struct str pattern_reader_word(struct pattern_reader *reader);
bool pattern_reader_at_word(const struct pattern_reader *reader, uint32_t ahead);

/* "…" or '…', without its marks and escapes; the place is its first mark. */
bool pattern_reader_quoted(struct pattern_reader *reader, struct str *out);

/* /…/ with its flags; the text is as written, with its escapes. */
bool pattern_reader_regex(struct pattern_reader *reader, struct str *out, unsigned *flags);

/* {n}, {m,} or {m,n}; the place is its bracket. */
bool pattern_reader_range(struct pattern_reader *reader, uint32_t *least, uint32_t *most);

/* A number with sign and fraction. Empty where there is none. */
struct str pattern_reader_number(struct pattern_reader *reader);

/* What is to be shown of the text from `start` to the place: cut where it is long. And of what stands there up to
 * the next white space. */
struct str pattern_reader_seen(const struct pattern_reader *reader, uint32_t start);
struct str pattern_reader_run(const struct pattern_reader *reader, uint32_t start);

/* The arguments of %.*s. */
#define PATTERN_SHOWN(text) (int)(text).length, (text).data

/* A list of strings in the arena. */
struct pattern_values {
    struct str *items;
    uint32_t count, capacity;
};

bool pattern_values_push(struct pattern_reader *reader, struct pattern_values *values, struct str value);

#endif
