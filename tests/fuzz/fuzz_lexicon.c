/* Anything as lines of a list, by case folding, text or lemma (the first byte says which): each entry is found again by
 * its words, and where they stand in a text; an entry that is too long is refused. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "text/utf8.h"
#include "../unit/lexicon_kit.h"

enum { MOST_WORDS = LEXICON_ENTRY_LIMIT };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

/* The entry is among those that begin where its own words stand. */
static void check_entry(struct lexicon_view *view, const struct lexicon *lexicon, struct vocabulary *vocabulary,
                        lexicon_entry entry)
{
    struct str words[MOST_WORDS];
    form_id forms[MOST_WORDS];
    struct lexicon_hit hits[MOST_WORDS];
    lexicon_list list = lexicon_entry_list(lexicon, entry);
    size_t count = lexicon_words(lexicon, entry, words, MOST_WORDS);
    bool found = false;
    check(count > 0 && count <= MOST_WORDS && count <= lexicon_longest(lexicon, list));
    check(lexicon_find_entry(lexicon, list, words, count) == entry);
    for (size_t i = 0; i < count; i++)
        forms[i] = vocabulary_intern(vocabulary, words[i]);
    check(lexicon_view_open(view, vocabulary) && lexicon_begins(view, list, forms[0]));
    size_t hit_count = lexicon_match(view, list, forms, count, hits, MOST_WORDS);
    for (size_t i = 0; i < hit_count; i++) {
        check(i == 0 || hits[i].length <= hits[i - 1].length);
        found = found || (hits[i].entry == entry && hits[i].length == count);
    }
    check(found);
}

static void check_list(struct lexicon *lexicon, lexicon_list list)
{
    struct lexicon_view *view = NULL;
    struct vocabulary *vocabulary = NULL;
    check(lexicon_seal(lexicon, NULL) == TOCSIN_OK);
    check(lexicon_view_create(&view, lexicon, NULL, &alloc_system, NULL) == TOCSIN_OK);
    check(vocabulary_create(&vocabulary, &alloc_system, NULL) == TOCSIN_OK);
    for (size_t i = 0; i < lexicon_size(lexicon, list); i++) {
        lexicon_entry entry = lexicon_entry_at(lexicon, list, i);
        check_entry(view, lexicon, vocabulary, entry);
        for (size_t column = 0; column < lexicon_column_count(lexicon, list); column++)
            check(lexicon_column_has(lexicon, list, column, lexicon_value(lexicon, entry, column)));
    }
    lexicon_view_free(view);
    vocabulary_free(vocabulary);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum lexicon_by kinds[] = {LEXICON_BY_FOLD, LEXICON_BY_TEXT, LEXICON_BY_LEMMA};
    struct lexicon *lexicon = NULL;
    unsigned marks = 0;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (size == 0)
        return 0;
    struct str text = {(const char *)data + 1, size - 1};
    text.length = utf8_valid(text, cpu_simd(), &marks);
    check(lexicon_create(&lexicon, &alloc_system, NULL) == TOCSIN_OK);
    if (kit_list(lexicon, "list", kinds[data[0] % 3], text, &error))
        check(error.id[0] != '\0');
    if (lexicon_list_count(lexicon))
        check_list(lexicon, 0);
    lexicon_free(lexicon);
    return 0;
}
