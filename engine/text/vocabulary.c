#include "text/vocabulary.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "text/char_class.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "text/vocabulary_batch.h"

enum {
    FIRST_SLOTS = 1 << 12,
    TRIM_FORMS = 1 << 17, /* more than these are dropped between documents */
    INLINE_WORD = 15,     /* words up to here are told by their keys */
};

/* Eight to a line of the cache. Words that are seen often are seen early, so that their rows stand together. */
struct slot {
    uint32_t tag;   /* of the hash */
    uint32_t place; /* id + 1; 0: empty */
};

/* What words are told apart by. Of a word of up to INLINE_WORD bytes: the bytes, zero behind its end, and in the last
 * of the sixteen its length. Of a longer one: a hash and its length, and whether it is the same its bytes say. */
struct row {
    uint64_t first, second;
};

struct vocabulary {
    const tocsin_allocator *alloc;
    struct slot *slots;
    size_t mask;
    ARRAY(struct form) forms;
    ARRAY(struct row) rows; /* by place; the first is that of no word */
    struct arena texts;
    uint32_t generation;
};

/* ---- Keys --------------------------------------------------------------------------------------------------- */

struct key {
    struct row row;
    uint64_t hash;
    uint32_t length;
};

#define LENGTH_SHIFT 56
#define LONG_WORD UINT64_C(0xff)

static uint64_t first_bytes(const char *data, size_t length)
{
    uint64_t bytes = 0;
    memcpy(&bytes, data, length);
    return bytes;
}

static inline struct key key_finish(uint64_t first, uint64_t second, size_t length)
{
    uint64_t hash = hash_fold(first ^ HASH_SEED, second ^ HASH_STEP);
    return (struct key){{first, second}, hash, (uint32_t)length};
}

static struct key key_long(struct str word)
{
    return key_finish(hash_bytes(word.data, word.length), LONG_WORD << LENGTH_SHIFT | word.length, word.length);
}

static struct key key_of(struct str word)
{
    if (word.length > INLINE_WORD)
        return key_long(word);
    uint64_t length = (uint64_t)word.length << LENGTH_SHIFT;
    if (word.length > 8)
        return key_finish(first_bytes(word.data, 8), first_bytes(word.data + 8, word.length - 8) | length, word.length);
    return key_finish(first_bytes(word.data, word.length), length, word.length);
}

#define LOW(bytes) ((UINT64_C(1) << 8 * (bytes)) - 1)
#define ALL (~UINT64_C(0))

/* By a word's length: which of its first and of its next eight bytes belong to it. */
static const uint64_t key_masks[INLINE_WORD + 1][2] = {
    {LOW(0), 0},   {LOW(1), 0},   {LOW(2), 0},   {LOW(3), 0},   {LOW(4), 0},   {LOW(5), 0},
    {LOW(6), 0},   {LOW(7), 0},   {ALL, 0},      {ALL, LOW(1)}, {ALL, LOW(2)}, {ALL, LOW(3)},
    {ALL, LOW(4)}, {ALL, LOW(5)}, {ALL, LOW(6)}, {ALL, LOW(7)}};

/* As key_of, where KEY_BYTES can be read at `data` whatever the length: no branch on it below INLINE_WORD. */
enum { KEY_BYTES = 16 };

static inline struct key key_padded(const char *data, size_t length)
{
    uint64_t first, second;
    if (length > INLINE_WORD)
        return key_long((struct str){data, length});
    memcpy(&first, data, 8);
    memcpy(&second, data + 8, 8);
    return key_finish(first & key_masks[length][0],
                      (second & key_masks[length][1]) | (uint64_t)length << LENGTH_SHIFT, length);
}

static inline uint32_t tag_of(const struct key *key)
{
    return (uint32_t)(key->hash >> 32);
}

static inline bool form_is(const struct vocabulary *vocabulary, form_id id, const struct key *key, const char *data)
{
    const struct row *row = &vocabulary->rows.items[id + 1];
    if ((row->first != key->row.first) | (row->second != key->row.second))
        return false;
    return key->length <= INLINE_WORD || memcmp(vocabulary->forms.items[id].text.data, data, key->length) == 0;
}

