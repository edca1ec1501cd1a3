/* compare_patterns.c: `PROGRAM PAIRS [SEED]` matches random patterns in random texts by the engine and by the
 * reference, and ends with 1 if they ever differ. A difference is made as small as can be and printed with its
 * seed. */
#include <stdio.h>
#include <stdlib.h>

#include "pattern/pattern_print.h"
#include "sample_maker.h"

enum { TEXTS = 16, STEPS = 200000, DIFFERENCES = 5 };

struct tally {
    unsigned long pairs, matched, refused, given_up, differences;
};

/* A pattern and a text in which engine and reference differ. */
struct difference {
    struct buffer pattern;
    struct pattern_scope scope;
    struct sample_text text;
};

/* ---- Making a difference smaller ------------------------------------------------------------------------ */

static bool differs(struct sample *sample, struct str pattern, const struct pattern_scope *scope,
                    const struct sample_text *text)
{
    struct reference_result wanted;
    sample_clear(sample);
    if (!sample_add(sample, pattern, scope, NULL))
        return false;
    sample_seal(sample);
    sample_run(sample, text);
    sample_reference(&wanted, sample, 0, STEPS);
    return !wanted.gave_up && !sample_agrees(&sample->found[0], &wanted);
}

static void without_token(struct sample_text *text, uint32_t token)
{
    size_t kept = 0;
    if (token > 0 && text->tokens[token].sentence_ends)
        text->tokens[token - 1].sentence_ends = true;
    memmove(&text->tokens[token], &text->tokens[token + 1], (text->count - token - 1) * sizeof *text->tokens);
    text->count--;
    for (size_t i = 0; i < text->annotation_count; i++) {
        struct sample_annotation annotation = text->annotations[i];
        annotation.first -= annotation.first > token;
        annotation.last -= annotation.last > token;
        if (annotation.first < annotation.last)
            text->annotations[kept++] = annotation;
    }
    text->annotation_count = kept;
}

static bool shrink_text(struct sample *sample, struct difference *difference)
{
    struct str pattern = {difference->pattern.data, difference->pattern.length};
    bool shrunk = false;
    for (uint32_t i = 0; i < difference->text.count && difference->text.count > 1;) {
        struct sample_text less = difference->text;
        without_token(&less, i);
        bool still = differs(sample, pattern, &difference->scope, &less);
        difference->text = still ? less : difference->text;
        shrunk = shrunk || still;
        i += !still;
    }
    for (size_t i = 0; i < difference->text.annotation_count;) {
        struct sample_text less = difference->text;
        less.annotations[i] = less.annotations[--less.annotation_count];
        bool still = differs(sample, pattern, &difference->scope, &less);
        difference->text = still ? less : difference->text;
        shrunk = shrunk || still;
        i += !still;
    }
    return shrunk;
}

/* Tries a changed tree; keeps it where it still differs. */
static bool keep_tree(struct sample *sample, struct difference *difference, const struct pattern_node *tree)
{
    struct buffer text;
    buffer_init(&text, &alloc_system);
    pattern_print(&text, tree);
    bool still = differs(sample, (struct str){text.data, text.length}, &difference->scope, &difference->text);
    if (still) {
        buffer_finish(&difference->pattern);
        difference->pattern = text;
    } else {
        buffer_finish(&text);
    }
    return still;
}

/* Each node once in the place of its parent, and each once left out. */
static bool shrink_node(struct sample *sample, struct difference *difference, const struct pattern_node *tree,
                        struct pattern_node *node)
{
    for (struct pattern_node **link = &node->child; *link; link = &(*link)->next) {
        struct pattern_node *child = *link, whole = *node;
        *node = *child;
        node->next = whole.next;
        bool kept = keep_tree(sample, difference, tree);
        *node = whole;
        *link = child->next;
        kept = kept || (node->child && keep_tree(sample, difference, tree));
        *link = child;
        if (kept || shrink_node(sample, difference, tree, child))
            return true;
    }
    return false;
}

static bool shrink_pattern(struct sample *sample, struct difference *difference)
{
    struct arena arena;
    struct pattern_node *tree;
    arena_init(&arena, &alloc_system);
    struct str text = {arena_text(&arena, difference->pattern.data, difference->pattern.length),
                       difference->pattern.length};
    bool shrunk =
        text.data && !pattern_parse(&tree, &arena, text, 0, NULL) && shrink_node(sample, difference, tree, tree);
    arena_finish(&arena);
    return shrunk;
}

/* ---- Telling it ----------------------------------------------------------------------------------------- */

