#include "regex/anchor_syntax.h"

uint32_t anchor_read_character(struct anchor_parser *parser)
{
    const unsigned char *p = (const unsigned char *)parser->at;
    size_t length = character_length(*p);
    parser->at += length;
    if (length == 1)
        return p[0];
    if (length == 2)
        return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
    if (length == 3)
        return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
    return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 | (uint32_t)(p[2] & 0x3f) << 6 |
           (p[3] & 0x3f);
}

size_t anchor_write_character(uint32_t character, char out[4])
{
    if (character < 0x80) {
        out[0] = (char)character;
        return 1;
    }
    if (character < 0x800) {
        out[0] = (char)(0xc0 | character >> 6);
        out[1] = (char)(0x80 | (character & 0x3f));
        return 2;
    }
    if (character < 0x10000) {
        out[0] = (char)(0xe0 | character >> 12);
        out[1] = (char)(0x80 | (character >> 6 & 0x3f));
        out[2] = (char)(0x80 | (character & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | character >> 18);
    out[1] = (char)(0x80 | (character >> 12 & 0x3f));
    out[2] = (char)(0x80 | (character >> 6 & 0x3f));
    out[3] = (char)(0x80 | (character & 0x3f));
    return 4;
}

static bool is_word(struct anchor_parser *parser, uint32_t character)
{
    if (character < 0x80)
        return word_ascii((unsigned char)character);
    char bytes[4];
    size_t start, end;
    return word_next(parser->splitter, (struct str){bytes, anchor_write_character(character, bytes)}, 0, &start,
                     &end);
}

/* U+0345 and the iotas are one letter in different case, and only some of them are \w. */
static bool is_iota(uint32_t character)
{
    return character == 0x345 || character == 0x399 || character == 0x3b9 || character == 0x1fbe;
}

static void list_add(uint32_t *list, uint8_t *count, bool *any, uint32_t character)
{
    for (uint8_t i = 0; i < *count; i++)
        if (list[i] == character)
            return;
    if (*count == ANCHOR_MEMBERS || *any) {
        *any = true;
        *count = 0;
        return;
    }
    list[(*count)++] = character;
}

void anchor_class_add(struct anchor_parser *parser, struct anchor_class *class, uint32_t character)
{
    bool iota = is_iota(character), word = is_word(parser, character);
    if (iota)
        class->any_word = class->any_symbol = true;
    if (character >= 'A' && character <= 'Z')
        character += 'a' - 'A';
    bool were_digits = class->digits || (!class->any_word && !class->word_count);
    class->digits = !iota && were_digits && (!word || (character >= '0' && character <= '9'));
    if (word)
        list_add(class->words, &class->word_count, &class->any_word, character);
    else
        list_add(class->symbols, &class->symbol_count, &class->any_symbol, character);
}

/* Adds all of a class with unlisted members. */
static void class_join(struct anchor_class *class, const struct anchor_class *more)
{
    bool had_words = class->any_word || class->word_count;
    class->digits = more->any_word ? more->digits && (!had_words || class->digits) : class->digits;
    class->any_word |= more->any_word;
    class->any_symbol |= more->any_symbol;
    if (class->any_word)
        class->word_count = 0;
    if (class->any_symbol)
        class->symbol_count = 0;
}

static void class_add_range(struct anchor_parser *parser, struct anchor_class *class, uint32_t first, uint32_t last)
{
    static const struct anchor_class all = {.any_word = true, .any_symbol = true};
    if (last >= 0x80 && last - first >= ANCHOR_MEMBERS) {
        class_join(class, &all);
        return;
    }
    for (uint32_t c = first; c <= last; c++)
        anchor_class_add(parser, class, c);
}

static bool class_of_letter(char letter, struct anchor_class *out)
{
    static const struct {
        char letter;
        struct anchor_class class;
    } classes[] = {
        {'d', {.any_word = true, .digits = true}},
        {'w', {.any_word = true}},
        {'s', {.any_symbol = true}},
        {'h', {.any_symbol = true}},
        {'v', {.any_symbol = true}},
        {'W', {.any_symbol = true}},
        {'D', {.any_word = true, .any_symbol = true}},
        {'S', {.any_word = true, .any_symbol = true}},
        {'H', {.any_word = true, .any_symbol = true}},
        {'V', {.any_word = true, .any_symbol = true}},
        {'p', {.any_word = true, .any_symbol = true}},
        {'P', {.any_word = true, .any_symbol = true}},
    };
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (classes[i].letter == letter) {
            *out = classes[i].class;
            return true;
        }
    return false;
}

/* \pL, \p{Lu}, \p{^Lu}: stepped over. */
static void skip_property(struct anchor_parser *parser)
{
    if (parser->at == parser->end) {
        parser->opaque = true;
    } else if (*parser->at != '{') {
        parser->at++;
    } else {
        const char *close = memchr(parser->at, '}', (size_t)(parser->end - parser->at));
        parser->opaque |= !close;
        parser->at = close ? close + 1 : parser->end;
    }
}

static unsigned hexadecimal_of(char c)
{
    return c >= '0' && c <= '9'   ? (unsigned)(c - '0')
           : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10
           : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10
                                  : 16;
}

/* \x, \xh, \xhh, \x{h...}; `at` is behind the x. */
static uint32_t read_hexadecimal(struct anchor_parser *parser)
{
    bool braces = parser->at < parser->end && *parser->at == '{';
    parser->at += braces;
    uint32_t value = 0;
    unsigned digits = 0, most = braces ? 8 : 2;
    for (; parser->at < parser->end && digits < most && hexadecimal_of(*parser->at) < 16; digits++)
        value = value << 4 | hexadecimal_of(*parser->at++);
    if (braces) {
        parser->opaque |= parser->at == parser->end || *parser->at != '}' || digits == 0;
        parser->at += !parser->opaque;
    }
    parser->opaque |= value > 0x10ffff;
    return parser->opaque ? 'x' : value;
}

bool anchor_parse_escape(struct anchor_parser *parser, struct anchor_class *out, uint32_t *character)
{
    static const char named[] = "tnrfea", values[] = "\t\n\r\f\x1b\a";
    *character = ANCHOR_NO_CHARACTER;
    char letter = *parser->at;
    const char *name = memchr(named, letter, sizeof named - 1);
    if ((unsigned char)letter >= 0x80) {
        *character = anchor_read_character(parser);
        return true;
    }
    parser->at++;
    if (class_of_letter(letter, out)) {
        if (letter == 'p' || letter == 'P')
            skip_property(parser);
        return true;
    }
    if (name)
        *character = (unsigned char)values[name - named];
    else if (letter == 'x')
        *character = read_hexadecimal(parser);
    else if (!word_ascii((unsigned char)letter))
        *character = (unsigned char)letter;
    else
        parser->at--;
    return *character != ANCHOR_NO_CHARACTER;
}

/* [:alpha:] and its like: stepped over, any character. */
static void class_add_posix(struct anchor_parser *parser, struct anchor_class *class)
{
    static const struct anchor_class all = {.any_word = true, .any_symbol = true};
    const char *p = parser->at + 2;
    if (p < parser->end && *p == '^')
        p++;
    while (p < parser->end && *p >= 'a' && *p <= 'z')
        p++;
    if (parser->end - p < 2 || p[0] != ':' || p[1] != ']') {
        parser->opaque = true;
        return;
    }
    parser->at = p + 2;
    class_join(class, &all);
}

/* One character in brackets, or ANCHOR_NO_CHARACTER when a whole class was added. */
static uint32_t class_item(struct anchor_parser *parser, struct anchor_class *class)
{
    if (*parser->at == '[' && parser->end - parser->at > 1 && strchr(":.=", parser->at[1])) {
        class_add_posix(parser, class);
        return ANCHOR_NO_CHARACTER;
    }
    if (*parser->at != '\\' || parser->end - parser->at < 2)
        return anchor_read_character(parser);
    parser->at++;
    if (*parser->at == 'b') {
        parser->at++;
        return '\b';
    }
    struct anchor_class escaped = {0};
    uint32_t character;
    if (!anchor_parse_escape(parser, &escaped, &character))
        parser->opaque = true;
    else if (character == ANCHOR_NO_CHARACTER)
        class_join(class, &escaped);
    return character;
}

static bool ahead(const struct anchor_parser *parser, size_t offset, char c)
{
    return (size_t)(parser->end - parser->at) > offset && parser->at[offset] == c;
}

static void class_items(struct anchor_parser *parser, struct anchor_class *class)
{
    bool first = true;
    while (!parser->opaque && parser->at < parser->end && (first || *parser->at != ']')) {
        first = false;
        uint32_t character = class_item(parser, class);
        bool range = ahead(parser, 0, '-') && parser->end - parser->at > 1 && !ahead(parser, 1, ']');
        if (!range) {
            if (character != ANCHOR_NO_CHARACTER)
                anchor_class_add(parser, class, character);
            continue;
        }
        parser->at++;
        uint32_t last = class_item(parser, class);
        if (character == ANCHOR_NO_CHARACTER || last == ANCHOR_NO_CHARACTER || last < character)
            parser->opaque = true;
        else
            class_add_range(parser, class, character, last);
    }
    if (parser->at == parser->end)
        parser->opaque = true;
    else
        parser->at++;
}

void anchor_parse_class(struct anchor_parser *parser, struct anchor_class *out)
{
    bool negated = ahead(parser, 0, '^');
    parser->at += negated;
    class_items(parser, out);
    if (negated)
        *out = (struct anchor_class){.any_word = true, .any_symbol = true};
}
