/* compare_covers.c: `PROGRAM PATTERNS [SEED]` asks of random patterns, and of such as were made of them by leaving
 * something out, what one takes of another, and looks whether that holds in random texts. Ends with 1 if it ever
 * does not. */
#include <stdio.h>
#include <stdlib.h>

#include "pattern/pattern_compare.h"
#include "pattern/pattern_print.h"
#include "sample_maker.h"

enum { TEXTS = 24, NODES = 64 };

struct tally {
    unsigned long pairs, words, matches, captures, failures;
};

/* ---- Patterns that take less ----------------------------------------------------------------------------- */

static void nodes_find(struct pattern_node *node, struct pattern_node **out, size_t *count)
{
    if (*count < NODES)
        out[(*count)++] = node;
    for (struct pattern_node *child = node->child; child; child = child->next)
        nodes_find(child, out, count);
}

/* One of its parts in its place, a repetition that has to be there, a lemma less. */
static void node_lessen(struct pattern_node *node, unsigned long chance)
{
    struct pattern_node *child = node->child, *next = node->next;
    unsigned children = 0;
    if (node->kind == PATTERN_LEMMA && node->value_count > 1)
        node->value_count--;
    else if (node->kind == PATTERN_REPEAT && chance % 3 == 0 && node->most > node->least)
        node->least++;
    if (node->kind != PATTERN_CHOICE && node->kind != PATTERN_REPEAT && node->kind != PATTERN_CAPTURE)
        return;
    for (; child; child = child->next)
        children++;
    if (!children)
        return;
    child = node->child;
    for (unsigned long i = chance / 3 % children; i > 0; i--)
        child = child->next;
    *node = *child;
    node->next = next;
}

static bool lessen(struct buffer *out, struct arena *arena, const struct buffer *from, unsigned long chance)
{
    struct pattern_node *tree, *nodes[NODES];
    size_t count = 0;
    struct str text = {arena_text(arena, from->data, from->length), from->length};
    if (!text.data || pattern_parse(&tree, arena, text, 0, NULL))
        return false;
    nodes_find(tree, nodes, &count);
    node_lessen(nodes[chance % count], chance / count);
    buffer_clear(out);
    pattern_print(out, tree);
    return !out->failed && !str_equal((struct str){out->data, out->length}, text);
}

static void make_patterns(struct sample *sample, struct maker *maker, struct buffer *texts, struct arena *arena)
{
    struct pattern_scope scope;
    uint64_t chance = maker->state;
    maker_scope(maker, &scope);
    for (int tries = 0; sample->pattern_count < SAMPLE_PATTERNS && tries < 40; tries++) {
        size_t count = sample->pattern_count;
        struct buffer *text = &texts[count];
        chance = (chance ^ chance >> 29) * UINT64_C(0xbf58476d1ce4e5b9) + 1;
        buffer_clear(text);
        if (!count)
            maker_pattern(maker, text);
        else if (!lessen(text, arena, &texts[chance % count], (unsigned long)(chance >> 8)))
            continue;
        sample_add(sample, (struct str){text->data, text->length}, &scope, NULL);
    }
}

/* ---- Whether it holds ------------------------------------------------------------------------------------ */

static bool captures_equal(const struct reference_match *a, const struct reference_match *b)
{
    for (size_t i = 0; i < a->capture_count && a->capture_count == b->capture_count; i++)
        if (!str_equal(a->captures[i].name, b->captures[i].name) || a->captures[i].first != b->captures[i].first ||
            a->captures[i].last != b->captures[i].last)
            return false;
    return a->capture_count == b->capture_count;
}

static bool holds(const struct pattern_taken *taken, const struct reference_result *earlier,
                  const struct reference_result *later)
{
    for (size_t i = 0; i < later->count; i++) {
        const struct reference_match *match = &later->matches[i];
        bool held = false, whole = false, captures = false;
        for (size_t k = 0; k < earlier->count; k++) {
            const struct reference_match *other = &earlier->matches[k];
            bool same = other->first == match->first && other->last == match->last;
            held |= other->first <= match->first && other->last > match->first;
            whole |= same;
            captures |= same && captures_equal(other, match);
        }
        if ((taken->words && !held) || (taken->match && !whole) || (taken->captures && !captures))
            return false;
    }
    return true;
}

static void print_matches(const struct sample *sample, const char *name, const struct reference_result *result)
{
    struct buffer text;
    buffer_init(&text, &alloc_system);
    sample_print(&text, sample, result);
    printf("  %s: %.*s\n", name, (int)text.length, text.data ? text.data : "");
    buffer_finish(&text);
}

