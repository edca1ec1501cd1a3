#include "pattern/pattern_parse.h"

#include "pattern/pattern_reading.h"

/* The children of a node while they are read. */
struct children {
    struct pattern_node *first, **end;
    uint32_t count;
};

static void children_append(struct children *children, struct pattern_node *node)
{
    *children->end = node;
    children->end = &node->next;
    children->count++;
}

bool pattern_read_unclosed(struct pattern_reader *reader, uint32_t start, char closer)
{
    struct str seen = pattern_reader_seen(reader, start);
    return pattern_reader_fail(reader, start,
                               error_set(reader->error, MESSAGE_PATTERN_UNCLOSED, PATTERN_SHOWN(seen), closer));
}

static bool empty(struct pattern_reader *reader, uint32_t offset, const char *what, const char *advice)
{
    return pattern_reader_fail(reader, offset, error_set(reader->error, MESSAGE_PATTERN_EMPTY, what, advice));
}

/* ---- ( ), lookarounds, { } ------------------------------------------------------------------------------ */

static struct pattern_node *read_inside(struct pattern_reader *reader, uint32_t start)
{
    bool commas = reader->commas;
    reader->commas = false;
    if (!pattern_reader_deeper(reader))
        return NULL;
    pattern_reader_space(reader);
    if (pattern_reader_byte(reader, 0) == ')') {
        empty(reader, start, "this group", "");
        return NULL;
    }
    struct pattern_node *inside = pattern_read_choice(reader);
    if (inside && !pattern_reader_accept(reader, ")")) {
        pattern_read_unclosed(reader, start, ')');
        return NULL;
    }
    reader->depth--;
    reader->commas = commas;
    return inside;
}

static struct pattern_node *read_look(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    bool behind = pattern_reader_accept(reader, "(?<");
    if (!behind)
        reader->at += 2;
    bool negative = pattern_reader_accept(reader, "!");
    if (!negative && !pattern_reader_accept(reader, "=")) {
        struct str seen = pattern_reader_run(reader, start);
        pattern_reader_fail(reader, start, error_set(reader->error, MESSAGE_PATTERN_GROUP, PATTERN_SHOWN(seen)));
        return NULL;
    }
    struct pattern_node *inside = read_inside(reader, start);
    struct pattern_node *node = inside ? pattern_reader_node(reader, PATTERN_LOOK, start) : NULL;
    if (!node)
        return NULL;
    node->child = inside;
    node->behind = behind;
    node->negative = negative;
    return node;
}

static struct pattern_node *read_group(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    if (pattern_reader_byte(reader, 1) == '?')
        return read_look(reader);
    reader->at++;
    return read_inside(reader, start);
}

uint32_t pattern_read_parts(struct pattern_reader *reader, struct pattern_node *parent, uint32_t start, char closer,
                            const char *what)
{
    struct children parts = {NULL, &parent->child, 0};
    bool commas = reader->commas;
    const char close[] = {closer, '\0'};
    reader->commas = true;
    if (!pattern_reader_deeper(reader))
        return 0;
    do {
        pattern_reader_space(reader);
        char next = pattern_reader_byte(reader, 0);
        if (next == ',' || next == closer) {
            empty(reader, reader->at, what, "");
            return 0;
        }
        struct pattern_node *part = pattern_read_choice(reader);
        if (!part)
            return 0;
        children_append(&parts, part);
    } while (pattern_reader_accept(reader, ","));
    if (!pattern_reader_accept(reader, close)) {
        pattern_read_unclosed(reader, start, closer);
        return 0;
    }
    reader->depth--;
    reader->commas = commas;
    return parts.count;
}

/* A range that does not stand right behind what it repeats. */
static bool lone_range(struct pattern_reader *reader)
{
    struct pattern_reader ahead = *reader;
    bool digits = false;
    for (ahead.at++; !pattern_reader_ended(&ahead); ahead.at++) {
        pattern_reader_space(&ahead);
        char byte = pattern_reader_byte(&ahead, 0);
        if (byte != ',' && (byte < '0' || byte > '9'))
            break;
        digits = digits || byte != ',';
    }
    if (!digits || !pattern_reader_accept(&ahead, "}"))
        return false;
    struct str seen = pattern_reader_seen(&ahead, reader->at);
    pattern_reader_fail(reader, reader->at,
                        error_set(reader->error, MESSAGE_PATTERN_QUANTIFIER, PATTERN_SHOWN(seen)));
    return true;
}

static struct pattern_node *read_any_order(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    if (lone_range(reader))
        return NULL;
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_ANY_ORDER, start);
    if (!node)
        return NULL;
    reader->at++;
    uint32_t count = pattern_read_parts(reader, node, start, '}', "a part of `{ , }`");
    if (count == 0)
        return NULL;
    if (count == 1 || count > PATTERN_ORDER_LIMIT) {
        pattern_reader_fail(
            reader, start,
            error_set(reader->error, MESSAGE_PATTERN_ORDER, (unsigned)PATTERN_ORDER_LIMIT, (unsigned)count));
        return NULL;
    }
    node->end = reader->at;
    return node;
}

/* ---- Captures ------------------------------------------------------------------------------------------- */

static struct pattern_node *read_capture(struct pattern_reader *reader)
{
    uint32_t start = reader->at;
    struct str name = pattern_reader_name(reader);
    reader->at++;
    if (pattern_reader_ends_element(reader)) {
        pattern_reader_fail(reader, reader->at,
                            error_set(reader->error, MESSAGE_PATTERN_CAPTURE, PATTERN_SHOWN(name)));
        return NULL;
    }
    struct pattern_node *child = pattern_reader_deeper(reader) ? pattern_read_unit(reader) : NULL;
    struct pattern_node *node = child ? pattern_reader_node(reader, PATTERN_CAPTURE, start) : NULL;
    if (!node)
        return NULL;
    reader->depth--;
    node->name = name;
    node->child = child;
    return node;
}

