#include "english/tagger.h"

#include "english/form_memory.h"

enum {
    KEPT_BITS = 13,
    KEPT = 1 << KEPT_BITS, /* forms whose sums are kept: 5.6 MiB */
    AHEAD = 4,             /* words before one is read, its memory is asked for */
    RING = 8,              /* words in sight; a power of two, five at least */
    MOST_SUM = 4900,       /* of a form at one place: five of them and all contexts fit into sixteen bits */
};

_Static_assert(TAG_PLACES *MOST_SUM + TAG_CONTEXT_KEYS * 128 <= INT16_MAX, "sums fit");

struct sums {
    int16_t of[TAG_LANES];
};

/* What one form gives to its place and to the places around it. */
struct kept {
    uint32_t key; /* form and case, + 1; 0: empty */
    uint8_t only;
    struct tag_part part;
    struct sums at[TAG_PLACES];
};

/* A word in sight. */
struct seen {
    uint8_t only;
    struct tag_part part;
    struct sums sums;
};

struct tagger {
    const tocsin_allocator *alloc;
    const struct tag_model *model;
    const struct lemmas *lemmas;
    struct form_memory memory; /* KEPT times struct kept */
    struct seen seen[RING];
};

tocsin_status tagger_create(struct tagger **out, const struct tag_model *model, const struct lemmas *lemmas,
                            const tocsin_allocator *alloc, tocsin_error *error)
{
    struct tagger *tagger = alloc_zero(alloc, sizeof *tagger);
    if (!tagger)
        return error_set(error, MESSAGE_MEMORY);
    tagger->alloc = alloc;
    tagger->model = model;
    tagger->lemmas = lemmas;
    *out = tagger;
    return TOCSIN_OK;
}

void tagger_free(struct tagger *tagger)
{
    if (!tagger)
        return;
    alloc_free(tagger->alloc, tagger->memory.items, KEPT * sizeof(struct kept));
    alloc_free(tagger->alloc, tagger, sizeof *tagger);
}

/* ---- Forms ---------------------------------------------------------------------------------------------- */

static void add_keys(struct sums *out, const struct tag_model *model, const struct tag_keys *keys)
{
    weight_table_add(out->of, &model->weights, keys->items, keys->count);
}

/* A feature has at most one weight of one byte a label: no sum leaves sixteen bits. */
_Static_assert(TAG_FORM_KEYS * 128 <= INT16_MAX && (int)TAG_FORM_KEYS <= (int)WEIGHT_KEYS, "a form's sum fits");

static void sum_form(struct sums *out, const struct tag_model *model, const struct tag_keys *keys)
{
    memset(out, 0, sizeof *out);
    add_keys(out, model, keys);
    for (size_t i = 0; i < TAG_LANES; i++)
        out->of[i] = out->of[i] > MOST_SUM ? MOST_SUM : out->of[i] < -MOST_SUM ? -MOST_SUM : out->of[i];
}

static void learn(struct kept *out, const struct tagger *tagger, form_id form, enum tag_case letters)
{
    struct tag_form read;
    struct tag_keys keys;
    tag_form_read(&read, tagger->memory.vocabulary, form, letters, &tagger->model->words, tagger->lemmas);
    out->part = tag_part_of(&read);
    out->only = read.word.only;
    for (unsigned place = 0; place < TAG_PLACES; place++) {
        tag_form_keys(&keys, &read, (enum tag_place)place, read.word.ambiguity != 0);
        sum_form(&out->at[place], tagger->model, &keys);
    }
}

static inline uint32_t kept_key(form_id form, enum tag_case letters)
{
    return form * TAG_CASES + letters + 1;
}

static inline struct kept *kept_slot(const struct tagger *tagger, uint32_t key)
{
    struct kept *all = tagger->memory.items;
    return &all[form_memory_place(key, KEPT_BITS)];
}

static const struct kept *kept_of(struct tagger *tagger, form_id form, enum tag_case letters)
{
    uint32_t key = kept_key(form, letters);
    struct kept *kept = kept_slot(tagger, key);
    if (kept->key != key) {
        learn(kept, tagger, form, letters);
        kept->key = key;
    }
    return kept;
}

