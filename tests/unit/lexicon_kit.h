/* lexicon_kit.h: lists from a few lines of text, for tests: an entry a line, its words parted by blanks, values of
 * columns behind tabs. A first line "#: entry<TAB>column…" names the columns. */
#ifndef TOCSIN_UNIT_LEXICON_KIT_H
#define TOCSIN_UNIT_LEXICON_KIT_H

#include "lexicon/lexicon.h"
#include "text/fold.h"

enum { KIT_COLUMNS = 8, KIT_BYTES = 1024 };

/* Takes what stands before `end` off the front of a text. */
static inline struct str kit_take(struct str *rest, char end)
{
    const char *at = rest->length ? memchr(rest->data, end, rest->length) : NULL;
    struct str taken = {rest->data, at ? (size_t)(at - rest->data) : rest->length};
    size_t gone = taken.length + (at != NULL);
    *rest = (struct str){rest->data + gone, rest->length - gone};
    return taken;
}

/* Words parted by blanks; all are counted, `capacity` are written. */
static inline size_t kit_words(struct str text, struct str *out, size_t capacity)
{
    size_t count = 0;
    while (text.length) {
        struct str word = kit_take(&text, ' ');
        if (word.length && count++ < capacity)
            out[count - 1] = word;
    }
    return count;
}

/* Up to KIT_COLUMNS columns of a line; those that it lacks are empty. */
static inline size_t kit_columns(struct str line, struct str columns[KIT_COLUMNS])
{
    size_t count = 0;
    while (count < KIT_COLUMNS && line.length)
        columns[count++] = kit_take(&line, '\t');
    for (size_t i = count; i < KIT_COLUMNS; i++)
        columns[i] = (struct str){"", 0};
    return count;
}

/* Adds one entry; those without a word, or too long to be folded here, are passed over. */
static inline tocsin_status kit_add(lexicon_entry *out, struct lexicon *lexicon, lexicon_list list,
                                    const struct str *columns, uint32_t line, tocsin_error *error)
{
    struct str words[LEXICON_ENTRY_LIMIT + 1];
    char folded[KIT_BYTES * FOLD_GROWTH];
    size_t count = kit_words(columns[0], words, LEXICON_ENTRY_LIMIT + 1), used = 0;
    *out = LEXICON_NONE;
    if (count == 0 || columns[0].length > KIT_BYTES)
        return TOCSIN_OK;
    for (size_t i = 0; i < count && i < LEXICON_ENTRY_LIMIT && lexicon_key(lexicon, list) != LEXICON_BY_TEXT; i++) {
        size_t length = fold_word(words[i], folded + used, sizeof folded - used);
        words[i] = (struct str){folded + used, length};
        used += length;
    }
    return lexicon_add_entry(out, lexicon, list, words, count, columns + 1, line, error);
}

static inline tocsin_status kit_list(struct lexicon *lexicon, const char *name, enum lexicon_by by, struct str text,
                                     tocsin_error *error)
{
    struct str columns[KIT_COLUMNS];
    size_t count = 1;
    lexicon_list list;
    lexicon_entry entry;
    uint32_t line = 1;
    if (text.length > 2 && memcmp(text.data, "#:", 2) == 0) {
        count = kit_columns(kit_take(&text, '\n'), columns);
        line++;
    }
    tocsin_status status = lexicon_add_list(&list, lexicon, str_of(name), by, columns + 1, count - 1, error);
    for (; !status && text.length; line++) {
        kit_columns(kit_take(&text, '\n'), columns);
        status = kit_add(&entry, lexicon, list, columns, line, error);
    }
    return status;
}

#endif