struct pattern_node *pattern_read_unit(struct pattern_reader *reader)
{
    struct pattern_reader ahead = *reader;
    if (pattern_reader_name(&ahead).length > 0 && pattern_reader_byte(&ahead, 0) == ':')
        return read_capture(reader);
    switch (pattern_reader_byte(reader, 0)) {
    case '(':
        return read_group(reader);
    case '{':
        return read_any_order(reader);
    default:
        return pattern_read_element(reader);
    }
}

/* ---- Repetition ----------------------------------------------------------------------------------------- */

static bool at_quantifier(const struct pattern_reader *reader)
{
    char byte = pattern_reader_byte(reader, 0);
    return byte != '\0' && strchr("?*+{", byte);
}

const char *pattern_unrepeatable(const struct pattern_node *node)
{
    switch (node->kind) {
    case PATTERN_GAP:
        return "a gap cannot be repeated: its bounds stand behind its dots, `..{0,6}`";
    case PATTERN_START:
    case PATTERN_END:
        return "an edge cannot be repeated";
    case PATTERN_LOOK:
        return "a lookaround cannot be repeated: it takes no words";
    default:
        return NULL;
    }
}

static bool read_quantifier(struct pattern_reader *reader, struct pattern_node *node)
{
    node->most = PATTERN_NO_LIMIT;
    if (pattern_reader_byte(reader, 0) == '{')
        return pattern_reader_range(reader, &node->least, &node->most);
    if (pattern_reader_accept(reader, "?"))
        node->most = 1;
    else if (pattern_reader_accept(reader, "+"))
        node->least = 1;
    else
        reader->at++;
    return true;
}

/* What repeats `unit`, which began at `start`. */
static struct pattern_node *read_repeat(struct pattern_reader *reader, uint32_t start, struct pattern_node *unit)
{
    const char *why = pattern_unrepeatable(unit);
    if (why) {
        pattern_reader_fail(reader, reader->at, error_set(reader->error, MESSAGE_PATTERN_UNREPEATABLE, why));
        return NULL;
    }
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_REPEAT, start);
    if (!node || !read_quantifier(reader, node))
        return NULL;
    node->child = unit;
    node->lazy = pattern_reader_accept(reader, "?");
    node->end = reader->at;
    if (at_quantifier(reader)) {
        struct str seen = pattern_reader_run(reader, reader->at);
        pattern_reader_fail(reader, reader->at,
                            error_set(reader->error, MESSAGE_PATTERN_TWICE, PATTERN_SHOWN(seen)));
        return NULL;
    }
    return node;
}

/* ---- Sequences and alternatives ------------------------------------------------------------------------- */

static bool ends_sequence(const struct pattern_reader *reader)
{
    char byte = pattern_reader_byte(reader, 0);
    return pattern_reader_ended(reader) || byte == ')' || byte == '|' || byte == '}' ||
           (byte == ',' && reader->commas);
}

static struct pattern_node *read_sequence(struct pattern_reader *reader)
{
    struct children items = {NULL, &items.first, 0};
    uint32_t first = reader->at;
    while (!ends_sequence(reader)) {
        uint32_t start = reader->at;
        struct pattern_node *item = pattern_read_unit(reader);
        if (item && at_quantifier(reader))
            item = read_repeat(reader, start, item);
        if (!item)
            return NULL;
        reader->end = reader->at;
        children_append(&items, item);
        pattern_reader_space(reader);
    }
    if (items.count == 0) {
        empty(reader, first, "this alternative", ": what may be missing is written `( )?`");
        return NULL;
    }
    if (items.count == 1)
        return items.first;
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_SEQUENCE, first);
    if (!node)
        return NULL;
    node->end = reader->end;
    node->child = items.first;
    return node;
}

struct pattern_node *pattern_read_choice(struct pattern_reader *reader)
{
    struct children items = {NULL, &items.first, 0};
    uint32_t first = reader->at;
    do {
        pattern_reader_space(reader);
        struct pattern_node *item = read_sequence(reader);
        if (!item)
            return NULL;
        children_append(&items, item);
    } while (pattern_reader_accept(reader, "|"));
    if (items.count == 1)
        return items.first;
    struct pattern_node *node = pattern_reader_node(reader, PATTERN_CHOICE, first);
    if (!node)
        return NULL;
    node->end = reader->end;
    node->child = items.first;
    return node;
}

tocsin_status pattern_parse(struct pattern_node **out, struct arena *arena, struct str text, uint32_t source,
                            tocsin_error *error)
{
    struct pattern_reader reader;
    if (!pattern_reader_open(&reader, arena, text, source, error))
        return reader.status;
    pattern_reader_space(&reader);
    if (pattern_reader_ended(&reader)) {
        empty(&reader, 0, "the pattern", "");
        return reader.status;
    }
    struct pattern_node *pattern = pattern_read_choice(&reader);
    if (!pattern)
        return reader.status;
    if (!pattern_reader_ended(&reader)) {
        char byte = pattern_reader_byte(&reader, 0);
        pattern_reader_fail(&reader, reader.at, error_set(error, MESSAGE_PATTERN_STRAY, byte, byte));
        return reader.status;
    }
    *out = pattern;
    return TOCSIN_OK;
}
