#include "reference.h"

#include <stdlib.h>

enum { WAYS = 16, SCOPES_MOST = 256 };

/* The list entry or annotation that was read last. */
struct element {
    uint32_t first, last;
    lexicon_entry entry;
    uint32_t annotation;
};

struct walk {
    struct reference_asker asker;
    uint32_t first, last; /* the scope */
    uint64_t steps;       /* left */
    bool gave_up;
    struct element element;
    struct reference_capture captures[REFERENCE_CAPTURES];
    size_t capture_count;
    uint32_t end; /* of the match */
    /* Patterns with =name: at each fork the first way that can go on is taken for good (`committed`). Whether one
     * can is tried with every =name standing for any words (`supposing`), but for one that is met at the fork's
     * place. */
    bool committed, supposing;
    uint32_t fork;
};

#define NOWHERE UINT32_MAX

/* What comes after the node under way. */
struct then {
    bool (*go)(struct walk *walk, const struct then *self, uint32_t at);
    const struct then *next;
    const struct pattern_node *node;
    uint32_t count; /* iterations or words that were, or a set of parts that came */
    uint32_t start; /* where the iteration, part or capture began */
};

static bool match(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then);

static bool resume(struct walk *walk, const struct then *then, uint32_t at)
{
    if (walk->steps == 0) {
        walk->gave_up = true;
        return false;
    }
    walk->steps--;
    return then->go(walk, then, at);
}

/* ---- Ways ------------------------------------------------------------------------------------------------ */

/* One alternative: a node and what follows it, or (without a node) what follows alone. */
struct way {
    const struct pattern_node *node;
    uint32_t at;
    struct then then;
    struct element element;
};

static bool way_go(struct walk *walk, const struct way *way)
{
    walk->element = way->element;
    return way->node ? match(walk, way->node, way->at, &way->then) : resume(walk, &way->then, way->at);
}

static bool way_survives(struct walk *walk, const struct way *way, uint32_t fork)
{
    struct walk before = *walk;
    walk->committed = false;
    walk->supposing = true;
    walk->fork = fork;
    bool survives = way_go(walk, way);
    before.steps = walk->steps;
    before.gave_up = walk->gave_up;
    *walk = before;
    return survives;
}

/* The first way on which all that follows matches. `fork`: where =name is asked for its words, if it comes first.
 */
