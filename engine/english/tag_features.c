#include "english/tag_features.h"

#include "text/utf8.h"

const struct tag_part tag_part_before = {.ambiguity = UINT32_MAX, .rank = UINT16_MAX, .cluster = UINT16_MAX};
const struct tag_part tag_part_behind = {
    .ambiguity = UINT32_MAX - 1, .rank = UINT16_MAX - 1, .cluster = UINT16_MAX - 1};

enum { SHAPE_MARK, SHAPE_SMALL, SHAPE_CAPITAL, SHAPE_MIXED };
enum { LONGEST_END = 5, LONGEST_START = 4, LONGEST_SHAPE = 12, MOST_LETTERS = 12 };

/* ---- Numbers -------------------------------------------------------------------------------------------- */

static inline uint64_t mix(uint64_t number, uint64_t next)
{
    number = (number ^ next) * UINT64_C(0x9e3779b97f4a7c15);
    return number ^ number >> 32;
}

static uint64_t text_number(const char *text, size_t length)
{
    uint64_t number = length;
    for (size_t i = 0; i < length; i++)
        number = mix(number, (unsigned char)text[i]);
    return number;
}

static inline void add(struct tag_keys *keys, unsigned template, uint64_t a, uint64_t b, uint64_t c)
{
    keys->items[keys->count++] = mix(mix(mix(template + 1, a), b), c);
}

/* ---- A form --------------------------------------------------------------------------------------------- */

/* Letters with their classes: of the word as a base form, and as another form of one. */
static uint32_t lemma_classes(const struct lemmas *lemmas, struct str folded)
{
    struct lemma_answer answer;
    uint32_t classes = 0;
    if (!lemmas)
        return 0;
    lemmas_of(&answer, lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++)
        classes |= answer.items[i].classes << (str_equal(answer.items[i].text, folded) ? 0 : 5);
    return classes | lemmas_base_classes(lemmas, folded) << 10;
}

/* The bytes of the last `letters` characters; all where there are no more. */
static size_t end_bytes(struct str text, unsigned letters)
{
    size_t at = text.length;
    for (; letters && at > 0; letters--)
        utf8_previous(text.data, &at);
    return text.length - at;
}

static size_t start_bytes(struct str text, unsigned letters)
{
    size_t at = 0;
    for (; letters && at < text.length; letters--)
        at += utf8_length((unsigned char)text.data[at]);
    return at;
}

/* As text_number, with all digits alike. */
static uint64_t ending_number(struct str text, size_t length)
{
    uint64_t number = length;
    for (size_t i = text.length - length; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        number = mix(number, byte >= '0' && byte <= '9' ? '0' : byte);
    }
    return number;
}

static uint8_t shape_of(uint32_t facts, enum tag_case letters)
{
    if (!(facts & FORM_LETTERS))
        return SHAPE_MARK;
    if (letters == TAG_CASE_SILENT)
        return SHAPE_SMALL;
    if (facts & FORM_MIXED)
        return SHAPE_MIXED;
    return facts & (FORM_TITLE | FORM_UPPER) ? SHAPE_CAPITAL : SHAPE_SMALL;
}

void tag_form_read(struct tag_form *out, const struct vocabulary *vocabulary, form_id form, enum tag_case letters,
                   const struct tag_words *words, const struct lemmas *lemmas)
{
    const struct form *known = vocabulary_form(vocabulary, form);
    out->folded = vocabulary_form(vocabulary, known->fold)->text;
    out->text = letters == TAG_CASE_SILENT ? out->folded : known->text;
    out->facts = known->facts;
    out->letters = letters;
    out->lemmas = lemma_classes(lemmas, out->folded);
    out->word = tag_words_find(words, out->folded);
    out->ambiguity = out->word.ambiguity ? out->word.ambiguity : UINT32_C(1) << 16 | out->lemmas;
    for (unsigned i = 0; i < 2; i++)
        out->ends[i] = (uint32_t)ending_number(out->folded, end_bytes(out->folded, i + 2));
    out->shape = shape_of(known->facts, letters);
}

/* What its case and digits say, as far as case says anything. */
static uint32_t case_class(const struct tag_form *form)
{
    uint32_t facts = form->facts;
    if (form->letters == TAG_CASE_SILENT)
        facts &= ~(uint32_t)(FORM_LOWER | FORM_UPPER | FORM_TITLE | FORM_MIXED);
    return facts << 2 | form->letters;
}

/* Its characters by kind, of three or more of one kind two: "Xxd", with marks as they are. */
static uint64_t shape_number(struct str text)
{
    uint64_t number = 0;
    unsigned kept = 0, run = 0, last = 0;
    for (size_t i = 0; i < text.length && kept < LONGEST_SHAPE; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        unsigned kind = byte >= 'A' && byte <= 'Z'   ? 'X'
                        : byte >= 'a' && byte <= 'z' ? 'x'
                        : byte >= '0' && byte <= '9' ? 'd'
                        : byte >= 0x80               ? 'u'
                                                     : byte;
        run = kind == last ? run + 1 : 0;
        last = kind;
        if (run >= 2)
            continue;
        number = mix(number, kind);
        kept++;
    }
    return number;
}

