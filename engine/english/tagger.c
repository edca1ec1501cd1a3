#include "english/tagger.h"

#include "english/form_memory.h"

enum {
    KEPT_BITS = 13,
    KEPT = 2 << KEPT_BITS, /* forms whose sums are kept, two at each place: 11.3 MiB */
    AHEAD = 4,             /* words before one is read, its memory is asked for */
    RING = 8,              /* words in sight; a power of two, five at least */
    MOST_SUM = 4900,       /* of a form at one place: five of them and all contexts fit into sixteen bits */
    /* How far ahead of all others a label has to be to be left as it is: by what the forms say, and with the first
     * part of the context. Of a thousand such labels all weights together would change less than one; they go with
     * how large the trainer's margin makes sums. */
    SURE_BY_FORMS = 470,
    SURE_BY_FIRST = 340,
};

_Static_assert(TAG_PLACES *MOST_SUM + TAG_CONTEXT_KEYS * 128 <= INT16_MAX, "sums fit");

struct sums {
    int16_t of[TAG_LANES];
};

/* Lanes without a label are below all others: each word's sum begins with such a row, and no other row changes
 * them. */
static void close_lanes(struct sums *sums, size_t labels)
{
    for (size_t i = labels; i < TAG_LANES; i++)
        sums->of[i] = INT16_MIN;
}

/* What one form gives to its place and to the places around it. */
struct kept {
    uint32_t key; /* form and case, + 1; 0: empty */
    uint8_t only;
    bool late; /* of the two at its place, this one was asked for last */
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
    close_lanes(&out->at[TAG_LEFT2], tagger->model->label_count);
}

static inline uint32_t kept_key(form_id form, enum tag_case letters)
{
    return form * TAG_CASES + letters + 1;
}

/* The two that may be a key's. */
static inline struct kept *kept_pair(const struct tagger *tagger, uint32_t key)
{
    struct kept *all = tagger->memory.items;
    return &all[2 * form_memory_place(key, KEPT_BITS)];
}

static const struct kept *kept_of(struct tagger *tagger, form_id form, enum tag_case letters)
{
    uint32_t key = kept_key(form, letters);
    struct kept *pair = kept_pair(tagger, key);
    bool second = pair[1].key == key || (pair[0].key != key && pair[0].late);
    struct kept *kept = &pair[second];
    if (kept->key != key) {
        learn(kept, tagger, form, letters);
        kept->key = key;
    }
    kept->late = true;
    pair[!second].late = false;
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

/* The first of the highest. Loops over all lanes, without a way out, are done many lanes at once. */
static uint8_t best_label(const struct sums *sums)
{
    int16_t most = INT16_MIN, first = TAG_LANES;
    for (size_t i = 0; i < TAG_LANES; i++)
        most = sums->of[i] > most ? sums->of[i] : most;
    for (size_t i = 0; i < TAG_LANES; i++) {
        int16_t lane = (int16_t)(sums->of[i] == most ? i : TAG_LANES);
        first = lane < first ? lane : first;
    }
    return (uint8_t)first;
}

/* Whether no other label comes within `lead` of it. */
static bool is_sure(const struct sums *sums, uint8_t label, int lead)
{
    int16_t limit = (int16_t)(sums->of[label] - lead), near = 0;
    for (size_t i = 0; i < TAG_LANES; i++)
        near = (int16_t)(near + (sums->of[i] > limit));
    return near == 1;
}

/* `out` holds the labels of the words before. */
static void read_context(struct tag_context *context, struct tagger *tagger, const uint8_t *out, size_t word,
                         size_t count)
{
    for (size_t i = 0; i < 5; i++) {
        size_t at = word + i; /* two words on */
        context->parts[i] = at < 2            ? &tag_part_before
                            : at - 2 >= count ? &tag_part_behind
                                              : &seen_at(tagger, at - 2)->part;
    }
    for (size_t i = 0; i < 3; i++)
        context->labels[i] = word > i ? out[word - i - 1] : TAG_EDGE;
    context->first = word == 0;
    context->last = word + 1 == count;
}

static uint8_t decide(struct tagger *tagger, const uint8_t *out, size_t word, size_t count, enum tag_style style)
{
    struct seen *here = seen_at(tagger, word);
    struct tag_context context = {.style = (uint8_t)style};
    struct tag_keys keys;
    if (here->only != TAG_NONE)
        return here->only;
    uint8_t label = best_label(&here->sums);
    if (is_sure(&here->sums, label, SURE_BY_FORMS))
        return label;
    read_context(&context, tagger, out, word, count);
    keys.count = 0;
    tag_context_first_keys(&keys, &context);
    add_keys(&here->sums, tagger->model, &keys);
    label = best_label(&here->sums);
    if (is_sure(&here->sums, label, SURE_BY_FIRST))
        return label;
    keys.count = 0;
    tag_context_other_keys(&keys, &context);
    add_keys(&here->sums, tagger->model, &keys);
    return best_label(&here->sums);
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
    for (size_t i = 0; i < 2; i++)
        close_lanes(&seen_at(tagger, i)->sums, tagger->model->label_count);
    for (size_t next = 0; next < count + 2; next++) {
        if (next + AHEAD < count)
            model_prefetch(kept_pair(tagger, kept_key(forms[next + AHEAD], usual)));
        if (next < count) {
            enum tag_case letters = tag_case_next(&reader, vocabulary_form(vocabulary, forms[next]));
            see(tagger, next, kept_of(tagger, forms[next], letters));
        }
        if (next >= 2)
            out[next - 2] = decide(tagger, out, next - 2, count, reader.style);
    }
    return true;
}
