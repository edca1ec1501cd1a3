#include "pattern/pattern_reading.h"

static struct pattern_node *failed(struct pattern_reader *reader, uint32_t offset, tocsin_status status)
{
    pattern_reader_fail(reader, offset, status);
    return NULL;
}

/* A mark that stands for nothing where it is. */
static struct pattern_node *lone_mark(struct pattern_reader *reader, uint32_t start, const char *wants)
{
    char mark = reader->text.data[start];
    return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_MARK, mark, wants, mark));
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

/* "AT&T" would be three words here, and is one in a text: whoever writes that means something else. */
static struct pattern_node *glued(struct pattern_reader *reader, uint32_t start)
{
    struct str run = pattern_reader_run(reader, start);
    return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_GLUED, PATTERN_SHOWN(run)));
}

/* Whether what stands right behind a bare word may stand there. */
static bool word_ends(const struct pattern_reader *reader)
{
    char next = pattern_reader_byte(reader, 0), after = pattern_reader_byte(reader, 1);
    struct pattern_reader behind = *reader;
    behind.at++;
    if (pattern_reader_is_space(reader) || strchr(")|}>]?*+{:", next) || (next == ',' && reader->commas))
        return true;
    if (next == '.')
        return after == '.';
    if (next == '$')
        return pattern_reader_is_space(&behind) || strchr(")|},", after);
    return strchr(",;&~#-`!", next) && after != next && !pattern_reader_at_word(reader, 1);
}

static struct pattern_node *read_word(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    struct str text = pattern_reader_word(reader);
    char next = pattern_reader_byte(reader, 0);
    if (next == ':')
        return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_CAPTURE_NAME, PATTERN_SHOWN(text)));
    if (next == '=' && pattern_reader_byte(reader, 1) != '=') {
        struct str run = pattern_reader_run(reader, start);
        return failed(reader, start,
                      error_set(reader->error, MESSAGE_PATTERN_BRACKETS, PATTERN_SHOWN(run), PATTERN_SHOWN(run)));
    }
    if (!word_ends(reader))
        return glued(reader, start);
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_WORDS, start);
    if (node)
        node->text = text;
    return node;
}

static struct pattern_node *read_mark_word(struct pattern_reader *reader)
{
    uint32_t start = reader->at++;
    if (pattern_reader_at_word(reader, 0))
        return glued(reader, start);
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_WORDS, start);
    if (node)
        node->text = (struct str){reader->text.data + start, 1};
    return node;
}

static struct pattern_node *read_quoted(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    struct str text;
    if (!pattern_reader_quoted(reader, &text))
        return NULL;
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_WORDS, start);
    if (!node)
        return NULL;
    node->text = text;
    node->exact = reader->text.data[start] == '\'';
    return node;
}

/* ---- <lemma>, /regex/, [test] --------------------------------------------------------------------------- */

/* "<set out>": more words than the one that a lemma is. */
static bool at_more_words(const struct pattern_reader *reader)
{
    struct pattern_reader ahead = *reader;
    uint32_t words = 0;
    for (; pattern_reader_word(&ahead).length > 0; words++)
        pattern_reader_space(&ahead);
    return words > 0 && (pattern_reader_byte(&ahead, 0) == '>' || pattern_reader_byte(&ahead, 0) == '|');
}

static bool read_lemma_value(struct pattern_reader *reader, uint32_t start, struct pattern_values *values)
{
    pattern_reader_space(reader);
    struct str lemma = pattern_reader_word(reader), seen = pattern_reader_seen(reader, start);
    uint32_t end = reader->at;
    pattern_reader_space(reader);
    char closer = pattern_reader_byte(reader, 0);
    bool closed = closer == '>' || closer == '|';
    if (closed && lemma.length > 0)
        return pattern_values_push(reader, values, lemma);
    if (closed)
        return pattern_reader_fail(reader, end, error_set(reader->error, MESSAGE_PATTERN_EMPTY, "a lemma", ""));
    if (at_more_words(reader))
        return pattern_reader_fail(reader, start,
                                   error_set(reader->error, MESSAGE_PATTERN_LEMMA, PATTERN_SHOWN(seen)));
    reader->at = end;
    return pattern_read_unclosed(reader, start, '>');
}

static struct pattern_node *read_lemma(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    struct pattern_values values = {NULL, 0, 0};
    do {
        reader->at++;
        if (!read_lemma_value(reader, start, &values))
            return NULL;
    } while (pattern_reader_byte(reader, 0) == '|');
    reader->at++;
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_LEMMA, start);
    if (!node)
        return NULL;
    node->values = values.items;
    node->value_count = values.count;
    return node;
}

static struct pattern_node *read_regex(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    struct str text;
    unsigned flags;
    if (!pattern_reader_regex(reader, &text, &flags))
        return NULL;
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_REGEX, start);
    if (!node)
        return NULL;
    node->text = text;
    node->flags = flags;
    return node;
}

static bool add_test(struct pattern_reader *reader, struct pattern_node *node)
{
    node->test = pattern_read_test(reader);
    node->end = reader->at;
    return node->test;
}

static struct pattern_node *read_test(struct pattern_reader *reader)
{
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_TEST, reader->at);
    return node && add_test(reader, node) ? node : NULL;
}

/* ---- What is named -------------------------------------------------------------------------------------- */

