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
    INLINE_WORD = 14,     /* words up to here are told by their keys */
    WATCHERS = 4,
};

/* Eight to a line of the cache. Words that are seen often are seen early, so that their rows stand together. */
struct slot {
    uint32_t tag;   /* of the hash */
    uint32_t place; /* id + 1; 0: empty */
};

/* What words are told apart by, and the watchers of the form. Of a word of up to INLINE_WORD bytes: the bytes, zero
 * behind its end, and its length in the lower half of the last of the sixteen. Of a longer one: a hash, its length
 * and LONG_WORD there, and whether it is the same its bytes say. The watchers are the upper half of the last byte. */
struct row {
    uint64_t first, second;
};

struct vocabulary {
    const tocsin_allocator *alloc;
    struct slot *slots;
    size_t mask;
    ARRAY(struct form) forms;
    ARRAY(struct row) rows; /* by place; the first is that of no word, and no word's key */
    struct arena texts;
    uint32_t generation;
    uint32_t watchers; /* bits given out */
};

/* ---- Keys --------------------------------------------------------------------------------------------------- */

struct key {
    struct row row;
    uint64_t hash;
    uint32_t length;
};

#define LENGTH_SHIFT 56
#define LENGTH(bytes) ((uint64_t)(bytes) << LENGTH_SHIFT)
#define NO_WORD LENGTH(0)
#define LONG_WORD LENGTH(15)
#define WATCH_SHIFT 60
#define KEY_BITS ((UINT64_C(1) << WATCH_SHIFT) - 1)

static uint64_t first_bytes(const char *data, size_t length)
{
    uint64_t bytes = 0;
    memcpy(&bytes, data, length);
    return bytes;
}

static inline uint64_t row_hash(const struct row *row)
{
    return hash_fold(row->first ^ HASH_SEED, row->second ^ HASH_STEP);
}

static inline struct key key_finish(uint64_t first, uint64_t second, size_t length)
{
    struct row row = {first, second};
    return (struct key){row, row_hash(&row), (uint32_t)length};
}

static struct key key_long(struct str word)
{
    return key_finish(hash_bytes(word.data, word.length), LONG_WORD | word.length, word.length);
}

static struct key key_of(struct str word)
{
    if (word.length > INLINE_WORD)
        return key_long(word);
    uint64_t length = LENGTH(word.length);
    if (word.length > 8)
        return key_finish(first_bytes(word.data, 8), first_bytes(word.data + 8, word.length - 8) | length, word.length);
    return key_finish(first_bytes(word.data, word.length), length, word.length);
}

#define LOW(bytes) ((UINT64_C(1) << 8 * (bytes)) - 1)
#define ALL (~UINT64_C(0))

/* Bytes of a text that make a row. */
enum { KEY_BYTES = 16 };

static inline uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

static inline bool row_equal(const struct row *row, const struct row *key)
{
    return ((row->first ^ key->first) | ((row->second ^ key->second) & KEY_BITS)) == 0;
}

static inline bool form_is(const struct vocabulary *vocabulary, form_id id, const struct key *key, const char *data)
{
    return row_equal(&vocabulary->rows.items[id + 1], &key->row) &&
           (key->length <= INLINE_WORD || memcmp(vocabulary->forms.items[id].text.data, data, key->length) == 0);
}