static void add_ends(struct tag_keys *out, const struct tag_form *form, uint32_t class)
{
    size_t before = 0;
    for (unsigned letters = 1; letters <= LONGEST_END; letters++) {
        size_t bytes = end_bytes(form->folded, letters);
        if (bytes == before)
            break;
        before = bytes;
        uint64_t number = ending_number(form->folded, bytes);
        add(out, 10 + letters, number, 0, 0);
        if (letters <= 3) {
            add(out, 20 + letters, number, class, 0);
            add(out, 24 + letters, number, form->lemmas, 0);
        }
    }
}

static void add_starts(struct tag_keys *out, const struct tag_form *form)
{
    size_t before = 0;
    for (unsigned letters = 1; letters <= LONGEST_START; letters++) {
        size_t bytes = start_bytes(form->folded, letters);
        if (bytes == before)
            break;
        before = bytes;
        add(out, 30 + letters, ending_number((struct str){form->folded.data, bytes}, bytes), 0, 0);
    }
}

/* "well-known": by what stands before the first hyphen and behind the last. */
static void add_hyphens(struct tag_keys *out, const struct tag_form *form)
{
    struct str text = form->folded;
    const char *first = memchr(text.data, '-', text.length), *last = first;
    if (!first || text.length == 1)
        return;
    for (const char *at = first; at < text.data + text.length; at++)
        last = *at == '-' ? at : last;
    add(out, 50, text_number(text.data, (size_t)(first - text.data)), 0, 0);
    add(out, 51, text_number(last + 1, (size_t)(text.data + text.length - last - 1)), 0, 0);
}

static void add_here(struct tag_keys *out, const struct tag_form *form, bool known)
{
    uint32_t class = case_class(form);
    add(out, 0, 0, 0, 0);
    add(out, 1, known ? text_number(form->folded.data, form->folded.length) : 0, 0, 0);
    add(out, 2, known ? form->ambiguity : 0, 0, 0);
    if (known && !str_equal(form->text, form->folded))
        add(out, 3, text_number(form->text.data, form->text.length), form->letters, 0);
    add_ends(out, form, class);
    add_starts(out, form);
    add_hyphens(out, form);
    add(out, 40, class, 0, 0);
    add(out, 41, shape_number(form->text), form->letters, 0);
    add(out, 42, form->lemmas, 0, 0);
    add(out, 43, form->lemmas, class, 0);
    for (unsigned bit = 0; bit < 15; bit++)
        if (form->lemmas >> bit & 1)
            add(out, 44, bit, class, 0);
    add(out, 45, form->folded.length < MOST_LETTERS ? form->folded.length : MOST_LETTERS, class, 0);
    if (!form->word.cluster)
        return;
    add(out, 46, form->word.cluster, 0, 0);
    add(out, 47, form->word.cluster, class, 0);
    add(out, 48, form->word.cluster, form->ends[1], 0);
}

/* A word as a neighbour. */
static void add_beside(struct tag_keys *out, const struct tag_form *form, enum tag_place place)
{
    unsigned template = 100U * place;
    uint32_t class = case_class(form);
    add(out, template, text_number(form->folded.data, form->folded.length), 0, 0);
    add(out, template + 1, form->ambiguity, form->shape, form->letters);
    add(out, template + 2, form->lemmas, form->shape, form->letters);
    if (form->word.cluster)
        add(out, template + 3, form->word.cluster, 0, 0);
    if (place != TAG_LEFT && place != TAG_RIGHT)
        return;
    add(out, template + 4, form->ends[0], 0, 0);
    add(out, template + 5, form->ends[1], 0, 0);
    add(out, template + 6, shape_number(form->text), form->letters, 0);
    add(out, template + 7, class, 0, 0);
    if (!str_equal(form->text, form->folded))
        add(out, template + 8, text_number(form->text.data, form->text.length), 0, 0);
}

void tag_form_keys(struct tag_keys *out, const struct tag_form *form, enum tag_place place, bool known)
{
    out->count = 0;
    if (place == TAG_HERE)
        add_here(out, form, known);
    else
        add_beside(out, form, place);
}

struct tag_part tag_part_of(const struct tag_form *form)
{
    return (struct tag_part){
        form->ambiguity, {form->ends[0], form->ends[1]}, form->word.rank, form->word.cluster, form->shape};
}

/* ---- A place in a sentence ------------------------------------------------------------------------------ */

static void add_labels(struct tag_keys *out, const struct tag_context *context)
{
    const struct tag_part *here = context->parts[2], *next = context->parts[3];
    unsigned a = context->labels[0], b = context->labels[1], c = context->labels[2];
    add(out, 601, a, 0, 0);
    add(out, 602, a, b, 0);
    add(out, 603, a, here->ambiguity, 0);
    add(out, 604, a, next->ambiguity, 0);
    add(out, 606, a, b, here->ambiguity);
    add(out, 610, c, b, a);
    if (context->parts[1]->rank) {
        add(out, 611, context->parts[1]->rank, b, 0);
        add(out, 612, context->parts[1]->rank, a, b);
    }
    if (next->rank) {
        add(out, 613, next->rank, a, 0);
        add(out, 614, next->rank, here->ambiguity, a);
    }
    if (!here->rank)
        return;
    add(out, 615, here->rank, a, 0);
    add(out, 616, here->rank, a, b);
}

