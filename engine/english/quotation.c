/* Pairing quotation marks. */
#include "english/quotation.h"

/* A closing mark is looked for over this many paragraphs: some sites print each sentence as a paragraph. */
enum { FAR_PARAGRAPHS = 4 };

struct open_mark {
    const struct quotation_mark *mark;
    size_t index;        /* of its quotation */
    uint32_t paragraph;  /* the last one that it reopened */
    uint32_t child_last; /* where the last quotation within it ends */
};

struct pairing {
    const struct marked_text *text;
    const tocsin_allocator *alloc;
    const quotation_marks *marks;
    quotations *out;
    struct open_mark stack[QUOTATION_DEPTH];
    size_t depth;
    size_t skipped; /* opening marks too deep to be followed, whose partners are still to come */
    uint32_t last;  /* where the last quotation so far ends */
};

static uint32_t sentence_last(const struct segmentation *segmentation, uint32_t index)
{
    return segmentation->sentences.items[index].first_token + segmentation->sentences.items[index].token_count;
}

static uint32_t paragraph_last(const struct segmentation *segmentation, uint32_t index)
{
    const struct paragraph *paragraph = &segmentation->paragraphs.items[index];
    return sentence_last(segmentation, paragraph->first_sentence + paragraph->sentence_count - 1);
}

/* The innermost open mark of a family. */
static struct open_mark *open_of(struct pairing *pairing, uint8_t family)
{
    for (size_t i = pairing->depth; i-- > 0;)
        if (pairing->stack[i].mark->family == family)
            return &pairing->stack[i];
    return NULL;
}

static void end_quotation(struct pairing *pairing, const struct open_mark *open, uint32_t last)
{
    pairing->out->items[open->index].last = last;
    if (last > pairing->last)
        pairing->last = last;
    for (struct open_mark *around = pairing->stack; around < open; around++)
        if (around->child_last < last)
            around->child_last = last;
}

/* The innermost open mark never closes. Only double marks are worth a guess where the quotation ends: with the
 * paragraph where it began with it, or behind a colon, else with the sentence. */
static void give_up(struct pairing *pairing)
{
    const struct segmentation *segmentation = pairing->text->segmentation;
    const struct open_mark *open = &pairing->stack[--pairing->depth];
    const struct quotation_mark *mark = open->mark;
    struct quotation *quotation = &pairing->out->items[open->index];
    if (mark->family != MARK_DOUBLE || mark->place != MARK_OPENS || pairing->depth > 0)
        return;
    bool long_one = mark->leads || quotation->paragraphs > 1 ||
                    (mark->token > 0 && (marked_class(pairing->text, mark->token - 1) & MARK_COLON));
    uint32_t last = long_one ? paragraph_last(segmentation, open->paragraph)
                             : sentence_last(segmentation, mark->sentence);
    if (last < open->child_last)
        last = open->child_last;
    quotation->closed = false;
    quotation->inner_last = last;
    quotation->confidence = long_one ? 0.5F : 0.4F;
    end_quotation(pairing, open, last);
}

static bool opens_surely(const struct quotation_mark *mark)
{
    return mark->place == MARK_OPENS || mark->shape == MARK_OPENS;
}

static bool closes_surely(const struct quotation_mark *mark)
{
    return mark->place == MARK_CLOSES || (mark->shape == MARK_CLOSES && mark->place == 0);
}

/* A paragraph ended before `mark` with quotations open. True where the mark only reopens the outermost one. */
static bool settle(struct pairing *pairing, const struct quotation_mark *mark)
{
    struct open_mark *outer = &pairing->stack[0];
    if (pairing->depth == 0 || mark->paragraph == outer->paragraph)
        return false;
    while (pairing->depth > 1)
        give_up(pairing);
    pairing->skipped = 0;
    uint32_t next = mark->next[quotation_family(outer->mark->family)];
    const struct quotation_mark *partner = next == UINT32_MAX ? NULL : &pairing->marks->items[next];
    if (partner == mark && mark->leads && opens_surely(mark) && mark->paragraph == outer->paragraph + 1) {
        outer->paragraph++;
        pairing->out->items[outer->index].paragraphs++;
        return true;
    }
    if (!partner || !closes_surely(partner) || partner->paragraph - outer->paragraph > FAR_PARAGRAPHS)
        give_up(pairing);
    return false;
}

