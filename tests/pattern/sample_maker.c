#include "sample_maker.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- Chance --------------------------------------------------------------------------------------------- */

static size_t below(struct maker *maker, size_t limit)
{
    maker->state ^= maker->state << 13;
    maker->state ^= maker->state >> 7;
    maker->state ^= maker->state << 17;
    return (size_t)((maker->state * UINT64_C(0x2545f4914f6cdd1d)) >> 33) % limit;
}

static bool chance(struct maker *maker, size_t percent)
{
    return below(maker, 100) < percent;
}

static const char *one_of(struct maker *maker, const char *const *items, size_t count)
{
    return items[below(maker, count)];
}

#define ONE_OF(maker, array) one_of((maker), (array), COUNT(array))

void maker_start(struct maker *maker, uint64_t seed)
{
    memset(maker, 0, sizeof *maker);
    maker->state = (seed + 1) * UINT64_C(0x9e3779b97f4a7c15);
    for (int i = 0; i < 8; i++)
        below(maker, 2);
}

void maker_words(struct maker *maker)
{
    static const char *const words[] = {
        "the",   "The", "bank", "Bank", "banks",         "warn",          "warned", "Warned", "us", "US",  "left",
        "leave", "no",  "No",   "5",    "\u00e9t\u00e9", "\u00c9t\u00e9", "don't",  ";",      ",",  "IMF",
    };
    maker->word_count = 2 + below(maker, MAKER_WORDS - 1);
    for (size_t i = 0; i < maker->word_count; i++)
        maker->words[i] = ONE_OF(maker, words);
}

static const char *word(struct maker *maker)
{
    return maker->words[below(maker, maker->word_count)];
}

/* ---- Elements ------------------------------------------------------------------------------------------- */

static void write_choice(struct maker *maker);

static void write_words(struct maker *maker)
{
    char mark = chance(maker, 30) ? '\'' : '"';
    const char *first = word(maker), *second = word(maker);
    bool quote = chance(maker, 25), two = chance(maker, 40);
    if (!quote && strpbrk(first, ";,") == NULL) {
        buffer_text(maker->out, first);
        return;
    }
    if (mark == '\'' && (strchr(first, '\'') || strchr(second, '\'')))
        mark = '"';
    buffer_char(maker->out, mark);
    buffer_text(maker->out, first);
    if (two)
        buffer_format(maker->out, " %s", second);
    buffer_char(maker->out, mark);
}

static void write_test(struct maker *maker)
{
    static const char *const tests[] = {
        "[cap]",
        "[!cap]",
        "[upper]",
        "[lemma=warn|bank]",
        "[shape=title|lower]",
        "[shape!=mark & !upper]",
        "[length>3]",
        "[length=2|4]",
        "[lower ~ /b.*|w.*d/]",
        "[text ~ /[A-Z].*/ | lemma=leave]",
        "[lemma in @act]",
        "[lower in @place]",
        "[text in @code]",
        "[first]",
        "[last]",
        "[quoted]",
        "[!spaced]",
        "[punct | number]",
        "[alpha & !(first | last)]",
        "[lower != bank|us]",
        "[!quoted & length<=4]",
        "[text in @place]",
        "[lemma ~ /l.*/]",
    };
    if (chance(maker, 25))
        buffer_format(maker->out, "[%s=\"%s\"]", chance(maker, 50) ? "lower" : "text", word(maker));
    else
        buffer_text(maker->out, ONE_OF(maker, tests));
}

