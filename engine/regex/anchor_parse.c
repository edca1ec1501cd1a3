#include "regex/anchor_syntax.h"

/* How deep and long a pattern is read: what walks its tree goes as deep. */
enum { DEPTH_MOST = 250, ITEMS_MOST = 1000 };

static struct anchor_node *parse_choice(struct anchor_parser *parser);

/* ---- Nodes -------------------------------------------------------------------------------------------- */

static struct anchor_node *node_new(struct anchor_parser *parser, enum anchor_kind kind)
{
    struct anchor_node *node = arena_new(parser->arena, sizeof *node);
    if (!node) {
        parser->memory = parser->opaque = true;
        return NULL;
    }
    *node = (struct anchor_node){.kind = kind};
    return node;
}

static void node_append(struct anchor_node *parent, struct anchor_node *child)
{
    if (!parent || !child)
        return;
    if (parent->last)
        parent->last->next = child;
    else
        parent->child = child;
    parent->last = child;
}

static struct anchor_node *node_char(struct anchor_parser *parser, struct anchor_class class)
{
    struct anchor_node *node = node_new(parser, ANCHOR_CHAR);
    if (node)
        node->class = class;
    return node;
}

static struct anchor_node *node_repeat(struct anchor_parser *parser, struct anchor_node *child, uint16_t min,
                                       uint16_t max)
{
    struct anchor_node *node = node_new(parser, ANCHOR_REPEAT);
    if (!node)
        return NULL;
    node->min = min;
    node->max = max;
    node_append(node, child);
    return node;
}

static struct anchor_node *node_literal(struct anchor_parser *parser, uint32_t character)
{
    struct anchor_class class = {0};
    anchor_class_add(parser, &class, character);
    return node_char(parser, class);
}

/* Any text, the empty one too. */
static struct anchor_node *node_anything(struct anchor_parser *parser)
{
    struct anchor_class all = {.any_word = true, .any_symbol = true};
    return node_repeat(parser, node_char(parser, all), 0, ANCHOR_UNBOUNDED);
}

/* ---- What separates items ------------------------------------------------------------------------------ */

static bool ahead(const struct anchor_parser *parser, const char *text)
{
    size_t length = strlen(text);
    return (size_t)(parser->end - parser->at) >= length && memcmp(parser->at, text, length) == 0;
}

static bool accept(struct anchor_parser *parser, const char *text)
{
    if (!ahead(parser, text))
        return false;
    parser->at += strlen(text);
    return true;
}

static void skip_past(struct anchor_parser *parser, char last)
{
    const char *found = memchr(parser->at, last, (size_t)(parser->end - parser->at));
    parser->at = found ? found + 1 : parser->end;
}

/* PCRE2 ends comments at what it was built to take for a newline: only \n is clear. */
static void skip_comment(struct anchor_parser *parser)
{
    for (; parser->at < parser->end && *parser->at != '\n'; parser->at++)
        parser->opaque |= *parser->at == '\r' || (unsigned char)*parser->at >= 0x80;
}

static bool skip_extended(struct anchor_parser *parser)
{
    unsigned char c = (unsigned char)*parser->at;
    /* Spaces outside of ASCII are skipped too, some of them. */
    parser->opaque |= c == '\r' || ahead(parser, "\xc2\x85") || ahead(parser, "\xe2\x80");
    if (c == '#')
        skip_comment(parser);
    else if (c == ' ' || (c >= '\t' && c <= '\r'))
        parser->at++;
    else
        return false;
    return true;
}

/* Comments, quotes that open or close, and with x white space: nothing that matches, even before a quantifier. */
static void skip_nothing(struct anchor_parser *parser)
{
    while (!parser->opaque && parser->at < parser->end) {
        if (accept(parser, "\\E"))
            parser->quoted = false;
        else if (parser->quoted)
            return;
        else if (accept(parser, "\\Q"))
            parser->quoted = true;
        else if (ahead(parser, "(?#"))
            skip_past(parser, ')');
        else if (!parser->extended || !skip_extended(parser))
            return;
    }
}

/* ---- Groups ------------------------------------------------------------------------------------------- */

static bool is_lookaround(struct anchor_parser *parser)
{
    return accept(parser, "?=") || accept(parser, "?!") || accept(parser, "?<=") || accept(parser, "?<!");
}

/* A group of which nothing but its text counts; `at` behind "(" is moved to what it holds. */
static bool is_plain_group(struct anchor_parser *parser)
{
    if (!ahead(parser, "?") && !ahead(parser, "*"))
        return true;
    if (accept(parser, "?:") || accept(parser, "?>") || accept(parser, "?|"))
        return true;
    char close = '\0';
    if (accept(parser, "?P<") || accept(parser, "?<"))
        close = '>';
    else if (accept(parser, "?'"))
        close = '\'';
    if (close && parser->at < parser->end && *parser->at == '*')
        parser->opaque = true; /* (?<* is a lookbehind */
    if (close)
        skip_past(parser, close);
    return close != '\0';
}

