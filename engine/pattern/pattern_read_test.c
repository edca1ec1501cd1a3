#include "pattern/pattern_parse.h"
#include "pattern/pattern_reading.h"

static struct pattern_test *read_or(struct pattern_reader *reader);

/* `test` needs `what` where the reader stands. */
static bool wants(struct pattern_reader *reader, const char *what)
{
    return pattern_reader_fail(reader, reader->at, error_set(reader->error, MESSAGE_PATTERN_TEST, what));
}

static struct pattern_test *new_test(struct pattern_reader *reader, enum pattern_test_kind kind, uint32_t start)
{
    struct pattern_test *test = pattern_reader_new(reader, sizeof *test);
    if (!test)
        return NULL;
    test->kind = kind;
    test->start = start;
    test->end = reader->at;
    return test;
}

static struct pattern_test *join(struct pattern_reader *reader, enum pattern_test_kind kind,
                                 const struct pattern_test *left, const struct pattern_test *right)
{
    if (right && reader->joined == PATTERN_TEST_LIMIT) {
        pattern_reader_fail(reader, right->start,
                            error_set(reader->error, MESSAGE_PATTERN_TERMS, (unsigned)PATTERN_TEST_LIMIT));
        return NULL;
    }
    struct pattern_test *test = right ? new_test(reader, kind, left->start) : NULL;
    if (!test)
        return NULL;
    reader->joined++;
    test->end = right->end;
    test->left = left;
    test->right = right;
    return test;
}

/* ---- Values --------------------------------------------------------------------------------------------- */

/* A word, a number, or quoted: empty where there is none of them. */
static bool read_value(struct pattern_reader *reader, struct str *out)
{
    uint32_t start = reader->at;
    if (pattern_reader_byte(reader, 0) == '"')
        return pattern_reader_quoted(reader, out);
    *out = pattern_reader_number(reader);
    if (out->length > 0 && !pattern_reader_at_word(reader, 0) && pattern_reader_byte(reader, 0) != '-')
        return true;
    reader->at = start;
    *out = pattern_reader_word(reader);
    return true;
}

static bool at_in(const struct pattern_reader *reader)
{
    struct pattern_reader ahead = *reader;
    if (!pattern_reader_accept(&ahead, "in"))
        return false;
    pattern_reader_space(&ahead);
    return pattern_reader_byte(&ahead, 0) == '@';
}

static bool at_operator(const struct pattern_reader *reader)
{
    char byte = pattern_reader_byte(reader, 0);
    return (byte != '\0' && strchr("=~<>", byte)) || (byte == '!' && pattern_reader_byte(reader, 1) == '=') ||
           at_in(reader);
}

/* What stands behind "|": another value, unless it is the attribute of another comparison. */
static bool read_next_value(struct pattern_reader *reader, struct str *out)
{
    uint32_t start = reader->at;
    pattern_reader_space(reader);
    if (!pattern_reader_accept(reader, "|")) {
        *out = (struct str){NULL, 0};
        return true;
    }
    pattern_reader_space(reader);
    bool quoted = pattern_reader_byte(reader, 0) == '"';
    if (!read_value(reader, out))
        return false;
    uint32_t end = reader->at;
    pattern_reader_space(reader);
    if (!quoted && at_operator(reader))
        out->length = 0;
    reader->at = out->length > 0 ? end : start;
    return true;
}

static bool read_values(struct pattern_reader *reader, struct pattern_test *test)
{
    struct pattern_values values = {NULL, 0, 0};
    struct str value;
    if (pattern_reader_byte(reader, 0) == '=')
        return wants(reader, "one `=`, not two; behind it");
    if (!read_value(reader, &value))
        return false;
    if (value.length == 0)
        return wants(reader, "a value (a word, a number or \"quoted\")");
    while (value.length > 0)
        if (!pattern_values_push(reader, &values, value) || !read_next_value(reader, &value))
            return false;
    test->values = values.items;
    test->value_count = values.count;
    return true;
}

/* ---- Comparisons ---------------------------------------------------------------------------------------- */

static double to_number(struct str text)
{
    double number = 0, unit = 1;
    bool fraction = false;
    for (size_t i = text.data[0] == '-'; i < text.length; i++) {
        if (text.data[i] == '.') {
            fraction = true;
            continue;
        }
        number = number * 10 + (text.data[i] - '0');
        unit = fraction ? unit * 10 : unit;
    }
    return (text.data[0] == '-' ? -number : number) / unit;
}

static bool read_limit(struct pattern_reader *reader, struct pattern_test *test)
{
    test->text = pattern_reader_number(reader);
    if (test->text.length == 0)
        return wants(reader, "a number");
    test->number = to_number(test->text);
    return true;
}

static bool read_list_name(struct pattern_reader *reader, struct pattern_test *test)
{
    reader->at++;
    test->name = pattern_reader_name(reader);
    return test->name.length > 0 || wants(reader, "a list's name");
}

