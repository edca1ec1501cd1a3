#include "pattern/pattern_compare.h"

#include <stdlib.h>

#include "pattern/cover.h"
#include "text/fold.h"

enum {
    BUCKETS = 4096,
    KEYS_MOST = 128,
    LOOSE_MOST = 64,
    CANDIDATES_MOST = 256,
    ENTRIES_LOOKED_AT = 64,
    FOLD_BYTES = 256
};

/* A pattern that waits for a word, among those whose words fall into one bucket. */
struct waiting {
    pattern_id pattern;
    uint32_t next; /* UINT32_MAX: the last */
};

struct pattern_compare {
    const struct pattern_set *set;
    struct cover_work work;
    uint32_t buckets[BUCKETS]; /* in `waiting`; UINT32_MAX: none */
    ARRAY(struct waiting) waiting;
    ARRAY(pattern_id) loose; /* that wait for no words, or for nobody knows which */
    ARRAY(pattern_id) candidates;
    uint32_t *seen; /* by pattern: the question that it was a candidate for last */
    uint32_t question;
    uint64_t steps;
};

/* The words that a pattern waits for, or may read, as numbers of buckets; the first of them where there are more.
 */
struct word_set {
    uint32_t items[KEYS_MOST];
    uint32_t count;
    uint64_t known[BUCKETS / 64];
    bool anything;
};

/* ---- Words ---------------------------------------------------------------------------------------------- */

static void word_add(struct word_set *words, enum word_kind kind, struct str text)
{
    uint32_t bucket = (uint32_t)((hash_bytes(text.data, text.length) + kind * HASH_STEP) >> 40) % BUCKETS;
    bool known = words->known[bucket / 64] >> bucket % 64 & 1;
    words->known[bucket / 64] |= UINT64_C(1) << bucket % 64;
    if (!known && words->count < KEYS_MOST)
        words->items[words->count++] = bucket;
}

/* The word, and all keys by which another pattern may ask for it. */
static void word_read(struct word_set *words, const struct lemmas *lemmas, enum word_kind kind, struct str text)
{
    char space[FOLD_BYTES];
    struct lemma_answer answer;
    word_add(words, kind, text);
    if (kind == WORD_LEMMA || text.length * FOLD_GROWTH > sizeof space)
        return;
    struct str folded = {space, fold_word(text, space, sizeof space)};
    if (kind == WORD_EXACT)
        word_add(words, WORD_FOLDED, folded);
    if (!lemmas) {
        word_add(words, WORD_LEMMA, folded);
        return;
    }
    lemmas_of(&answer, lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++)
        word_add(words, WORD_LEMMA, answer.items[i].text);
}

static void list_read(struct word_set *words, const struct pattern_set *set, const struct pattern_long *element)
{
    const struct lexicon *lexicon = set->world.lexicon;
    if (element->list == LEXICON_NONE || element->longest != 1)
        return;
    size_t size = lexicon_size(lexicon, element->list);
    enum lexicon_by by = lexicon_key(lexicon, element->list);
    enum word_kind kind = by == LEXICON_BY_TEXT ? WORD_EXACT : by == LEXICON_BY_LEMMA ? WORD_LEMMA : WORD_FOLDED;
    for (size_t i = 0; i < size && i < ENTRIES_LOOKED_AT; i++) {
        struct str word;
        if (lexicon_words(lexicon, lexicon_entry_at(lexicon, element->list, i), &word, 1) == 1)
            word_read(words, set->world.lemmas, kind, word);
    }
}

static void predicate_read(struct word_set *words, const struct pattern_set *set, uint32_t number, bool reads)
{
    const struct predicate *predicate = &set->predicates.items.items[number];
    if (predicate->kind == PREDICATE_AND || predicate->kind == PREDICATE_OR) {
        predicate_read(words, set, predicate->left, reads);
        predicate_read(words, set, predicate->right, reads);
        return;
    }
    words->anything |= predicate->kind != PREDICATE_WORDS;
    for (uint32_t i = 0; i < predicate->word_count && words->count < KEYS_MOST; i++) {
        const struct word_key *key = &set->predicates.words.items.items[predicate->words[i]];
        if (reads)
            word_read(words, set->world.lemmas, key->kind, key->text);
        else
            word_add(words, key->kind, key->text);
    }
    words->anything |= predicate->word_count > KEYS_MOST;
}

static void needs_find(struct word_set *out, const struct pattern_set *set, const struct pattern_code *code)
{
    *out = (struct word_set){.count = 0};
    out->anything = code->wake.kind != WAKE_WORDS;
    for (uint32_t i = 0; i < code->wake.need_count && !out->anything; i++)
        predicate_read(out, set, code->wake.needs[i].item, false);
}

static void reads_find(struct word_set *out, const struct pattern_set *set, const struct pattern_code *code)
{
    *out = (struct word_set){.count = 0};
    for (uint32_t i = 0; i < code->automaton.count; i++) {
        const struct state *state = &code->automaton.states[i];
        if (state->kind == STATE_TOKEN && !state->negative)
            predicate_read(out, set, state->item, true);
        else if (state->kind == STATE_LONG)
            list_read(out, set, &code->longs[state->item]);
    }
}