static void write_leaf(struct maker *maker)
{
    static const char *const lemmas[] = {"<warn>", "<bank>", "<leave|left>", "<the|warn>", "<no>", "<leave>"};
    static const char *const regexes[] = {"/[bw].*/", "/b|bank|banks/", "/US/i",
                                          "/.{2}/",   "/[^a-z]+/",      "/w arn #/x"};
    static const char *const lists[] = {"@place",
                                        "@place",
                                        "@act",
                                        "@code",
                                        "@place[sense=big]",
                                        "@place[size>=2]",
                                        "@place[size<2 | sense!=big]",
                                        "@place[sense ~ /b.*|none/]",
                                        "@place[!sense]"};
    static const char *const annotations[] = {"%Party",
                                              "%Party",
                                              "%Party[kind=person]",
                                              "%Party[kind!=person]",
                                              "%Party[size>2]",
                                              "%Party[!kind]",
                                              "%Claim",
                                              "%Claim.source",
                                              "%Part",
                                              "%Party[kind ~ /p.*/]"};
    size_t dice = below(maker, 100);
    if (dice < 45)
        write_words(maker);
    else if (dice < 52)
        buffer_text(maker->out, ONE_OF(maker, lemmas));
    else if (dice < 56)
        buffer_text(maker->out, ONE_OF(maker, regexes));
    else if (dice < 66)
        write_test(maker);
    else if (dice < 78)
        buffer_text(maker->out, ONE_OF(maker, lists));
    else if (dice < 88)
        buffer_text(maker->out, ONE_OF(maker, annotations));
    else
        buffer_text(maker->out, ".");
}

static void write_gap(struct maker *maker)
{
    static const char *const bounds[] = {"", "", "", "{0,2}", "{1,3}", "{2}", "{1,}", "{0,6}"};
    buffer_text(maker->out, "..");
    buffer_text(maker->out, ONE_OF(maker, bounds));
    if (!chance(maker, 30))
        return;
    maker->looks++;
    buffer_text(maker->out, "!(");
    write_choice(maker);
    buffer_char(maker->out, ')');
    maker->looks--;
}

static void write_group(struct maker *maker, const char *opener, const char *closer)
{
    buffer_text(maker->out, opener);
    write_choice(maker);
    buffer_text(maker->out, closer);
}

static void write_look(struct maker *maker)
{
    static const char *const openers[] = {"(?= ", "(?! ", "(?<= ", "(?<! "};
    maker->looks++;
    write_group(maker, ONE_OF(maker, openers), " )");
    maker->looks--;
}

static void write_any_order(struct maker *maker)
{
    size_t parts = 2 + below(maker, 2);
    buffer_text(maker->out, "{ ");
    for (size_t i = 0; i < parts; i++) {
        buffer_text(maker->out, i ? " , (" : "(");
        write_choice(maker);
        buffer_text(maker->out, chance(maker, 30) ? ")?" : ")");
    }
    buffer_text(maker->out, " }");
}

static void write_capture(struct maker *maker)
{
    static const char names[] = "xyz";
    size_t name = below(maker, maker->sames ? 2 : 3);
    if (maker->looks || (maker->opened >> name & 1)) {
        write_leaf(maker);
        return;
    }
    maker->opened |= 1u << name;
    buffer_format(maker->out, "%c:", names[name]);
    if (chance(maker, 40))
        write_group(maker, "(", ")");
    else
        write_leaf(maker);
    maker->opened &= ~(1u << name);
    maker->closed |= 1u << name;
}

static void write_same(struct maker *maker)
{
    static const char names[] = "xyz";
    size_t name = below(maker, 2);
    if (maker->looks || (maker->opened >> name & 1) || !(maker->closed >> name & 1))
        write_leaf(maker);
    else
        buffer_format(maker->out, "=%c", names[name]);
}

static void write_unit(struct maker *maker)
{
    size_t dice = below(maker, 100);
    bool deep = maker->depth >= 4;
    if (dice < (maker->sames ? 20 : 12))
        write_capture(maker);
    else if (maker->sames && dice >= 75)
        write_same(maker);
    else if (dice < 30 && !deep)
        write_group(maker, "(", ")");
    else if (dice < 33 && !deep)
        write_any_order(maker);
    else if (dice < 34)
        buffer_text(maker->out, "$person");
    else if (dice < 35 && !deep)
        write_group(maker, "$twice(", ")");
    else
        write_leaf(maker);
}

static void write_quantifier(struct maker *maker)
{
    static const char *const quantifiers[] = {"?",   "?",     "?",     "*",     "*",    "+",    "+",
                                              "{2}", "{1,2}", "{2,3}", "{0,2}", "{2,}", "{3,9}"};
    buffer_text(maker->out, ONE_OF(maker, quantifiers));
    buffer_text(maker->out, chance(maker, 30) ? "?" : "");
}

