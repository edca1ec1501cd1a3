/* bench_lexicon LISTS FILE PHRASES…: for each file of PHRASES, a phrase a line, how long it takes to load, what it
 * holds, and MB/s over FILE (documents parted by "\n\f\n"): words, sentences, vocabulary ids, and every phrase that
 * begins at any word. Without phrases the same is measured for none. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/file.h"
#include "lexicon/lexicon.h"
#include "text/fold.h"
#include "text/segment_news.h"
#include "word_lists.h"

enum { PASSES = 5, FILE_LIMIT = 1 << 30, HITS = 16 };

struct bench {
    const struct language *language;
    struct segmentation text, entry;
    struct vocabulary *vocabulary;
    struct lexicon *lexicon;
    struct lexicon_view *view;
    lexicon_list list;
    uint32_t watcher; /* its bit in the vocabulary */
    ARRAY(uint8_t) begins; /* by form: whether an entry is known to begin with it */
    uint32_t generation;
    size_t found;
};

static void fail(const char *message)
{
    fprintf(stderr, "bench_lexicon: %s\n", message);
    exit(1);
}

/* One entry, broken and folded as text is. */
static void add_phrase(struct bench *bench, struct str phrase)
{
    enum { BYTES = 4096 };
    char folded[BYTES];
    struct str words[LEXICON_ENTRY_LIMIT];
    size_t used = 0, count = 0;
    lexicon_entry entry;
    segmentation_clear(&bench->entry);
    if (phrase.length * FOLD_GROWTH > BYTES ||
        segment_news(&bench->entry, phrase, bench->language, cpu_simd(), NULL))
        fail("a phrase is too long");
    for (; count < bench->entry.tokens.count && count < LEXICON_ENTRY_LIMIT; count++) {
        struct token token = bench->entry.tokens.items[count];
        struct str word = {phrase.data + token.start, token.end - token.start};
        size_t length = fold_word(word, folded + used, BYTES - used);
        words[count] = (struct str){folded + used, length};
        used += length;
    }
    if (count && lexicon_add_entry(&entry, bench->lexicon, bench->list, words, count, NULL, 0, NULL))
        fail("out of memory");
}

static void add_phrases(struct bench *bench, struct str lines)
{
    while (lines.length) {
        const char *end = memchr(lines.data, '\n', lines.length);
        size_t length = end ? (size_t)(end - lines.data) : lines.length;
        add_phrase(bench, (struct str){lines.data, length});
        lines.data += length + (end != NULL);
        lines.length -= length + (end != NULL);
    }
}

/* Makes room for all forms. */
static void begins_reach(struct bench *bench)
{
    size_t known = bench->begins.count, count = vocabulary_count(bench->vocabulary);
    if (bench->generation != vocabulary_generation(bench->vocabulary))
        known = 0;
    bench->generation = vocabulary_generation(bench->vocabulary);
    if (count > known && !array_reserve(&alloc_system, &bench->begins, count - bench->begins.count))
        fail("out of memory");
    memset(bench->begins.items + known, 0, count - known);
    bench->begins.count = count;
}

/* Whether an entry can begin with a form that the vocabulary says is of interest, or that is new. */
static bool begins(struct bench *bench, form_id form)
{
    uint8_t *known = &bench->begins.items[form];
    if (*known)
        return true;
    *known = lexicon_begins(bench->view, bench->list, form);
    if (!*known)
        vocabulary_ignore(bench->vocabulary, form, bench->watcher);
    return *known;
}

static void match_document(struct bench *bench)
{
    struct lexicon_hit hits[HITS];
    const form_id *forms = bench->text.forms.items;
    size_t count = bench->text.forms.count;
    lexicon_view_open(bench->view, bench->vocabulary);
    begins_reach(bench);
    for (size_t i = 0; i < bench->text.watched.count; i++) {
        uint32_t at = bench->text.watched.items[i];
        if (begins(bench, forms[at]))
            bench->found += lexicon_match(bench->view, bench->list, forms + at, count - at, hits, HITS);
    }
}