/* The slot of the word, or the empty one where it belongs. */
static struct slot *slot_of(const struct vocabulary *vocabulary, const struct key *key, const char *data)
{
    size_t at = key->hash & vocabulary->mask;
    uint32_t tag = tag_of(key->hash);
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

/* What the characters of a form come to. */
struct form_letters {
    size_t upper, lower, letters;
    bool first_upper, digits;
};

static void letters_add(struct form_letters *sum, enum char_class class)
{
    bool upper = class == CHAR_UPPER || class == CHAR_TITLE;
    sum->first_upper |= upper && sum->letters == 0;
    sum->upper += upper;
    sum->lower += class == CHAR_LOWER;
    sum->letters += char_class_is_letter(class);
    sum->digits |= class == CHAR_DIGIT || class == CHAR_NUMBER;
}

/* The ASCII that the form begins with; returns its length. */
static size_t letters_ascii(struct form_letters *sum, struct str word)
{
    size_t at = 0;
    for (; at < word.length && (unsigned char)word.data[at] < 0x80; at++) {
        unsigned byte = (unsigned char)word.data[at];
        bool upper = byte - 'A' < 26, lower = byte - 'a' < 26;
        sum->first_upper |= upper & (sum->letters == 0);
        sum->upper += upper;
        sum->lower += lower;
        sum->letters += upper | lower;
        sum->digits |= byte - '0' < 10;
    }
    return at;
}

static uint32_t form_facts(struct str word)
{
    struct form_letters sum = {0};
    size_t at = letters_ascii(&sum, word);
    uint32_t facts = at < word.length ? FORM_NON_ASCII : 0;
    while (at < word.length)
        letters_add(&sum, char_class_of(utf8_next(word.data, &at)));
    if (sum.digits)
        facts |= FORM_DIGITS;
    if (sum.letters)
        return facts | FORM_LETTERS | case_facts(sum.upper, sum.lower, sum.first_upper);
    return sum.digits ? facts : facts | FORM_PUNCTUATION;
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
    if (!vocabulary->slots || !array_push(alloc, &vocabulary->rows, (struct row){0, LONG_WORD})) {
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
        uint64_t hash = vocabulary->forms.items[i].hash;
        size_t at = hash & vocabulary->mask;
        while (larger[at].place)
            at = (at + 1) & vocabulary->mask;
        larger[at] = (struct slot){tag_of(hash), (uint32_t)i + 1};
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
    struct row row = {key->row.first, key->row.second | (uint64_t)vocabulary->watchers << WATCH_SHIFT};
    vocabulary->rows.items[vocabulary->rows.count++] = row;
    *slot = (struct slot){tag_of(key->hash), id + 1};
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

/* ---- Watchers ----------------------------------------------------------------------------------------------- */

uint32_t vocabulary_watch(struct vocabulary *vocabulary)
{
    uint32_t bit = ~vocabulary->watchers & (vocabulary->watchers + 1);
    if (bit >> WATCHERS)
        return 0;
    vocabulary->watchers |= bit;
    for (size_t place = 1; place < vocabulary->rows.count; place++)
        vocabulary->rows.items[place].second |= (uint64_t)bit << WATCH_SHIFT;
    return bit;
}

uint32_t vocabulary_watchers(const struct vocabulary *vocabulary)
{
    return vocabulary->watchers;
}

void vocabulary_ignore(struct vocabulary *vocabulary, form_id id, uint32_t watcher)
{
    vocabulary->rows.items[id + 1].second &= ~((uint64_t)watcher << WATCH_SHIFT);
}

/* ---- Batches ------------------------------------------------------------------------------------------------ */

enum { BATCH = 128 };

struct batch {
    struct row rows[BATCH];
    uint64_t hashes[BATCH];
    uint32_t places[BATCH];
};

__extension__ typedef uint64_t key_bytes __attribute__((vector_size(KEY_BYTES)));

/* By a word's length: which of its first bytes belong to its row, and what stands for the length. The last is that of
 * longer words: no word's row. */
static const struct key_mask {
    key_bytes bytes, length;
} key_masks[] = {
    {{LOW(0), 0}, {0, LENGTH(0)}},       {{LOW(1), 0}, {0, LENGTH(1)}},       {{LOW(2), 0}, {0, LENGTH(2)}},
    {{LOW(3), 0}, {0, LENGTH(3)}},       {{LOW(4), 0}, {0, LENGTH(4)}},       {{LOW(5), 0}, {0, LENGTH(5)}},
    {{LOW(6), 0}, {0, LENGTH(6)}},       {{LOW(7), 0}, {0, LENGTH(7)}},       {{ALL, 0}, {0, LENGTH(8)}},
    {{ALL, LOW(1)}, {0, LENGTH(9)}},     {{ALL, LOW(2)}, {0, LENGTH(10)}},    {{ALL, LOW(3)}, {0, LENGTH(11)}},
    {{ALL, LOW(4)}, {0, LENGTH(12)}},    {{ALL, LOW(5)}, {0, LENGTH(13)}},    {{ALL, LOW(6)}, {0, LENGTH(14)}},
    {{0, 0}, {0, NO_WORD}},
};

/* As row and hash of key_of, where KEY_BYTES can be read at `data` whatever the length, and without a branch. A longer
 * word gets a row that is no word's. */
static inline uint64_t key_padded(struct row *out, const char *data, uint32_t length)
{
    const struct key_mask *mask = &key_masks[length <= INLINE_WORD ? length : INLINE_WORD + 1];
    key_bytes bytes;
    memcpy(&bytes, data, sizeof bytes);
    bytes = (bytes & mask->bytes) | mask->length;
    memcpy(out, &bytes, sizeof bytes);
    return hash_fold(bytes[0] ^ HASH_SEED, bytes[1] ^ HASH_STEP);
}

/* The rows of words that are KEY_BYTES or more before the end of the text; the lines of their slots are asked of
 * memory. */
static void rows_padded(const struct vocabulary *vocabulary, struct str text, const struct token *tokens, size_t count,
                        struct batch *batch)
{
    const struct slot *slots = vocabulary->slots;
    uint64_t mask = vocabulary->mask;
    for (size_t i = 0; i < count; i++) {
        struct token token = tokens[i];
        uint64_t hash = key_padded(&batch->rows[i], text.data + token.start, token.end - token.start);
        __builtin_prefetch(&slots[hash & mask]);
        batch->hashes[i] = hash;
    }
}

static void batch_rows(const struct vocabulary *vocabulary, struct str text, const struct token *tokens, size_t count,
                       struct batch *batch)
{
    size_t padded = count;
    while (padded > 0 && text.length - tokens[padded - 1].start < KEY_BYTES)
        padded--;
    rows_padded(vocabulary, text, tokens, padded, batch);
    for (size_t i = padded; i < count; i++) {
        struct key key = key_of((struct str){text.data + tokens[i].start, tokens[i].end - tokens[i].start});
        batch->rows[i] = key.length <= INLINE_WORD ? key.row : (struct row){0, NO_WORD};
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
        uint32_t tag = tag_of(batch->hashes[i]);
        struct slot slot = slots[at];
        while (slot.place && slot.tag != tag)
            slot = slots[at = (at + 1) & mask];
        batch->places[i] = slot.place;
        __builtin_prefetch(&rows[slot.place]);
    }
}

bool vocabulary_intern_tokens(struct vocabulary *vocabulary, struct str text, const struct token *tokens,
                              size_t count, struct token_forms *out)
{
    struct batch batch;
    form_id *forms = out->forms;
    uint32_t *watched = out->watched;
    for (size_t done = 0; done < count; done += BATCH) {
        size_t size = count - done < BATCH ? count - done : BATCH;
        const struct token *token = tokens + done;
        batch_rows(vocabulary, text, token, size, &batch);
        batch_places(vocabulary, size, &batch);
        const struct row *rows = vocabulary->rows.items;
        for (size_t i = 0; i < size; i++) {
            uint32_t place = batch.places[i];
            if (!row_equal(&rows[place], &batch.rows[i])) {
                /* long or new, unless an earlier word of the batch was the same, or one of the same tag is in the way */
                struct str word = {text.data + token[i].start, token[i].end - token[i].start};
                place = vocabulary_intern(vocabulary, word) + 1;
                if (!place)
                    return false;
                rows = vocabulary->rows.items;
            }
            *forms++ = place - 1;
            *watched = (uint32_t)(done + i);
            watched += rows[place].second >> WATCH_SHIFT != 0;
        }
    }
    out->watched_count = (size_t)(watched - out->watched);
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