/* (?R) (?1) (?-1) (?&name) (?P>name) (?P=name): text that the pattern matches elsewhere. */
static bool is_call(struct anchor_parser *parser)
{
    const char *start = parser->at;
    if (accept(parser, "?R") || accept(parser, "?&") || accept(parser, "?P>") || accept(parser, "?P=")) {
        skip_past(parser, ')');
        return true;
    }
    accept(parser, "?");
    if (ahead(parser, "+") || ahead(parser, "-"))
        parser->at++;
    bool call = parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9';
    if (call)
        skip_past(parser, ')');
    else
        parser->at = start;
    return call;
}

/* (?i) (?x-s) (?^i: …: only x matters here, for case is never told apart. True: a group follows. */
static bool parse_options(struct anchor_parser *parser)
{
    bool on = true, extended = parser->extended;
    accept(parser, "?");
    if (accept(parser, "^"))
        extended = false;
    for (; parser->at < parser->end && *parser->at != ')' && *parser->at != ':'; parser->at++) {
        if (*parser->at == '-')
            on = false;
        else if (*parser->at == 'x')
            extended = on;
        else if (!*parser->at || !strchr("imsnJU", *parser->at))
            parser->opaque = true;
        if (ahead(parser, "xx"))
            parser->opaque = true;
    }
    parser->opaque |= parser->at == parser->end;
    bool group = accept(parser, ":");
    if (!group)
        accept(parser, ")");
    parser->extended = extended;
    return group;
}

static struct anchor_node *parse_group(struct anchor_parser *parser)
{
    bool extended = parser->extended;
    if (is_call(parser))
        return node_anything(parser);
    bool lookaround = is_lookaround(parser);
    bool options = !lookaround && !is_plain_group(parser);
    if (options && (!ahead(parser, "?") || ahead(parser, "?(") || ahead(parser, "?["))) {
        parser->opaque = true;
        return NULL;
    }
    if (options && !parse_options(parser)) {
        /* They hold to the end of the group around; a quantifier here is not understood. */
        skip_nothing(parser);
        if (!parser->quoted && parser->at < parser->end && strchr("*+?{", *parser->at))
            parser->opaque = true;
        return node_new(parser, ANCHOR_SEQUENCE);
    }
    if (++parser->depth > DEPTH_MOST)
        parser->opaque = true;
    struct anchor_node *inside = parser->opaque ? NULL : parse_choice(parser);
    parser->depth--;
    if (!accept(parser, ")"))
        parser->opaque = true;
    parser->extended = extended;
    return lookaround ? node_new(parser, ANCHOR_SEQUENCE) : inside;
}

/* ---- Items -------------------------------------------------------------------------------------------- */

