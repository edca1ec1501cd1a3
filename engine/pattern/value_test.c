#include "pattern/value_test.h"

#include "text/fold.h"

static bool is_one_of(const struct value_test *test, const struct attribute_value *value)
{
    for (uint32_t s = 0; s < value->string_count; s++)
        for (uint32_t v = 0; v < test->value_count; v++)
            if (str_equal(value->strings[s], test->values[v]))
                return true;
    return false;
}

static bool matches(const struct value_test *test, const struct attribute_value *value, struct value_asker *asker)
{
    for (uint32_t s = 0; s < value->string_count && !asker->status; s++) {
        struct regex_match match;
        if (value->strings[s].length > REGEX_SEGMENT_LIMIT)
            continue;
        asker->status = regex_match(&match, asker->matcher, test->regex, value->strings[s], 0, true, asker->budget,
                                    asker->error);
        if (!asker->status && match.count)
            return true;
    }
    return false;
}

static bool is_listed(const struct value_test *test, const struct attribute_value *value,
                      const struct value_asker *asker)
{
    enum { LONGEST = 1024 };
    char space[LONGEST];
    for (uint32_t s = 0; s < value->string_count; s++) {
        size_t length = fold_word(value->strings[s], space, sizeof space);
        if (length <= sizeof space &&
            word_keys_find(asker->words, WORD_LISTED, test->list, (struct str){space, length}) != WORD_NONE)
            return true;
    }
    return false;
}

static bool compare(const struct value_test *test, struct value_asker *asker)
{
    struct attribute_value value;
    value.string_count = 0;
    value.flag = false;
    value.number = 0;
    if (!asker->get(asker->user, test, &value)) {
        asker->status = error_set(asker->error, MESSAGE_MEMORY);
        return false;
    }
    switch (test->operator) {
    case PATTERN_HAS:
        return value.flag;
    case PATTERN_IS:
        return is_one_of(test, &value);
    case PATTERN_IS_NOT:
        return !is_one_of(test, &value);
    case PATTERN_MATCHES:
        return matches(test, &value, asker);
    case PATTERN_IN:
        return is_listed(test, &value, asker);
    case PATTERN_LESS:
        return value.number < test->number;
    case PATTERN_LESS_EQUAL:
        return value.number <= test->number;
    case PATTERN_MORE:
        return value.number > test->number;
    case PATTERN_MORE_EQUAL:
        return value.number >= test->number;
    }
    return false;
}

bool value_test_holds(const struct value_test *test, struct value_asker *asker)
{
    switch (test->kind) {
    case PATTERN_AND:
        return value_test_holds(test->left, asker) && value_test_holds(test->right, asker);
    case PATTERN_OR:
        return value_test_holds(test->left, asker) || value_test_holds(test->right, asker);
    case PATTERN_NOT:
        return !value_test_holds(test->left, asker);
    case PATTERN_COMPARE:
        return compare(test, asker);
    }
    return false;
}

/* ---- Describing ----------------------------------------------------------------------------------------- */

static void describe_number(struct buffer *out, uint32_t number)
{
    buffer_append(out, (const char *)&number, sizeof number);
}

static void describe_str(struct buffer *out, struct str text)
{
    describe_number(out, (uint32_t)text.length);
    buffer_append(out, text.data, text.length);
}

void value_test_describe(struct buffer *out, const struct value_test *test)
{
    describe_number(out, test->kind);
    if (test->kind != PATTERN_COMPARE) {
        value_test_describe(out, test->left);
        if (test->kind != PATTERN_NOT)
            value_test_describe(out, test->right);
        return;
    }
    describe_number(out, test->operator);
    describe_str(out, test->attribute ? str_of(test->attribute->name) : test->name);
    describe_number(out, test->column);
    describe_number(out, test->list);
    describe_number(out, test->value_count);
    for (uint32_t i = 0; i < test->value_count; i++)
        describe_str(out, test->values[i]);
    if (test->regex) {
        describe_number(out, regex_flags(test->regex));
        describe_str(out, regex_pattern(test->regex));
    }
    buffer_append(out, (const char *)&test->number, sizeof test->number);
}
