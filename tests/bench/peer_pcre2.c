/* peer_pcre2.c: PCRE2 with JIT, one pattern after the other over each document, for comparison:
 * `peer_pcre2 PATTERNS FILE`. PATTERNS holds a regex a line, FILE documents parted by "\n\f\n". */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PATTERNS = 10000 };

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

static pcre2_code *compile(const char *pattern)
{
    int error;
    size_t offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                     PCRE2_UTF | PCRE2_UCP | PCRE2_CASELESS, &error, &offset, NULL);
    if (!code || pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) != 0) {
        fprintf(stderr, "does not compile: %s\n", pattern);
        exit(2);
    }
    return code;
}

static size_t compile_all(pcre2_code **codes, char *patterns)
{
    size_t count = 0;
    for (char *line = strtok(patterns, "\n"); line && count < MOST_PATTERNS; line = strtok(NULL, "\n"))
        codes[count++] = compile(line);
    return count;
}

static size_t matches(const pcre2_code *code, pcre2_match_data *data, const char *text, size_t size)
{
    size_t found = 0, at = 0;
    while (at <= size && pcre2_match(code, (PCRE2_SPTR)text, size, at, PCRE2_NO_UTF_CHECK, data, NULL) > 0) {
        size_t end = pcre2_get_ovector_pointer(data)[1];
        at = end > at ? end : at + 1;
        found++;
    }
    return found;
}

int main(int argc, char **argv)
{
    static pcre2_code *codes[MOST_PATTERNS];
    if (argc != 3)
        return 2;
    size_t pattern_size, size, found = 0;
    char *patterns = read_file(argv[1], &pattern_size), *text = read_file(argv[2], &size);
    size_t count = compile_all(codes, patterns);
    pcre2_match_data *data = pcre2_match_data_create(64, NULL);
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (char *document = text; document;) {
        char *next = strstr(document, "\n\f\n");
        size_t length = next ? (size_t)(next - document) : strlen(document);
        for (size_t i = 0; i < count; i++)
            found += matches(codes[i], data, document, length);
        document = next ? next + 3 : NULL;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
    printf("pcre2 %.2f MB/s  (%zu matches)\n", (double)size / 1e6 / seconds, found);
    for (size_t i = 0; i < count; i++)
        pcre2_code_free(codes[i]);
    pcre2_match_data_free(data);
    free(patterns);
    free(text);
    return 0;
}
