#include "regex/scan_words.h"

/* Where the next items go: a copy of the lists' ends that the compiler keeps in registers. */
struct lists {
    struct scan_word *words;
    size_t count; /* of words */
    uint32_t *waker;
    form_mark *note;
};

static inline struct lists lists_of(const struct scan_words *words)
{
    return (struct lists){words->words.items, words->words.count, words->wakers.items + words->wakers.count,
                          words->notes.items + words->notes.count};
}

static inline void lists_keep(const struct lists *lists, struct scan_words *words)
{
    words->words.count = lists->count;
    words->wakers.count = (size_t)(lists->waker - words->wakers.items);
    words->notes.count = (size_t)(lists->note - words->notes.items);
}

/* There is room in all three lists: a segment has fewer words, and fewer parts, than bytes. Written without
 * branches: which words are looked for is nothing that a processor could foresee. What is no word has no mark
 * MARK_AT_WORD. */
static inline void lists_push(struct lists *lists, uint32_t start, form_mark mark, unsigned is_word)
{
    lists->words[lists->count] = (struct scan_word){start, mark};
    *lists->waker = (uint32_t)lists->count;
    *lists->note = mark;
    lists->count += is_word;
    lists->waker += mark & MARK_AT_WORD;
    lists->note += mark / MARK_NOTED & 1;
}

static void word_push(struct scan_words *words, uint32_t start, form_mark mark)
{
    struct lists lists = lists_of(words);
    lists_push(&lists, start, mark, 1);
    lists_keep(&lists, words);
}

static void parts_push(struct scan_words *words, size_t start, const struct form_fact *fact)
{
    struct lists lists = lists_of(words);
    for (uint32_t i = 0; i < fact->count; i++) {
        struct form_part part = words->triggers.parts.items[fact->value + i];
        form_mark mark = part.word ? part.mark : (part.mark & ~(form_mark)MARK_AT_WORD) | MARK_NOTED;
        lists_push(&lists, (uint32_t)start + part.offset, mark, part.word);
    }
    lists_keep(&lists, words);
}

static void words_clear(struct scan_words *words)
{
    array_clear(&words->words);
    array_clear(&words->wakers);
    array_clear(&words->notes);
}

/* Bytes of the text as they are, without memory of it. */
static bool bytes_push(struct scan_words *words, struct str text, size_t start, size_t end)
{
    size_t parts = words->triggers.parts.count;
    struct form_fact fact;
    bool well = form_triggers_read(&words->triggers, (struct str){text.data + start, end - start}, &fact);
    if (well)
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
    size_t count;  /* tokens */
    size_t at;     /* token */
    size_t last;   /* behind the last token */
    size_t behind; /* of the token before, or where the segment begins */
    size_t end;    /* of the segment */
    uint16_t before; /* FACT_… of the token before */
};

static const struct form_fact *fact_of(struct cursor *cursor, size_t token)
{
    struct form_triggers *triggers = &cursor->words->triggers;
    form_id id = cursor->forms[token];
    if (triggers->facts.items[id].flags & FACT_KNOWN)
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
    parts_push(cursor->words, start, &pair->fact);
    return true;
}

/* The token at the cursor goes on with the last word ("do|n't" has the word "don"): that word is read again with
 * all tokens that go on with it. Leaves the cursor on the last of these. */
