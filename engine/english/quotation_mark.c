/* Finding quotation marks and reading what stands beside them. */
#include "english/quotation.h"

/* What stands beside a run of marks. */
enum side { SIDE_BLANK, SIDE_MARK, SIDE_WORD };

/* What is glued before marks that open a quotation is as good as nothing: brackets, dashes, signs. */
static enum side left_of(const struct marked_text *text, uint32_t first)
{
    if (!marked_glued(text, first))
        return SIDE_BLANK;
    if (!(marked_facts(text, first - 1) & FORM_PUNCTUATION))
        return SIDE_WORD;
    const uint32_t ends = MARK_RIGHT | MARK_FINAL | MARK_COMMA | MARK_SEMICOLON;
    return marked_class(text, first - 1) & ends ? SIDE_MARK : SIDE_BLANK;
}

/* The same for what is glued behind marks that close one. */
static enum side right_of(const struct marked_text *text, uint32_t last)
{
    if (!marked_glued(text, last))
        return SIDE_BLANK;
    if (!(marked_facts(text, last) & FORM_PUNCTUATION))
        return SIDE_WORD;
    const uint32_t ends = MARK_RIGHT | MARK_DASH | MARK_FINAL | MARK_COMMA | MARK_COLON | MARK_SEMICOLON;
    return marked_class(text, last) & ends ? SIDE_BLANK : SIDE_MARK;
}

/* Which the marks [first, last) of a run are by what stands beside them: MARK_OPENS before a word, MARK_CLOSES behind
 * one, 0 where that says nothing. */
static uint8_t run_place(const struct marked_text *text, uint32_t first, uint32_t last)
{
    enum side left = left_of(text, first), right = right_of(text, last);
    if (left == SIDE_BLANK && right != SIDE_BLANK)
        return MARK_OPENS;
    return left != SIDE_BLANK && right != SIDE_WORD ? MARK_CLOSES : 0;
}

/* A mark between two words is part of them: "o'clock". */
static bool joins_words(const struct marked_text *text, uint32_t token)
{
    return marked_glued(text, token) && marked_glued(text, token + 1) &&
           !(marked_facts(text, token - 1) & FORM_PUNCTUATION) && !(marked_facts(text, token + 1) & FORM_PUNCTUATION);
}

/* '' typed for an apostrophe: "the president''s". */
static bool is_twice(const struct marked_text *text, uint32_t token, const struct quotation_mark *mark)
{
    const struct token *at = &text->segmentation->tokens.items[token];
    return mark->shape == MARK_QUOTATION && at->end - at->start == 2;
}

/* `mark` holds the token, its place and where it stands. */
static bool add_mark(quotation_marks *out, const tocsin_allocator *alloc, const struct marked_text *text,
                     struct quotation_mark mark)
{
    uint32_t token = mark.token, class = marked_class(text, token);
    uint8_t place = mark.place;
    mark.family = (uint8_t)(class & MARK_FAMILIES);
    mark.shape = (uint8_t)(class & MARK_QUOTATION);
    if ((class & MARK_APOSTROPHE || is_twice(text, token, &mark)) && joins_words(text, token))
        return true;
    if (class & MARK_APOSTROPHE) {
        bool plural = marked_glued(text, token) && (marked_class(text, token - 1) & MARK_PLURAL);
        bool leads = place == MARK_OPENS && !(class & MARK_OPENS); /* ’90s */
        mark.apostrophe = plural || leads;
    }
    return array_push(alloc, out, mark);
}

/* The token behind the last of a sentence, of a paragraph. */
static uint32_t sentence_end(const struct segmentation *segmentation, size_t index)
{
    return segmentation->sentences.items[index].first_token + segmentation->sentences.items[index].token_count;
}

static uint32_t paragraph_end(const struct segmentation *segmentation, size_t index)
{
    const struct paragraph *paragraph = &segmentation->paragraphs.items[index];
    return sentence_end(segmentation, paragraph->first_sentence + paragraph->sentence_count - 1);
}

/* Looks from the end back at which closing marks are still to come, each taken by the nearest opening one. */
static void look_ahead(quotation_marks *marks)
{
    uint32_t sure = 0, any = 0, paragraph = UINT32_MAX;
    for (size_t i = marks->count; i-- > 0;) {
        struct quotation_mark *mark = &marks->items[i];
        if (mark->family != MARK_SINGLE)
            continue;
        if (mark->paragraph != paragraph)
            sure = any = 0;
        paragraph = mark->paragraph;
        mark->close_ahead = sure > 0;
        mark->any_ahead = any > 0;
        if (mark->place == MARK_OPENS) {
            sure -= sure > 0;
            any -= any > 0;
        } else if ((mark->shape & MARK_CLOSES) || mark->place == MARK_CLOSES) {
            sure += mark->place == MARK_CLOSES && !mark->apostrophe;
            any++;
        }
    }
}

/* Files for each mark which of every family comes next. */
static void link_families(quotation_marks *marks)
{
    uint32_t next[QUOTATION_FAMILIES] = {UINT32_MAX, UINT32_MAX, UINT32_MAX};
    for (size_t i = marks->count; i-- > 0;) {
        next[quotation_family(marks->items[i].family)] = (uint32_t)i;
        memcpy(marks->items[i].next, next, sizeof next);
    }
}

static uint32_t run_end(const struct marked_text *text, uint32_t token)
{
    uint32_t behind = token + 1;
    while (marked_glued(text, behind) && (marked_class(text, behind) & MARK_QUOTATION))
        behind++;
    return behind;
}

bool quotation_marks_find(quotation_marks *out, const tocsin_allocator *alloc, const struct marked_text *text)
{
    const struct segmentation *segmentation = text->segmentation;
    const form_id *forms = segmentation->forms.items;
    uint32_t count = (uint32_t)segmentation->tokens.count;
    struct quotation_mark mark = {0};
    array_clear(out);
    for (uint32_t token = 0; token < count; token++) {
        if (!(text->classes[forms[token]] & MARK_QUOTATION))
            continue;
        uint32_t behind = run_end(text, token);
        while (token >= sentence_end(segmentation, mark.sentence))
            mark.sentence++;
        while (token >= paragraph_end(segmentation, mark.paragraph))
            mark.paragraph++;
        uint32_t first = segmentation->paragraphs.items[mark.paragraph].first_sentence;
        mark.leads = token == segmentation->sentences.items[first].first_token;
        mark.place = run_place(text, token, behind);
        for (mark.token = token; mark.token < behind; mark.token++)
            if (!add_mark(out, alloc, text, mark))
                return false;
        token = behind - 1;
    }
    look_ahead(out);
    link_families(out);
    return true;
}
