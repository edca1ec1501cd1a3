#include "pattern/attribute.h"

#include "text/char_class.h"
#include "text/utf8.h"

static const char *const shape_values[] = {"title", "upper", "lower", "mixed", "number", "mark", "other", NULL};
static const char *const affix_values[] = {"none", "negative", NULL};

#define FORM_FLAG(name, trait, about)                                                                            \
    {                                                                                                            \
        name, ATTRIBUTE_FLAG, ATTRIBUTE_OF_FORM, NULL, trait, about                                              \
    }

static const struct attribute attributes[] = {
    {"text", ATTRIBUTE_STRING, ATTRIBUTE_OF_FORM, NULL, 0, "the word as written"},
    {"lower", ATTRIBUTE_STRING, ATTRIBUTE_OF_FORM, NULL, 0, "the word without case"},
    {"lemma", ATTRIBUTE_STRING, ATTRIBUTE_OF_FORM, NULL, 0, "any base form that the word may come from"},
    {"affix", ATTRIBUTE_SYMBOL, ATTRIBUTE_OF_FORM, affix_values, 0,
     "what an affix makes of its stem: negative (unhappy, hopeless), or none"},
    {"shape", ATTRIBUTE_SYMBOL, ATTRIBUTE_OF_FORM, shape_values, TRAIT_SHAPES,
     "title, upper, lower, mixed, number, mark or other"},
    {"length", ATTRIBUTE_NUMBER, ATTRIBUTE_OF_FORM, NULL, 0, "how many characters the word has"},
    FORM_FLAG("cap", TRAIT_CAP, "begins with a capital letter"),
    FORM_FLAG("upper", TRAIT_UPPER, "two letters or more, all capitals"),
    FORM_FLAG("lowercase", TRAIT_LOWERCASE, "has letters, none of them a capital"),
    FORM_FLAG("digit", TRAIT_DIGIT, "holds a digit"),
    FORM_FLAG("number", TRAIT_NUMBER, "holds digits and no letter"),
    FORM_FLAG("punct", TRAIT_PUNCT, "holds neither letter nor digit"),
    FORM_FLAG("alpha", TRAIT_ALPHA, "holds letters only"),
    FORM_FLAG("ascii", TRAIT_ASCII, "holds ASCII characters only"),
    {"first", ATTRIBUTE_FLAG, ATTRIBUTE_OF_TOKEN, NULL, 0, "the first word of its sentence"},
    {"last", ATTRIBUTE_FLAG, ATTRIBUTE_OF_TOKEN, NULL, 0, "the last word of its sentence"},
    {"spaced", ATTRIBUTE_FLAG, ATTRIBUTE_OF_TOKEN, NULL, 0, "white space stands before it"},
    {"pos", ATTRIBUTE_SYMBOL, ATTRIBUTE_OF_TOKEN, NULL, 0, "its part of speech here, as Universal Dependencies name it"},
    {"tag", ATTRIBUTE_SYMBOL, ATTRIBUTE_OF_TOKEN, NULL, 0, "its tag here, as the Penn treebank names it"},
    {"rel", ATTRIBUTE_SYMBOL, ATTRIBUTE_OF_TOKEN, NULL, 0,
     "its relation to its head, as Universal Dependencies name it; of \"nsubj:pass\" also nsubj"},
    {"quoted", ATTRIBUTE_FLAG, ATTRIBUTE_OF_TOKEN, NULL, 0, "stands in a direct quotation"},
};

enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

const struct attribute *attribute_find(struct str name)
{
    for (size_t i = 0; i < ATTRIBUTES; i++)
        if (str_equal(name, str_of(attributes[i].name)))
            return &attributes[i];
    return NULL;
}

const struct attribute *attribute_at(size_t index)
{
    return index < ATTRIBUTES ? &attributes[index] : NULL;
}

/* ---- Traits --------------------------------------------------------------------------------------------- */

static uint32_t shape_of(uint32_t facts)
{
    static const struct {
        uint32_t fact, shape;
    } shapes[] = {{FORM_TITLE, TRAIT_SHAPE_TITLE},
                  {FORM_UPPER, TRAIT_SHAPE_UPPER},
                  {FORM_LOWER, TRAIT_SHAPE_LOWER},
                  {FORM_MIXED, TRAIT_SHAPE_MIXED}};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (facts & shapes[i].fact)
            return shapes[i].shape;
    if (facts & FORM_LETTERS)
        return TRAIT_SHAPE_OTHER;
    return facts & FORM_DIGITS ? TRAIT_SHAPE_NUMBER : TRAIT_SHAPE_MARK;
}

