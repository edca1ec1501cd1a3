#include "regex/scan_words.h"

/* There is room: a segment has fewer words than bytes. */
static bool word_push(struct scan_words *words, size_t start, form_mark mark)
{
    words->words.items[words->words.count++] = (struct scan_word){(uint32_t)start, mark};
    words->marks |= mark;
    return !(mark & MARK_NOTED) || array_push(words->triggers.alloc, &words->notes, mark);
}

static bool parts_push(struct scan_words *words, size_t start, const struct form_fact *fact)
{
    for (uint32_t i = 0; i < fact->count; i++) {
        struct form_part part = words->triggers.parts.items[fact->value + i];
        if (part.word ? !word_push(words, start + part.offset, part.mark)
                      : !array_push(words->triggers.alloc, &words->notes, part.mark))
            return false;
    }
    return true;
}

/* Bytes of the text as they are, without memory of it. */
static bool bytes_push(struct scan_words *words, struct str text, size_t start, size_t end)
{
    size_t parts = words->triggers.parts.count;
    struct form_fact fact;
    bool well = form_triggers_read(&words->triggers, (struct str){text.data + start, end - start}, &fact) &&
                parts_push(words, start, &fact);
    words->triggers.parts.count = parts;
    return well;
}

static bool is_blank(struct str text, size_t start, size_t end)
{
    for (size_t i = start; i < end; i++)
        if (text.data[i] != ' ' && (text.data[i] < '\t' || text.data[i] > '\r'))
            return false;
    return true;
}

/* ---- Tokens --------------------------------------------------------------------------------------------- */

struct cursor {
    struct scan_words *words;
    struct str text;
    const struct token *tokens;
    const form_id *forms;
    const struct vocabulary *vocabulary;
    size_t at;   /* token */
    size_t last; /* behind the last token */
    size_t end;  /* of the segment */
};

static const struct form_fact *fact_of(struct cursor *cursor, size_t token)
{
    struct form_triggers *triggers = &cursor->words->triggers;
    form_id id = cursor->forms[token];
    if (id < triggers->facts.count && (triggers->facts.items[id].flags & FACT_KNOWN))
        return &triggers->facts.items[id];
    return form_triggers_learn(triggers, cursor->vocabulary, id) ? &triggers->facts.items[id] : NULL;
}

/* The bytes of two tokens that touch within a word, from the first one's last word on. */
static bool pair_push(struct cursor *cursor, size_t start, size_t end)
{
    struct form_triggers *triggers = &cursor->words->triggers;
    struct pair_fact *pair = form_triggers_pair(triggers, cursor->forms[cursor->at - 1], cursor->forms[cursor->at]);
    if (!(pair->fact.flags & FACT_KNOWN)) {
        struct str bytes = {cursor->text.data + start, end - start};
        if (!form_triggers_read(triggers, bytes, &pair->fact))
            return false;
    }
    return parts_push(cursor->words, start, &pair->fact);
}

/* The token at the cursor goes on with the last word ("do|n't" has the word "don"): that word is read again with
 * all tokens that go on with it. Leaves the cursor on the last of these. */
static bool joined_push(struct cursor *cursor, uint16_t *flags)
{
    struct scan_words *words = cursor->words;
    size_t start = words->words.items[--words->words.count].start;
    size_t first = cursor->at;
    for (; cursor->at + 1 < cursor->last; cursor->at++) {
        const struct token *token = &cursor->tokens[cursor->at];
        const struct form_fact *next;
        if (!(*flags & FACT_RIGHT) || token[1].start != token->end || token[1].end > cursor->end)
            break;
        next = fact_of(cursor, cursor->at + 1);
        if (!next)
            return false;
        if (!(next->flags & FACT_LEFT))
            break;
        *flags = next->flags;
    }
    size_t end = cursor->tokens[cursor->at].end;
    return cursor->at == first ? pair_push(cursor, start, end) : bytes_push(words, cursor->text, start, end);
}

/* All tokens of a segment. Sets `clean` to false, and stops, where they do not cover the text between white space.
 */
static bool tokens_push(struct cursor *cursor, const struct scan_segment *segment, bool *clean)
{
    struct scan_words *words = cursor->words;
    size_t end = segment->start;
    uint16_t before = 0;
    for (; cursor->at < cursor->last; cursor->at++) {
        struct token token = cursor->tokens[cursor->at];
        bool spaced = token.start == end + 1 && cursor->text.data[end] == ' ';
        *clean = token.start >= end && token.end <= segment->end &&
                 (spaced || token.start == end || is_blank(cursor->text, end, token.start));
        if (!*clean)
            return true;
        const struct form_fact *fact = fact_of(cursor, cursor->at);
        if (!fact)
            return false;
        uint16_t flags = fact->flags;
        bool well;
        if ((before & FACT_RIGHT) && (flags & FACT_LEFT) && token.start == end)
            well = joined_push(cursor, &flags);
        else if (flags & FACT_WORD)
            well = word_push(words, token.start, fact->value);
        else
            well = parts_push(words, token.start, fact);
        if (!well)
            return false;
        before = flags;
        end = cursor->tokens[cursor->at].end;
    }
    *clean = end <= segment->end && is_blank(cursor->text, end, segment->end);
    return true;
}

static void words_clear(struct scan_words *words)
{
    array_clear(&words->words);
    array_clear(&words->notes);
    words->marks = 0;
}

bool scan_words_fill(struct scan_words *words, struct str text, const struct segmentation *segmentation,
                     const struct vocabulary *vocabulary, const struct scan_segment *segment)
{
    words_clear(words);
    if (!array_reserve(words->triggers.alloc, &words->words, segment->end - segment->start))
        return false;
    bool clean = vocabulary && segmentation->forms.count == segmentation->tokens.count;
    struct cursor cursor = {
        .words = words,
        .text = text,
        .tokens = segmentation->tokens.items,
        .forms = segmentation->forms.items,
        .vocabulary = vocabulary,
        .at = segment->first_token,
        .last = segment->last_token,
        .end = segment->end,
    };
    if (clean && !tokens_push(&cursor, segment, &clean))
        return false;
    if (clean)
        return true;
    words_clear(words);
    return bytes_push(words, text, segment->start, segment->end);
}
