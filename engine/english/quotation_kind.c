/* Telling speech from fragments, scare quotes, titles and nicknames. */
#include "english/quotation.h"

/* What a quotation holds, and what stands beside it. Only its first words are looked at, so that nested ones cost no
 * more than that. */
struct contents {
    uint32_t words, capitals; /* of these: with a capital letter */
    uint32_t long_words, long_capitals;
    bool capital_first;
    bool ended;          /* punctuation before the closing mark */
    bool sentences;      /* reaches over a sentence's end */
    uint32_t before;     /* classes of the token before it in its sentence; 0: none */
    bool word_before;    /* a word is before it in its sentence */
    bool capital_before; /* … with a capital letter */
    bool capital_after;
};

enum { WORDS_LOOKED_AT = 24, LONG_BYTES = 4, TITLE_WORDS = 10, NAME_WORDS = 3, SCARE_WORDS = 2, SPEECH_WORDS = 3 };

static bool is_capital(uint32_t facts)
{
    return (facts & (FORM_UPPER | FORM_TITLE)) != 0;
}

static void count_words(struct contents *out, const struct quotation *quotation, const struct marked_text *text)
{
    for (uint32_t token = quotation->inner_first; token < quotation->inner_last; token++) {
        uint32_t facts = marked_facts(text, token);
        if (facts & FORM_PUNCTUATION)
            continue;
        bool capital = is_capital(facts), is_long = text->segmentation->tokens.items[token].end -
                                                        text->segmentation->tokens.items[token].start >=
                                                    LONG_BYTES;
        out->capital_first |= out->words == 0 && capital;
        out->capitals += capital;
        out->long_words += is_long;
        out->long_capitals += is_long && capital;
        if (++out->words == WORDS_LOOKED_AT)
            return;
    }
}

static struct contents read_contents(const struct quotation *quotation, const struct marked_text *text,
                                     const struct sentence *sentence)
{
    struct contents out = {0};
    uint32_t count = (uint32_t)text->segmentation->tokens.count;
    uint32_t end = sentence->first_token + sentence->token_count;
    count_words(&out, quotation, text);
    uint32_t inner = quotation->inner_last - 1;
    while (inner > quotation->inner_first && (marked_class(text, inner) & MARK_QUOTATION))
        inner--;
    out.ended = (marked_class(text, inner) & (MARK_FINAL | MARK_COMMA | MARK_DASH)) != 0;
    out.sentences = quotation->inner_last > end;
    if (quotation->first > sentence->first_token) {
        uint32_t facts = marked_facts(text, quotation->first - 1);
        out.before = marked_class(text, quotation->first - 1);
        out.word_before = !(facts & FORM_PUNCTUATION);
        out.capital_before = is_capital(facts);
    }
    out.capital_after = quotation->last < count && quotation->last < end &&
                        is_capital(marked_facts(text, quotation->last));
    return out;
}

static bool is_speech(const struct contents *contents)
{
    bool cued = (contents->before & (MARK_COMMA | MARK_COLON)) != 0;
    if (contents->sentences)
        return true;
    if (contents->word_before && !contents->capital_first)
        return false;
    if (contents->ended && (cued || !contents->word_before || contents->words >= SPEECH_WORDS))
        return true;
    bool titled = contents->long_words == contents->long_capitals;
    if ((contents->before & MARK_COLON) && contents->words > SPEECH_WORDS)
        return true;
    return contents->capital_first && !titled && contents->words > SPEECH_WORDS &&
           (cued || !contents->word_before || contents->words >= TITLE_WORDS);
}

static enum quotation_kind kind_of(const struct quotation *quotation, const struct contents *contents)
{
    if (quotation->paragraphs > 1)
        return QUOTATION_SPEECH;
    if (contents->words <= NAME_WORDS && contents->capitals == contents->words && contents->capital_before &&
        contents->capital_after && !contents->ended)
        return QUOTATION_NAME;
    bool titled = contents->capital_first && contents->words <= TITLE_WORDS && contents->long_words > 0 &&
                  contents->long_words == contents->long_capitals;
    if (titled && contents->word_before && !(contents->ended && contents->words <= 1))
        return QUOTATION_TITLE;
    if (is_speech(contents))
        return QUOTATION_SPEECH;
    if (titled)
        return QUOTATION_TITLE;
    return contents->words <= SCARE_WORDS ? QUOTATION_SCARE : QUOTATION_FRAGMENT;
}

void quotations_tell_kinds(quotations *out, const struct marked_text *text)
{
    const struct sentence *sentence = text->segmentation->sentences.items;
    for (size_t i = 0; i < out->count; i++) {
        struct quotation *quotation = &out->items[i];
        while (quotation->first >= sentence->first_token + sentence->token_count)
            sentence++;
        struct contents contents = read_contents(quotation, text, sentence);
        quotation->kind = (uint8_t)kind_of(quotation, &contents);
    }
}
