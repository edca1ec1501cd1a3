/* peer_hyperscan.c: Hyperscan (or Vectorscan) with all patterns in one database, for comparison:
 * `peer_hyperscan PATTERNS FILE`. PATTERNS holds a regex a line, FILE documents parted by "\n\f\n". Matching alone:
 * every end of a match is counted, starts are not asked for, which is what it is quickest at. */
#include <hs/hs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_PATTERNS = 10000 };

struct input {
    char *data;
    size_t size;
};

static struct input read_file(const char *path)
{
    struct input input = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        exit(2);
    input.size = (size_t)ftell(file);
    input.data = malloc(input.size + 1);
    rewind(file);
    if (!input.data || fread(input.data, 1, input.size, file) != input.size)
        exit(2);
    fclose(file);
    input.data[input.size] = '\0';
    return input;
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Words as ASCII has them: \b under UCP is not supported as an exact pattern. Long gaps with a character outside of
 * ASCII are too large for it; they are then only filtered for, which a user would have to confirm. */
static unsigned flags_for(const char *pattern)
{
    hs_database_t *database;
    hs_compile_error_t *error;
    unsigned flags = HS_FLAG_CASELESS;
    for (const char *p = pattern; *p; p++)
        if ((unsigned char)*p >= 0x80)
            flags |= HS_FLAG_UTF8;
    if (hs_compile(pattern, flags, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
        hs_free_compile_error(error);
        return flags | HS_FLAG_PREFILTER;
    }
    hs_free_database(database);
    return flags;
}

static hs_database_t *compile(char *lines, unsigned *count, double *took)
{
    static const char *patterns[MOST_PATTERNS];
    static unsigned flags[MOST_PATTERNS], ids[MOST_PATTERNS];
    hs_database_t *database;
    hs_compile_error_t *error;
    for (char *line = strtok(lines, "\n"); line && *count < MOST_PATTERNS; line = strtok(NULL, "\n")) {
        patterns[*count] = line;
        ids[*count] = *count;
        flags[*count] = flags_for(line);
        ++*count;
    }
    double begin = seconds();
    if (hs_compile_multi(patterns, flags, ids, *count, HS_MODE_BLOCK, NULL, &database, &error) != HS_SUCCESS) {
        fprintf(stderr, "pattern %d: %s\n", error->expression, error->message);
        exit(2);
    }
    *took = seconds() - begin;
    return database;
}

static int count_match(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *user)
{
    (void)id, (void)from, (void)to, (void)flags;
    ++*(size_t *)user;
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    struct input patterns = read_file(argv[1]), text = read_file(argv[2]);
    unsigned count = 0;
    size_t found = 0;
    hs_scratch_t *scratch = NULL;
    double compiled = 0;
    hs_database_t *database = compile(patterns.data, &count, &compiled);
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
        return 2;
    double start = seconds();
    for (char *document = text.data; document;) {
        char *next = strstr(document, "\n\f\n");
        size_t length = next ? (size_t)(next - document) : strlen(document);
        hs_scan(database, document, (unsigned)length, 0, scratch, count_match, &found);
        document = next ? next + 3 : NULL;
    }
    double end = seconds();
    printf("hyperscan %.2f MB/s  (%zu matches; %u patterns compiled in %.0f ms)\n", (double)text.size / 1e6 / (end - start),
           found, count, compiled * 1e3);
    hs_free_scratch(scratch);
    hs_free_database(database);
    free(patterns.data);
    free(text.data);
    return 0;
}