/* A node named by what stands behind its mark. */
static struct pattern_node *read_named(struct pattern_reader *reader, enum pattern_kind kind, const char *wants)
{
    uint32_t start = reader->at++;
    struct str name = pattern_reader_name(reader);
    if (name.length == 0)
        return lone_mark(reader, start, wants);
    struct pattern_node *node = pattern_reader_node(reader, kind, start);
    if (node)
        node->name = name;
    return node;
}

static struct pattern_node *read_list(struct pattern_reader *reader)
{
    struct pattern_node *node = read_named(reader, PATTERN_LIST, "a list's name right behind it");
    if (node && pattern_reader_byte(reader, 0) == '[' && !add_test(reader, node))
        return NULL;
    return node;
}

static struct pattern_node *read_annotation(struct pattern_reader *reader)
{
    struct pattern_node *node = read_named(reader, PATTERN_ANNOTATION, "an annotation's type right behind it");
    if (!node)
        return NULL;
    if (pattern_reader_byte(reader, 0) == '.' && pattern_reader_byte(reader, 1) != '.') {
        reader->at++;
        node->role = pattern_reader_name(reader);
        node->end = reader->at;
        if (node->role.length == 0)
            return failed(reader, node->start,
                          error_set(reader->error, MESSAGE_PATTERN_ROLE, PATTERN_SHOWN(node->name),
                                    PATTERN_SHOWN(node->name)));
    }
    return pattern_reader_byte(reader, 0) == '[' && !add_test(reader, node) ? NULL : node;
}

/* $name, $name(a, b), or the scope's end. */
static struct pattern_node *read_dollar(struct pattern_reader *reader)
{
    uint32_t start = reader->at++;
    struct str name = pattern_reader_name(reader);
    if (name.length == 0 && pattern_reader_at_word(reader, 0))
        return glued(reader, start);
    if (name.length == 0)
        return pattern_reader_node(reader, PATTERN_END, start);
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_REFERENCE, start);
    if (!node)
        return NULL;
    node->name = name;
    if (pattern_reader_accept(reader, "(") && !pattern_read_parts(reader, node, start, ')', "an argument"))
        return NULL;
    node->end = reader->at;
    return node;
}

/* ---- . and .. ------------------------------------------------------------------------------------------- */

static bool read_barrier(struct pattern_reader *reader, struct pattern_node *gap)
{
    uint32_t start = reader->at++;
    if (pattern_reader_ends_element(reader))
        return pattern_reader_fail(reader, start, error_set(reader->error, MESSAGE_PATTERN_BARRIER));
    if (!pattern_reader_deeper(reader))
        return false;
    gap->child = pattern_read_unit(reader);
    reader->depth--;
    return gap->child;
}

static struct pattern_node *read_dots(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    if (pattern_reader_accept(reader, "..."))
        return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_DOTS));
    if (!pattern_reader_accept(reader, "..")) {
        reader->at++;
        return pattern_reader_at_word(reader, 0) ? glued(reader, start)
                                                 : pattern_reader_node(reader, PATTERN_ANY, start);
    }
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_GAP, start);
    if (!node)
        return NULL;
    node->most = PATTERN_NO_LIMIT;
    if (pattern_reader_byte(reader, 0) == '{' && !pattern_reader_range(reader, &node->least, &node->most))
        return NULL;
    if (pattern_reader_byte(reader, 0) == '!' && !read_barrier(reader, node))
        return NULL;
    node->end = reader->at;
    return node;
}

/* ---- All of them ---------------------------------------------------------------------------------------- */

static struct pattern_node *read_caret(struct pattern_reader *reader)
{
    reader->at++;
    return pattern_reader_node(reader, PATTERN_START, reader->at - 1);
}

/* What no element begins with. */
static struct pattern_node *unexpected(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    char byte = pattern_reader_byte(reader, 0);
    switch (byte) {
    case '?':
    case '*':
    case '+': {
        struct str mark = {reader->text.data + start, 1};
        return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_QUANTIFIER, PATTERN_SHOWN(mark)));
    }
    case ':':
        return lone_mark(reader, start, "a name before it, as in `name:element`");
    case '!':
        return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_NOT));
    case '>':
    case ']':
        return failed(reader, start, error_set(reader->error, MESSAGE_PATTERN_STRAY, byte, byte));
    default:
        return failed(reader, start,
                      error_set(reader->error, MESSAGE_PATTERN_CHARACTER, (unsigned)(unsigned char)byte));
    }
}

struct pattern_node *pattern_read_element(struct pattern_reader *reader)
{
    if (pattern_reader_at_word(reader, 0))
        return read_word(reader);
    switch (pattern_reader_byte(reader, 0)) {
    case '"':
    case '\'':
        return read_quoted(reader);
    case '<':
        return read_lemma(reader);
    case '/':
        return read_regex(reader);
    case '[':
        return read_test(reader);
    case '@':
        return read_list(reader);
    case '%':
        return read_annotation(reader);
    case '$':
        return read_dollar(reader);
    case '.':
        return read_dots(reader);
    case '=':
        return read_named(reader, PATTERN_SAME, "a capture's name right behind it");
    case '^':
        return read_caret(reader);
    case ',':
    case ';':
    case '&':
    case '~':
    case '#':
    case '-':
    case '`':
        return read_mark_word(reader);
    default:
        return unexpected(reader);
    }
}
