#include "text/language.h"

#include "base/arena.h"
#include "base/array.h"
#include "text/fold.h"
#include "text/language_word.h"

struct language_word {
    struct str text; /* folded */
    uint32_t flags;
    uint32_t split; /* fused forms: length of the first part */
};

/* Words of ASCII of up to eight bytes lie in a table of their own, in slots that `bytes` leads to. */
struct short_word {
    uint64_t bytes; /* folded; 0: empty */
    uint32_t flags;
};

enum { SHORT_BITS = 12, SHORT_WORDS = 1 << SHORT_BITS };

struct language {
    const tocsin_allocator *alloc;
    struct arena arena;
    struct hash_map map;
    ARRAY(struct language_word) words;
    struct language_filters filters;
    struct short_word shorts[SHORT_WORDS];
    size_t short_count;
};

/* A class that a line may name in its second column; the lists without classes have one without a name. */
struct list_class {
    const char *list;
    const char *name;
    uint32_t flags;
};

static const struct list_class classes[] = {
    {"abbreviations", "close", LANGUAGE_CLOSE},
    {"abbreviations", "final", LANGUAGE_FINAL},
    {"abbreviations", "inner", LANGUAGE_INNER},
    {"abbreviations", "number", LANGUAGE_NUMBER},
    {"abbreviations", "title", LANGUAGE_TITLE},
    {"calendar", NULL, LANGUAGE_CALENDAR},
    {"clitics", "clitic", LANGUAGE_CLITIC},
    {"clitics", "negation", LANGUAGE_NEGATION},
    {"currencies", NULL, LANGUAGE_CURRENCY},
    {"emoticons", NULL, LANGUAGE_EMOTICON},
    {"fused", NULL, LANGUAGE_FUSED},
    {"joined", NULL, LANGUAGE_JOINED},
    {"labels", NULL, LANGUAGE_LABEL},
    {"links", "domain", LANGUAGE_DOMAIN},
    {"links", "file", LANGUAGE_FILE},
    {"links", "host", LANGUAGE_HOST},
    {"links", "scheme", LANGUAGE_SCHEME},
    {"ordinals", NULL, LANGUAGE_ORDINAL},
    {"prefixes", NULL, LANGUAGE_PREFIX},
    {"starters", NULL, LANGUAGE_STARTER},
    {"units", NULL, LANGUAGE_UNIT},
};

/* One line of a list under way. */
struct line {
    const struct language_list *list;
    uint32_t number;
    struct str columns[3];
    size_t count;
};

static tocsin_status line_error(const struct line *line, struct str column, tocsin_error *error,
                                enum message message)
{
    tocsin_status status = error_set(error, message);
    error_at(error, line->list->file, line->number, (uint32_t)(column.data - line->columns[0].data) + 1);
    return status;
}

static bool key_equal(const void *user, uint32_t index, const void *key)
{
    const struct language *language = user;
    return str_equal(language->words.items[index].text, *(const struct str *)key);
}

/* Folds `word` into `space`; false where it is longer than any listed word. */
static bool fold_key(struct str word, char space[LANGUAGE_WORD_LIMIT], struct str *key)
{
    if (word.length > LANGUAGE_WORD_LIMIT * 2)
        return false;
    size_t length = fold_word(word, space, LANGUAGE_WORD_LIMIT);
    *key = (struct str){space, length};
    return length <= LANGUAGE_WORD_LIMIT;
}

static const struct language_word *find_word(const struct language *language, struct str word)
{
    char space[LANGUAGE_WORD_LIMIT];
    struct str key;
    if (!fold_key(word, space, &key))
        return NULL;
    uint64_t hash = hash_bytes(key.data, key.length);
    uint32_t index = hash_map_find(&language->map, hash, key_equal, language, &key);
    return index == UINT32_MAX ? NULL : &language->words.items[index];
}

uint32_t language_flags(const struct language *language, struct str word)
{
    const struct language_word *found = find_word(language, word);
    return found ? found->flags : 0;
}

size_t language_fused(const struct language *language, struct str word)
{
    const struct language_word *found = find_word(language, word);
    return found ? found->split : 0;
}