static bool open_quotation(struct pairing *pairing, const struct quotation_mark *mark)
{
    struct quotation quotation = {
        .first = mark->token, .inner_first = mark->token + 1, .paragraphs = 1, .opened = true, .closed = true};
    if (pairing->depth == QUOTATION_DEPTH) {
        pairing->skipped++;
        return true;
    }
    struct open_mark *open = &pairing->stack[pairing->depth++];
    *open = (struct open_mark){mark, pairing->out->count, mark->paragraph, 0};
    return array_push(pairing->alloc, pairing->out, quotation);
}

/* How sure a pair is: 1 for marks of one kind that stand as they should. */
static float pair_confidence(const struct pairing *pairing, const struct open_mark *open,
                             const struct quotation_mark *mark)
{
    float confidence = 1;
    uint8_t left = open->mark->shape, right = mark->shape;
    if ((left == MARK_QUOTATION) != (right == MARK_QUOTATION) || left == MARK_CLOSES || right == MARK_OPENS)
        confidence *= 0.9F;
    if (open->mark->place == 0 || mark->place == 0)
        confidence *= 0.9F;
    if (mark->apostrophe)
        confidence *= 0.7F;
    if (mark->paragraph != open->paragraph)
        confidence *= 0.7F;
    return pairing->out->items[open->index].paragraphs > 1 ? confidence * 0.9F : confidence;
}

/* A closing mark without a partner, behind what ends an utterance: the quotation begins with the sentence, or with
 * the paragraph where no quotation came before in it. */
static bool close_alone(struct pairing *pairing, const struct quotation_mark *mark)
{
    const struct segmentation *segmentation = pairing->text->segmentation;
    if (pairing->depth > 0 || mark->family != MARK_DOUBLE || mark->place != MARK_CLOSES || mark->token == 0 ||
        !(marked_class(pairing->text, mark->token - 1) & (MARK_FINAL | MARK_COMMA)))
        return true;
    uint32_t paragraph = segmentation->paragraphs.items[mark->paragraph].first_sentence;
    uint32_t first = segmentation->sentences.items[paragraph].first_token;
    if (first < pairing->last)
        first = segmentation->sentences.items[mark->sentence].first_token;
    if (first < pairing->last || first + 2 > mark->token)
        return true;
    pairing->last = mark->token + 1;
    struct quotation quotation = {.first = first, .last = mark->token + 1, .inner_first = first,
                                  .inner_last = mark->token, .paragraphs = 1, .closed = true, .confidence = 0.3F};
    return array_push(pairing->alloc, pairing->out, quotation);
}

static bool close_quotation(struct pairing *pairing, const struct quotation_mark *mark)
{
    struct open_mark *open = open_of(pairing, mark->family);
    if (pairing->skipped > 0) {
        pairing->skipped--;
        return true;
    }
    if (!open)
        return close_alone(pairing, mark);
    if (mark->family == MARK_SINGLE && open < &pairing->stack[pairing->depth - 1])
        return true; /* double marks are surer: this one would close across theirs */
    pairing->depth = (size_t)(open - pairing->stack);
    struct quotation *quotation = &pairing->out->items[open->index];
    quotation->inner_last = mark->token;
    quotation->confidence = pair_confidence(pairing, open, mark);
    end_quotation(pairing, open, mark->token + 1);
    return true;
}

/* What a mark does: MARK_OPENS, MARK_CLOSES or 0. Its shape counts most, unless what stands beside it says clearly
 * otherwise. */
static uint8_t role_of(struct pairing *pairing, const struct quotation_mark *mark)
{
    bool is_open = open_of(pairing, mark->family) != NULL;
    if (mark->shape == MARK_OPENS)
        return mark->place != MARK_CLOSES ? MARK_OPENS : is_open ? MARK_CLOSES : 0;
    if (mark->shape == MARK_CLOSES)
        return mark->place != MARK_OPENS || is_open ? MARK_CLOSES : MARK_OPENS;
    if (mark->place)
        return mark->place;
    return is_open ? MARK_CLOSES : MARK_OPENS;
}

