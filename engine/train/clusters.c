#include "train/clusters.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_EDGE, WORD_RARE, FIRST_WORD }; /* words by number; the first two are their own clusters */
enum { FRACTION_BITS = 16 };

struct neighbour {
    uint32_t word, count;
};

/* The words beside each word, on one side. */
struct beside {
    ARRAY(struct neighbour) items;
    ARRAY(uint32_t) from; /* by word, and the end */
};

struct pair {
    uint32_t left, right;
};

struct finder {
    const tocsin_allocator *alloc;
    const cluster_text *text;
    ARRAY(uint32_t) numbers; /* by form */
    ARRAY(form_id) forms;    /* by number */
    ARRAY(uint64_t) totals;  /* by number */
    ARRAY(struct pair) pairs;
    struct beside next, previous;
    ARRAY(uint32_t) cluster; /* by number */
    uint32_t count;          /* clusters */
    ARRAY(uint64_t) follows; /* how often one cluster follows another, rows of `count` */
    ARRAY(uint64_t) sizes;
    ARRAY(int64_t) entropy; /* n log2 n, in fixed point */
    /* of the word at hand: with which clusters it stands, and which these are */
    ARRAY(uint64_t) out, in;
    ARRAY(uint32_t) outs, ins;
    uint64_t self;
};

/* An empty array to so many zeros; false when memory is out. */
#define RESIZE(finder, array, size)                                                                                \
    (array_reserve((finder)->alloc, (array), (size_t)(size) + 1) &&                                                \
     (memset((array)->items, 0, (size_t)(size) * sizeof *(array)->items), (array)->count = (size), true))

/* ---- Words ---------------------------------------------------------------------------------------------- */

struct counted {
    uint64_t total;
    form_id form;
};

static int by_total(const void *a, const void *b)
{
    const struct counted *left = a, *right = b;
    if (left->total != right->total)
        return left->total < right->total ? 1 : -1;
    return (left->form > right->form) - (left->form < right->form);
}

/* Numbers words by how often they come. */
static bool number_words(struct finder *finder, struct counted *counted, size_t forms, uint32_t least)
{
    for (size_t i = 0; i < forms; i++)
        counted[i] = (struct counted){0, (form_id)i};
    for (size_t i = 0; i < finder->text->count; i++)
        if (finder->text->items[i] != FORM_NONE)
            counted[finder->text->items[i]].total++;
    if (forms)
        qsort(counted, forms, sizeof *counted, by_total);
    if (!RESIZE(finder, &finder->numbers, forms))
        return false;
    for (size_t i = 0; i < forms; i++)
        finder->numbers.items[i] = WORD_RARE;
    for (uint32_t i = 0; i < FIRST_WORD; i++)
        if (!array_push(finder->alloc, &finder->forms, FORM_NONE))
            return false;
    for (size_t i = 0; i < forms && counted[i].total >= least; i++) {
        finder->numbers.items[counted[i].form] = (uint32_t)finder->forms.count;
        if (!array_push(finder->alloc, &finder->forms, counted[i].form))
            return false;
    }
    return true;
}

static uint32_t number_of(const struct finder *finder, size_t at)
{
    form_id form = finder->text->items[at];
    return form == FORM_NONE ? (uint32_t)WORD_EDGE : finder->numbers.items[form];
}

static bool pair_words(struct finder *finder)
{
    uint32_t left = WORD_EDGE;
    if (!RESIZE(finder, &finder->totals, finder->forms.count) ||
        !array_reserve(finder->alloc, &finder->pairs, finder->text->count))
        return false;
    for (size_t i = 0; i < finder->text->count; i++) {
        uint32_t right = number_of(finder, i);
        finder->totals.items[right]++;
        if (left != WORD_EDGE || right != WORD_EDGE)
            finder->pairs.items[finder->pairs.count++] = (struct pair){left, right};
        left = right;
    }
    return true;
}

static int by_left(const void *a, const void *b)
{
    const struct pair *one = a, *other = b;
    if (one->left != other->left)
        return one->left < other->left ? -1 : 1;
    return (one->right > other->right) - (one->right < other->right);
}

