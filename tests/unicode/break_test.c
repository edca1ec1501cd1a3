/* break_test KIND FILE: runs a break test file of the Unicode Character Database (WordBreakTest.txt, …).
 *
 * Each line is code points with "÷" (a boundary) or "×" (none) around them. Exit status 0: all lines pass; 1: not, or
 * the file has another number of lines than it says itself; 77: no such file of UNICODE_VERSION is here. */
#include <stdio.h>
#include <stdlib.h>

#include "text/break_grapheme.h"
#include "text/break_sentence.h"
#include "text/break_word.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

enum { SKIPPED = 77, LINE_SIZE = 4096, MOST_POINTS = 256 };

typedef size_t break_next(struct str text, size_t at);

struct break_line {
    char text[MOST_POINTS * UTF8_MAX];
    size_t length;
    bool boundary[MOST_POINTS * UTF8_MAX + 1]; /* by byte offset */
};

static break_next *break_of_kind(const char *kind)
{
    if (strcmp(kind, "word") == 0)
        return word_break_next;
    if (strcmp(kind, "sentence") == 0)
        return sentence_break_next;
    return strcmp(kind, "grapheme") == 0 ? grapheme_break_next : NULL;
}

/* False for a line that holds no test. */
static bool line_parse(struct break_line *out, const char *line)
{
    static const char divide[] = "\xc3\xb7", times[] = "\xc3\x97";
    memset(out, 0, sizeof *out);
    while (*line && *line != '#' && *line != '\n') {
        if (strncmp(line, divide, 2) == 0 || strncmp(line, times, 2) == 0) {
            out->boundary[out->length] = strncmp(line, divide, 2) == 0;
            line += 2;
        } else if (strchr(" \t", *line)) {
            line++;
        } else {
            char *end;
            unsigned long point = strtoul(line, &end, 16);
            if (end == line || point > 0x10ffff || out->length + UTF8_MAX > sizeof out->text) {
                fprintf(stderr, "unreadable: %s", line);
                exit(1);
            }
            out->length += utf8_put(out->text + out->length, (uint32_t)point);
            line = end;
        }
    }
    return out->length > 0;
}

static bool line_passes(const struct break_line *line, break_next *next)
{
    struct str text = {line->text, line->length};
    size_t at = 0;
    while (at < text.length) {
        size_t end = next(text, at);
        if (end <= at || end > text.length || !line->boundary[end])
            return false;
        while (++at < end) {
            if (line->boundary[at])
                return false;
        }
    }
    return line->boundary[0];
}

int main(int argc, char **argv)
{
    break_next *next = argc == 3 ? break_of_kind(argv[1]) : NULL;
    if (!next) {
        fprintf(stderr, "usage: break_test word|sentence|grapheme FILE\n");
        return 2;
    }
    static char line[LINE_SIZE];
    static struct break_line parsed;
    unsigned long lines = 0, failed = 0, expected = 0;
    FILE *file = fopen(argv[2], "r");
    if (!file)
        return SKIPPED;
    if (!fgets(line, sizeof line, file) || !strstr(line, "-" UNICODE_VERSION ".txt")) {
        fclose(file);
        return SKIPPED;
    }
    while (fgets(line, sizeof line, file)) {
        if (sscanf(line, "# Lines: %lu", &expected) == 1 || !line_parse(&parsed, line))
            continue;
        lines++;
        if (line_passes(&parsed, next))
            continue;
        failed++;
        fprintf(stderr, "fails: %s", line);
    }
    fclose(file);
    printf("%s: %lu of %lu lines pass\n", argv[1], lines - failed, lines);
    return failed || lines == 0 || lines != expected;
}