static bool pattern_file(struct pattern_compare *compare, pattern_id pattern)
{
    const struct pattern_set *set = compare->set;
    struct word_set needs;
    needs_find(&needs, set, &set->codes.items[pattern]);
    if (needs.anything)
        return compare->loose.count >= LOOSE_MOST || array_push(set->alloc, &compare->loose, pattern);
    for (uint32_t i = 0; i < needs.count; i++) {
        struct waiting waiting = {pattern, compare->buckets[needs.items[i]]};
        compare->buckets[needs.items[i]] = (uint32_t)compare->waiting.count;
        if (!array_push(set->alloc, &compare->waiting, waiting))
            return false;
    }
    return true;
}

/* ---- Life ----------------------------------------------------------------------------------------------- */

tocsin_status pattern_compare_create(struct pattern_compare **out, const struct pattern_set *set,
                                     tocsin_error *error)
{
    size_t count = set->codes.count + 1;
    struct pattern_compare *compare = alloc_zero(set->alloc, sizeof *compare);
    if (!compare)
        return error_set(error, MESSAGE_MEMORY);
    compare->set = set;
    cover_init(&compare->work, set);
    memset(compare->buckets, 0xff, sizeof compare->buckets);
    compare->seen = alloc_zero(set->alloc, count * sizeof *compare->seen);
    bool well = compare->seen != NULL;
    for (pattern_id p = 0; p < set->codes.count && well; p++)
        well = pattern_file(compare, p);
    if (!well) {
        pattern_compare_free(compare);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = compare;
    return TOCSIN_OK;
}

void pattern_compare_free(struct pattern_compare *compare)
{
    if (!compare)
        return;
    const struct pattern_set *set = compare->set;
    cover_finish(&compare->work);
    array_finish(set->alloc, &compare->waiting);
    array_finish(set->alloc, &compare->loose);
    array_finish(set->alloc, &compare->candidates);
    alloc_free(set->alloc, compare->seen, (set->codes.count + 1) * sizeof *compare->seen);
    alloc_free(set->alloc, compare, sizeof *compare);
}

uint64_t pattern_compare_steps(const struct pattern_compare *compare)
{
    return compare->steps;
}

/* ---- Asking --------------------------------------------------------------------------------------------- */

static bool offer(struct pattern_compare *compare, pattern_id earlier, pattern_id later)
{
    const struct pattern_code *a = &compare->set->codes.items[earlier], *b = &compare->set->codes.items[later];
    if (earlier >= later || compare->seen[earlier] == compare->question || a->group != b->group ||
        a->shortest > b->shortest || a->longest < b->longest || compare->candidates.count >= CANDIDATES_MOST)
        return true;
    compare->seen[earlier] = compare->question;
    return array_push(compare->set->alloc, &compare->candidates, earlier);
}

static int by_number(const void *left, const void *right)
{
    const pattern_id *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

tocsin_status pattern_candidates(const pattern_id **out, size_t *count, struct pattern_compare *compare,
                                 pattern_id later, tocsin_error *error)
{
    struct word_set reads;
    bool well = true;
    array_clear(&compare->candidates);
    compare->question++;
    reads_find(&reads, compare->set, &compare->set->codes.items[later]);
    for (size_t i = 0; i < compare->loose.count && well; i++)
        well = offer(compare, compare->loose.items[i], later);
    for (uint32_t i = 0; i < reads.count; i++)
        for (uint32_t k = compare->buckets[reads.items[i]]; k != UINT32_MAX && well;
             k = compare->waiting.items[k].next)
            well = offer(compare, compare->waiting.items[k].pattern, later);
    if (!well)
        return error_set(error, MESSAGE_MEMORY);
    if (compare->candidates.count > 1)
        qsort(compare->candidates.items, compare->candidates.count, sizeof *compare->candidates.items, by_number);
    *out = compare->candidates.items;
    *count = compare->candidates.count;
    return TOCSIN_OK;
}

static struct cover_side side_of(const struct pattern_code *code)
{
    return (struct cover_side){code->automaton.states,
                               code->automaton.count,
                               code->automaton.start,
                               code->longs,
                               code->looks,
                               code->names};
}

tocsin_status pattern_takes(struct pattern_taken *out, struct pattern_compare *compare, pattern_id earlier,
                            pattern_id later, const struct str *names, size_t name_count, tocsin_error *error)
{
    const struct pattern_code *a = &compare->set->codes.items[earlier], *b = &compare->set->codes.items[later];
    struct cover_side left = side_of(a), right = side_of(b);
    struct cover_found found;
    *out = (struct pattern_taken){false, false, false, false};
    if (a->group != b->group)
        return TOCSIN_OK;
    if (a->named_shape == b->named_shape) {
        *out = (struct pattern_taken){true, true, true, true};
        return TOCSIN_OK;
    }
    bool well = cover_find(&found, &compare->work, &left, &right, names, name_count);
    compare->steps += compare->work.steps + 20;
    if (!well)
        return error_set(error, MESSAGE_MEMORY);
    bool equal = a->shape == b->shape;
    out->words = equal || found.taken;
    out->match = equal || found.exact;
    out->captures = found.captures;
    return TOCSIN_OK;
}