/* The slot of the word, or the empty one where it belongs. */
static struct slot *slot_of(const struct vocabulary *vocabulary, const struct key *key, const char *data)
{
    size_t at = key->hash & vocabulary->mask;
    uint32_t tag = tag_of(key);
    for (;; at = (at + 1) & vocabulary->mask) {
        struct slot *slot = &vocabulary->slots[at];
        if (!slot->place || (slot->tag == tag && form_is(vocabulary, slot->place - 1, key, data)))
            return slot;
    }
}

/* ---- Facts -------------------------------------------------------------------------------------------------- */

/* What the case of the letters makes of a form with `upper` and `lower` letters. */
static uint32_t case_facts(size_t upper, size_t lower, bool first_upper)
{
    if (upper == 0)
        return lower ? FORM_LOWER : 0;
    if (upper == 1 && first_upper)
        return FORM_TITLE;
    return lower == 0 ? FORM_UPPER : FORM_MIXED;
}

static uint32_t form_facts(struct str word)
{
    uint32_t facts = 0;
    size_t at = 0, upper = 0, lower = 0, letters = 0;
    bool first_upper = false;
    while (at < word.length) {
        enum char_class class = char_class_of(utf8_next(word.data, &at));
        if (class == CHAR_UPPER || class == CHAR_TITLE) {
            first_upper |= letters == 0;
            upper++;
        }
        lower += class == CHAR_LOWER;
        letters += char_class_is_letter(class);
        if (class == CHAR_DIGIT || class == CHAR_NUMBER)
            facts |= FORM_DIGITS;
    }
    for (size_t i = 0; i < word.length; i++)
        if ((unsigned char)word.data[i] >= 0x80)
            facts |= FORM_NON_ASCII;
    if (letters)
        return facts | FORM_LETTERS | case_facts(upper, lower, first_upper);
    return facts & FORM_DIGITS ? facts : facts | FORM_PUNCTUATION;
}

/* ---- Making and growing -----------------------------------------------------------------------------------------
 */

static struct slot *slots_new(const tocsin_allocator *alloc, size_t count)
{
    return alloc_zero(alloc, count * sizeof(struct slot));
}

