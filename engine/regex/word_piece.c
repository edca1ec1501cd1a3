#include "regex/word_piece.h"

void piece_table_init(struct piece_table *table, const tocsin_allocator *alloc)
{
    *table = (struct piece_table){.alloc = alloc};
    arena_init(&table->texts, alloc);
    hash_map_init(&table->ids, alloc);
}

void piece_table_finish(struct piece_table *table)
{
    hash_map_finish(&table->ids);
    array_finish(table->alloc, &table->pieces);
    arena_finish(&table->texts);
}

static uint64_t piece_hash(enum piece_kind kind, struct str text)
{
    return hash_fold(hash_bytes(text.data, text.length) ^ kind, HASH_STEP);
}

static bool piece_equal(const void *user, uint32_t index, const void *key)
{
    const struct piece_table *table = user;
    const struct piece *a = &table->pieces.items[index], *b = key;
    return a->kind == b->kind && str_equal(a->text, b->text);
}

/* The byte that a piece is filed under. */
static unsigned char piece_key(enum piece_kind kind, struct str text)
{
    if (text.length == 0)
        return 0;
    return (unsigned char)text.data[kind == PIECE_SUFFIX ? text.length - 1 : 0];
}

static piece_id piece_find(const struct piece_table *table, enum piece_kind kind, struct str text)
{
    if (text.length > PIECE_BYTES || !(table->lengths[kind][piece_key(kind, text)] >> text.length & 1))
        return PIECE_NONE;
    struct piece key = {text, kind, 0};
    uint64_t hash = piece_hash(kind, text);
    if (!(table->known[hash % PIECE_KNOWN] >> (hash >> 58) & 1))
        return PIECE_NONE;
    return hash_map_find(&table->ids, hash, piece_equal, table, &key);
}

piece_id piece_intern(struct piece_table *table, enum piece_kind kind, struct str text)
{
    piece_id id = piece_find(table, kind, text);
    if (id != PIECE_NONE)
        return id;
    char *copy = arena_text(&table->texts, text.length ? text.data : "", text.length);
    if (!copy)
        return PIECE_NONE;
    id = (piece_id)table->pieces.count;
    if (!array_push(table->alloc, &table->pieces, (struct piece){{copy, text.length}, kind, 0}))
        return PIECE_NONE;
    uint64_t hash = piece_hash(kind, text);
    if (!hash_map_add(&table->ids, hash, id)) {
        table->pieces.count--;
        return PIECE_NONE;
    }
    table->known[hash % PIECE_KNOWN] |= UINT64_C(1) << (hash >> 58);
    table->lengths[kind][piece_key(kind, text)] |= UINT64_C(1) << text.length;
    table->has[kind] = true;
    return id;
}

static bool piece_add(const struct piece_table *table, enum piece_kind kind, struct str text, piece_list *out,
                      const tocsin_allocator *alloc)
{
    piece_id id = piece_find(table, kind, text);
    return id == PIECE_NONE || array_push(alloc, out, id);
}

/* The pieces of one kind that begin at byte `at`; suffixes end at the word's end instead. */
static bool piece_find_at(const struct piece_table *table, enum piece_kind kind, struct str word, size_t at,
                          piece_list *out, const tocsin_allocator *alloc)
{
    bool suffix = kind == PIECE_SUFFIX;
    size_t most = word.length - at < PIECE_BYTES ? word.length - at : PIECE_BYTES;
    uint64_t within = (UINT64_C(2) << most) - 2;
    uint64_t lengths = table->lengths[kind][(unsigned char)word.data[suffix ? word.length - 1 : at]] & within;
    for (; lengths; lengths &= lengths - 1) {
        size_t length = (size_t)__builtin_ctzll(lengths);
        const char *begin = suffix ? word.data + word.length - length : word.data + at;
        if (!piece_add(table, kind, (struct str){begin, length}, out, alloc))
            return false;
    }
    return true;
}

bool piece_find_word(const struct piece_table *table, struct str folded, bool digit, piece_list *out,
                     const tocsin_allocator *alloc)
{
    if (!piece_add(table, PIECE_WORD, folded, out, alloc) ||
        !piece_find_at(table, PIECE_PREFIX, folded, 0, out, alloc) ||
        !piece_find_at(table, PIECE_SUFFIX, folded, 0, out, alloc))
        return false;
    if (digit && !piece_add(table, PIECE_DIGIT, STR(""), out, alloc))
        return false;
    if (table->has[PIECE_PART])
        for (size_t i = 0; i < folded.length; i++)
            if (!piece_find_at(table, PIECE_PART, folded, i, out, alloc))
                return false;
    return true;
}

bool piece_find_symbol(const struct piece_table *table, struct str folded, piece_list *out,
                       const tocsin_allocator *alloc)
{
    return piece_add(table, PIECE_SYMBOL, folded, out, alloc);
}

/* Marks that stand in every other sentence. */
static bool is_common_symbol(struct str text)
{
    return text.length == 1 && text.data[0] && strchr(".,'\"-:;()", text.data[0]);
}

uint64_t piece_weight(const struct piece_table *table, piece_id id)
{
    enum { RARE_SYMBOL = 64, COMMON = 4096 };
    const struct piece *piece = &table->pieces.items[id];
    size_t length = piece->text.length;
    uint64_t shape = length < 10 ? UINT64_C(1) << (10 - length) : 1;
    if (piece->kind == PIECE_PREFIX || piece->kind == PIECE_SUFFIX)
        shape *= 2;
    else if (piece->kind == PIECE_PART)
        shape *= 4;
    else if (piece->kind == PIECE_DIGIT)
        shape = COMMON;
    else if (piece->kind == PIECE_SYMBOL)
        shape = is_common_symbol(piece->text) ? COMMON : RARE_SYMBOL;
    return shape * (1 + piece->uses);
}
