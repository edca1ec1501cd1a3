#include "pattern/pattern_print.h"

#include "pattern/pattern_reader.h"
#include "regex/regex.h"

static void print_str(struct buffer *out, struct str text)
{
    buffer_append(out, text.data, text.length);
}

/* ---- Texts ---------------------------------------------------------------------------------------------- */

static bool is_bare_word(struct str text)
{
    struct pattern_reader reader = {.text = text};
    return pattern_reader_word(&reader).length == text.length;
}

static bool is_bare_number(struct str text)
{
    struct pattern_reader reader = {.text = text};
    return pattern_reader_number(&reader).length == text.length;
}

static void print_quoted(struct buffer *out, struct str text, char mark)
{
    buffer_char(out, mark);
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] == mark || text.data[i] == '\\')
            buffer_char(out, '\\');
        buffer_char(out, text.data[i]);
    }
    buffer_char(out, mark);
}

static void print_words(struct buffer *out, const struct pattern_node *node)
{
    if (!node->exact && is_bare_word(node->text))
        print_str(out, node->text);
    else
        print_quoted(out, node->text, node->exact ? '\'' : '"');
}

static void print_regex(struct buffer *out, struct str text, unsigned flags)
{
    buffer_char(out, '/');
    print_str(out, text);
    buffer_char(out, '/');
    buffer_text(out, flags & REGEX_CASELESS ? "i" : "");
    buffer_text(out, flags & REGEX_EXTENDED ? "x" : "");
    buffer_text(out, flags & REGEX_MULTILINE ? "m" : "");
    buffer_text(out, flags & REGEX_DOTALL ? "s" : "");
}

/* ---- Tests ---------------------------------------------------------------------------------------------- */

static void print_values(struct buffer *out, const struct pattern_test *test)
{
    for (uint32_t i = 0; i < test->value_count; i++) {
        struct str value = test->values[i];
        buffer_text(out, i ? "|" : "");
        if (is_bare_word(value) || is_bare_number(value))
            print_str(out, value);
        else
            print_quoted(out, value, '"');
    }
}

static void print_comparison(struct buffer *out, const struct pattern_test *test)
{
    static const char *const operators[] = {
        [PATTERN_HAS] = "",          [PATTERN_IS] = "=",     [PATTERN_IS_NOT] = "!=",
        [PATTERN_MATCHES] = " ~ ",   [PATTERN_IN] = " in @", [PATTERN_LESS] = "<",
        [PATTERN_LESS_EQUAL] = "<=", [PATTERN_MORE] = ">",   [PATTERN_MORE_EQUAL] = ">=",
    };
    print_str(out, test->attribute);
    buffer_text(out, operators[test->operator]);
    switch (test->operator) {
    case PATTERN_HAS:
        return;
    case PATTERN_IS:
    case PATTERN_IS_NOT:
        print_values(out, test);
        return;
    case PATTERN_MATCHES:
        print_regex(out, test->text, test->flags);
        return;
    case PATTERN_IN:
        print_str(out, test->name);
        return;
    default:
        print_str(out, test->text);
    }
}

/* "a=b | c" would read c as another value. */
static bool begins_with_flag(const struct pattern_test *test)
{
    while (test->kind == PATTERN_AND || test->kind == PATTERN_OR)
        test = test->left;
    return test->kind == PATTERN_COMPARE && test->operator == PATTERN_HAS;
}

static void print_operand(struct buffer *out, const struct pattern_test *test, bool brackets)
{
    buffer_text(out, brackets ? "(" : "");
    pattern_print_test(out, test);
    buffer_text(out, brackets ? ")" : "");
}

void pattern_print_test(struct buffer *out, const struct pattern_test *test)
{
    switch (test->kind) {
    case PATTERN_COMPARE:
        print_comparison(out, test);
        return;
    case PATTERN_NOT:
        buffer_char(out, '!');
        print_operand(out, test->left, test->left->kind == PATTERN_AND || test->left->kind == PATTERN_OR);
        return;
    case PATTERN_AND:
        print_operand(out, test->left, test->left->kind == PATTERN_OR);
        buffer_text(out, " & ");
        print_operand(out, test->right, test->right->kind == PATTERN_OR || test->right->kind == PATTERN_AND);
        return;
    case PATTERN_OR:
        print_operand(out, test->left, false);
        buffer_text(out, " | ");
        print_operand(out, test->right, test->right->kind == PATTERN_OR || begins_with_flag(test->right));
        return;
    }
}

static void print_test(struct buffer *out, const struct pattern_test *test)
{
    if (!test)
        return;
    buffer_char(out, '[');
    pattern_print_test(out, test);
    buffer_char(out, ']');
}

/* ---- Elements ------------------------------------------------------------------------------------------- */

/* In brackets where it is no single element. */
static void print_single(struct buffer *out, const struct pattern_node *node)
{
    bool single = node->kind != PATTERN_SEQUENCE && node->kind != PATTERN_CHOICE && node->kind != PATTERN_REPEAT;
    buffer_text(out, single ? "" : "(");
    pattern_print(out, node);
    buffer_text(out, single ? "" : ")");
}

static void print_range(struct buffer *out, uint32_t least, uint32_t most)
{
    buffer_format(out, "{%u", (unsigned)least);
    if (most == PATTERN_NO_LIMIT)
        buffer_char(out, ',');
    else if (most != least)
        buffer_format(out, ",%u", (unsigned)most);
    buffer_char(out, '}');
}