static void add_ambiguities(struct tag_keys *out, const struct tag_context *context)
{
    const struct tag_part *left = context->parts[1], *here = context->parts[2], *right = context->parts[3];
    add(out, 630, left->ambiguity, here->ambiguity, 0);
    add(out, 631, here->ambiguity, right->ambiguity, 0);
    if (here->rank)
        add(out, 635, here->rank, right->ambiguity, 0);
    if (left->rank) {
        add(out, 636, left->rank, here->ambiguity, 0);
        add(out, 637, left->rank, here->ambiguity, right->ambiguity);
    }
}

static void add_ranks(struct tag_keys *out, const struct tag_context *context)
{
    const struct tag_part *const *parts = context->parts;
    uint32_t left = parts[1]->rank, here = parts[2]->rank, right = parts[3]->rank;
    if (here && right)
        add(out, 650, here, right, 0);
    if (here && left)
        add(out, 651, left, here, 0);
    if (here && parts[4]->rank)
        add(out, 652, here, parts[4]->rank, 0);
    if (left && right)
        add(out, 653, left, right, 0);
}

static void add_clusters(struct tag_keys *out, const struct tag_context *context)
{
    const struct tag_part *left = context->parts[1], *here = context->parts[2], *right = context->parts[3];
    unsigned a = context->labels[0];
    add(out, 660, left->cluster, here->cluster, 0);
    add(out, 661, here->cluster, right->cluster, 0);
    add(out, 662, left->cluster, right->cluster, 0);
    add(out, 663, here->cluster, a, 0);
    add(out, 664, right->cluster, a, 0);
    add(out, 665, here->cluster, right->ambiguity, 0);
    add(out, 666, left->cluster, right->ambiguity, 0);
    add(out, 668, right->cluster, here->ambiguity, 0);
}

static void add_style(struct tag_keys *out, const struct tag_context *context)
{
    uint32_t near = 0, all;
    for (unsigned i = 1; i < 4; i++)
        near = near << 2 | context->parts[i]->shape;
    all = near << 4 | (uint32_t)context->parts[0]->shape << 2 | context->parts[4]->shape;
    uint32_t edges = (uint32_t)context->first << 1 | context->last;
    add(out, 680, context->style, edges, 0);
    add(out, 681, all, 0, 0);
    add(out, 682, near, context->parts[2]->ambiguity, 0);
    add(out, 683, near, context->labels[0], 0);
    add(out, 684, all, context->style, edges);
}

void tag_context_first_keys(struct tag_keys *out, const struct tag_context *context)
{
    add_labels(out, context);
    add_ambiguities(out, context);
}

void tag_context_other_keys(struct tag_keys *out, const struct tag_context *context)
{
    add_ranks(out, context);
    add_clusters(out, context);
    add_style(out, context);
}

/* ---- Case ----------------------------------------------------------------------------------------------- */

enum { LONG_WORD = 3, FEW_WORDS = 4, FEW_LONG = 3 };

enum tag_style tag_style_of(const struct vocabulary *vocabulary, const form_id *forms, size_t count)
{
    size_t words = 0, all_capitals = 0, capitals = 0, longer = 0, longer_capital = 0;
    for (size_t i = 0; i < count; i++) {
        const struct form *form = vocabulary_form(vocabulary, forms[i]);
        if (!(form->facts & FORM_LETTERS))
            continue;
        bool capital = form->facts & (FORM_TITLE | FORM_UPPER);
        words++;
        all_capitals += (form->facts & FORM_UPPER) != 0;
        capitals += capital || (form->facts & FORM_MIXED);
        longer += form->text.length > LONG_WORD;
        longer_capital += form->text.length > LONG_WORD && capital;
    }
    if (words >= 2 && all_capitals * 10 >= words * 8)
        return TAG_STYLE_CAPITALS;
    if (words >= FEW_WORDS && longer >= FEW_LONG && longer_capital * 20 >= longer * 17)
        return TAG_STYLE_HEADLINE;
    return words >= FEW_WORDS && !capitals ? TAG_STYLE_SMALL : TAG_STYLE_MIXED;
}

/* A colon opens a sentence within one: "He said: This is …". */
enum tag_case tag_case_next(struct tag_case_reader *reader, const struct form *form)
{
    if (reader->style != TAG_STYLE_MIXED)
        return TAG_CASE_SILENT;
    if (form->facts & FORM_PUNCTUATION) {
        if (form->text.length == 1 && form->text.data[0] == ':')
            reader->inside = false;
        return TAG_CASE_SAYS;
    }
    bool opens = !reader->inside;
    reader->inside = true;
    return opens && (form->facts & (FORM_TITLE | FORM_UPPER)) ? TAG_CASE_INITIAL : TAG_CASE_SAYS;
}
