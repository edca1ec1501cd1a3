/* run_cases.c: `PROGRAM FILE…` reads patterns, texts and what has to be found, and asks the engine and the
 * reference.
 *
 *     pattern  x:<warn> .. that      goes on over indented lines
 *     scope    inside %Claim.source  sentence, paragraph, document, inside %T, outside %T; of this pattern only
 *     refused  check-empty 4         in place of texts: the id of the error, and where it is in the pattern
 *     mark     NP kind=person size=2: the IMF
 *                                    an annotation for the next text, at the first place of its words
 *     text     He warned us that it is so.
 *     found    warned us that {x=warned}
 *                                    matches parted by " / "; captures as they were closed, "@" behind one that
 *                                    is a list entry, "%0" behind one that is annotation 0; "-": nothing
 */
#include <stdio.h>
#include <stdlib.h>

#include "sample.h"

enum { LINE_MOST = 1024, PATTERN_MOST = 4096, STEPS_MOST = 1000000 };

struct cases {
    struct sample sample;
    const char *file;
    unsigned line;
    unsigned passed, failed;
    char pattern[PATTERN_MOST], scope[LINE_MOST], text[LINE_MOST];
    char marks[SAMPLE_ANNOTATIONS][LINE_MOST]; /* cut into words in place */
    struct sample_annotation annotations[SAMPLE_ANNOTATIONS];
    const char *phrases[SAMPLE_ANNOTATIONS];
    size_t mark_count;
};

static void fail(struct cases *cases, const char *what, const char *wanted, const char *found)
{
    printf("%s:%u: %s\n  pattern  %s\n  text     %s\n  wanted   %s\n  found    %s\n", cases->file, cases->line,
           what, cases->pattern, cases->text, wanted, found);
    cases->failed++;
}

static void broken(const struct cases *cases, const char *what)
{
    fprintf(stderr, "%s:%u: %s\n", cases->file, cases->line, what);
    exit(2);
}

/* ---- Lines ---------------------------------------------------------------------------------------------- */

static char *skip_blanks(char *text)
{
    return text + strspn(text, " ");
}

static void copy(struct cases *cases, char *out, size_t capacity, const char *text)
{
    if (strlen(text) >= capacity)
        broken(cases, "too long");
    memcpy(out, text, strlen(text) + 1);
}

/* TYPE.role kind=k size=s: words */
static void read_mark(struct cases *cases, const char *text)
{
    if (cases->mark_count == SAMPLE_ANNOTATIONS)
        broken(cases, "too many marks");
    char *mark = cases->marks[cases->mark_count];
    copy(cases, mark, LINE_MOST, text);
    char *phrase = strchr(mark, ':');
    if (!phrase)
        broken(cases, "a mark has a colon before its words");
    *phrase = '\0';
    struct sample_annotation made = {0, 0, mark, "", NULL, NULL};
    for (char *word = strchr(mark, ' '); word; word = strchr(word, ' ')) {
        *word++ = '\0';
        if (strncmp(word, "kind=", 5) == 0)
            made.kind = word + 5;
        else if (strncmp(word, "size=", 5) == 0)
            made.size = word + 5;
        else
            broken(cases, "a mark has kind= and size=");
    }
    char *dot = strchr(mark, '.');
    if (dot) {
        *dot = '\0';
        made.role = dot + 1;
    }
    cases->phrases[cases->mark_count] = skip_blanks(phrase + 1);
    cases->annotations[cases->mark_count++] = made;
}

static struct pattern_scope read_scope(struct cases *cases)
{
    static const struct {
        const char *name;
        enum pattern_within within;
    } names[] = {{"sentence", PATTERN_IN_SENTENCE},
                 {"paragraph", PATTERN_IN_PARAGRAPH},
                 {"document", PATTERN_IN_DOCUMENT},
                 {"inside %", PATTERN_INSIDE},
                 {"outside %", PATTERN_OUTSIDE}};
    struct pattern_scope scope = {PATTERN_IN_SENTENCE, {"", 0}, {"", 0}};
    const char *type = strchr(cases->scope, '%'), *dot = strchr(cases->scope, '.');
    bool known = cases->scope[0] == '\0';
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(cases->scope, names[i].name, strlen(names[i].name)) == 0) {
            scope.within = names[i].within;
            known = true;
        }
    if (!known)
        broken(cases, "an unknown scope");
    if (type)
        scope.type = (struct str){type + 1, dot ? (size_t)(dot - type) - 1 : strlen(type + 1)};
    if (dot)
        scope.role = str_of(dot + 1);
    return scope;
}