static void print_text(const struct sample_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        printf("%s%zu:%s%s%s", i && !text->tokens[i].glued ? " " : "", i, text->tokens[i].word,
               text->tokens[i].quoted ? "\"" : "",
               text->tokens[i].sentence_ends ? (text->tokens[i].paragraph_ends ? "||" : "|") : "");
    for (size_t i = 0; i < text->annotation_count; i++) {
        const struct sample_annotation *annotation = &text->annotations[i];
        printf("  %%%s.%s[%u,%u)%s%s", annotation->type, annotation->role, annotation->first, annotation->last,
               annotation->kind ? annotation->kind : "", annotation->size ? annotation->size : "");
    }
    printf("\n");
}

static void print_result(const struct sample *sample, const char *name, const struct reference_result *result)
{
    struct buffer text;
    buffer_init(&text, &alloc_system);
    sample_print(&text, sample, result);
    printf("  %s: %.*s\n", name, (int)text.length, text.data ? text.data : "");
    buffer_finish(&text);
}

static void tell(struct sample *sample, struct difference *difference, unsigned long seed)
{
    struct reference_result wanted;
    bool shrunk = true;
    for (int rounds = 0; rounds < 100 && shrunk; rounds++) {
        shrunk = shrink_text(sample, difference);
        shrunk = shrink_pattern(sample, difference) || shrunk;
    }
    struct str pattern = {difference->pattern.data, difference->pattern.length};
    differs(sample, pattern, &difference->scope, &difference->text);
    sample_reference(&wanted, sample, 0, STEPS);
    printf("seed %lu: %.*s   (scope %d %.*s)\n  ", seed, (int)pattern.length, pattern.data,
           (int)difference->scope.within, (int)difference->scope.type.length, difference->scope.type.data);
    print_text(&difference->text);
    print_result(sample, "engine   ", &sample->found[0]);
    print_result(sample, "reference", &wanted);
}

/* ---- Pairs ---------------------------------------------------------------------------------------------- */

static void make_patterns(struct sample *sample, struct maker *maker, struct tally *tally, struct buffer *texts)
{
    while (sample->pattern_count < SAMPLE_PATTERNS) {
        struct buffer *text = &texts[sample->pattern_count];
        struct pattern_scope scope;
        buffer_clear(text);
        maker_pattern(maker, text);
        maker_scope(maker, &scope);
        if (!sample_add(sample, (struct str){text->data, text->length}, &scope, NULL))
            tally->refused++;
    }
}

static void compare(struct sample *sample, struct maker *maker, struct tally *tally, unsigned long seed,
                    struct buffer *texts)
{
    struct difference difference = {.text.count = 0};
    for (int t = 0; t < TEXTS && difference.text.count == 0; t++) {
        struct sample_text text;
        maker_text(maker, &text);
        sample_run(sample, &text);
        for (size_t i = 0; i < sample->pattern_count && difference.text.count == 0; i++) {
            struct reference_result wanted;
            sample_reference(&wanted, sample, i, STEPS);
            tally->pairs++;
            tally->given_up += wanted.gave_up;
            tally->matched += wanted.count > 0;
            if (wanted.gave_up || sample_agrees(&sample->found[i], &wanted))
                continue;
            buffer_init(&difference.pattern, &alloc_system);
            buffer_append(&difference.pattern, texts[i].data, texts[i].length);
            difference.scope = sample->scopes[i];
            difference.text = text;
        }
    }
    if (difference.text.count == 0)
        return;
    tally->differences++;
    tell(sample, &difference, seed);
    buffer_finish(&difference.pattern);
}

int main(int argc, char **argv)
{
    static struct sample sample;
    struct buffer texts[SAMPLE_PATTERNS];
    struct tally tally = {0, 0, 0, 0, 0};
    if (argc < 2) {
        fprintf(stderr, "usage: %s PAIRS [SEED]\n", argv[0]);
        return 2;
    }
    unsigned long pairs = strtoul(argv[1], NULL, 10), seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    for (size_t i = 0; i < SAMPLE_PATTERNS; i++)
        buffer_init(&texts[i], &alloc_system);
    sample_create(&sample);
    for (; tally.pairs < pairs && tally.differences < DIFFERENCES; seed++) {
        struct maker maker;
        maker_start(&maker, seed);
        maker_words(&maker);
        sample_clear(&sample);
        sample.notes = seed % 2; /* every other time large patterns are noted block by block */
        make_patterns(&sample, &maker, &tally, texts);
        sample_seal(&sample);
        compare(&sample, &maker, &tally, seed, texts);
    }
    printf("%lu pairs, %lu with matches, %lu given up, %lu patterns refused, %lu differences\n", tally.pairs,
           tally.matched, tally.given_up, tally.refused, tally.differences);
    sample_free(&sample);
    for (size_t i = 0; i < SAMPLE_PATTERNS; i++)
        buffer_finish(&texts[i]);
    return tally.differences > 0;
}