const uint64_t language_masks[9] = {0,
                                    UINT64_C(0xff),
                                    UINT64_C(0xffff),
                                    UINT64_C(0xffffff),
                                    UINT64_C(0xffffffff),
                                    UINT64_C(0xffffffffff),
                                    UINT64_C(0xffffffffffff),
                                    UINT64_C(0xffffffffffffff),
                                    UINT64_C(0xffffffffffffffff)};

/* Eight bytes of ASCII with A to Z in lower case. */
static uint64_t fold_bytes(uint64_t bytes)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t from_a = bytes + each * (0x80 - 'A'), behind_z = bytes + each * (0x80 - 'Z' - 1);
    return bytes | ((from_a & ~behind_z & each * 0x80) >> 2);
}

static size_t short_place(const struct language *language, uint64_t bytes)
{
    size_t at = (size_t)((bytes * HASH_STEP) >> (64 - SHORT_BITS));
    while (language->shorts[at].bytes && language->shorts[at].bytes != bytes)
        at = (at + 1) % SHORT_WORDS;
    return at;
}

uint32_t language_short_flags(const struct language *language, uint64_t bytes)
{
    bytes = fold_bytes(bytes);
    return language->shorts[short_place(language, bytes)].flags;
}

/* Keeps the short words' table; false where the lists hold too many of them. */
static bool short_set(struct language *language, const struct language_word *word)
{
    uint64_t bytes = 0;
    if (word->text.length > sizeof bytes)
        return true;
    memcpy(&bytes, word->text.data, word->text.length);
    if (bytes & UINT64_C(0x8080808080808080))
        return true;
    struct short_word *slot = &language->shorts[short_place(language, bytes)];
    if (!slot->bytes && language->short_count++ == SHORT_WORDS / 2)
        return false;
    *slot = (struct short_word){bytes, word->flags};
    return true;
}

const struct language_filters *language_filters(const struct language *language)
{
    return &language->filters;
}

static void filter_add(struct language_filter *filter, struct str word)
{
    uint64_t bytes = 0;
    memcpy(&bytes, word.data, word.length < sizeof bytes ? word.length : sizeof bytes);
    size_t place = language_filter_place(bytes);
    filter->bits[place / 64] |= UINT64_C(1) << (place % 64);
}

/* The entry of a folded word, made where there is none; NULL when memory is out. */
static struct language_word *word_of(struct language *language, struct str key)
{
    uint64_t hash = hash_bytes(key.data, key.length);
    uint32_t index = hash_map_find(&language->map, hash, key_equal, language, &key);
    if (index != UINT32_MAX)
        return &language->words.items[index];
    char *copy = arena_text(&language->arena, key.data, key.length);
    struct language_word word = {{copy, key.length}, 0, 0};
    if (!copy || !array_push(language->alloc, &language->words, word) ||
        !hash_map_add(&language->map, hash, (uint32_t)language->words.count - 1))
        return NULL;
    return &language->words.items[language->words.count - 1];
}

static tocsin_status add_word(struct language *language, const struct line *line, struct str text, uint32_t flags,
                              size_t split, tocsin_error *error)
{
    char space[LANGUAGE_WORD_LIMIT];
    struct str key;
    if (text.length == 0 || !fold_key(text, space, &key))
        return line_error(line, line->columns[0], error, MESSAGE_LIST_WORD);
    struct language_word *word = word_of(language, key);
    if (!word)
        return error_set(error, MESSAGE_MEMORY);
    word->flags |= flags;
    filter_add(&language->filters.words, key);
    if ((flags & LANGUAGE_CLITIC) && key.length == 1 && key.data[0] >= 'a' && key.data[0] <= 'z')
        language->filters.clitic_letters |= UINT32_C(1) << (key.data[0] - 'a');
    if (!short_set(language, word))
        return line_error(line, line->columns[0], error, MESSAGE_LIST_FULL);
    if (flags & LANGUAGE_FUSED) {
        word->split = (uint32_t)split;
        filter_add(&language->filters.fused, key);
    }
    return TOCSIN_OK;
}

