/* fuzz_regex.c: any pattern over any text. The first line is the pattern, its first byte the flags; the rest is the
 * text. What must hold of every input: what PCRE2 compiles, the set that is made of it finds exactly what the regex
 * finds alone (so that nothing is read out of a pattern that is not in it), with the tokens of the Unicode breaks
 * and with tokens cut anywhere. */
#include "../unit/naive_scan.h"
#include "text/source.h"

enum { PATTERN_MOST = 200, TEXT_MOST = 400 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Tokens of one to four characters, whatever these are but white space. */
static void break_anywhere(struct segmentation *out, struct vocabulary *vocabulary, struct str text, unsigned seed)
{
    segmentation_clear(out);
    for (size_t at = 0, end; at < text.length; at = end) {
        end = at;
        for (unsigned left = 1 + (seed ^ (unsigned)at * 7) % 4; left > 0 && end < text.length; left--) {
            if (text.data[end] == ' ' || (text.data[end] >= '\t' && text.data[end] <= '\r'))
                break;
            for (end++; end < text.length && ((unsigned char)text.data[end] & 0xc0) == 0x80;)
                end++;
        }
        if (end == at) {
            end++;
            continue;
        }
        struct token token = {(uint32_t)at, (uint32_t)end};
        form_id form = vocabulary_intern(vocabulary, (struct str){text.data + at, end - at});
        if (!array_push(out->alloc, &out->tokens, token) || !array_push(out->alloc, &out->forms, form))
            abort();
    }
    struct sentence all = {.end = (uint32_t)text.length, .token_count = (uint32_t)out->tokens.count};
    if (!array_push(out->alloc, &out->sentences, all))
        abort();
}

static void compare(const struct regex *regex, struct str text, unsigned seed)
{
    struct segmentation segmentation;
    struct vocabulary *vocabulary;
    struct regex_set *set;
    struct regex_scan *scan;
    struct regex_matcher *matcher;
    struct regex_set_entry entry = {regex, REGEX_SENTENCE};
    segmentation_init(&segmentation, &alloc_system);
    if (vocabulary_create(&vocabulary, &alloc_system, NULL) ||
        regex_set_create(&set, &alloc_system, &entry, 1, NULL) ||
        regex_scan_create(&scan, set, &alloc_system, NULL) || regex_matcher_create(&matcher, &alloc_system, NULL))
        abort();
    struct regex_scan_input input = {text, &segmentation, vocabulary};
    if (segmentation_run(&segmentation, text, TOCSIN_BREAKS_UAX29, NULL, vocabulary, NULL))
        abort();
    if (!naive_compare(&entry, 1, scan, matcher, &input, NULL))
        abort();
    break_anywhere(&segmentation, vocabulary, text, seed);
    if (!naive_compare(&entry, 1, scan, matcher, &input, NULL))
        abort();
    regex_matcher_free(matcher);
    regex_scan_free(scan);
    regex_set_free(set);
    vocabulary_free(vocabulary);
    segmentation_finish(&segmentation);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    struct str rest = {(const char *)data + 1, size - 1}, pattern = rest;
    const char *line = memchr(rest.data, '\n', rest.length);
    pattern.length = line ? (size_t)(line - rest.data) : rest.length;
    struct str text = {rest.data + pattern.length, rest.length - pattern.length};
    text.length = text.length < TEXT_MOST ? text.length : TEXT_MOST;
    struct source source;
    struct regex *regex;
    if (pattern.length > PATTERN_MOST || source_open(&source, &alloc_system, text, TOCSIN_INVALID_REPLACE, NULL))
        return 0;
    unsigned flags = data[0] & (REGEX_CASELESS | REGEX_EXTENDED | REGEX_MULTILINE | REGEX_DOTALL);
    if (!regex_compile(&regex, &alloc_system, pattern, flags, NULL)) {
        compare(regex, source.text, data[0]);
        regex_free(regex);
    }
    source_close(&source);
    return 0;
}