static bool joined_push(struct cursor *cursor, uint16_t *flags)
{
    struct scan_words *words = cursor->words;
    size_t start = words->words.items[--words->words.count].start;
    size_t first = cursor->at;
    if (words->wakers.count && words->wakers.items[words->wakers.count - 1] == words->words.count)
        words->wakers.count--;
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

static const unsigned char blanks[256] = {[' '] = 1, ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1};

/* 0 where a token is plain: it is one word or nothing, and either begins behind one blank, `gap` 1, or, `gap` 0,
 * right behind the token before, without going on with its word. `byte` is the one behind that token. No token
 * begins with a blank, or it is looked at more closely. */
static inline unsigned not_plain(unsigned gap, unsigned char byte, unsigned before, unsigned flags)
{
    _Static_assert(FACT_RIGHT == FACT_LEFT << 1, "one shift brings them together");
    unsigned joined = before >> 1 & flags & FACT_LEFT & (gap - 1);
    return (gap ^ blanks[byte]) | joined | (~flags & FACT_PLAIN);
}

/* The tokens from the cursor's on that are one word or none, known, and either one blank behind the token before or
 * right behind it without going on with its word. Nearly all are. */
static void plain_push(struct cursor *cursor)
{
    struct lists lists = lists_of(cursor->words);
    const struct form_fact *facts = cursor->words->triggers.facts.items;
    const struct token *tokens = cursor->tokens;
    const form_id *forms = cursor->forms;
    const char *text = cursor->text.data;
    size_t at = cursor->at, last = cursor->last;
    uint32_t behind = (uint32_t)cursor->behind, before = cursor->before;
    for (; at < last; at++) {
        struct token token = tokens[at];
        struct form_fact fact = facts[forms[at]];
        if (not_plain(token.start - behind, (unsigned char)text[behind], before, fact.flags))
            break;
        lists_push(&lists, token.start, fact.value, fact.flags & FACT_WORD);
        before = fact.flags;
        behind = token.end;
    }
    lists_keep(&lists, cursor->words);
    cursor->at = at;
    cursor->behind = behind;
    cursor->before = (uint16_t)before;
}

/* Asks memory for the facts of the next segment's words, while this one's are at hand. */
static void facts_prefetch(const struct cursor *cursor)
{
    const struct form_fact *facts = cursor->words->triggers.facts.items;
    size_t next = cursor->last + (cursor->last - cursor->at);
    size_t end = next < cursor->count ? next : cursor->count;
    for (size_t at = cursor->last; at < end; at++)
        __builtin_prefetch(&facts[cursor->forms[at]]);
}

/* The token at the cursor, whatever it is. Sets `clean` to false where the tokens do not cover the text between white
 * space. */
static bool token_push(struct cursor *cursor, bool *clean)
{
    struct token token = cursor->tokens[cursor->at];
    *clean = token.start >= cursor->behind && token.end <= cursor->end &&
             is_blank(cursor->text, cursor->behind, token.start);
    if (!*clean)
        return true;
    const struct form_fact *fact = fact_of(cursor, cursor->at);
    if (!fact)
        return false;
    uint16_t flags = fact->flags;
    bool well = true;
    if ((cursor->before & FACT_RIGHT) && (flags & FACT_LEFT) && token.start == cursor->behind)
        well = joined_push(cursor, &flags);
    else if (flags & FACT_WORD)
        word_push(cursor->words, token.start, fact->value);
    else
        parts_push(cursor->words, token.start, fact);
    cursor->before = flags;
    cursor->behind = cursor->tokens[cursor->at].end;
    cursor->at++;
    return well;
}

static bool tokens_push(struct cursor *cursor, const struct scan_segment *segment, bool *clean)
{
    /* Only the last token can go on behind the segment's end; then nothing is clean. */
    *clean = cursor->at == cursor->last || cursor->tokens[cursor->last - 1].end <= cursor->end;
    if (!*clean)
        return true;
    facts_prefetch(cursor);
    plain_push(cursor);
    while (cursor->at < cursor->last) {
        if (!token_push(cursor, clean))
            return false;
        if (!*clean)
            return true;
        plain_push(cursor);
    }
    *clean = cursor->behind <= segment->end && is_blank(cursor->text, cursor->behind, segment->end);
    return true;
}

/* What is noted of a token that goes on with the word before is noted twice. */
static bool words_reserve(struct scan_words *words, size_t count)
{
    const tocsin_allocator *alloc = words->triggers.alloc;
    return array_reserve(alloc, &words->words, count) && array_reserve(alloc, &words->wakers, count) &&
           array_reserve(alloc, &words->notes, 2 * count);
}

void scan_words_finish(struct scan_words *words)
{
    const tocsin_allocator *alloc = words->triggers.alloc;
    array_finish(alloc, &words->words);
    array_finish(alloc, &words->wakers);
    array_finish(alloc, &words->notes);
    form_triggers_finish(&words->triggers);
}

bool scan_words_fill(struct scan_words *words, struct str text, const struct segmentation *segmentation,
                     const struct vocabulary *vocabulary, const struct scan_segment *segment)
{
    words_clear(words);
    if (!words_reserve(words, segment->end - segment->start + 1))
        return false;
    bool clean = vocabulary && segmentation->forms.count == segmentation->tokens.count;
    struct cursor cursor = {
        .words = words,
        .text = text,
        .tokens = segmentation->tokens.items,
        .forms = segmentation->forms.items,
        .vocabulary = vocabulary,
        .count = segmentation->tokens.count,
        .at = segment->first_token,
        .last = segment->last_token,
        .behind = segment->start,
        .end = segment->end,
    };
    if (clean && !tokens_push(&cursor, segment, &clean))
        return false;
    if (clean)
        return true;
    words_clear(words);
    return bytes_push(words, text, segment->start, segment->end);
}