/* ---- Asking --------------------------------------------------------------------------------------------- */

static bool add_pattern(struct cases *cases, tocsin_error *error)
{
    struct pattern_scope scope = read_scope(cases);
    sample_clear(&cases->sample);
    *error = (tocsin_error)TOCSIN_ERROR_INIT;
    return sample_add(&cases->sample, str_of(cases->pattern), &scope, error);
}

static void expect_refused(struct cases *cases, const char *wanted)
{
    tocsin_error error;
    char found[LINE_MOST];
    cases->text[0] = '\0';
    if (add_pattern(cases, &error))
        snprintf(found, sizeof found, "no error");
    else
        snprintf(found, sizeof found, "%s %u", error.id, (unsigned)error.offset);
    if (strcmp(found, wanted) != 0)
        fail(cases, "not refused as it should be", wanted, found);
    else
        cases->passed++;
}

static void print(struct buffer *out, struct cases *cases, const struct reference_result *result)
{
    buffer_clear(out);
    sample_print(out, &cases->sample, result);
    buffer_text(out, result->count ? "" : "-");
    buffer_char(out, '\0');
}

static void expect_result(struct cases *cases, const char *wanted)
{
    struct reference_result slowly;
    struct buffer found;
    buffer_init(&found, &alloc_system);
    sample_reference(&slowly, &cases->sample, 0, STEPS_MOST);
    print(&found, cases, &cases->sample.found[0]);
    if (strcmp(found.data, wanted) != 0) {
        fail(cases, "the engine is wrong", wanted, found.data);
    } else if (!sample_agrees(&cases->sample.found[0], &slowly)) {
        print(&found, cases, &slowly);
        fail(cases, "the reference is wrong", wanted, found.data);
    } else {
        cases->passed++;
    }
    buffer_finish(&found);
}

static void expect_found(struct cases *cases, const char *wanted)
{
    tocsin_error error;
    if (!add_pattern(cases, &error)) {
        fail(cases, "refused", wanted, error.message);
        return;
    }
    sample_seal(&cases->sample);
    if (!sample_run_english(&cases->sample, str_of(cases->text), cases->annotations, cases->phrases,
                            cases->mark_count))
        broken(cases, "the words of a mark are not in the text");
    cases->mark_count = 0;
    expect_result(cases, wanted);
}

/* ---- Files ---------------------------------------------------------------------------------------------- */

static void read_line(struct cases *cases, char *line)
{
    size_t length = strcspn(line, " ");
    char *value = skip_blanks(line + length);
    line[length] = line[length] ? '\0' : line[length];
    if (line[0] == '\0' && *value) { /* more of the pattern */
        size_t used = strlen(cases->pattern);
        cases->pattern[used++] = '\n';
        copy(cases, cases->pattern + used, sizeof cases->pattern - used, value);
    } else if (strcmp(line, "pattern") == 0) {
        copy(cases, cases->pattern, sizeof cases->pattern - 1, value);
        cases->scope[0] = '\0';
    } else if (strcmp(line, "scope") == 0) {
        copy(cases, cases->scope, sizeof cases->scope, value);
    } else if (strcmp(line, "refused") == 0) {
        expect_refused(cases, value);
    } else if (strcmp(line, "mark") == 0) {
        read_mark(cases, value);
    } else if (strcmp(line, "text") == 0) {
        copy(cases, cases->text, sizeof cases->text, value);
    } else if (strcmp(line, "found") == 0) {
        expect_found(cases, value);
    } else if (line[0]) {
        broken(cases, "pattern, scope, refused, mark, text or found");
    }
}

static void run_file(struct cases *cases, const char *path)
{
    char line[LINE_MOST];
    FILE *file = fopen(path, "r");
    cases->file = path;
    cases->line = 0;
    if (!file)
        broken(cases, "cannot be read");
    while (fgets(line, sizeof line, file)) {
        cases->line++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#')
            read_line(cases, line);
    }
    fclose(file);
}

int main(int argc, char **argv)
{
    static struct cases cases;
    sample_create(&cases.sample);
    cases.sample.english = true;
    for (int i = 1; i < argc; i++)
        run_file(&cases, argv[i]);
    sample_free(&cases.sample);
    printf("%u passed, %u failed, 0 skipped\n", cases.passed, cases.failed);
    return cases.failed > 0 || cases.passed == 0;
}
