/* peer_words.c: PCRE2 with JIT behind required words, for comparison: `peer_words PATTERNS FILE`. PATTERNS holds a
 * regex a line, FILE documents parted by "\n\f\n". Matching alone, sentence by sentence: a pattern is tried where a
 * word stands that begins with (or holds) one of the letters that each of its matches has. What that is of a word
 * is worked out once for each distinct word. A pattern that begins with the word is tried there alone. Digits count
 * as letters of a kind; patterns without either are tried on whole documents. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    MOST_PATTERNS = 10000,
    MOST_NEEDS = 64,
    LETTERS = 32,
    SLOTS = 1 << 18,
    SAMPLE = 20000,
    MOST_WOKEN = 1 << 22,
    MOST_FILED = 1 << 18,
    BUCKETS = 1 << 16
};

/* Letters that a word has, at its start or anywhere. */
struct need {
    char letters[LETTERS];
    size_t length; /* 0: a digit */
    bool at_start;
};

/* One of these has to be there. */
struct needs {
    struct need items[MOST_NEEDS];
    size_t count;
    bool first; /* a match begins with it */
};

struct pattern {
    pcre2_code *code;
    struct needs needs;
    size_t seen; /* the sentence that it was tried on last */
    size_t end;  /* of its last match there */
};

/* A distinct word and the patterns that it wakes. */
struct word {
    uint64_t hash;
    uint32_t first, count;
};

/* A need of a pattern, among those with the same two letters first. */
struct filed {
    uint32_t pattern, need, next; /* of `filed`; 0: the last */
};