/* The right words of each left one, of sorted pairs. */
static bool fill_beside(struct finder *finder, struct beside *beside)
{
    const struct pair *pairs = finder->pairs.items;
    size_t count = finder->pairs.count, at = 0;
    if (count)
        qsort(finder->pairs.items, count, sizeof *pairs, by_left);
    for (uint32_t word = 0; word < finder->forms.count; word++) {
        if (!array_push(finder->alloc, &beside->from, (uint32_t)beside->items.count))
            return false;
        while (at < count && pairs[at].left == word) {
            struct neighbour neighbour = {pairs[at].right, 0};
            for (; at < count && pairs[at].left == word && pairs[at].right == neighbour.word; at++)
                neighbour.count++;
            if (!array_push(finder->alloc, &beside->items, neighbour))
                return false;
        }
    }
    return array_push(finder->alloc, &beside->from, (uint32_t)beside->items.count);
}

static bool read_text(struct finder *finder, size_t forms, uint32_t least)
{
    struct counted *counted = alloc_new(finder->alloc, (forms + 1) * sizeof *counted);
    bool well = counted && number_words(finder, counted, forms, least) && pair_words(finder) &&
                fill_beside(finder, &finder->next);
    alloc_free(finder->alloc, counted, (forms + 1) * sizeof *counted);
    for (size_t i = 0; well && i < finder->pairs.count; i++) {
        struct pair *pair = &finder->pairs.items[i];
        *pair = (struct pair){pair->right, pair->left};
    }
    return well && fill_beside(finder, &finder->previous);
}

/* ---- Likelihood ----------------------------------------------------------------------------------------- */

/* log2 of a number over 0, in fixed point: the fraction's bits come one by one, by squaring. */
static int64_t log2_fixed(uint64_t number)
{
    int64_t whole = 0, fraction = 0;
    while (number >> whole > 1)
        whole++;
    uint64_t scaled =
        whole > 30 ? number >> (whole - 30) : number << (30 - whole); /* 1 to 2, 30 bits behind the point */
    for (unsigned bit = 0; bit < FRACTION_BITS; bit++) {
        scaled = scaled * scaled >> 30;
        fraction <<= 1;
        if (scaled >> 31) {
            fraction |= 1;
            scaled >>= 1;
        }
    }
    return whole << FRACTION_BITS | fraction;
}

static bool fill_entropy(struct finder *finder)
{
    uint64_t most = finder->text->count + 1;
    if (!RESIZE(finder, &finder->entropy, most + 1))
        return false;
    for (uint64_t i = 2; i <= most; i++)
        finder->entropy.items[i] = (int64_t)i * log2_fixed(i);
    return true;
}

static inline int64_t gain(const struct finder *finder, uint64_t before, uint64_t more)
{
    return finder->entropy.items[before + more] - finder->entropy.items[before];
}

/* How much likelier the text is with the word at hand in a cluster. */
static int64_t gain_of(const struct finder *finder, uint32_t word, uint32_t cluster)
{
    const uint64_t *follows = finder->follows.items;
    size_t count = finder->count;
    int64_t sum = 0;
    for (size_t i = 0; i < finder->outs.count; i++) {
        uint32_t other = finder->outs.items[i];
        if (other != cluster)
            sum += gain(finder, follows[cluster * count + other], finder->out.items[other]);
    }
    for (size_t i = 0; i < finder->ins.count; i++) {
        uint32_t other = finder->ins.items[i];
        if (other != cluster)
            sum += gain(finder, follows[other * count + cluster], finder->in.items[other]);
    }
    uint64_t within = finder->out.items[cluster] + finder->in.items[cluster] + finder->self;
    return sum + gain(finder, follows[cluster * count + cluster], within) -
           2 * gain(finder, finder->sizes.items[cluster], finder->totals.items[word]);
}

/* ---- Exchange ------------------------------------------------------------------------------------------- */

/* Counts the clusters beside a word, but for the word itself. False: out of memory. */
static bool look_beside(struct finder *finder, uint32_t word)
{
    array_clear(&finder->outs);
    array_clear(&finder->ins);
    memset(finder->out.items, 0, finder->count * sizeof *finder->out.items);
    memset(finder->in.items, 0, finder->count * sizeof *finder->in.items);
    finder->self = 0;
    for (uint32_t i = finder->next.from.items[word]; i < finder->next.from.items[word + 1]; i++) {
        struct neighbour neighbour = finder->next.items.items[i];
        uint32_t cluster = finder->cluster.items[neighbour.word];
        if (neighbour.word == word) {
            finder->self = neighbour.count;
            continue;
        }
        if (!finder->out.items[cluster] && !array_push(finder->alloc, &finder->outs, cluster))
            return false;
        finder->out.items[cluster] += neighbour.count;
    }
    for (uint32_t i = finder->previous.from.items[word]; i < finder->previous.from.items[word + 1]; i++) {
        struct neighbour neighbour = finder->previous.items.items[i];
        uint32_t cluster = finder->cluster.items[neighbour.word];
        if (neighbour.word == word)
            continue;
        if (!finder->in.items[cluster] && !array_push(finder->alloc, &finder->ins, cluster))
            return false;
        finder->in.items[cluster] += neighbour.count;
    }
    return true;
}

