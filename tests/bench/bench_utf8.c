/* bench_utf8 FILE: MB/s of reading FILE as UTF-8, by every variant that this machine can run, best of ROUNDS:
 *     valid     validation of the file as it is
 *     ascii     of a copy whose bytes above 0x7f are made "x"
 *     latin, han, mixed   of texts of two-byte, three-byte and all kinds of characters
 *     repair    source_open on a copy with a wrong byte every 1,000 and every 10 bytes
 * and of what has no variants: word, sentence and grapheme breaks. */
#include <stdio.h>

#include "base/clock.h"
#include "base/file.h"
#include "text/break_grapheme.h"
#include "text/break_sentence.h"
#include "text/break_word.h"
#include "text/source.h"
#include "text/utf8.h"

enum { ROUNDS = 9 };

typedef size_t task(struct str text, enum cpu_simd simd);

static size_t task_valid(struct str text, enum cpu_simd simd)
{
    unsigned found = 0;
    return utf8_valid(text, simd, &found) + found;
}

static size_t task_open(struct str text, enum cpu_simd simd)
{
    struct source source;
    if (source_open_with(&source, &alloc_system, text, TOCSIN_INVALID_REPLACE, simd, NULL))
        return 0;
    size_t length = source.text.length;
    source_close(&source);
    return length;
}

static size_t count_breaks(struct str text, size_t (*next)(struct str, size_t))
{
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++)
        at = next(text, at);
    return count;
}

static size_t task_words(struct str text, enum cpu_simd simd)
{
    (void)simd;
    return count_breaks(text, word_break_next);
}

static size_t task_sentences(struct str text, enum cpu_simd simd)
{
    (void)simd;
    return count_breaks(text, sentence_break_next);
}

static size_t task_graphemes(struct str text, enum cpu_simd simd)
{
    (void)simd;
    return count_breaks(text, grapheme_break_next);
}

static void report(const char *name, const char *variant, task *run, struct str text, enum cpu_simd simd)
{
    uint64_t best = UINT64_MAX;
    size_t result = 0;
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t start = clock_nanoseconds();
        result = run(text, simd);
        uint64_t spent = clock_nanoseconds() - start;
        best = spent < best ? spent : best;
    }
    printf("%-14s %-7s %9.0f MB/s  (%zu)\n", name, variant, (double)text.length * 1e3 / (double)best, result);
}

static void report_all(const char *name, task *run, struct str text)
{
    for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++) {
        if (cpu_has(simd))
            report(name, cpu_simd_name(simd), run, text, simd);
    }
}

static void report_filled(const char *name, char *copy, size_t length, struct str unit)
{
    for (size_t at = 0; at < length; at++)
        copy[at] = unit.data[at % unit.length];
    report_all(name, task_valid, (struct str){copy, length - length % unit.length});
}

static void report_broken(const char *name, char *copy, struct str text, size_t step)
{
    memcpy(copy, text.data, text.length);
    for (size_t at = step / 2; at < text.length; at += step)
        copy[at] = (char)0xff;
    report_all(name, task_open, (struct str){copy, text.length});
}

int main(int argc, char **argv)
{
    struct buffer file;
    tocsin_error error = TOCSIN_ERROR_INIT;
    buffer_init(&file, &alloc_system);
    if (argc != 2 || file_read(&file, argv[1], (size_t)1 << 30, &error)) {
        fprintf(stderr, argc == 2 ? "%s\n" : "usage: bench_utf8 FILE\n", error.message);
        return 2;
    }
    char *copy = alloc_text(&alloc_system, file.data, file.length);
    if (!copy || !file.length)
        return 2;
    struct str text = {file.data, file.length};
    report_all("valid", task_valid, text);
    report_all("open", task_open, text);
    for (size_t i = 0; i < text.length; i++)
        copy[i] = (unsigned char)text.data[i] < 0x80 ? text.data[i] : 'x';
    report_all("ascii", task_valid, (struct str){copy, text.length});
    report_filled("latin", copy, text.length, STR("\xc3\xa9t\xc3\xa9 \xd0\xb6\xd0\xb7"));
    report_filled("han", copy, text.length, STR("\xe4\xb8\xad\xe6\x96\x87\xe3\x80\x82"));
    report_filled("mixed", copy, text.length, STR("caf\xc3\xa9 \xe2\x80\x9c" "ab\xe2\x80\x9d \xf0\x9f\x98\x80 "));
    report_broken("repair 1/1000", copy, text, 1000);
    report_broken("repair 1/10", copy, text, 10);
    report("words", "", task_words, text, CPU_SCALAR);
    report("sentences", "", task_sentences, text, CPU_SCALAR);
    report("graphemes", "", task_graphemes, text, CPU_SCALAR);
    alloc_free(&alloc_system, copy, text.length + 1);
    buffer_finish(&file);
    return 0;
}