static struct filed filed[MOST_FILED];
static uint32_t filed_count = 1, filed_first[BUCKETS], filed_anywhere;
static struct pattern patterns[MOST_PATTERNS];
static size_t pattern_count;
static struct word words[SLOTS];
static uint32_t woken[MOST_WOKEN];
static size_t woken_count;
static char sample[SAMPLE][LETTERS];
static size_t sample_count;
static size_t found;
static pcre2_match_data *match_data;

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    long end = ftell(file);
    char *data = malloc((size_t)end + 1);
    rewind(file);
    if (!data || fread(data, 1, (size_t)end, file) != (size_t)end)
        exit(2);
    fclose(file);
    data[end] = '\0';
    *size = (size_t)end;
    return data;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- What a pattern needs -------------------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static bool is_word_byte(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool may_be_none(const char *behind)
{
    return *behind == '?' || *behind == '*' || (*behind == '{' && behind[1] == '0');
}

/* Behind a quantifier, where there is one. */
static const char *skip_quantifier(const char *p)
{
    if (*p == '{')
        p = strchr(p, '}') + 1;
    else if (*p == '?' || *p == '*' || *p == '+')
        p++;
    return *p == '?' || *p == '+' ? p + 1 : p;
}

/* Behind a class, an escape, a group or a single character. */
static const char *skip_element(const char *p)
{
    if (*p == '\\')
        return p + 2;
    if (*p == '[') {
        for (p += p[1] == '^' ? 3 : 2; *p != ']'; p++)
            p += *p == '\\';
        return p + 1;
    }
    if (*p != '(')
        return p + 1;
    for (p++; *p != ')'; p = skip_element(p))
        continue;
    return p + 1;
}

/* The letters at `p`, but for a last one that may be left out. */
static const char *read_letters(struct need *need, const char *p, bool at_start)
{
    *need = (struct need){.at_start = at_start};
    while (is_letter(*p) && need->length < LETTERS) {
        if (may_be_none(p + 1))
            return p;
        need->letters[need->length++] = lower(*p++);
    }
    return p;
}

/* The letters with which each alternative of a group begins; none where one of them has none. */
static void read_group(struct needs *out, const char *p, bool at_start)
{
    out->count = 0;
    p += p[1] == '?' && p[2] == ':' ? 3 : 1;
    while (out->count < MOST_NEEDS) {
        read_letters(&out->items[out->count], p, at_start);
        if (out->items[out->count++].length < 2)
            break;
        while (*p != '|' && *p != ')')
            p = skip_element(p);
        if (*p++ == ')')
            return;
    }
    out->count = 0;
}

static bool has(const char *word, size_t length, const struct need *need)
{
    if (!need->length)
        return strcspn(word, "0123456789") < length;
    for (size_t at = 0; at + need->length <= length && !(at && need->at_start); at++)
        if (memcmp(word + at, need->letters, need->length) == 0)
            return true;
    return false;
}

/* Takes words from the text by which rare ones are told from common ones. */
static void take_sample(const char *text)
{
    for (size_t at = 0; text[at] && sample_count < SAMPLE; at++) {
        size_t length = 0;
        for (; is_word_byte(text[at]) && length < sizeof *sample - 1; at++)
            sample[sample_count][length++] = lower(text[at]);
        sample_count += length > 0;
    }
}

/* How often words of the sample have one of the needs. */
static size_t hits(const struct needs *needs)
{
    size_t count = 0;
    for (size_t i = 0; i < sample_count; i++)
        for (size_t n = 0; n < needs->count; n++)
            if (has(sample[i], strlen(sample[i]), &needs->items[n])) {
                count++;
                break;
            }
    return count;
}

static void find_needs(struct needs *out, const char *p)
{
    bool at_start = true, first = true;
    out->count = 0;
    while (*p) {
        struct needs here = {.count = 0};
        const char *behind = p;
        if (is_letter(*p)) {
            behind = read_letters(&here.items[0], p, at_start);
            here.count = here.items[0].length > 1;
        } else if (*p == '(' && (p[1] != '?' || p[2] == ':')) {
            read_group(&here, p, at_start);
        } else if (p[0] == '\\' && p[1] == 'd' && !may_be_none(p + 2)) {
            here = (struct needs){.items = {{.length = 0}}, .count = 1};
        }
        here.first = first && at_start && here.count && here.items[0].length;
        behind = behind == p ? skip_element(p) : behind;
        if (!(*p == '(' && may_be_none(behind)) && here.count && (!out->count || hits(&here) < hits(out)))
            *out = here;
        at_start = *p == '\\' && (p[1] == 'b' || p[1] == 's');
        first = first && *p == '\\' && p[1] == 'b';
        p = skip_quantifier(behind);
    }
}

static void compile_all(char *lines)
{
    for (char *line = strtok(lines, "\n"); line && pattern_count < MOST_PATTERNS; line = strtok(NULL, "\n")) {
        struct pattern *pattern = &patterns[pattern_count++];
        int error;
        size_t offset;
        if (!strchr(line, '|') || line[0] != '(' || !strstr(line, ")|")) /* not a choice as a whole */
            find_needs(&pattern->needs, line);
        pattern->code =
            pcre2_compile((PCRE2_SPTR)line, PCRE2_ZERO_TERMINATED,
                          PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS | (pattern->needs.first ? PCRE2_ANCHORED : 0),
                          &error, &offset, NULL);
        if (!pattern->code || pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE) != 0) {
            fprintf(stderr, "does not compile: %s\n", line);
            exit(2);
        }
    }
}

/* ---- Words ----------------------------------------------------------------------------------------------- */

static size_t bucket_of(const char *letters)
{
    return (size_t)(unsigned char)letters[0] << 8 | (unsigned char)letters[1];
}

static void file_needs(void)
{
    for (uint32_t p = 0; p < pattern_count; p++)
        for (uint32_t n = 0; n < patterns[p].needs.count && filed_count < MOST_FILED; n++) {
            const struct need *need = &patterns[p].needs.items[n];
            uint32_t *first = need->at_start ? &filed_first[bucket_of(need->letters)] : &filed_anywhere;
            filed[filed_count] = (struct filed){p, n, *first};
            *first = filed_count++;
        }
}

/* Those of the needs from `at` on that the word has; a pattern's stand together. */
static void wake(uint32_t at, const char *word, size_t length)
{
    uint32_t last = UINT32_MAX;
    for (; at; at = filed[at].next) {
        struct filed *here = &filed[at];
        if (here->pattern == last || woken_count == MOST_WOKEN ||
            !has(word, length, &patterns[here->pattern].needs.items[here->need]))
            continue;
        last = here->pattern;
        woken[woken_count++] = last;
    }
}

