#include "pattern/part.h"

#include <math.h>

#include "english/layers.h"
#include "english/parse_model.h"
#include "english/tag_model.h"
#include "pattern/nearest.h"
#include "text/fold.h"

static tocsin_status test_fail(struct pattern_maker *maker, uint32_t source, const struct pattern_test *test,
                               tocsin_status status)
{
    return maker_fail(maker, source, test->start, test->end, status);
}

/* Whether memory lasted for a predicate. */
static tocsin_status predicate_done(struct pattern_maker *maker, uint32_t predicate)
{
    return predicate == PREDICATE_NONE ? maker_no_memory(maker) : TOCSIN_OK;
}

static bool decimal(struct str text, double *out)
{
    double number = 0, scale = 1;
    bool point = false, digits = false;
    for (size_t i = text.length && text.data[0] == '-'; i < text.length; i++) {
        if (text.data[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        number = number * 10 + (text.data[i] - '0');
        scale *= point ? 10 : 1;
        digits = true;
    }
    *out = (text.length && text.data[0] == '-' ? -number : number) / scale;
    return digits;
}

/* ---- Lists ---------------------------------------------------------------------------------------------- */

tocsin_status maker_list(lexicon_list *out, struct pattern_maker *maker, uint32_t source, uint32_t start,
                         uint32_t end, struct str name)
{
    const struct lexicon *lexicon = maker->set->world.lexicon;
    *out = lexicon ? lexicon_find(lexicon, name) : LEXICON_NONE;
    if (*out == LEXICON_NONE) {
        struct nearest nearest;
        nearest_start(&nearest, name);
        for (size_t i = 0; lexicon && i < lexicon_list_count(lexicon); i++)
            nearest_offer(&nearest, lexicon_name(lexicon, (lexicon_list)i));
        return maker_fail(maker, source, start, end,
                          error_set(maker->error, MESSAGE_CHECK_LIST, (int)name.length, name.data,
                                    nearest_text(&nearest)));
    }
    if (lexicon_size(lexicon, *out) == 0)
        return maker_fail(maker, source, start, end,
                          error_set(maker->error, MESSAGE_CHECK_LIST_EMPTY, (int)name.length, name.data));
    return TOCSIN_OK;
}

/* Words of a list's entries of one word, as keys of a kind, behind maker->words. */
static tocsin_status list_words(struct pattern_maker *maker, lexicon_list list, enum word_kind kind)
{
    const struct lexicon *lexicon = maker->set->world.lexicon;
    array_clear(&maker->words);
    for (size_t i = 0; i < lexicon_size(lexicon, list); i++) {
        struct str words[LEXICON_ENTRY_LIMIT];
        char space[1024];
        if (lexicon_words(lexicon, lexicon_entry_at(lexicon, list, i), words, LEXICON_ENTRY_LIMIT) != 1)
            continue;
        struct str text = words[0];
        if (kind != WORD_EXACT) {
            text.length = fold_word(text, space, sizeof space);
            text.data = space;
        }
        uint32_t key = text.length <= sizeof space
                           ? word_keys_intern(&maker->set->predicates.words, kind, 0, text)
                           : WORD_NONE;
        if (key == WORD_NONE || !array_push(maker->set->alloc, &maker->words, key))
            return maker_no_memory(maker);
    }
    return TOCSIN_OK;
}

/* A list's entries as whole texts, once a set. */
static tocsin_status list_texts(struct pattern_maker *maker, lexicon_list list)
{
    struct pattern_set *set = maker->set;
    const struct lexicon *lexicon = set->world.lexicon;
    for (size_t i = 0; i < set->listed.count; i++)
        if (set->listed.items[i] == list)
            return TOCSIN_OK;
    for (size_t i = 0; i < lexicon_size(lexicon, list); i++) {
        struct str words[LEXICON_ENTRY_LIMIT];
        char space[1024];
        size_t count = lexicon_words(lexicon, lexicon_entry_at(lexicon, list, i), words, LEXICON_ENTRY_LIMIT);
        buffer_clear(&maker->key);
        for (size_t w = 0; w < count; w++) {
            buffer_text(&maker->key, w ? " " : "");
            buffer_append(&maker->key, words[w].data, words[w].length);
        }
        size_t length = fold_word((struct str){maker->key.data, maker->key.length}, space, sizeof space);
        if (length > sizeof space)
            continue;
        if (maker->key.failed || word_keys_intern(&set->predicates.words, WORD_LISTED, list,
                                                  (struct str){space, length}) == WORD_NONE)
            return maker_no_memory(maker);
    }
    return array_push(set->alloc, &set->listed, list) ? TOCSIN_OK : maker_no_memory(maker);
}

#define HEAD "head."

/* ---- Tests of words ------------------------------------------------------------------------------------- */

static tocsin_status attribute_unknown(struct pattern_maker *maker, uint32_t source,
                                       const struct pattern_test *test)
{
    struct nearest nearest;
    nearest_start(&nearest, test->attribute);
    for (size_t i = 0; attribute_at(i); i++)
        nearest_offer(&nearest, str_of(attribute_at(i)->name));
    return test_fail(maker, source, test,
                     error_set(maker->error, MESSAGE_CHECK_ATTRIBUTE, (int)test->attribute.length,
                               test->attribute.data, nearest_text(&nearest)));
}

static enum word_kind string_kind(const struct attribute *attribute)
{
    return str_equal(str_of(attribute->name), STR("text"))    ? WORD_EXACT
           : str_equal(str_of(attribute->name), STR("lemma")) ? WORD_LEMMA
                                                              : WORD_FOLDED;
}

static tocsin_status string_is(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                               const struct pattern_test *test, const struct attribute *attribute)
{
    array_clear(&maker->words);
    for (uint32_t i = 0; i < test->value_count; i++) {
        uint32_t key;
        tocsin_status status = word_key_of(&key, maker, string_kind(attribute), test->values[i], source,
                                           test->start, test->end);
        if (status)
            return status;
        if (!array_push(maker->set->alloc, &maker->words, key))
            return maker_no_memory(maker);
    }
    *out = predicate_words(&maker->set->predicates, maker->words.items, maker->words.count);
    return predicate_done(maker, *out);
}

static tocsin_status str_keep(struct str *out, struct pattern_maker *maker, struct str text)
{
    out->data = arena_text(&maker->set->arena, text.data, text.length);
    out->length = text.length;
    return out->data ? TOCSIN_OK : maker_no_memory(maker);
}

static tocsin_status values_keep(struct value_test *out, struct pattern_maker *maker,
                                 const struct pattern_test *test)
{
    struct str *values = arena_new(&maker->set->arena, (test->value_count + 1) * sizeof *values);
    tocsin_status status = values ? TOCSIN_OK : maker_no_memory(maker);
    for (uint32_t i = 0; i < test->value_count && !status; i++)
        status = str_keep(&values[i], maker, test->values[i]);
    out->values = values;
    out->value_count = test->value_count;
    return status;
}

static tocsin_status test_keep(uint32_t *out, struct pattern_maker *maker, const struct value_test *made)
{
    struct value_test *test = arena_new(&maker->set->arena, sizeof *test);
    if (!test)
        return maker_no_memory(maker);
    *test = *made;
    *out = predicate_test(&maker->set->predicates, test);
    return predicate_done(maker, *out);
}

struct symbols {
    const char *const *names;
    size_t count;
};

/* What a symbol may be. */
static struct symbols symbols_of(const struct pattern_maker *maker, const struct attribute *attribute)
{
    const struct tag_model *tags = maker->set->world.tags;
    const struct parse_model *parser = maker->set->world.parser;
    struct symbols symbols = {attribute->values, 0};
    if (str_equal(str_of(attribute->name), STR("rel")))
        return parser ? (struct symbols){parser->names, parser->relation_count} : symbols;
    if (attribute->level == ATTRIBUTE_OF_TOKEN) {
        bool pos = str_equal(str_of(attribute->name), STR("pos"));
        return !tags ? symbols
               : pos ? (struct symbols){tags->pos, tags->pos_count}
                     : (struct symbols){tags->tags, tags->tag_count};
    }
    while (symbols.names[symbols.count])
        symbols.count++;
    return symbols;
}

/* *out: which of the symbols a value is. */
static tocsin_status symbol_number(size_t *out, struct pattern_maker *maker, uint32_t source,
                                   const struct pattern_test *test, const struct attribute *attribute,
                                   struct str value)
{
    struct symbols symbols = symbols_of(maker, attribute);
    struct nearest nearest;
    /* No relation of the model: the word that has no head. */
    if (str_equal(str_of(attribute->name), STR("rel")) && str_equal(value, STR("root"))) {
        *out = symbols.count;
        return TOCSIN_OK;
    }
    for (*out = 0; *out < symbols.count; ++*out)
        if (str_equal(value, str_of(symbols.names[*out])))
            return TOCSIN_OK;
    nearest_start(&nearest, value);
    for (size_t i = 0; i < symbols.count; i++)
        nearest_offer(&nearest, str_of(symbols.names[i]));
    return test_fail(maker, source, test,
                     error_set(maker->error, MESSAGE_CHECK_VALUE, attribute->name, (int)value.length, value.data,
                               nearest_text(&nearest)));
}

static tocsin_status symbol_is(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                               const struct pattern_test *test, const struct attribute *attribute)
{
    uint32_t traits = 0;
    tocsin_status status = TOCSIN_OK;
    for (uint32_t i = 0; i < test->value_count && !status; i++) {
        size_t number;
        status = symbol_number(&number, maker, source, test, attribute, test->values[i]);
        traits |= UINT32_C(1) << number % 32;
    }
    if (status)
        return status;
    if (!attribute->trait) {
        struct value_test made = {.kind = PATTERN_COMPARE, .operator = PATTERN_IS, .attribute = attribute};
        status = values_keep(&made, maker, test);
        return status ? status : test_keep(out, maker, &made);
    }
    *out = predicate_traits(&maker->set->predicates, traits);
    return predicate_done(maker, *out);
}

static tocsin_status number_is(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                               const struct pattern_test *test, const struct attribute *attribute)
{
    struct predicate_table *table = &maker->set->predicates;
    *out = PREDICATE_NONE;
    for (uint32_t i = 0; i < test->value_count; i++) {
        struct value_test made = {.kind = PATTERN_COMPARE, .attribute = attribute};
        uint32_t low = PREDICATE_NONE, high = PREDICATE_NONE;
        if (!decimal(test->values[i], &made.number))
            return test_fail(maker, source, test,
                             error_set(maker->error, MESSAGE_CHECK_VALUE, attribute->name,
                                       (int)test->values[i].length, test->values[i].data, ""));
        made.operator = PATTERN_MORE_EQUAL;
        tocsin_status status = test_keep(&low, maker, &made);
        made.operator = PATTERN_LESS_EQUAL;
        if (!status)
            status = test_keep(&high, maker, &made);
        if (status)
            return status;
        uint32_t both = predicate_pair(table, PREDICATE_AND, low, high);
        if (both != PREDICATE_NONE)
            *out = *out == PREDICATE_NONE ? both : predicate_pair(table, PREDICATE_OR, *out, both);
        if (both == PREDICATE_NONE || *out == PREDICATE_NONE)
            return maker_no_memory(maker);
    }
    return TOCSIN_OK;
}

static tocsin_status compare_is(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                const struct pattern_test *test, const struct attribute *attribute)
{
    *out = PREDICATE_NONE;
    tocsin_status status = attribute->kind == ATTRIBUTE_SYMBOL   ? symbol_is(out, maker, source, test, attribute)
                           : attribute->kind == ATTRIBUTE_NUMBER ? number_is(out, maker, source, test, attribute)
                                                                 : string_is(out, maker, source, test, attribute);
    if (!status && test->operator == PATTERN_IS_NOT) {
        *out = predicate_not(&maker->set->predicates, *out);
        status = predicate_done(maker, *out);
    }
    return status;
}

static tocsin_status compare_in(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                const struct pattern_test *test, const struct attribute *attribute)
{
    lexicon_list list;
    tocsin_status status = maker_list(&list, maker, source, test->start, test->end, test->name);
    if (status)
        return status;
    enum word_kind kind = string_kind(attribute);
    if (kind == WORD_EXACT && lexicon_key(maker->set->world.lexicon, list) != LEXICON_BY_TEXT)
        kind = WORD_FOLDED; /* a list without case is asked without case */
    status = list_words(maker, list, kind);
    if (status)
        return status;
    if (maker->words.count == 0)
        return test_fail(maker, source, test,
                         error_set(maker->error, MESSAGE_CHECK_LIST_PHRASES, (int)test->name.length,
                                   test->name.data));
    *out = predicate_words(&maker->set->predicates, maker->words.items, maker->words.count);
    return predicate_done(maker, *out);
}

static bool operator_fits(enum pattern_operator operator, enum attribute_kind kind)
{
    switch (operator) {
    case PATTERN_HAS:
        return kind == ATTRIBUTE_FLAG;
    case PATTERN_IS:
    case PATTERN_IS_NOT:
        return kind != ATTRIBUTE_FLAG;
    case PATTERN_MATCHES:
        return kind == ATTRIBUTE_STRING || kind == ATTRIBUTE_SYMBOL;
    case PATTERN_IN:
        return kind == ATTRIBUTE_STRING;
    default:
        return kind == ATTRIBUTE_NUMBER;
    }
}

static tocsin_status compare_of(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                const struct pattern_test *test);

/* [head.NAME …]: [NAME …] of the word that a word hangs on. */
static tocsin_status compare_of_head(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                     const struct pattern_test *test)
{
    struct pattern_test inner = *test;
    inner.attribute.data += sizeof HEAD - 1;
    inner.attribute.length -= sizeof HEAD - 1;
    tocsin_status status = compare_of(out, maker, source, &inner);
    if (status)
        return status;
    *out = predicate_head(&maker->set->predicates, *out);
    return predicate_done(maker, *out);
}

static tocsin_status compare_of(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                const struct pattern_test *test)
{
    if (str_begins_with(test->attribute, STR(HEAD)))
        return compare_of_head(out, maker, source, test);
    const struct attribute *attribute = attribute_find(test->attribute);
    if (!attribute)
        return attribute_unknown(maker, source, test);
    if (!operator_fits(test->operator, attribute->kind))
        return test_fail(maker, source, test,
                         error_set(maker->error, MESSAGE_CHECK_OPERATOR, attribute->name, attribute->about));
    if (test->operator == PATTERN_IS || test->operator == PATTERN_IS_NOT)
        return compare_is(out, maker, source, test, attribute);
    if (test->operator == PATTERN_IN)
        return compare_in(out, maker, source, test, attribute);
    if (test->operator == PATTERN_HAS && attribute->level == ATTRIBUTE_OF_FORM) {
        *out = predicate_traits(&maker->set->predicates, attribute->trait);
        return predicate_done(maker, *out);
    }
    struct value_test made = {.kind = PATTERN_COMPARE,
                              .operator = test->operator,
                              .attribute = attribute,
                              .number = test->number};
    if (test->operator == PATTERN_MATCHES) {
        tocsin_status status = maker_regex(&made.regex, maker, test->text, test->flags, source, test->start,
                                           test->end, UINT32_MAX);
        if (status)
            return status;
    }
    return test_keep(out, maker, &made);
}

tocsin_status predicate_of_test(uint32_t *out, struct pattern_maker *maker, uint32_t source,
                                const struct pattern_test *test)
{
    if (test->kind == PATTERN_COMPARE)
        return compare_of(out, maker, source, test);
    struct predicate_table *table = &maker->set->predicates;
    uint32_t left = PREDICATE_NONE, right = PREDICATE_NONE;
    tocsin_status status = predicate_of_test(&left, maker, source, test->left);
    if (status)
        return status;
    if (test->kind == PATTERN_NOT) {
        *out = predicate_not(table, left);
        return predicate_done(maker, *out);
    }
    status = predicate_of_test(&right, maker, source, test->right);
    if (status)
        return status;
    *out = predicate_pair(table, test->kind == PATTERN_AND ? PREDICATE_AND : PREDICATE_OR, left, right);
    return predicate_done(maker, *out);
}

/* ---- Tests of entries and annotations ------------------------------------------------------------------- */

static tocsin_status name_of_column(struct value_test *out, struct pattern_maker *maker, uint32_t source,
                                    const struct pattern_test *test, lexicon_list list)
{
    const struct lexicon *lexicon = maker->set->world.lexicon;
    struct str name = lexicon_name(lexicon, list);
    size_t column = lexicon_column_find(lexicon, list, test->attribute);
    if (column == SIZE_MAX) {
        struct nearest nearest;
        nearest_start(&nearest, test->attribute);
        for (size_t i = 0; i < lexicon_column_count(lexicon, list); i++)
            nearest_offer(&nearest, lexicon_column(lexicon, list, i));
        return test_fail(maker, source, test,
                         error_set(maker->error, MESSAGE_CHECK_COLUMN, (int)name.length, name.data,
                                   (int)test->attribute.length, test->attribute.data, nearest_text(&nearest)));
    }
    for (uint32_t i = 0; i < test->value_count; i++)
        if (!lexicon_column_has(lexicon, list, column, test->values[i]))
            return test_fail(maker, source, test,
                             error_set(maker->error, MESSAGE_CHECK_COLUMN_VALUE, (int)name.length, name.data,
                                       (int)test->attribute.length, test->attribute.data,
                                       (int)test->values[i].length, test->values[i].data));
    out->column = (uint32_t)column;
    return TOCSIN_OK;
}

static bool names_hold(const char *const *names, struct str name)
{
    while (*names && !str_equal(name, str_of(*names)))
        names++;
    return *names != NULL;
}

/* Which values a feature of the engine's own annotations has is known, where it is not a text or number. */
static tocsin_status layer_values_check(struct pattern_maker *maker, uint32_t source,
                                        const struct pattern_test *test, struct str type)
{
    enum layer_type layer = layer_find(type);
    const struct layer_feature *feature = layer != LAYER_NONE ? layer_find_feature(layer, test->attribute) : NULL;
    struct nearest nearest;
    if (!feature || feature->kind != LAYER_SYMBOL)
        return TOCSIN_OK;
    for (uint32_t i = 0; i < test->value_count; i++) {
        struct str value = test->values[i];
        if (names_hold(feature->values, value))
            continue;
        nearest_start(&nearest, value);
        for (const char *const *known = feature->values; *known; known++)
            nearest_offer(&nearest, str_of(*known));
        return test_fail(maker, source, test,
                         error_set(maker->error, MESSAGE_CHECK_FEATURE_VALUE, (int)type.length, type.data,
                                   feature->name, (int)value.length, value.data, nearest_text(&nearest)));
    }
    return TOCSIN_OK;
}

static tocsin_status name_of_feature(struct value_test *out, struct pattern_maker *maker, uint32_t source,
                                     const struct pattern_test *test, struct str type)
{
    const struct pattern_world *world = &maker->set->world;
    if (!world->knows_annotation(world->knows_user, type, test->attribute, false))
        return test_fail(maker, source, test,
                         error_set(maker->error, MESSAGE_CHECK_FEATURE, (int)type.length, type.data,
                                   (int)test->attribute.length, test->attribute.data));
    tocsin_status status = layer_values_check(maker, source, test, type);
    return status ? status : str_keep(&out->name, maker, test->attribute);
}

static tocsin_status value_compare(struct value_test *out, struct pattern_maker *maker, uint32_t source,
                                   const struct pattern_test *test, lexicon_list list, struct str type)
{
    out->operator = test->operator;
    out->number = test->number;
    tocsin_status status = list != LEXICON_NONE ? name_of_column(out, maker, source, test, list)
                                                : name_of_feature(out, maker, source, test, type);
    if (!status)
        status = values_keep(out, maker, test);
    if (!status && test->operator == PATTERN_MATCHES)
        status = maker_regex(&out->regex, maker, test->text, test->flags, source, test->start, test->end,
                             UINT32_MAX);
    if (!status && test->operator == PATTERN_IN) {
        status = maker_list(&out->list, maker, source, test->start, test->end, test->name);
        if (!status)
            status = list_texts(maker, out->list);
    }
    return status;
}

tocsin_status value_test_of(const struct value_test **out, struct pattern_maker *maker, uint32_t source,
                            const struct pattern_test *test, lexicon_list list, struct str type)
{
    struct value_test *made = arena_new(&maker->set->arena, sizeof *made);
    if (!made)
        return maker_no_memory(maker);
    *made = (struct value_test){.kind = test->kind};
    tocsin_status status = TOCSIN_OK;
    if (test->kind == PATTERN_COMPARE)
        status = value_compare(made, maker, source, test, list, type);
    else
        status = value_test_of(&made->left, maker, source, test->left, list, type);
    if (!status && (test->kind == PATTERN_AND || test->kind == PATTERN_OR))
        status = value_test_of(&made->right, maker, source, test->right, list, type);
    *out = made;
    return status;
}