/* \g and \k in their spellings: a back reference or a call, any text. */
static struct anchor_node *parse_reference(struct anchor_parser *parser)
{
    static const char opens[] = "<'{", closes[] = ">'}";
    bool relative = accept(parser, "-") || accept(parser, "+");
    const char *open = parser->at < parser->end ? strchr(opens, *parser->at) : NULL;
    if (open && *open && !relative) {
        parser->at++;
        skip_past(parser, closes[open - opens]);
        return node_anything(parser);
    }
    const char *digits = parser->at;
    while (parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9')
        parser->at++;
    parser->opaque |= parser->at == digits;
    return node_anything(parser);
}

static struct anchor_node *parse_escape(struct anchor_parser *parser)
{
    if (parser->at == parser->end) {
        parser->opaque = true;
        return NULL;
    }
    struct anchor_class class = {0};
    uint32_t character;
    if (anchor_parse_escape(parser, &class, &character))
        return character == ANCHOR_NO_CHARACTER ? node_char(parser, class) : node_literal(parser, character);
    static const struct anchor_class all = {.any_word = true, .any_symbol = true}, symbol = {.any_symbol = true};
    switch (*parser->at++) {
    case 'b':
        return node_new(parser, ANCHOR_BORDER);
    case 'B':
        return node_new(parser, ANCHOR_SEQUENCE);
    case 'A':
        return node_new(parser, ANCHOR_BEGIN);
    case 'z':
    case 'Z':
        return node_new(parser, ANCHOR_END);
    case 'N':
        parser->opaque |= ahead(parser, "{");
        return node_char(parser, all);
    case 'X':
        return node_repeat(parser, node_char(parser, all), 1, ANCHOR_UNBOUNDED);
    case 'R':
        return node_repeat(parser, node_char(parser, symbol), 1, 2);
    case 'g':
    case 'k':
        return parse_reference(parser);
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        /* More digits may be an octal character. */
        parser->opaque |= parser->at < parser->end && *parser->at >= '0' && *parser->at <= '9';
        return node_anything(parser);
    default:
        parser->opaque = true;
        return NULL;
    }
}

/* {n} {n,} {n,m}; false (and not moved): a literal brace. */
static bool parse_braces(struct anchor_parser *parser, uint16_t *min, uint16_t *max)
{
    const char *p = parser->at + 1;
    uint32_t bounds[2] = {0, ANCHOR_UNBOUNDED};
    int given = 0;
    if (p < parser->end && strchr(" \t,", *p))
        parser->opaque = true; /* a quantifier to PCRE2 from 10.43 on */
    for (int i = 0; i < 2; i++) {
        const char *digits = p;
        uint32_t value = 0;
        for (; p < parser->end && *p >= '0' && *p <= '9' && value < ANCHOR_UNBOUNDED; p++)
            value = value * 10 + (uint32_t)(*p - '0');
        if (p > digits)
            bounds[i] = value, given |= 1 << i;
        if (i == 1 || p == parser->end || *p != ',')
            break;
        p++;
        given |= 4;
    }
    if (!(given & 1) || p == parser->end || *p != '}') {
        parser->opaque |= p < parser->end && strchr(" \t", *p);
        return false;
    }
    parser->at = p + 1;
    *min = (uint16_t)bounds[0];
    *max = given & 4 ? (uint16_t)bounds[1] : *min;
    return true;
}

static bool parse_quantifier(struct anchor_parser *parser, uint16_t *min, uint16_t *max)
{
    *min = 0;
    *max = ANCHOR_UNBOUNDED;
    if (accept(parser, "+"))
        *min = 1;
    else if (accept(parser, "?"))
        *max = 1;
    else if (!accept(parser, "*") && !(ahead(parser, "{") && parse_braces(parser, min, max)))
        return false;
    return true;
}

/* The quantifiers behind an item: lazy and possessive ones allow the same texts or fewer. */
static struct anchor_node *parse_repeat(struct anchor_parser *parser, struct anchor_node *item)
{
    uint16_t min, max;
    skip_nothing(parser);
    if (parser->opaque || parser->quoted || !parse_quantifier(parser, &min, &max))
        return item;
    if (!accept(parser, "?")) {
        skip_nothing(parser);
        if (!parser->quoted)
            accept(parser, "+");
    }
    skip_nothing(parser);
    if (!parser->quoted && ahead(parser, "{"))
        parser->opaque = true; /* a{2}{3} repeats the repeat */
    return node_repeat(parser, item, min, max);
}

static struct anchor_node *parse_item(struct anchor_parser *parser)
{
    if (parser->quoted)
        return node_literal(parser, anchor_read_character(parser));
    if (accept(parser, "("))
        return parse_group(parser);
    if (accept(parser, "\\"))
        return parse_escape(parser);
    if (accept(parser, "^"))
        return node_new(parser, ANCHOR_BEGIN);
    if (accept(parser, "$"))
        return node_new(parser, ANCHOR_END);
    struct anchor_class class = {0};
    if (accept(parser, "[")) {
        anchor_parse_class(parser, &class);
        return node_char(parser, class);
    }
    if (accept(parser, ".")) {
        class.any_word = class.any_symbol = true;
        return node_char(parser, class);
    }
    if (strchr("*+?", *parser->at)) {
        parser->opaque = true;
        return NULL;
    }
    return node_literal(parser, anchor_read_character(parser));
}

static struct anchor_node *parse_sequence(struct anchor_parser *parser)
{
    struct anchor_node *sequence = node_new(parser, ANCHOR_SEQUENCE);
    for (unsigned items = 0;; items++) {
        skip_nothing(parser);
        parser->opaque |= items == ITEMS_MOST;
        if (parser->opaque || parser->at == parser->end)
            return sequence;
        if (!parser->quoted && (*parser->at == '|' || *parser->at == ')'))
            return sequence;
        struct anchor_node *item = parse_item(parser);
        if (!parser->opaque)
            node_append(sequence, parse_repeat(parser, item));
    }
}

static struct anchor_node *parse_choice(struct anchor_parser *parser)
{
    struct anchor_node *choice = node_new(parser, ANCHOR_CHOICE);
    do
        node_append(choice, parse_sequence(parser));
    while (!parser->opaque && !parser->quoted && accept(parser, "|"));
    return choice;
}

struct anchor_node *anchor_parse(struct arena *arena, struct word_splitter *splitter, struct str pattern,
                                 unsigned flags, bool *failed)
{
    struct anchor_parser parser = {
        .arena = arena,
        .splitter = splitter,
        .at = pattern.data,
        .end = pattern.data + pattern.length,
        .extended = flags & REGEX_EXTENDED,
    };
    struct anchor_node *tree = parse_choice(&parser);
    *failed = parser.memory || splitter->failed;
    return parser.opaque || parser.at < parser.end ? NULL : tree;
}
