/* One step of both sides of a cover. */
#include "pattern/cover.h"
#include "text/fold.h"

enum { WORDS_APART = 16, ENTRIES_LOOKED_AT = 2000, FOLD_BYTES = 256 };

/* ---- Events --------------------------------------------------------------------------------------------- */

static bool is_word_list(const struct pattern_long *element)
{
    return element->list != LEXICON_NONE && element->longest == 1;
}

bool cover_reads_several(const struct cover_side *side, const struct state *state)
{
    return state->kind == STATE_SAME || (state->kind == STATE_LONG && !is_word_list(&side->longs[state->item]));
}

uint32_t cover_event_count(const struct cover_work *work, const struct state *state)
{
    const struct predicate *predicate = &work->logic.table->items.items[state->item];
    bool apart = state->kind == STATE_TOKEN && !state->negative && predicate->kind == PREDICATE_WORDS &&
                 predicate->word_count && predicate->word_count <= WORDS_APART;
    return apart ? predicate->word_count : 1;
}

struct cover_event cover_event_at(const struct cover_work *work, const struct cover_side *side,
                                  const struct state *state, uint32_t index)
{
    struct cover_event event = {.kind = EVENT_ASKED, .asked = {state->item, state->negative}};
    if (state->kind != STATE_TOKEN) {
        event.kind = state->kind == STATE_LONG ? EVENT_LONG : EVENT_UNKNOWN;
        event.element = state->kind == STATE_LONG ? &side->longs[state->item] : NULL;
    } else if (cover_event_count(work, state) > 1 || !state->negative) {
        const struct predicate *predicate = &work->logic.table->items.items[state->item];
        if (predicate->kind != PREDICATE_WORDS || predicate->word_count > WORDS_APART || !predicate->word_count)
            return event;
        const struct word_key *key = &work->logic.table->words.items.items[predicate->words[index]];
        if (key->kind == WORD_LISTED)
            return event;
        event.kind = EVENT_WORD;
        event.word = (struct asked_word){key->kind, key->text};
    }
    return event;
}

/* ---- Elements of several words -------------------------------------------------------------------------- */

static bool tests_equal(const struct cover_work *work, const struct value_test *a, const struct value_test *b)
{
    struct buffer left, right;
    if (a == b || !a || !b)
        return a == b;
    buffer_init(&left, work->alloc);
    buffer_init(&right, work->alloc);
    value_test_describe(&left, a);
    value_test_describe(&right, b);
    bool equal = !left.failed && !right.failed && left.length == right.length &&
                 memcmp(left.data, right.data, left.length) == 0;
    buffer_finish(&left);
    buffer_finish(&right);
    return equal;
}

/* Whether all entries of one list are in the other. */
static bool lists_follow(const struct lexicon *lexicon, lexicon_list from, lexicon_list to)
{
    struct str words[LEXICON_ENTRY_LIMIT];
    size_t size = lexicon_size(lexicon, from);
    if (lexicon_key(lexicon, from) != lexicon_key(lexicon, to) || size > ENTRIES_LOOKED_AT ||
        size > lexicon_size(lexicon, to))
        return false;
    for (size_t i = 0; i < size; i++) {
        size_t count = lexicon_words(lexicon, lexicon_entry_at(lexicon, from, i), words, LEXICON_ENTRY_LIMIT);
        if (lexicon_find_entry(lexicon, to, words, count) == LEXICON_NONE)
            return false;
    }
    return true;
}

/* Whether each element of the one kind is one of the other, of the same words. */
static bool long_follows(const struct cover_work *work, const struct pattern_long *from,
                         const struct pattern_long *to)
{
    bool tested = to->test && !tests_equal(work, from->test, to->test);
    if (from->list == LEXICON_NONE || to->list == LEXICON_NONE)
        return from->list == to->list && from->layer == to->layer && !tested;
    if (from->list == to->list)
        return !tested;
    return !to->test && lists_follow(work->lexicon, from->list, to->list);
}