tocsin_status vocabulary_create(struct vocabulary **out, const tocsin_allocator *alloc, tocsin_error *error)
{
    struct vocabulary *vocabulary = alloc_zero(alloc, sizeof *vocabulary);
    if (!vocabulary)
        return error_set(error, MESSAGE_MEMORY);
    vocabulary->alloc = alloc;
    vocabulary->mask = FIRST_SLOTS - 1;
    vocabulary->slots = slots_new(alloc, FIRST_SLOTS);
    arena_init(&vocabulary->texts, alloc);
    if (!vocabulary->slots || !array_push(alloc, &vocabulary->rows, (struct row){0, 0})) {
        vocabulary_free(vocabulary);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = vocabulary;
    return TOCSIN_OK;
}

void vocabulary_free(struct vocabulary *vocabulary)
{
    if (!vocabulary)
        return;
    const tocsin_allocator *alloc = vocabulary->alloc;
    alloc_free(alloc, vocabulary->slots, (vocabulary->mask + 1) * sizeof *vocabulary->slots);
    array_finish(alloc, &vocabulary->forms);
    array_finish(alloc, &vocabulary->rows);
    arena_finish(&vocabulary->texts);
    alloc_free(alloc, vocabulary, sizeof *vocabulary);
}

/* Keeps the table at most three quarters full; false when memory is out. */
static bool vocabulary_grow(struct vocabulary *vocabulary)
{
    size_t slots = vocabulary->mask + 1;
    if (vocabulary->forms.count * 4 < slots * 3)
        return true;
    struct slot *old = vocabulary->slots, *larger = slots_new(vocabulary->alloc, slots * 2);
    if (!larger)
        return false;
    vocabulary->slots = larger;
    vocabulary->mask = slots * 2 - 1;
    /* in the order of first sight: common words come early and get the slots where they are looked for first */
    for (size_t i = 0; i < vocabulary->forms.count; i++) {
        struct row row = vocabulary->rows.items[i + 1];
        struct key key = key_finish(row.first, row.second, 0);
        size_t at = key.hash & vocabulary->mask;
        while (larger[at].place)
            at = (at + 1) & vocabulary->mask;
        larger[at] = (struct slot){tag_of(&key), (uint32_t)i + 1};
    }
    alloc_free(vocabulary->alloc, old, slots * sizeof *old);
    return true;
}

/* A form that folds to itself for now. */
static form_id form_add(struct vocabulary *vocabulary, const struct key *key, struct str word)
{
    if (!vocabulary_grow(vocabulary))
        return FORM_NONE;
    char *text = arena_text(&vocabulary->texts, word.data, word.length);
    form_id id = (form_id)vocabulary->forms.count;
    struct form form = {{text, word.length}, id, form_facts(word), key->hash};
    if (!text || !array_reserve(vocabulary->alloc, &vocabulary->rows, 1) ||
        !array_push(vocabulary->alloc, &vocabulary->forms, form))
        return FORM_NONE;
    struct slot *slot = slot_of(vocabulary, key, word.data);
    vocabulary->rows.items[vocabulary->rows.count++] = key->row;
    *slot = (struct slot){tag_of(key), id + 1};
    return id;
}

static form_id find_key(const struct vocabulary *vocabulary, const struct key *key, const char *data)
{
    const struct slot *slot = slot_of(vocabulary, key, data);
    return slot->place ? slot->place - 1 : FORM_NONE;
}

/* The id of the folding of `word`: FORM_NONE when memory is out, `*same` where the word is folded already. */
static form_id fold_id(struct vocabulary *vocabulary, struct str word, bool *same)
{
    char space[256], *folded = space;
    size_t capacity = sizeof space;
    if (word.length * FOLD_GROWTH > sizeof space) {
        capacity = word.length * FOLD_GROWTH;
        folded = alloc_new(vocabulary->alloc, capacity);
        if (!folded)
            return FORM_NONE;
    }
    struct str text = {folded, fold_word(word, folded, capacity)};
    form_id id = FORM_NONE;
    *same = str_equal(text, word);
    if (!*same) {
        struct key key = key_of(text);
        id = find_key(vocabulary, &key, text.data);
        if (id == FORM_NONE)
            id = form_add(vocabulary, &key, text);
    }
    if (folded != space)
        alloc_free(vocabulary->alloc, folded, capacity);
    return id;
}

/* First sight of a word. The folding comes first, so that a failure leaves no form without one. */
static form_id form_new(struct vocabulary *vocabulary, const struct key *key, struct str word)
{
    bool same = false;
    form_id fold = fold_id(vocabulary, word, &same);
    if (fold == FORM_NONE && !same)
        return FORM_NONE;
    form_id id = form_add(vocabulary, key, word);
    if (id != FORM_NONE && !same)
        vocabulary->forms.items[id].fold = fold;
    return id;
}

/* ---- Look-up ----------------------------------------------------------------------------------------------------
 */

form_id vocabulary_find(const struct vocabulary *vocabulary, struct str word)
{
    struct key key = key_of(word);
    return word.length ? find_key(vocabulary, &key, word.data) : FORM_NONE;
}

form_id vocabulary_intern(struct vocabulary *vocabulary, struct str word)
{
    struct key key = key_of(word);
    form_id id = find_key(vocabulary, &key, word.data);
    return id != FORM_NONE ? id : form_new(vocabulary, &key, word);
}

enum { BATCH = 128 };

struct batch {
    struct row rows[BATCH];
    uint64_t hashes[BATCH];
    uint32_t places[BATCH];
};

/* The keys of a batch; the lines of their slots are asked of memory. */
static void batch_keys(const struct vocabulary *vocabulary, struct str text, const struct token *tokens, size_t count,
                       struct batch *batch)
{
    const struct slot *slots = vocabulary->slots;
    uint64_t mask = vocabulary->mask;
    for (size_t i = 0; i < count; i++) {
        const char *data = text.data + tokens[i].start;
        size_t length = tokens[i].end - tokens[i].start;
        bool padded = text.length - tokens[i].start >= KEY_BYTES;
        struct key key = padded ? key_padded(data, length) : key_of((struct str){data, length});
        __builtin_prefetch(&slots[key.hash & mask]);
        batch->rows[i] = key.row;
        batch->hashes[i] = key.hash;
    }
}

/* The places of the forms that the words of a batch may be, 0 for new ones; their rows are asked of memory. */
static void batch_places(const struct vocabulary *vocabulary, size_t count, struct batch *batch)
{
    const struct slot *slots = vocabulary->slots;
    const struct row *rows = vocabulary->rows.items;
    uint64_t mask = vocabulary->mask;
    for (size_t i = 0; i < count; i++) {
        uint64_t at = batch->hashes[i] & mask;
        uint32_t tag = (uint32_t)(batch->hashes[i] >> 32);
        struct slot slot = slots[at];
        while (slot.place && slot.tag != tag)
            slot = slots[at = (at + 1) & mask];
        batch->places[i] = slot.place;
        __builtin_prefetch(&rows[slot.place]);
    }
}

bool vocabulary_intern_tokens(struct vocabulary *vocabulary, struct str text, const struct token *tokens,
                              size_t count, form_id *out)
{
    struct batch batch;
    for (size_t done = 0; done < count; done += BATCH) {
        size_t size = count - done < BATCH ? count - done : BATCH;
        const struct token *token = tokens + done;
        batch_keys(vocabulary, text, token, size, &batch);
        batch_places(vocabulary, size, &batch);
        for (size_t i = 0; i < size; i++) {
            const struct row *row = &vocabulary->rows.items[batch.places[i]], *key = &batch.rows[i];
            out[done + i] = batch.places[i] - 1;
            if (!((row->first ^ key->first) | (row->second ^ key->second)) && key->second >> LENGTH_SHIFT != LONG_WORD)
                continue;
            /* long or new, unless an earlier word of the batch was the same, or one of the same tag is in the way */
            struct str word = {text.data + token[i].start, token[i].end - token[i].start};
            out[done + i] = vocabulary_intern(vocabulary, word);
            if (out[done + i] == FORM_NONE)
                return false;
        }
    }
    return true;
}

const struct form *vocabulary_form(const struct vocabulary *vocabulary, form_id id)
{
    return &vocabulary->forms.items[id];
}

size_t vocabulary_count(const struct vocabulary *vocabulary)
{
    return vocabulary->forms.count;
}

uint32_t vocabulary_generation(const struct vocabulary *vocabulary)
{
    return vocabulary->generation;
}

/* Leaves the row of no word. */
static void rows_clear(struct vocabulary *vocabulary)
{
    enum { KEPT = 1 << 12 };
    size_t size = sizeof *vocabulary->rows.items;
    struct row *fewer =
        alloc_resize(vocabulary->alloc, vocabulary->rows.items, vocabulary->rows.capacity * size, KEPT * size);
    if (fewer) {
        vocabulary->rows.items = fewer;
        vocabulary->rows.capacity = KEPT;
    }
    vocabulary->rows.count = 1;
}

void vocabulary_trim(struct vocabulary *vocabulary)
{
    enum { KEPT_CHUNK = 1 << 20 };
    if (vocabulary->forms.count <= TRIM_FORMS)
        return;
    size_t slots = vocabulary->mask + 1;
    struct slot *smaller = slots > FIRST_SLOTS ? slots_new(vocabulary->alloc, FIRST_SLOTS) : NULL;
    if (smaller) {
        alloc_free(vocabulary->alloc, vocabulary->slots, slots * sizeof *smaller);
        vocabulary->slots = smaller;
        vocabulary->mask = FIRST_SLOTS - 1;
    } else {
        memset(vocabulary->slots, 0, slots * sizeof *vocabulary->slots);
    }
    array_finish(vocabulary->alloc, &vocabulary->forms);
    rows_clear(vocabulary);
    arena_reset(&vocabulary->texts, KEPT_CHUNK);
    vocabulary->generation++;
}