static void write_item(struct maker *maker)
{
    size_t dice = below(maker, 100);
    if (dice < 9) {
        write_gap(maker);
    } else if (dice < 14 && maker->depth < 4) {
        write_look(maker);
    } else if (dice < 16) {
        buffer_text(maker->out, chance(maker, 50) ? "^" : "$");
    } else {
        write_unit(maker);
        if (chance(maker, 30))
            write_quantifier(maker);
    }
}

static void write_choice(struct maker *maker)
{
    maker->depth++;
    size_t alternatives = chance(maker, 30) ? 2 + below(maker, 2) : 1;
    for (size_t i = 0; i < alternatives; i++) {
        buffer_text(maker->out, i ? " | " : "");
        for (size_t items = 1 + below(maker, maker->depth > 2 ? 2 : 4); items > 0; items--) {
            write_item(maker);
            buffer_text(maker->out, items > 1 ? " " : "");
        }
    }
    maker->depth--;
}

void maker_pattern(struct maker *maker, struct buffer *out)
{
    maker->out = out;
    maker->opened = maker->closed = 0;
    maker->sames = chance(maker, 25);
    maker->depth = (unsigned)below(maker, 4); /* small patterns match more often */
    write_choice(maker);
}

/* ---- Scopes and texts ----------------------------------------------------------------------------------- */

void maker_scope(struct maker *maker, struct pattern_scope *out)
{
    static const struct pattern_scope scopes[] = {
        {PATTERN_IN_SENTENCE, {"", 0}, {"", 0}},       {PATTERN_IN_SENTENCE, {"", 0}, {"", 0}},
        {PATTERN_IN_SENTENCE, {"", 0}, {"", 0}},       {PATTERN_IN_SENTENCE, {"", 0}, {"", 0}},
        {PATTERN_IN_PARAGRAPH, {"", 0}, {"", 0}},      {PATTERN_IN_DOCUMENT, {"", 0}, {"", 0}},
        {PATTERN_INSIDE, {"Part", 4}, {"", 0}},        {PATTERN_OUTSIDE, {"Part", 4}, {"", 0}},
        {PATTERN_INSIDE, {"Claim", 5}, {"source", 6}}, {PATTERN_OUTSIDE, {"Claim", 5}, {"source", 6}},
    };
    *out = scopes[below(maker, COUNT(scopes))];
}

static void make_annotation(struct maker *maker, struct sample_text *text)
{
    static const char *const types[] = {"Party", "Party", "Party", "Part", "Claim", "Claim"};
    struct sample_annotation *made = &text->annotations[text->annotation_count++];
    size_t type = below(maker, COUNT(types)), longest = chance(maker, 70) ? 3 : text->count;
    made->first = (uint32_t)below(maker, text->count);
    made->last = made->first + 1 + (uint32_t)below(maker, longest);
    made->last = made->last < text->count ? made->last : (uint32_t)text->count;
    made->type = types[type];
    made->role = type == 5 ? "source" : "";
    made->kind = type < 3 && chance(maker, 70) ? (chance(maker, 50) ? "person" : "org") : NULL;
    made->size = type < 3 && chance(maker, 50) ? (chance(maker, 50) ? "1" : "10.5") : NULL;
}

void maker_text(struct maker *maker, struct sample_text *out)
{
    memset(out, 0, sizeof *out);
    out->count = 1 + below(maker, chance(maker, 80) ? 10 : 30);
    bool quoted = false;
    for (size_t i = 0; i < out->count; i++) {
        quoted = chance(maker, 20) ? !quoted : quoted;
        out->tokens[i] = (struct sample_token){.word = chance(maker, 5) ? "." : word(maker),
                                               .glued = chance(maker, 10),
                                               .quoted = quoted,
                                               .sentence_ends = chance(maker, 12),
                                               .paragraph_ends = chance(maker, 40)};
    }
    for (size_t left = below(maker, 8); left > 0; left--)
        make_annotation(maker, out);
}