static enum word_kind kind_of_list(const struct lexicon *lexicon, lexicon_list list)
{
    enum lexicon_by by = lexicon_key(lexicon, list);
    return by == LEXICON_BY_TEXT ? WORD_EXACT : by == LEXICON_BY_LEMMA ? WORD_LEMMA : WORD_FOLDED;
}

/* Whether each entry of a list of single words passes. */
static bool list_passes(const struct cover_work *work, lexicon_list list, struct asked to)
{
    const struct lexicon *lexicon = work->lexicon;
    size_t size = lexicon_size(lexicon, list);
    for (size_t i = 0; i < size && size <= ENTRIES_LOOKED_AT; i++) {
        struct asked_word word = {kind_of_list(lexicon, list), {NULL, 0}};
        if (lexicon_words(lexicon, lexicon_entry_at(lexicon, list, i), &word.text, 1) != 1 ||
            !asked_of_word(&work->logic, word, to))
            return false;
    }
    return size <= ENTRIES_LOOKED_AT;
}

static bool is_entry(const struct cover_work *work, lexicon_list list, struct str word)
{
    return lexicon_find_entry(work->lexicon, list, &word, 1) != LEXICON_NONE;
}

/* Whether each of the words is an entry. */
static bool word_is_listed(const struct cover_work *work, const struct asked_word *word, lexicon_list list)
{
    enum lexicon_by by = lexicon_key(work->lexicon, list);
    struct lemma_answer answer;
    char space[FOLD_BYTES];
    if (by == LEXICON_BY_TEXT || word->kind == WORD_LEMMA)
        return (word->kind == WORD_EXACT || by == LEXICON_BY_LEMMA) && is_entry(work, list, word->text);
    if (word->text.length * FOLD_GROWTH > sizeof space)
        return false;
    struct str folded = {space, fold_word(word->text, space, sizeof space)};
    if (by == LEXICON_BY_FOLD || !work->logic.lemmas)
        return is_entry(work, list, folded);
    lemmas_of(&answer, work->logic.lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++)
        if (is_entry(work, list, answer.items[i].text))
            return true;
    return false;
}

/* Whether one of the words may be an entry. */
static bool may_be_listed(const struct cover_work *work, const struct asked_word *word, lexicon_list list)
{
    enum lexicon_by by = lexicon_key(work->lexicon, list);
    bool known = word->kind == WORD_EXACT || (word->kind == WORD_FOLDED && by != LEXICON_BY_TEXT);
    return !known || word->text.length * FOLD_GROWTH > FOLD_BYTES || word_is_listed(work, word, list);
}

static bool never_both(const struct cover_work *work, const struct cover_event *a, const struct cover_event *b)
{
    if (a->kind == EVENT_WORD && b->kind == EVENT_WORD)
        return a->word.kind == b->word.kind && a->word.kind != WORD_LEMMA && !str_equal(a->word.text, b->word.text);
    if (a->kind == EVENT_WORD && b->kind == EVENT_ASKED)
        return asked_never_of_word(&work->logic, a->word, b->asked);
    if (a->kind == EVENT_WORD && b->kind == EVENT_LONG)
        return is_word_list(b->element) && !may_be_listed(work, &a->word, b->element->list);
    return a->kind == EVENT_ASKED && b->kind == EVENT_ASKED && asked_apart(&work->logic, a->asked, b->asked);
}

bool cover_apart(const struct cover_work *work, const struct cover_event *a, const struct cover_event *b)
{
    return never_both(work, a, b) || never_both(work, b, a);
}

/* ---- States --------------------------------------------------------------------------------------------- */

size_t cover_mark(const struct cover_work *work, const struct cover_side *side, const struct state *state)
{
    for (size_t i = 0; i < work->mark_count; i++)
        if (str_equal(work->marks[i], side->names[state->item].text))
            return i;
    return SIZE_MAX;
}

bool cover_same_place(const struct cover_side *a, const struct state *left, const struct cover_side *b,
                      const struct state *right)
{
    if (left->kind != right->kind)
        return false;
    return left->kind != STATE_LOOK || a->looks[left->item].shape == b->looks[right->item].shape;
}

