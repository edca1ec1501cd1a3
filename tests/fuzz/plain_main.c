/* plain_main.c: runs a fuzz target without a fuzzer: `PROGRAM CORPUS COUNT` gives it every file of the folder CORPUS
 * (which need not exist), then COUNT inputs made from these files and from scraps that break text code. The same
 * arguments give the same inputs, so a failure comes again. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_FILES = 1000, LARGEST = 4096 };

struct input {
    uint8_t *data;
    size_t size;
};

struct corpus {
    struct input items[MOST_FILES];
    size_t count;
};

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static size_t below(uint64_t *state, size_t limit)
{
    return (size_t)(next_random(state) % limit);
}

/* The target gets a block of exactly its size, so that a sanitizer sees one byte read too far. */
static void run(const uint8_t *data, size_t size)
{
    uint8_t *exact = malloc(size ? size : 1);
    if (!exact)
        abort();
    if (size)
        memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static struct input read_file(const char *path)
{
    struct input input = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return input;
    if (fseek(file, 0, SEEK_END) == 0) {
        long size = ftell(file);
        rewind(file);
        input.data = size >= 0 ? malloc((size_t)size + 1) : NULL;
        if (input.data)
            input.size = fread(input.data, 1, (size_t)size, file);
    }
    fclose(file);
    return input;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_corpus(struct corpus *corpus, const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, by_name);
    for (int i = 0; i < count; i++) {
        char path[4096];
        int length = snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && length > 0 && (size_t)length < sizeof path && corpus->count < MOST_FILES) {
            struct input input = read_file(path);
            if (input.data)
                corpus->items[corpus->count++] = input;
        }
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static size_t add(uint8_t *out, size_t size, const void *data, size_t length)
{
    if (length > LARGEST - size)
        length = LARGEST - size;
    if (length)
        memcpy(out + size, data, length);
    return size + length;
}

/* Words, marks, and bytes at the edges of what UTF-8, JSON and line reading allow. */
static size_t add_scrap(uint8_t *out, size_t size, uint64_t *state)
{
    static const char *const scraps[] = {
        "NATO", "warned", "China", "don't", "U.S.", "Mr.", "3.5", "$1,000", "e.g.", "said", "if", "because",
        " ", " ", " ", "\n", "\r\n", "\r", "\n\n", "\t", ". ", "! ", "? ", ", ", "...", "\"", "'", "(", ")", "-",
        "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x98", "\xe2\x80\x99", "\xe2\x80\xa6", "\xe2\x80\x94",
        "\xc3\xa9", "e\xcc\x81", "\xe4\xb8\xad", "\xf0\x9f\x87\xba\xf0\x9f\x87\xb8", "\xe2\x80\x8d", "\xef\xbb\xbf",
        "\xe2\x80\xae", "\xef\xbf\xbd", "\xef\xbf\xbf", "\xf4\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xed\xa0\x80",
        "\xc0\x80", "\xe0\x80", "\xf0\x9f", "\xff", "\x80", "\x7f", "{\"text\":\"", "\"}", "\\u0000", "\\ud83d",
        "[", "]", "{", "}", ":", "\\", "(?:", "|", "*", "+", "{2,3}", "\\b", "\\p{L}", "^", "$",
    };
    size_t at = below(state, sizeof scraps / sizeof *scraps + 1);
    if (at == sizeof scraps / sizeof *scraps)
        return add(out, size, "", 1); /* NUL */
    return add(out, size, scraps[at], strlen(scraps[at]));
}

static size_t make_input(uint8_t *out, const struct corpus *corpus, uint64_t *state)
{
    size_t size = 0;
    for (size_t parts = below(state, 4) + 1; parts; parts--) {
        if (corpus->count && below(state, 2)) {
            const struct input *input = &corpus->items[below(state, corpus->count)];
            size_t start = below(state, input->size + 1);
            size = add(out, size, input->data + start, below(state, input->size - start + 1));
        } else {
            for (size_t scraps = below(state, 60); scraps; scraps--)
                size = add_scrap(out, size, state);
        }
    }
    for (size_t flips = size ? below(state, 4) : 0; flips; flips--)
        out[below(state, size)] = (uint8_t)next_random(state);
    return size;
}

int main(int argc, char **argv)
{
    static struct corpus corpus;
    if (argc != 3) {
        fprintf(stderr, "usage: %s CORPUS COUNT\n", argv[0]);
        return 2;
    }
    read_corpus(&corpus, argv[1]);
    run(NULL, 0);
    for (size_t i = 0; i < corpus.count; i++)
        run(corpus.items[i].data, corpus.items[i].size);
    uint64_t state = UINT64_C(0x9e3779b97f4a7c15);
    unsigned long count = strtoul(argv[2], NULL, 10);
    for (unsigned long i = 0; i < count; i++) {
        uint8_t made[LARGEST];
        run(made, make_input(made, &corpus, &state));
    }
    printf("%zu files and %lu made inputs survived\n", corpus.count, count);
    for (size_t i = 0; i < corpus.count; i++)
        free(corpus.items[i].data);
    return 0;
}