/* Works out what a new word wakes. */
static void learn(struct word *slot, uint64_t hash, const char *text, size_t length)
{
    char word[65] = "";
    length = length < sizeof word ? length : sizeof word - 1;
    for (size_t i = 0; i < length; i++)
        word[i] = lower(text[i]);
    *slot = (struct word){hash, (uint32_t)woken_count, 0};
    wake(filed_first[bucket_of(word)], word, length);
    wake(filed_anywhere, word, length);
    slot->count = (uint32_t)(woken_count - slot->first);
}

static const struct word *look_up(const char *text, size_t length)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)lower(text[i])) * 1099511628211u;
    hash |= 1;
    for (size_t at = hash >> 40;; at++) {
        struct word *slot = &words[at % SLOTS];
        if (!slot->hash)
            learn(slot, hash, text, length);
        if (slot->hash == hash)
            return slot;
    }
}

/* ---- Texts ----------------------------------------------------------------------------------------------- */

static void try_pattern(struct pattern *pattern, const char *text, size_t start, size_t stop)
{
    for (size_t at = start;
         at <= stop && pcre2_jit_match(pattern->code, (PCRE2_SPTR)text, stop, at, 0, match_data, NULL) > 0;) {
        size_t end = pcre2_get_ovector_pointer(match_data)[1];
        at = end > at ? end : at + 1;
        found++;
        pattern->end = at;
        if (pattern->needs.first)
            return;
    }
}

static void run_sentence(const char *text, size_t start, size_t stop)
{
    static size_t number;
    number++;
    for (size_t at = start; at < stop;) {
        size_t first = at;
        while (at < stop && is_word_byte(text[at]))
            at++;
        if (at == first) {
            at++;
            continue;
        }
        const struct word *word = look_up(text + first, at - first);
        for (uint32_t i = 0; i < word->count; i++) {
            struct pattern *pattern = &patterns[woken[word->first + i]];
            bool seen = pattern->seen == number;
            if (!seen)
                pattern->end = start;
            pattern->seen = number;
            if (pattern->needs.first && first >= pattern->end)
                try_pattern(pattern, text, first, stop);
            else if (!pattern->needs.first && !seen)
                try_pattern(pattern, text, start, stop);
        }
    }
}

static void run_document(const char *text, size_t length)
{
    for (size_t p = 0; p < pattern_count; p++)
        if (!patterns[p].needs.count)
            try_pattern(&patterns[p], text, 0, length);
    for (size_t start = 0, at = 0; at <= length; at++) {
        bool ends = at == length || ((text[at] == '.' || text[at] == '!' || text[at] == '?') &&
                                     (text[at + 1] == ' ' || text[at + 1] == '\n'));
        if (!ends)
            continue;
        run_sentence(text, start, at < length ? at + 1 : at);
        start = at + 1;
    }
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    size_t size, pattern_size, always = 0;
    char *lines = read_file(argv[1], &pattern_size), *text = read_file(argv[2], &size);
    take_sample(text);
    compile_all(lines);
    file_needs();
    match_data = pcre2_match_data_create(64, NULL);
    for (size_t p = 0; p < pattern_count; p++)
        always += !patterns[p].needs.count;
    double start = seconds();
    for (char *document = text; document;) {
        char *next = strstr(document, "\n\f\n");
        run_document(document, next ? (size_t)(next - document) : strlen(document));
        document = next ? next + 3 : NULL;
    }
    double took = seconds() - start;
    printf("pcre2-words %.2f MB/s  (%zu matches; %zu patterns without required words)\n", (double)size / 1e6 / took,
           found, always);
    for (size_t p = 0; p < pattern_count; p++)
        pcre2_code_free(patterns[p].code);
    pcre2_match_data_free(match_data);
    free(lines);
    free(text);
    return 0;
}