/* "can", "not": the form "cannot", to be parted behind its third byte. */
static tocsin_status add_fused(struct language *language, const struct line *line, tocsin_error *error)
{
    char joined[2 * LANGUAGE_WORD_LIMIT];
    struct str first = line->columns[0], second = line->columns[1];
    if (line->count != 2 || first.length + second.length > sizeof joined)
        return line_error(line, first, error, MESSAGE_LIST_COLUMNS);
    memcpy(joined, first.data, first.length);
    memcpy(joined + first.length, second.data, second.length);
    return add_word(language, line, (struct str){joined, first.length + second.length}, LANGUAGE_FUSED,
                    first.length, error);
}

static tocsin_status add_line(struct language *language, const struct line *line, tocsin_error *error)
{
    if (strcmp(line->list->name, "fused") == 0)
        return add_fused(language, line, error);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        const struct list_class *class = &classes[i];
        if (strcmp(class->list, line->list->name) != 0)
            continue;
        if (class->name ? line->count < 2 || !str_equal(str_of(class->name), line->columns[1]) : line->count != 1)
            continue;
        uint32_t flags = class->flags;
        if ((flags & LANGUAGE_ABBREVIATION) && line->count == 2)
            flags |= LANGUAGE_SMALL;
        else if (line->count == 3 && !str_equal(line->columns[2], STR("capital")))
            return line_error(line, line->columns[2], error, MESSAGE_LIST_COLUMNS);
        return add_word(language, line, line->columns[0], flags, 0, error);
    }
    return line_error(line, line->columns[line->count > 1], error, MESSAGE_LIST_COLUMNS);
}

/* Parts a line at its tabs; false where there are too many. */
static bool line_part(struct line *line, struct str text)
{
    line->count = 0;
    for (;;) {
        const char *tab = memchr(text.data, '\t', text.length);
        size_t length = tab ? (size_t)(tab - text.data) : text.length;
        line->columns[line->count++] = (struct str){text.data, length};
        if (!tab)
            return true;
        if (line->count == sizeof line->columns / sizeof *line->columns)
            return false;
        text = (struct str){tab + 1, text.length - length - 1};
    }
}

static tocsin_status add_list(struct language *language, const struct language_list *list, tocsin_error *error)
{
    struct line line = {list, 0, {{list->data.data, 0}}, 0};
    struct str rest = list->data;
    while (rest.length > 0) {
        const char *end = memchr(rest.data, '\n', rest.length);
        size_t length = end ? (size_t)(end - rest.data) : rest.length;
        struct str text = {rest.data, length};
        if (text.length > 0 && text.data[text.length - 1] == '\r')
            text.length--;
        size_t step = length + (end != NULL);
        rest = (struct str){rest.data + step, rest.length - step};
        line.number++;
        if (text.length == 0 || text.data[0] == '#')
            continue;
        if (!line_part(&line, text))
            return line_error(&line, line.columns[2], error, MESSAGE_LIST_COLUMNS);
        tocsin_status status = add_line(language, &line, error);
        if (status)
            return status;
    }
    return TOCSIN_OK;
}

static bool list_known(const char *name)
{
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (strcmp(classes[i].list, name) == 0)
            return true;
    return false;
}

tocsin_status language_create(struct language **out, const tocsin_allocator *alloc,
                              const struct language_list *lists, size_t count, tocsin_error *error)
{
    struct language *language = alloc_zero(alloc, sizeof *language);
    if (!language)
        return error_set(error, MESSAGE_MEMORY);
    language->alloc = alloc;
    arena_init(&language->arena, alloc);
    hash_map_init(&language->map, alloc);
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < count && !status; i++) {
        if (list_known(lists[i].name)) {
            status = add_list(language, &lists[i], error);
        } else {
            status = error_set(error, MESSAGE_LIST_UNKNOWN, lists[i].name);
            error_at(error, lists[i].file, 1, 1);
        }
    }
    if (status)
        language_free(language);
    else
        *out = language;
    return status;
}

void language_free(struct language *language)
{
    if (!language)
        return;
    const tocsin_allocator *alloc = language->alloc;
    array_finish(alloc, &language->words);
    hash_map_finish(&language->map);
    arena_finish(&language->arena);
    alloc_free(alloc, language, sizeof *language);
}