/* Whether all characters of the form are letters, or marks on them; *cap: whether the first is a capital one. */
static bool all_letters(const struct form *form, bool *cap)
{
    size_t at = 0;
    if (!(form->facts & FORM_NON_ASCII)) {
        *cap = (unsigned)form->text.data[0] - 'A' < 26;
        while (at < form->text.length && ((unsigned)form->text.data[at] | 0x20) - 'a' < 26)
            at++;
        return at == form->text.length;
    }
    enum char_class first = char_class_of(utf8_next(form->text.data, &at));
    *cap = first == CHAR_UPPER || first == CHAR_TITLE;
    for (at = 0; at < form->text.length;) {
        enum char_class class = char_class_of(utf8_next(form->text.data, &at));
        if (!char_class_is_letter(class) && class != CHAR_MARK)
            return false;
    }
    return true;
}

uint32_t attribute_traits(const struct vocabulary *vocabulary, form_id form)
{
    const struct form *known = vocabulary_form(vocabulary, form);
    uint32_t traits = shape_of(known->facts);
    bool cap, alpha = all_letters(known, &cap);
    traits |= cap ? TRAIT_CAP : 0;
    traits |= known->facts & FORM_UPPER ? TRAIT_UPPER : 0;
    traits |= known->facts & FORM_LOWER ? TRAIT_LOWERCASE : 0;
    traits |= known->facts & FORM_DIGITS ? TRAIT_DIGIT : 0;
    traits |= traits & TRAIT_SHAPE_NUMBER ? TRAIT_NUMBER : 0;
    traits |= known->facts & FORM_PUNCTUATION ? TRAIT_PUNCT : 0;
    traits |= alpha && (known->facts & FORM_LETTERS) ? TRAIT_ALPHA : 0;
    traits |= known->facts & FORM_NON_ASCII ? 0 : TRAIT_ASCII;
    return traits;
}

uint32_t attribute_traits_sure(uint32_t shape)
{
    switch (shape) {
    case TRAIT_SHAPE_UPPER:
        return shape | TRAIT_UPPER;
    case TRAIT_SHAPE_LOWER:
        return shape | TRAIT_LOWERCASE;
    case TRAIT_SHAPE_NUMBER:
        return shape | TRAIT_DIGIT | TRAIT_NUMBER;
    case TRAIT_SHAPE_MARK:
        return shape | TRAIT_PUNCT;
    default:
        return shape;
    }
}

uint32_t attribute_traits_possible(uint32_t shape)
{
    uint32_t sure = attribute_traits_sure(shape) | TRAIT_ASCII;
    if (shape == TRAIT_SHAPE_NUMBER || shape == TRAIT_SHAPE_MARK)
        return sure;
    sure |= TRAIT_DIGIT | TRAIT_ALPHA;
    return shape & (TRAIT_SHAPE_TITLE | TRAIT_SHAPE_UPPER | TRAIT_SHAPE_MIXED) ? sure | TRAIT_CAP : sure;
}

/* ---- Values --------------------------------------------------------------------------------------------- */

static void lemma_value(struct attribute_value *out, struct str folded, const struct lemmas *lemmas)
{
    out->strings[0] = folded;
    out->string_count = 1;
    if (!lemmas)
        return;
    lemmas_of(&out->lemma, lemmas, folded);
    out->string_count = out->lemma.count;
    for (uint32_t i = 0; i < out->lemma.count; i++)
        out->strings[i] = out->lemma.items[i].text;
}

static void affix_value(struct attribute_value *out, struct str folded, const struct lemmas *lemmas)
{
    struct str sense = lemmas ? lemmas_affix(lemmas, folded) : STR("");
    out->strings[0] = sense.length ? sense : str_of(affix_values[0]);
    out->string_count = 1;
}

static double character_count(struct str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        at += utf8_length((unsigned char)text.data[at]);
    return (double)count;
}

static struct str shape_value(uint32_t traits)
{
    size_t at = 0;
    while (!(traits >> at & 1))
        at++;
    return str_of(shape_values[at]);
}

void attribute_of_form(struct attribute_value *out, const struct attribute *attribute,
                       const struct vocabulary *vocabulary, form_id form, const struct lemmas *lemmas)
{
    const struct form *known = vocabulary_form(vocabulary, form);
    struct str folded = vocabulary_form(vocabulary, known->fold)->text;
    out->flag = false;
    out->number = 0;
    out->string_count = 0;
    if (attribute->kind == ATTRIBUTE_FLAG) {
        out->flag = attribute_traits(vocabulary, form) & attribute->trait;
    } else if (attribute->kind == ATTRIBUTE_NUMBER) {
        out->number = character_count(known->text);
    } else if (str_equal(str_of(attribute->name), STR("lemma"))) {
        lemma_value(out, folded, lemmas);
    } else if (str_equal(str_of(attribute->name), STR("affix"))) {
        affix_value(out, folded, lemmas);
    } else {
        out->string_count = 1;
        out->strings[0] = attribute->kind == ATTRIBUTE_SYMBOL ? shape_value(attribute_traits(vocabulary, form))
                          : attribute_is_text(attribute)      ? known->text
                                                              : folded;
    }
}