void cover_close(const struct cover_work *work, const struct cover_side *side, struct cover_set *set,
                 uint32_t state, bool boldly, bool marked)
{
    uint32_t waiting[COVER_STATES + 1], count = 0;
    waiting[count++] = state;
    while (count) {
        uint32_t number = waiting[--count];
        const struct state *at = &side->states[number];
        if (cover_has(set, number) || at->kind == STATE_DEAD)
            continue;
        cover_add(set, number);
        bool place = at->kind == STATE_START || at->kind == STATE_END || at->kind == STATE_LOOK;
        bool mark = at->kind == STATE_OPEN || at->kind == STATE_CLOSE;
        if (at->kind == STATE_FORK && count + 1 < sizeof waiting / sizeof *waiting)
            waiting[count++] = at->other;
        if (at->kind == STATE_FORK || (place && boldly) ||
            (mark && (!marked || cover_mark(work, side, at) == SIZE_MAX)))
            waiting[count++] = at->next;
    }
}

static bool surely_reads(const struct cover_work *work, const struct cover_side *side, const struct state *state,
                         const struct cover_event *event)
{
    const struct pattern_long *element = state->kind == STATE_LONG ? &side->longs[state->item] : NULL;
    struct asked asked = {state->item, state->negative};
    if (element && event->kind == EVENT_LONG)
        return long_follows(work, event->element, element);
    if (element)
        return event->kind == EVENT_WORD && element->list != LEXICON_NONE && !element->test &&
               word_is_listed(work, &event->word, element->list);
    if (state->kind != STATE_TOKEN)
        return false;
    if (event->kind == EVENT_LONG)
        return is_word_list(event->element) && list_passes(work, event->element->list, asked);
    if (event->kind == EVENT_WORD)
        return asked_of_word(&work->logic, event->word, asked);
    if (event->kind == EVENT_ASKED)
        return asked_follows(&work->logic, event->asked, asked);
    return work->logic.table->items.items[state->item].kind == PREDICATE_ANY && !state->negative;
}

struct cover_set cover_surely(const struct cover_work *work, const struct cover_side *side,
                              const struct cover_set *set, const struct cover_event *event)
{
    struct cover_set out = {{0}};
    for (uint32_t i = 0; i < side->count; i++)
        if (cover_has(set, i) && surely_reads(work, side, &side->states[i], event))
            cover_close(work, side, &out, side->states[i].next, false, true);
    return out;
}

static bool maybe_reads(const struct cover_work *work, const struct cover_side *side, const struct state *state,
                        const struct cover_event *event)
{
    if (state->kind < STATE_TOKEN || state->kind > STATE_SAME)
        return false;
    for (uint32_t i = 0; i < cover_event_count(work, state); i++) {
        struct cover_event own = cover_event_at(work, side, state, i);
        if (!cover_apart(work, &own, event))
            return true;
    }
    return false;
}

static struct cover_set maybe_once(const struct cover_work *work, const struct cover_side *side,
                                   const struct cover_set *set, const struct cover_event *event, bool marked)
{
    struct cover_set out = {{0}};
    for (uint32_t i = 0; i < side->count; i++) {
        if (!cover_has(set, i) || !maybe_reads(work, side, &side->states[i], event))
            continue;
        cover_close(work, side, &out, side->states[i].next, true, marked);
        if (cover_reads_several(side, &side->states[i]))
            cover_add(&out, i); /* in the midst of its words */
    }
    return out;
}

struct cover_set cover_maybe(const struct cover_work *work, const struct cover_side *side,
                             const struct cover_set *set, const struct cover_event *event, bool marked)
{
    struct cover_set out = maybe_once(work, side, set, event, marked), all = out;
    bool several = event->kind == EVENT_UNKNOWN || (event->kind == EVENT_LONG && !is_word_list(event->element));
    for (uint32_t i = 0; several && i < side->count; i++) { /* so many words at most lead to new states */
        out = maybe_once(work, side, &out, event, false);
        cover_join(&all, &out);
    }
    return all;
}