/* ---- Sentences ------------------------------------------------------------------------------------------ */

static void add_sums(struct sums *out, const struct sums *more)
{
    for (size_t i = 0; i < TAG_LANES; i++)
        out->of[i] = (int16_t)(out->of[i] + more->of[i]);
}

static struct seen *seen_at(struct tagger *tagger, size_t word)
{
    return &tagger->seen[word % RING];
}

/* A word comes in sight: it adds to the words around it, of which two are still to come. */
static void see(struct tagger *tagger, size_t word, const struct kept *kept)
{
    struct seen *here = seen_at(tagger, word);
    here->part = kept->part;
    here->only = kept->only;
    add_sums(&here->sums, &kept->at[TAG_HERE]);
    if (word > 0)
        add_sums(&seen_at(tagger, word - 1)->sums, &kept->at[TAG_RIGHT]);
    if (word > 1)
        add_sums(&seen_at(tagger, word - 2)->sums, &kept->at[TAG_RIGHT2]);
    add_sums(&seen_at(tagger, word + 1)->sums, &kept->at[TAG_LEFT]);
    seen_at(tagger, word + 2)->sums = kept->at[TAG_LEFT2];
}

static void add_contexts(struct sums *out, const struct tag_model *model, const struct tag_context *context)
{
    struct tag_keys keys;
    tag_context_keys(&keys, context);
    add_keys(out, model, &keys);
}

/* The first of the highest: lanes without a label never win. */
static uint8_t best_label(const struct sums *sums, size_t count)
{
    int16_t most = INT16_MIN;
    uint8_t best = 0;
    for (size_t i = 0; i < TAG_LANES; i++) {
        int16_t sum = i < count ? sums->of[i] : INT16_MIN;
        most = sum > most ? sum : most;
    }
    while (sums->of[best] != most)
        best++;
    return best;
}

/* `out` holds the labels of the words before. */
static uint8_t decide(struct tagger *tagger, const uint8_t *out, size_t word, size_t count, enum tag_style style)
{
    struct seen *here = seen_at(tagger, word);
    struct tag_context context = {.style = (uint8_t)style, .first = word == 0, .last = word + 1 == count};
    if (here->only != TAG_NONE)
        return here->only;
    for (size_t i = 0; i < 5; i++) {
        size_t at = word + i; /* two words on */
        context.parts[i] = at < 2            ? &tag_part_before
                           : at - 2 >= count ? &tag_part_behind
                                             : &seen_at(tagger, at - 2)->part;
    }
    for (size_t i = 0; i < 3; i++)
        context.labels[i] = word > i ? out[word - i - 1] : TAG_EDGE;
    add_contexts(&here->sums, tagger->model, &context);
    return best_label(&here->sums, tagger->model->label_count);
}

bool tagger_tag(uint8_t *out, struct tagger *tagger, const struct vocabulary *vocabulary, const form_id *forms,
                size_t count)
{
    if (!count)
        return true;
    if (!form_memory_open(&tagger->memory, tagger->alloc, KEPT * sizeof(struct kept), vocabulary))
        return false;
    struct tag_case_reader reader = {.style = tag_style_of(vocabulary, forms, count)};
    enum tag_case usual = reader.style == TAG_STYLE_MIXED ? TAG_CASE_SAYS : TAG_CASE_SILENT;
    memset(tagger->seen, 0, sizeof tagger->seen);
    for (size_t next = 0; next < count + 2; next++) {
        if (next + AHEAD < count)
            model_prefetch(kept_slot(tagger, kept_key(forms[next + AHEAD], usual)));
        if (next < count) {
            enum tag_case letters = tag_case_next(&reader, vocabulary_form(vocabulary, forms[next]));
            see(tagger, next, kept_of(tagger, forms[next], letters));
        }
        if (next >= 2)
            out[next - 2] = decide(tagger, out, next - 2, count, reader.style);
    }
    return true;
}