static bool choose(struct walk *walk, const struct way *ways, size_t count, uint32_t fork)
{
    struct element element = walk->element;
    for (size_t i = 0; i < count && !walk->gave_up; i++) {
        if (walk->committed && !way_survives(walk, &ways[i], fork))
            continue;
        size_t captures = walk->capture_count;
        if (way_go(walk, &ways[i]))
            return true;
        walk->capture_count = captures;
        walk->element = element;
        if (walk->committed)
            return false;
    }
    return false;
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

static bool match_words(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    struct str words[LEXICON_ENTRY_LIMIT];
    size_t count = reference_words(&walk->asker, node, words, LEXICON_ENTRY_LIMIT);
    for (size_t i = 0; i < count; i++)
        if (at + i >= walk->last || !reference_word_is(&walk->asker, words[i], node->exact, at + (uint32_t)i))
            return false;
    return resume(walk, then, at + (uint32_t)count);
}

static bool match_token(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    return at < walk->last && reference_token_fits(&walk->asker, node, at) && resume(walk, then, at + 1);
}

static bool match_long(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    struct reference_hit hits[REFERENCE_HITS];
    struct way ways[REFERENCE_HITS];
    size_t count = reference_hits(&walk->asker, node, at, walk->last, hits);
    for (size_t i = 0; i < count; i++) {
        uint32_t end = at + hits[i].length;
        ways[i] = (struct way){NULL, end, *then, {at, end, hits[i].entry, hits[i].annotation}};
    }
    return choose(walk, ways, count, NOWHERE);
}

/* ---- Sequences, choices --------------------------------------------------------------------------------- */

static bool go_sequence(struct walk *walk, const struct then *self, uint32_t at);

static bool match_children(struct walk *walk, const struct pattern_node *child, uint32_t at,
                           const struct then *then)
{
    if (!child)
        return resume(walk, then, at);
    struct then rest = {go_sequence, then, child->next, 0, 0};
    return match(walk, child, at, &rest);
}

static bool go_sequence(struct walk *walk, const struct then *self, uint32_t at)
{
    return match_children(walk, self->node, at, self->next);
}

static bool match_choice(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    struct way ways[WAYS];
    size_t count = 0;
    for (const struct pattern_node *child = node->child; child; child = child->next) {
        if (count == WAYS)
            abort();
        ways[count++] = (struct way){child, at, *then, walk->element};
    }
    return choose(walk, ways, count, at);
}

/* ---- Repetition, gaps ----------------------------------------------------------------------------------- */

/* One more, or no more: in the order of the node's liking. */
static bool more_or_leave(struct walk *walk, const struct pattern_node *node, uint32_t count, uint32_t at,
                          bool possible, const struct way *more, const struct then *then)
{
    struct way leave = {NULL, at, *then, walk->element}, ways[2];
    size_t ways_count = 0;
    bool again = possible && (node->most == PATTERN_NO_LIMIT || count < node->most);
    if (again && !node->lazy)
        ways[ways_count++] = *more;
    if (count >= node->least)
        ways[ways_count++] = leave;
    if (again && node->lazy)
        ways[ways_count++] = *more;
    if (ways_count == 1)
        return way_go(walk, &ways[0]);
    return choose(walk, ways, ways_count, at);
}

static bool go_iterated(struct walk *walk, const struct then *self, uint32_t at);

static bool iterate(struct walk *walk, const struct pattern_node *node, uint32_t count, uint32_t at,
                    const struct then *then)
{
    struct then rest = {go_iterated, then, node, count, at};
    struct way more = {node->child, at, rest, walk->element};
    return more_or_leave(walk, node, count, at, true, &more, then);
}

static bool go_iterated(struct walk *walk, const struct then *self, uint32_t at)
{
    if (self->count >= self->node->least && at == self->start)
        return false;
    return iterate(walk, self->node, self->count + 1, at, self->next);
}

static bool begins(struct walk *walk, const struct pattern_node *node, uint32_t at);
static bool go_gap(struct walk *walk, const struct then *self, uint32_t at);

static bool match_gap(struct walk *walk, const struct pattern_node *node, uint32_t count, uint32_t at,
                      const struct then *then)
{
    struct pattern_node lazy = *node;
    bool possible = at < walk->last && !(node->child && begins(walk, node->child, at));
    struct then rest = {go_gap, then, node, count + 1, at};
    struct way more = {NULL, at + 1, rest, walk->element};
    lazy.lazy = true;
    return more_or_leave(walk, &lazy, count, at, possible, &more, then);
}

static bool go_gap(struct walk *walk, const struct then *self, uint32_t at)
{
    return match_gap(walk, self->node, self->count, at, self->next);
}

/* ---- Any order ------------------------------------------------------------------------------------------ */

/* Whether a node can match no word at all, whatever the text. */
static bool may_be_empty(const struct pattern_node *node)
{
    bool all = true, some = false;
    for (const struct pattern_node *child = node->child; child; child = child->next) {
        all = all && may_be_empty(child);
        some = some || may_be_empty(child);
    }
    switch (node->kind) {
    case PATTERN_GAP:
        return node->least == 0;
    case PATTERN_REPEAT:
        return node->least == 0 || all;
    case PATTERN_CHOICE:
        return some;
    case PATTERN_SEQUENCE:
    case PATTERN_CAPTURE:
    case PATTERN_ANY_ORDER:
        return all;
    case PATTERN_START:
    case PATTERN_END:
    case PATTERN_LOOK:
        return true;
    default:
        return false;
    }
}

static bool go_part(struct walk *walk, const struct then *self, uint32_t at);

static bool match_parts(struct walk *walk, const struct pattern_node *node, uint32_t came, uint32_t at,
                        const struct then *then)
{
    struct way ways[PATTERN_ORDER_LIMIT + 1];
    size_t count = 0;
    uint32_t bit = 1;
    bool enough = true;
    for (const struct pattern_node *child = node->child; child; child = child->next, bit <<= 1) {
        if (came & bit)
            continue;
        ways[count++] = (struct way){child, at, {go_part, then, node, came | bit, at}, walk->element};
        enough = enough && may_be_empty(child);
    }
    if (enough)
        ways[count++] = (struct way){NULL, at, *then, walk->element};
    return choose(walk, ways, count, at);
}

static bool go_part(struct walk *walk, const struct then *self, uint32_t at)
{
    return at > self->start && match_parts(walk, self->node, self->count, at, self->next);
}

/* ---- Captures ------------------------------------------------------------------------------------------- */

static bool go_captured(struct walk *walk, const struct then *self, uint32_t at)
{
    struct reference_capture capture = {self->node->name, self->start, at, LEXICON_NONE, UINT32_MAX};
    if (at == self->start)
        return resume(walk, self->next, at);
    if (walk->capture_count == REFERENCE_CAPTURES) {
        walk->gave_up = true;
        return false;
    }
    if (walk->element.first == self->start && walk->element.last == at) {
        capture.entry = walk->element.entry;
        capture.annotation = walk->element.annotation;
    }
    size_t count = walk->capture_count;
    walk->captures[walk->capture_count++] = capture;
    if (resume(walk, self->next, at))
        return true;
    walk->capture_count = count;
    return false;
}

static bool match_capture(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    struct then close = {go_captured, then, node, 0, at};
    return match(walk, node->child, at, &close);
}

/* The words that the capture of that name had last, if they stand here again: how many they are, else 0. */
static uint32_t same_words(const struct walk *walk, struct str name, uint32_t at)
{
    size_t i = walk->capture_count;
    while (i > 0 && !str_equal(walk->captures[i - 1].name, name))
        i--;
    if (i == 0)
        return 0;
    const struct reference_capture *capture = &walk->captures[i - 1];
    uint32_t length = capture->last - capture->first;
    for (uint32_t k = 0; k < length; k++)
        if (at + k >= walk->last ||
            !str_equal(reference_folded(&walk->asker, capture->first + k), reference_folded(&walk->asker, at + k)))
            return 0;
    return length;
}

static bool match_same(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    if (!walk->supposing || walk->fork == at) {
        uint32_t length = same_words(walk, node->name, at);
        return length > 0 && resume(walk, then, at + length);
    }
    for (uint32_t end = at + 1; end <= walk->last; end++)
        if (resume(walk, then, end))
            return true;
    return false;
}

/* ---- Edges, lookarounds --------------------------------------------------------------------------------- */

/* Behind an edge or a lookaround, =name is not met at the fork's place any more. */
static bool pass_place(struct walk *walk, bool holds, uint32_t at, const struct then *then)
{
    uint32_t fork = walk->fork;
    walk->fork = NOWHERE;
    bool matched = holds && resume(walk, then, at);
    walk->fork = fork;
    return matched;
}

/* A walk of its own over the same scope. */
static bool matches_inside(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    struct walk inner = *walk;
    inner.committed = inner.supposing = false;
    inner.capture_count = 0;
    bool holds = match(&inner, node, at, then);
    walk->steps = inner.steps;
    walk->gave_up = inner.gave_up;
    return holds;
}

static bool go_anywhere(struct walk *walk, const struct then *self, uint32_t at)
{
    (void)walk, (void)self, (void)at;
    return true;
}

static bool go_here(struct walk *walk, const struct then *self, uint32_t at)
{
    (void)walk;
    return at == self->start;
}

static bool begins(struct walk *walk, const struct pattern_node *node, uint32_t at)
{
    struct then anywhere = {go_anywhere, NULL, NULL, 0, 0};
    return matches_inside(walk, node, at, &anywhere);
}

static bool ends(struct walk *walk, const struct pattern_node *node, uint32_t at)
{
    struct then here = {go_here, NULL, NULL, 0, at};
    for (uint32_t start = walk->first; start <= at; start++)
        if (matches_inside(walk, node, start, &here))
            return true;
    return false;
}

static bool match_look(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    bool found = node->behind ? ends(walk, node->child, at) : begins(walk, node->child, at);
    return pass_place(walk, found != node->negative, at, then);
}

/* ---- All nodes ------------------------------------------------------------------------------------------ */

static bool match(struct walk *walk, const struct pattern_node *node, uint32_t at, const struct then *then)
{
    switch (node->kind) {
    case PATTERN_WORDS:
        return match_words(walk, node, at, then);
    case PATTERN_LIST:
    case PATTERN_ANNOTATION:
        return match_long(walk, node, at, then);
    case PATTERN_GAP:
        return match_gap(walk, node, 0, at, then);
    case PATTERN_SEQUENCE:
        return match_children(walk, node->child, at, then);
    case PATTERN_CHOICE:
        return match_choice(walk, node, at, then);
    case PATTERN_REPEAT:
        return iterate(walk, node, 0, at, then);
    case PATTERN_CAPTURE:
        return match_capture(walk, node, at, then);
    case PATTERN_SAME:
        return match_same(walk, node, at, then);
    case PATTERN_START:
        return pass_place(walk, at == walk->first, at, then);
    case PATTERN_END:
        return pass_place(walk, at == walk->last, at, then);
    case PATTERN_LOOK:
        return match_look(walk, node, at, then);
    case PATTERN_ANY_ORDER:
        return match_parts(walk, node, 0, at, then);
    default:
        return match_token(walk, node, at, then);
    }
}

/* ---- Scopes --------------------------------------------------------------------------------------------- */

struct stretch {
    uint32_t first, last;
};

static bool go_accept(struct walk *walk, const struct then *self, uint32_t at)
{
    (void)self;
    walk->end = at;
    return true;
}

static bool has_same(const struct pattern_node *node)
{
    for (; node; node = node->next)
        if (node->kind == PATTERN_SAME || has_same(node->child))
            return true;
    return false;
}

static void keep(struct reference_result *out, const struct walk *walk, uint32_t first)
{
    if (out->count == REFERENCE_MATCHES) {
        out->gave_up = true;
        return;
    }
    size_t at = out->count++;
    for (; at > 0 && (out->matches[at - 1].first > first ||
                      (out->matches[at - 1].first == first && out->matches[at - 1].last > walk->end));
         at--)
        out->matches[at] = out->matches[at - 1];
    out->matches[at].first = first;
    out->matches[at].last = walk->end;
    out->matches[at].capture_count = walk->capture_count;
    memcpy(out->matches[at].captures, walk->captures, sizeof walk->captures);
}

static void run_scope(struct reference_result *out, struct walk *walk, const struct pattern_node *pattern,
                      struct stretch scope)
{
    struct then accept = {go_accept, NULL, NULL, 0, 0};
    bool committed = pattern->kind == PATTERN_SAME || has_same(pattern->child);
    walk->first = scope.first;
    walk->last = scope.last;
    for (uint32_t at = scope.first; at < scope.last && !walk->gave_up;) {
        walk->committed = committed;
        walk->supposing = false;
        walk->capture_count = 0;
        walk->fork = NOWHERE;
        walk->element = (struct element){NOWHERE, NOWHERE, LEXICON_NONE, UINT32_MAX};
        bool found = match(walk, pattern, at, &accept) && walk->end > at && !walk->gave_up;
        if (found)
            keep(out, walk, at);
        at = found ? walk->end : at + 1;
    }
    out->gave_up = out->gave_up || walk->gave_up;
}

static bool covered(const struct reference_text *text, const struct pattern_scope *scope, uint32_t token)
{
    for (size_t i = 0; i < text->annotation_count; i++) {
        const struct reference_annotation *annotation = &text->annotations[i];
        if (str_equal(annotation->type, scope->type) && str_equal(annotation->role, scope->role) &&
            annotation->first <= token && token < annotation->last)
            return true;
    }
    return false;
}

/* The stretches of a sentence that no annotation covers. */
static size_t outside(const struct reference_text *text, const struct pattern_scope *scope, struct stretch sentence,
                      struct stretch *out)
{
    size_t count = 0;
    bool open = false;
    for (uint32_t token = sentence.first; token < sentence.last; token++) {
        bool free = !covered(text, scope, token);
        if (free && !open)
            out[count++] = (struct stretch){token, token};
        if (free)
            out[count - 1].last = token + 1;
        open = free;
    }
    return count;
}

static struct stretch sentence_at(const struct reference_text *text, size_t number)
{
    const struct sentence *sentence = &text->segmentation->sentences.items[number];
    return (struct stretch){sentence->first_token, sentence->first_token + sentence->token_count};
}

static size_t inside(const struct reference_text *text, const struct pattern_scope *scope, struct stretch *out)
{
    size_t count = 0;
    for (size_t i = 0; i < text->annotation_count; i++) {
        const struct reference_annotation *annotation = &text->annotations[i];
        bool again =
            count > 0 && out[count - 1].first == annotation->first && out[count - 1].last == annotation->last;
        if (str_equal(annotation->type, scope->type) && str_equal(annotation->role, scope->role) && !again)
            out[count++] = (struct stretch){annotation->first, annotation->last};
    }
    return count;
}

static size_t scopes(const struct reference_text *text, const struct pattern_scope *scope, struct stretch *out)
{
    const struct segmentation *segmentation = text->segmentation;
    size_t count = 0;
    switch (scope->within) {
    case PATTERN_IN_DOCUMENT:
        out[0] = (struct stretch){0, (uint32_t)segmentation->tokens.count};
        return 1;
    case PATTERN_INSIDE:
        return inside(text, scope, out);
    case PATTERN_IN_PARAGRAPH:
        for (; count < segmentation->paragraphs.count; count++) {
            const struct paragraph *paragraph = &segmentation->paragraphs.items[count];
            out[count].first = sentence_at(text, paragraph->first_sentence).first;
            out[count].last = sentence_at(text, paragraph->first_sentence + paragraph->sentence_count - 1).last;
        }
        return count;
    case PATTERN_IN_SENTENCE:
        for (; count < segmentation->sentences.count; count++)
            out[count] = sentence_at(text, count);
        return count;
    case PATTERN_OUTSIDE:
        for (size_t i = 0; i < segmentation->sentences.count; i++)
            count += outside(text, scope, sentence_at(text, i), out + count);
        return count;
    }
    return 0;
}

void reference_run(struct reference_result *out, const struct reference_text *text, struct reference_cache *cache,
                   const struct pattern_node *pattern, const struct pattern_scope *scope, uint64_t steps)
{
    struct stretch stretches[SCOPES_MOST];
    struct walk walk = {.asker = {text, cache}, .steps = steps};
    if (text->segmentation->tokens.count >= SCOPES_MOST || text->annotation_count >= SCOPES_MOST)
        abort();
    out->count = 0;
    out->gave_up = false;
    size_t count = scopes(text, scope, stretches);
    for (size_t i = 0; i < count && !walk.gave_up; i++)
        run_scope(out, &walk, pattern, stretches[i]);
}