/* Puts the word at hand into a cluster, or takes it out: `sign` -1. */
static void count_word(struct finder *finder, uint32_t word, uint32_t cluster, int64_t sign)
{
    uint64_t *follows = finder->follows.items;
    size_t count = finder->count;
    for (size_t i = 0; i < finder->outs.count; i++)
        follows[cluster * count + finder->outs.items[i]] +=
            (uint64_t)sign * finder->out.items[finder->outs.items[i]];
    for (size_t i = 0; i < finder->ins.count; i++)
        follows[finder->ins.items[i] * count + cluster] += (uint64_t)sign * finder->in.items[finder->ins.items[i]];
    follows[cluster * count + cluster] += (uint64_t)sign * finder->self;
    finder->sizes.items[cluster] += (uint64_t)sign * finder->totals.items[word];
}

static bool exchange(struct finder *finder, uint32_t word)
{
    uint32_t best = finder->cluster.items[word];
    if (!look_beside(finder, word))
        return false;
    count_word(finder, word, best, -1);
    int64_t most = gain_of(finder, word, best);
    for (uint32_t cluster = FIRST_WORD; cluster < finder->count; cluster++) {
        int64_t found = gain_of(finder, word, cluster);
        if (found > most) {
            most = found;
            best = cluster;
        }
    }
    count_word(finder, word, best, 1);
    finder->cluster.items[word] = best;
    return true;
}

/* Frequent words lie in clusters of their own at first, the others go round. */
static bool start(struct finder *finder)
{
    size_t words = finder->forms.count;
    if (!fill_entropy(finder) || !RESIZE(finder, &finder->cluster, words) ||
        !RESIZE(finder, &finder->follows, (size_t)finder->count * finder->count) ||
        !RESIZE(finder, &finder->sizes, finder->count) || !RESIZE(finder, &finder->out, finder->count) ||
        !RESIZE(finder, &finder->in, finder->count))
        return false;
    for (uint32_t i = 0; i < words; i++)
        finder->cluster.items[i] =
            i < FIRST_WORD ? i : FIRST_WORD + (i - FIRST_WORD) % (finder->count - FIRST_WORD);
    for (uint32_t word = 0; word < words; word++) {
        finder->sizes.items[finder->cluster.items[word]] += finder->totals.items[word];
        for (uint32_t i = finder->next.from.items[word]; i < finder->next.from.items[word + 1]; i++) {
            struct neighbour neighbour = finder->next.items.items[i];
            finder->follows
                .items[finder->cluster.items[word] * finder->count + finder->cluster.items[neighbour.word]] +=
                neighbour.count;
        }
    }
    return true;
}

static void finish(struct finder *finder)
{
    const tocsin_allocator *alloc = finder->alloc;
    array_finish(alloc, &finder->numbers);
    array_finish(alloc, &finder->forms);
    array_finish(alloc, &finder->totals);
    array_finish(alloc, &finder->pairs);
    array_finish(alloc, &finder->next.items);
    array_finish(alloc, &finder->next.from);
    array_finish(alloc, &finder->previous.items);
    array_finish(alloc, &finder->previous.from);
    array_finish(alloc, &finder->cluster);
    array_finish(alloc, &finder->follows);
    array_finish(alloc, &finder->sizes);
    array_finish(alloc, &finder->entropy);
    array_finish(alloc, &finder->out);
    array_finish(alloc, &finder->in);
    array_finish(alloc, &finder->outs);
    array_finish(alloc, &finder->ins);
}

bool clusters_find(word_clusters *out, const tocsin_allocator *alloc, const cluster_text *text, size_t forms,
                   const struct cluster_settings *settings)
{
    struct finder finder = {.alloc = alloc, .text = text, .count = settings->clusters};
    bool well = read_text(&finder, forms, settings->least) && start(&finder);
    for (unsigned round = 0; well && round < settings->rounds; round++)
        for (uint32_t word = FIRST_WORD; well && word < finder.forms.count; word++)
            well = exchange(&finder, word);
    if (well && (well = RESIZE(&finder, out, forms)))
        for (uint32_t word = FIRST_WORD; word < finder.forms.count; word++)
            out->items[finder.forms.items[word]] = (uint16_t)(finder.cluster.items[word] - FIRST_WORD + 1);
    finish(&finder);
    return well;
}