/* All capture names of both, so that their captures can be compared as they are. */
static size_t names_of(const struct sample *sample, pattern_id a, pattern_id b, struct str *out)
{
    size_t count = 0;
    const pattern_id both[] = {a, b};
    for (size_t p = 0; p < 2; p++)
        for (uint32_t i = 0; i < pattern_capture_count(sample->set, both[p]); i++)
            out[count++] = pattern_capture_name(sample->set, both[p], i);
    return count;
}

static bool is_candidate(struct pattern_compare *compare, pattern_id earlier, pattern_id later)
{
    const pattern_id *candidates;
    size_t count;
    if (pattern_candidates(&candidates, &count, compare, later, NULL))
        abort();
    for (size_t i = 0; i < count; i++)
        if (candidates[i] == earlier)
            return true;
    return false;
}

static void compare(struct sample *sample, struct maker *maker, struct tally *tally, unsigned long seed,
                    const struct buffer *texts)
{
    struct pattern_taken taken[SAMPLE_PATTERNS][SAMPLE_PATTERNS] = {{{false, false, false, false}}};
    struct pattern_compare *compare;
    struct str names[2 * REFERENCE_CAPTURES];
    if (pattern_compare_create(&compare, sample->set, NULL))
        abort();
    for (pattern_id a = 0; a < sample->pattern_count; a++)
        for (pattern_id b = 0; b < sample->pattern_count; b++) {
            struct pattern_taken *found = &taken[a][b];
            if (a == b || pattern_takes(found, compare, a, b, names, names_of(sample, a, b, names), NULL))
                continue;
            if (a < b && (found->words || found->match) && !is_candidate(compare, a, b)) {
                printf("seed %lu: ruled out too early: %.*s takes %.*s\n", seed, (int)texts[a].length,
                       texts[a].data, (int)texts[b].length, texts[b].data);
                tally->failures++;
            }
            tally->pairs++;
            tally->words += found->words;
            tally->matches += found->match;
            tally->captures += found->captures;
        }
    pattern_compare_free(compare);
    sample_seal(sample);
    for (int t = 0; t < TEXTS; t++) {
        struct sample_text text;
        maker_text(maker, &text);
        sample_run(sample, &text);
        for (size_t a = 0; a < sample->pattern_count; a++)
            for (size_t b = 0; b < sample->pattern_count; b++) {
                if (holds(&taken[a][b], &sample->found[a], &sample->found[b]))
                    continue;
                printf("seed %lu: %.*s takes%s%s%s of %.*s\n", seed, (int)texts[a].length, texts[a].data,
                       taken[a][b].words ? " words" : "", taken[a][b].match ? " matches" : "",
                       taken[a][b].captures ? " captures" : "", (int)texts[b].length, texts[b].data);
                print_matches(sample, "earlier", &sample->found[a]);
                print_matches(sample, "later  ", &sample->found[b]);
                tally->failures++;
                return;
            }
    }
}

int main(int argc, char **argv)
{
    static struct sample sample;
    struct buffer texts[SAMPLE_PATTERNS];
    struct tally tally = {0, 0, 0, 0, 0};
    if (argc < 2) {
        fprintf(stderr, "usage: %s PATTERNS [SEED]\n", argv[0]);
        return 2;
    }
    unsigned long patterns = strtoul(argv[1], NULL, 10), seed = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
    for (size_t i = 0; i < SAMPLE_PATTERNS; i++)
        buffer_init(&texts[i], &alloc_system);
    sample_create(&sample);
    for (unsigned long last = seed + patterns; seed < last && tally.failures < 5; seed++) {
        struct maker maker;
        struct arena arena;
        arena_init(&arena, &alloc_system);
        maker_start(&maker, seed);
        maker_words(&maker);
        sample_clear(&sample);
        make_patterns(&sample, &maker, texts, &arena);
        compare(&sample, &maker, &tally, seed, texts);
        arena_finish(&arena);
    }
    printf("%lu pairs: words %lu, matches %lu, captures %lu taken, %lu failures\n", tally.pairs, tally.words,
           tally.matches, tally.captures, tally.failures);
    sample_free(&sample);
    for (size_t i = 0; i < SAMPLE_PATTERNS; i++)
        buffer_finish(&texts[i]);
    return tally.failures > 0 || tally.captures == 0;
}
