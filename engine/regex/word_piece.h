/* word_piece.h: the words and parts of words that patterns need, and which of them a word holds. */
#ifndef TOCSIN_REGEX_WORD_PIECE_H
#define TOCSIN_REGEX_WORD_PIECE_H

#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "base/str.h"

enum piece_kind {
    PIECE_WORD,   /* the whole word */
    PIECE_PREFIX, /* its beginning */
    PIECE_SUFFIX, /* its end */
    PIECE_PART,   /* anywhere in it */
    PIECE_DIGIT,  /* a word that begins with a digit; no text */
    PIECE_SYMBOL, /* a character that is in no word */
    PIECE_KINDS
};

enum { PIECE_BYTES = 63, PIECE_KNOWN = 64 };

struct piece {
    struct str text; /* folded; at most PIECE_BYTES */
    enum piece_kind kind;
    uint32_t uses; /* patterns that could wait for it */
};

typedef uint32_t piece_id;
#define PIECE_NONE UINT32_MAX

/* Filled by one thread; then may be read by many. */
struct piece_table {
    const tocsin_allocator *alloc;
    struct arena texts;
    ARRAY(struct piece) pieces;
    struct hash_map ids;
    /* By kind and first byte (of suffixes the last), bit n: there is such a piece of n bytes. Most words hold no
     * piece, and are seen not to by this alone. */
    uint64_t lengths[PIECE_KINDS][256];
    uint64_t known[PIECE_KNOWN]; /* a bit for each piece's hash: of what is left, most is seen not to be one */
    bool has[PIECE_KINDS];
};

typedef ARRAY(piece_id) piece_list;

void piece_table_init(struct piece_table *table, const tocsin_allocator *alloc);
void piece_table_finish(struct piece_table *table);

/* The id of a piece, made on first sight; PIECE_NONE: out of memory. */
piece_id piece_intern(struct piece_table *table, enum piece_kind kind, struct str text);

/* Appends the pieces that a folded word holds, in no order; false: out of memory. `digit`: it may begin with one.
 */
bool piece_find_word(const struct piece_table *table, struct str folded, bool digit, piece_list *out,
                     const tocsin_allocator *alloc);

/* Appends the piece of a folded character outside of words, if there is one. */
bool piece_find_symbol(const struct piece_table *table, struct str folded, piece_list *out,
                       const tocsin_allocator *alloc);

/* How often a piece is likely to occur, from its shape and from how many patterns share it: words that many
 * patterns hold ("the", "would") are common words, long ones are rare. */
uint64_t piece_weight(const struct piece_table *table, piece_id id);

#endif