/* The operator, if there is one, and the place behind it. */
static enum pattern_operator read_operator(struct pattern_reader *reader)
{
    static const struct {
        const char *text;
        enum pattern_operator operator;
    } operators[] = {
        {"!=", PATTERN_IS_NOT}, {"=", PATTERN_IS},          {"~", PATTERN_MATCHES}, {"<=", PATTERN_LESS_EQUAL},
        {"<", PATTERN_LESS},    {">=", PATTERN_MORE_EQUAL}, {">", PATTERN_MORE},
    };
    if (at_in(reader)) {
        reader->at += 2;
        return PATTERN_IN;
    }
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (pattern_reader_accept(reader, operators[i].text))
            return operators[i].operator;
    return PATTERN_HAS;
}

static bool read_operand(struct pattern_reader *reader, struct pattern_test *test)
{
    switch (test->operator) {
    case PATTERN_HAS:
        return true;
    case PATTERN_IS:
    case PATTERN_IS_NOT:
        return read_values(reader, test);
    case PATTERN_MATCHES:
        return pattern_reader_byte(reader, 0) == '/' ? pattern_reader_regex(reader, &test->text, &test->flags)
                                                     : wants(reader, "a regex, `~ /…/`");
    case PATTERN_IN:
        return read_list_name(reader, test);
    default:
        return read_limit(reader, test);
    }
}

/* A name, or several with dots between them: "head.lemma". */
static struct str read_attribute(struct pattern_reader *reader)
{
    struct str name = pattern_reader_name(reader);
    while (name.length > 0 && pattern_reader_byte(reader, 0) == '.') {
        reader->at++;
        struct str next = pattern_reader_name(reader);
        if (next.length == 0)
            return next;
        name.length += 1 + next.length;
    }
    return name;
}

static struct pattern_test *read_comparison(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    struct str attribute = read_attribute(reader);
    if (attribute.length == 0) {
        wants(reader, "an attribute's name");
        return NULL;
    }
    struct pattern_test *test = new_test(reader, PATTERN_COMPARE, start);
    if (!test)
        return NULL;
    test->attribute = attribute;
    pattern_reader_space(reader);
    test->operator = read_operator(reader);
    if (test->operator == PATTERN_HAS)
        return test;
    pattern_reader_space(reader);
    if (!read_operand(reader, test))
        return NULL;
    test->end = reader->at;
    return test;
}

/* ---- & | ! ( ) ------------------------------------------------------------------------------------------ */

static struct pattern_test *read_group(struct pattern_reader *reader)
{
    uint32_t start = reader->at++;
    if (!pattern_reader_deeper(reader))
        return NULL;
    struct pattern_test *test = read_or(reader);
    if (test && !pattern_reader_accept(reader, ")")) {
        pattern_read_unclosed(reader, start, ')');
        return NULL;
    }
    reader->depth--;
    return test;
}

static struct pattern_test *read_not(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    if (pattern_reader_byte(reader, 0) == '(')
        return read_group(reader);
    if (!pattern_reader_accept(reader, "!"))
        return read_comparison(reader);
    if (!pattern_reader_deeper(reader))
        return NULL;
    pattern_reader_space(reader);
    struct pattern_test *left = read_not(reader);
    struct pattern_test *test = left ? new_test(reader, PATTERN_NOT, start) : NULL;
    if (!test)
        return NULL;
    reader->depth--;
    test->left = left;
    return test;
}

static struct pattern_test *read_and(struct pattern_reader *reader)
{
    struct pattern_test *test = NULL;
    do {
        pattern_reader_space(reader);
        struct pattern_test *next = read_not(reader);
        test = test ? join(reader, PATTERN_AND, test, next) : next;
        pattern_reader_space(reader);
    } while (test && pattern_reader_accept(reader, "&"));
    return test;
}

static struct pattern_test *read_or(struct pattern_reader *reader)
{
    struct pattern_test *test = NULL;
    do {
        struct pattern_test *next = read_and(reader);
        test = test ? join(reader, PATTERN_OR, test, next) : next;
    } while (test && pattern_reader_accept(reader, "|"));
    return test;
}

const struct pattern_test *pattern_read_test(struct pattern_reader *reader)
{
    uint32_t start = reader->at++;
    reader->joined = 0;
    pattern_reader_space(reader);
    if (pattern_reader_byte(reader, 0) == ']') {
        pattern_reader_fail(reader, start, error_set(reader->error, MESSAGE_PATTERN_EMPTY, "this test", ""));
        return NULL;
    }
    const struct pattern_test *test = read_or(reader);
    if (!test || pattern_reader_accept(reader, "]"))
        return test;
    if (pattern_reader_ended(reader))
        pattern_read_unclosed(reader, start, ']');
    else
        wants(reader, "`&`, `|` or `]`");
    return NULL;
}