static void run_document(struct bench *bench, struct str text)
{
    struct segmentation *out = &bench->text;
    segmentation_clear(out);
    if (segment_news(out, text, bench->language, cpu_simd(), NULL) ||
        segmentation_intern(out, text, bench->vocabulary, NULL))
        fail("out of memory");
    if (bench->view)
        match_document(bench);
    vocabulary_trim(bench->vocabulary);
}

static void run_documents(struct bench *bench, struct str text)
{
    while (text.length) {
        const char *end = memchr(text.data, '\f', text.length);
        size_t length = end ? (size_t)(end - text.data) : text.length;
        run_document(bench, (struct str){text.data, length});
        text.data += length + (end != NULL);
        text.length -= length + (end != NULL);
    }
}

static int order_doubles(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static void measure(struct bench *bench, const char *name, struct str text)
{
    double rates[PASSES];
    if (vocabulary_create(&bench->vocabulary, &alloc_system, NULL))
        fail("out of memory");
    if (bench->view)
        bench->watcher = vocabulary_watch(bench->vocabulary);
    bench->generation = 0;
    array_clear(&bench->begins);
    for (int i = 0; i < PASSES; i++) {
        bench->found = 0;
        uint64_t start = clock_nanoseconds();
        run_documents(bench, text);
        rates[i] = (double)text.length * 1e3 / (double)(clock_nanoseconds() - start);
    }
    qsort(rates, PASSES, sizeof *rates, order_doubles);
    printf("%s phrases best %6.0f MB/s, %zu found, median %6.0f MB/s\n", name, rates[PASSES - 1], bench->found,
           rates[PASSES / 2]);
    vocabulary_free(bench->vocabulary);
}

static size_t peak_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (size_t)usage.ru_maxrss;
}

static void measure_list(struct bench *bench, const char *path, struct str text)
{
    struct buffer phrases;
    char name[32];
    size_t before = peak_kilobytes();
    uint64_t start = clock_nanoseconds();
    buffer_init(&phrases, &alloc_system);
    if (file_read(&phrases, path, FILE_LIMIT, NULL) || lexicon_create(&bench->lexicon, &alloc_system, NULL))
        fail("cannot read the phrases");
    if (lexicon_add_list(&bench->list, bench->lexicon, STR("phrases"), LEXICON_BY_FOLD, NULL, 0, NULL))
        fail("out of memory");
    add_phrases(bench, (struct str){phrases.data, phrases.length});
    if (lexicon_seal(bench->lexicon, NULL) ||
        lexicon_view_create(&bench->view, bench->lexicon, NULL, &alloc_system, NULL))
        fail("out of memory");
    buffer_finish(&phrases);
    size_t size = lexicon_size(bench->lexicon, bench->list);
    printf("loading %zu phrases takes %.0f ms, and up to %zu MiB\n", size,
           (double)(clock_nanoseconds() - start) / 1e6, (peak_kilobytes() - before) / 1024);
    snprintf(name, sizeof name, "%zu", (size + 500) / 1000 * 1000); /* some phrases are the same when folded */
    measure(bench, name, text);
    lexicon_view_free(bench->view);
    lexicon_free(bench->lexicon);
    bench->view = NULL;
}

int main(int count, char **arguments)
{
    struct buffer file;
    if (count < 3)
        fail("usage: bench_lexicon LISTS FILE PHRASES…");
    buffer_init(&file, &alloc_system);
    if (file_read(&file, arguments[2], FILE_LIMIT, NULL))
        fail("cannot read the file");
    struct str text = {file.data, file.length};
    struct language *language = word_lists_load(arguments[1]);
    struct bench bench = {.language = language};
    segmentation_init(&bench.text, &alloc_system);
    segmentation_init(&bench.entry, &alloc_system);
    measure(&bench, "0", text);
    for (int i = 3; i < count; i++)
        measure_list(&bench, arguments[i], text);
    array_finish(&alloc_system, &bench.begins);
    segmentation_finish(&bench.text);
    segmentation_finish(&bench.entry);
    language_free(language);
    buffer_finish(&file);
    return 0;
}