/* The same for single marks, most of which are apostrophes. */
static uint8_t single_role(struct pairing *pairing, const struct quotation_mark *mark)
{
    if (mark->shape == MARK_CLOSES && mark->place == MARK_OPENS)
        return 0;
    uint8_t role = role_of(pairing, mark);
    if (role == MARK_OPENS)
        return mark->any_ahead || (mark->leads && mark->shape == MARK_OPENS) ? role : 0;
    return mark->apostrophe && mark->close_ahead ? 0 : role;
}

/* A mark typed twice, or in two kinds: ““Go”. */
static bool repeats(const struct pairing *pairing, const struct quotation_mark *mark)
{
    return mark > pairing->marks->items && mark[-1].token + 1 == mark->token && mark[-1].family == mark->family &&
           mark->place == MARK_OPENS && mark[-1].place == MARK_OPENS && marked_glued(pairing->text, mark->token);
}

/* The same of the mark that closes such a quotation, which then ends behind it. */
static bool repeats_close(struct pairing *pairing, const struct quotation_mark *mark)
{
    if (mark->place != MARK_CLOSES || pairing->last != mark->token || mark == pairing->marks->items ||
        mark[-1].family != mark->family)
        return false;
    for (size_t i = pairing->out->count; i-- > 0;) {
        struct quotation *quotation = &pairing->out->items[i];
        if (quotation->last != mark->token)
            continue;
        if (quotation->inner_first <= quotation->first + 1)
            return false;
        pairing->last = quotation->last = mark->token + 1;
        for (size_t around = 0; around < pairing->depth; around++)
            if (pairing->stack[around].child_last < quotation->last)
                pairing->stack[around].child_last = quotation->last;
        return true;
    }
    return false;
}

static bool take_mark(struct pairing *pairing, const struct quotation_mark *mark)
{
    if (settle(pairing, mark))
        return true;
    if (repeats(pairing, mark)) {
        struct quotation *open =
            pairing->depth ? &pairing->out->items[pairing->stack[pairing->depth - 1].index] : NULL;
        if (open && open->inner_first == mark->token) /* else the mark before only went on with an open one */
            open->inner_first = mark->token + 1;
        return true;
    }
    if (repeats_close(pairing, mark))
        return true;
    uint8_t role = mark->family == MARK_SINGLE ? single_role(pairing, mark) : role_of(pairing, mark);
    if (role == MARK_OPENS)
        return open_quotation(pairing, mark);
    return role == MARK_CLOSES ? close_quotation(pairing, mark) : true;
}

/* Leaves out what never ended or holds nothing, and counts depths. */
static void keep_whole(quotations *out)
{
    uint32_t around[QUOTATION_DEPTH] = {0};
    size_t kept = 0, depth = 0;
    for (size_t i = 0; i < out->count; i++) {
        struct quotation quotation = out->items[i];
        if (quotation.last == 0 || quotation.inner_first >= quotation.inner_last)
            continue;
        while (depth > 0 && around[depth - 1] <= quotation.first)
            depth--;
        if (depth == QUOTATION_DEPTH)
            continue;
        around[depth++] = quotation.last;
        quotation.depth = (uint8_t)depth;
        out->items[kept++] = quotation;
    }
    out->count = kept;
}

bool quotations_find(quotations *out, quotation_marks *marks, const tocsin_allocator *alloc,
                     const struct marked_text *text)
{
    struct pairing pairing = {.text = text, .alloc = alloc, .marks = marks, .out = out};
    array_clear(out);
    if (!quotation_marks_find(marks, alloc, text))
        return false;
    for (size_t i = 0; i < marks->count; i++)
        if (!take_mark(&pairing, &marks->items[i]))
            return false;
    while (pairing.depth > 0)
        give_up(&pairing);
    keep_whole(out);
    quotations_tell_kinds(out, text);
    return true;
}
