#include "script/list_adder.h"

enum { WAITING_BYTES = 256 * 1024 };

void list_adder_open(struct list_adder *adder, struct lexicon *lexicon, lexicon_list list, struct word_breaker *breaker,
                     const tocsin_allocator *alloc)
{
    adder->alloc = alloc;
    adder->lexicon = lexicon;
    adder->breaker = breaker;
    adder->list = list;
    adder->columns = lexicon_column_count(lexicon, list);
    array_clear(&adder->waiting);
    array_clear(&adder->values);
    adder->twice = adder->lacking = adder->at_fault = (struct list_place){{NULL, 0}, 0};
    adder->twice_count = adder->lacking_count = 0;
    word_breaker_clear(breaker);
}

void list_adder_finish(struct list_adder *adder)
{
    if (!adder->alloc)
        return;
    array_finish(adder->alloc, &adder->waiting);
    array_finish(adder->alloc, &adder->values);
}

static tocsin_status add(struct list_adder *adder, size_t number, struct str *words, size_t count, tocsin_error *error)
{
    struct list_place place = adder->waiting.items[number];
    lexicon_entry entry = LEXICON_NONE;
    adder->at_fault = place;
    if (count == 0)
        return error_set(error, MESSAGE_LIST_NO_WORD);
    if (count > LEXICON_ENTRY_LIMIT)
        return error_set(error, MESSAGE_LIST_LONG, count, (size_t)LEXICON_ENTRY_LIMIT);
    if (lexicon_key(adder->lexicon, adder->list) != LEXICON_BY_TEXT && !word_breaker_fold(adder->breaker, words, count))
        return error_set(error, MESSAGE_MEMORY);
    tocsin_status status = lexicon_add_entry(&entry, adder->lexicon, adder->list, words, count,
                                             adder->values.items + number * adder->columns, place.line, error);
    if (!status && entry == LEXICON_NONE && adder->twice_count++ == 0)
        adder->twice = place;
    return status;
}

tocsin_status list_adder_flush(struct list_adder *adder, tocsin_error *error)
{
    struct str words[LEXICON_ENTRY_LIMIT];
    size_t token = 0;
    tocsin_status status = word_breaker_run(adder->breaker, error);
    for (size_t i = 0; i < adder->waiting.count && !status; i++) {
        size_t count = word_breaker_take(adder->breaker, i, &token, words, LEXICON_ENTRY_LIMIT);
        status = add(adder, i, words, count, error);
    }
    array_clear(&adder->waiting);
    array_clear(&adder->values);
    word_breaker_clear(adder->breaker);
    return status;
}

tocsin_status list_adder_put(struct list_adder *adder, struct str word, const struct str *values, uint32_t line,
                             tocsin_error *error)
{
    struct list_place place = {word, line};
    if (!array_reserve(adder->alloc, &adder->values, adder->columns) ||
        !array_push(adder->alloc, &adder->waiting, place) || !word_breaker_put(adder->breaker, word))
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < adder->columns; i++)
        adder->values.items[adder->values.count++] = values[i];
    return adder->breaker->text.length < WAITING_BYTES ? TOCSIN_OK : list_adder_flush(adder, error);
}