static void print_repeat(struct buffer *out, const struct pattern_node *node)
{
    print_single(out, node->child);
    if (node->least == 0 && node->most == 1)
        buffer_char(out, '?');
    else if (node->least == 0 && node->most == PATTERN_NO_LIMIT)
        buffer_char(out, '*');
    else if (node->least == 1 && node->most == PATTERN_NO_LIMIT)
        buffer_char(out, '+');
    else
        print_range(out, node->least, node->most);
    buffer_text(out, node->lazy ? "?" : "");
}

static void print_gap(struct buffer *out, const struct pattern_node *node)
{
    buffer_text(out, "..");
    if (node->least > 0 || node->most != PATTERN_NO_LIMIT)
        print_range(out, node->least, node->most);
    if (node->child) {
        buffer_char(out, '!');
        print_single(out, node->child);
    }
}

static void print_lemmas(struct buffer *out, const struct pattern_node *node)
{
    buffer_char(out, '<');
    for (uint32_t i = 0; i < node->value_count; i++) {
        buffer_text(out, i ? "|" : "");
        print_str(out, node->values[i]);
    }
    buffer_char(out, '>');
}

static void print_name(struct buffer *out, const char *mark, const struct pattern_node *node)
{
    buffer_text(out, mark);
    print_str(out, node->name);
    if (node->role.length > 0) {
        buffer_char(out, '.');
        print_str(out, node->role);
    }
    print_test(out, node->test);
}

/* The children; those that `brackets` says in brackets. */
static void print_children(struct buffer *out, const struct pattern_node *node, const char *between,
                           bool (*brackets)(const struct pattern_node *child))
{
    for (const struct pattern_node *child = node->child; child; child = child->next) {
        bool wrap = brackets(child);
        buffer_text(out, child == node->child ? "" : between);
        buffer_text(out, wrap ? "(" : "");
        pattern_print(out, child);
        buffer_text(out, wrap ? ")" : "");
    }
}

static bool in_sequence(const struct pattern_node *child)
{
    return child->kind == PATTERN_SEQUENCE || child->kind == PATTERN_CHOICE;
}

static bool in_choice(const struct pattern_node *child)
{
    return child->kind == PATTERN_CHOICE;
}

static bool in_parts(const struct pattern_node *child)
{
    (void)child;
    return false;
}

/* "{ 2 , 3 }" looks like a range in the wrong place, and is refused. */
static bool in_any_order(const struct pattern_node *child)
{
    return child->kind == PATTERN_WORDS && !child->exact && is_bare_number(child->text);
}

static void print_reference(struct buffer *out, const struct pattern_node *node)
{
    print_name(out, "$", node);
    if (!node->child)
        return;
    buffer_char(out, '(');
    print_children(out, node, " , ", in_parts);
    buffer_char(out, ')');
}

static void print_look(struct buffer *out, const struct pattern_node *node)
{
    buffer_text(out, node->behind ? "(?<" : "(?");
    buffer_char(out, node->negative ? '!' : '=');
    buffer_char(out, ' ');
    pattern_print(out, node->child);
    buffer_text(out, " )");
}

static void print_any_order(struct buffer *out, const struct pattern_node *node)
{
    buffer_text(out, "{ ");
    print_children(out, node, " , ", in_any_order);
    buffer_text(out, " }");
}

static void print_capture(struct buffer *out, const struct pattern_node *node)
{
    print_str(out, node->name);
    buffer_char(out, ':');
    print_single(out, node->child);
}

static void print_leaf(struct buffer *out, const struct pattern_node *node)
{
    switch (node->kind) {
    case PATTERN_WORDS:
        print_words(out, node);
        return;
    case PATTERN_LEMMA:
        print_lemmas(out, node);
        return;
    case PATTERN_REGEX:
        print_regex(out, node->text, node->flags);
        return;
    case PATTERN_TEST:
        print_test(out, node->test);
        return;
    case PATTERN_LIST:
        print_name(out, "@", node);
        return;
    case PATTERN_ANNOTATION:
        print_name(out, "%", node);
        return;
    case PATTERN_SAME:
        print_name(out, "=", node);
        return;
    default:
        buffer_text(out, node->kind == PATTERN_START ? "^" : node->kind == PATTERN_END ? "$" : ".");
    }
}

void pattern_print(struct buffer *out, const struct pattern_node *pattern)
{
    switch (pattern->kind) {
    case PATTERN_REFERENCE:
        print_reference(out, pattern);
        return;
    case PATTERN_GAP:
        print_gap(out, pattern);
        return;
    case PATTERN_SEQUENCE:
        print_children(out, pattern, " ", in_sequence);
        return;
    case PATTERN_CHOICE:
        print_children(out, pattern, " | ", in_choice);
        return;
    case PATTERN_REPEAT:
        print_repeat(out, pattern);
        return;
    case PATTERN_CAPTURE:
        print_capture(out, pattern);
        return;
    case PATTERN_LOOK:
        print_look(out, pattern);
        return;
    case PATTERN_ANY_ORDER:
        print_any_order(out, pattern);
        return;
    default:
        print_leaf(out, pattern);
    }
}
