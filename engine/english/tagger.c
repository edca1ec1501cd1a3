#include "english/tagger.h"

#include "base/prefetch.h"
#include "english/form_memory.h"
#include "english/tag_kernel.h"

enum {
    KEPT_BITS = 13,
    KEPT = 2 << KEPT_BITS, /* forms whose sums are kept, two at each place: 10.5 MiB */
    FAR_AHEAD = 8,         /* so many words before one is read, memory is asked for its key */
    AHEAD = 4,             /* … and for its sums */
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

/* A form whose sums are kept: two of them fill a cache line. */
struct kept_form {
    uint32_t key; /* form and case, + 1; 0: empty */
    struct tag_part part;
    uint8_t only;
    bool late; /* of the two at its place, this one was asked for last */
    uint8_t room[6];
};

_Static_assert(2 * sizeof(struct kept_form) == FORM_MEMORY_LINE, "two fill a line");

/* What forms give to their places and to the places around them. */
struct kept {
    struct sums sums[KEPT][TAG_PLACES];
    struct kept_form forms[KEPT];
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
    const struct tag_kernel *kernel;
    struct form_memory memory; /* struct kept */
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
    tagger->kernel = tag_kernel_for(cpu_simd());
    *out = tagger;
    return TOCSIN_OK;
}

void tagger_free(struct tagger *tagger)
{
    if (!tagger)
        return;
    form_memory_finish(&tagger->memory, tagger->alloc, sizeof(struct kept));
    alloc_free(tagger->alloc, tagger, sizeof *tagger);
}

/* ---- Forms ---------------------------------------------------------------------------------------------- */

/* A feature has at most one weight of one byte a label: no sum leaves sixteen bits. */
_Static_assert(TAG_FORM_KEYS * 128 <= INT16_MAX && (int)TAG_FORM_KEYS <= (int)WEIGHT_KEYS, "a form's sum fits");

static void bound_sums(struct sums *sums)
{
    for (size_t i = 0; i < TAG_LANES; i++)
        sums->of[i] = sums->of[i] > MOST_SUM ? MOST_SUM : sums->of[i] < -MOST_SUM ? -MOST_SUM : sums->of[i];
}

/* The keys of all places are looked for before the first weight is read. */
static void sum_form(struct sums out[TAG_PLACES], const struct tagger *tagger, const struct tag_form *form)
{
    struct tag_keys keys[TAG_PLACES];
    struct weight_bucket buckets[TAG_PLACES][WEIGHT_KEYS];
    for (unsigned place = 0; place < TAG_PLACES; place++) {
        tag_form_keys(&keys[place], form, (enum tag_place)place, form->word.ambiguity != 0);
        weight_table_look(buckets[place], &tagger->model->weights, keys[place].items, keys[place].count);
    }
    memset(out, 0, TAG_PLACES * sizeof *out);
    for (unsigned place = 0; place < TAG_PLACES; place++) {
        tagger->kernel->add_weights(out[place].of, buckets[place], keys[place].items, keys[place].count);
        bound_sums(&out[place]);
    }
}

static void learn(struct kept_form *out, struct sums *sums, const struct tagger *tagger, form_id form,
                  enum tag_case letters)
{
    struct tag_form read;
    tag_form_read(&read, tagger->memory.vocabulary, form, letters, &tagger->model->words, tagger->lemmas);
    out->part = tag_part_of(&read);
    out->only = read.word.only;
    sum_form(sums, tagger, &read);
    close_lanes(&sums[TAG_LEFT2], tagger->model->label_count);
}

static inline uint32_t kept_key(form_id form, enum tag_case letters)
{
    return form * TAG_CASES + letters + 1;
}

/* The first of the two that may be a key's. */
static inline uint32_t kept_pair(uint32_t key)
{
    return 2 * form_memory_place(key, KEPT_BITS);
}

/* Where it is kept. */
static uint32_t kept_of(struct tagger *tagger, form_id form, enum tag_case letters)
{
    struct kept *kept = tagger->memory.items;
    uint32_t key = kept_key(form, letters), pair = kept_pair(key);
    struct kept_form *forms = &kept->forms[pair];
    bool second = forms[1].key == key || (forms[0].key != key && forms[0].late);
    if (forms[second].key != key) {
        learn(&forms[second], kept->sums[pair + second], tagger, form, letters);
        forms[second].key = key;
    }
    forms[second].late = true;
    forms[!second].late = false;
    return pair + second;
}

/* ---- Memory --------------------------------------------------------------------------------------------- */

/* A sentence that is tagged. */
struct tagged {
    const form_id *forms;
    size_t count;
    enum tag_case usual; /* of the letters of most words */
};

/* Ask memory for what will be read of a word, if there is one: for its line, and once that is there for its sums.
 */
static void ask_form(const struct tagger *tagger, const struct tagged *sentence, size_t word)
{
    const struct kept *kept = tagger->memory.items;
    if (word < sentence->count)
        prefetch(&kept->forms[kept_pair(kept_key(sentence->forms[word], sentence->usual))], FORM_MEMORY_LINE);
}

static void ask_sums(const struct tagger *tagger, const struct tagged *sentence, size_t word)
{
    const struct kept *kept = tagger->memory.items;
    if (word >= sentence->count)
        return;
    uint32_t key = kept_key(sentence->forms[word], sentence->usual), pair = kept_pair(key);
    prefetch(kept->sums[pair + (kept->forms[pair + 1].key == key)], sizeof kept->sums[0]);
}

/* ---- Sentences ------------------------------------------------------------------------------------------ */

static struct seen *seen_at(struct tagger *tagger, size_t word)
{
    return &tagger->seen[word % RING];
}

/* A word comes in sight: it adds to the words around it, of which two are still to come. */
static void see(struct tagger *tagger, size_t word, uint32_t place)
{
    const struct kept *kept = tagger->memory.items;
    const struct sums *sums = kept->sums[place];
    const struct tag_kernel *kernel = tagger->kernel;
    struct seen *here = seen_at(tagger, word);
    here->part = kept->forms[place].part;
    here->only = kept->forms[place].only;
    kernel->add_sums(here->sums.of, sums[TAG_HERE].of);
    if (word > 0)
        kernel->add_sums(seen_at(tagger, word - 1)->sums.of, sums[TAG_RIGHT].of);
    if (word > 1)
        kernel->add_sums(seen_at(tagger, word - 2)->sums.of, sums[TAG_RIGHT2].of);
    kernel->add_sums(seen_at(tagger, word + 1)->sums.of, sums[TAG_LEFT].of);
    seen_at(tagger, word + 2)->sums = sums[TAG_LEFT2];
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

static void add_keys(struct sums *out, const struct tagger *tagger, const struct tag_keys *keys)
{
    struct weight_bucket buckets[WEIGHT_KEYS];
    weight_table_look(buckets, &tagger->model->weights, keys->items, keys->count);
    tagger->kernel->add_weights(out->of, buckets, keys->items, keys->count);
}

static uint8_t decide(struct tagger *tagger, const uint8_t *out, size_t word, size_t count, enum tag_style style)
{
    struct seen *here = seen_at(tagger, word);
    struct tag_context context = {.style = (uint8_t)style};
    struct tag_keys keys;
    uint8_t label;
    if (here->only != TAG_NONE)
        return here->only;
    if (tagger->kernel->choose(&label, here->sums.of, SURE_BY_FORMS))
        return label;
    read_context(&context, tagger, out, word, count);
    keys.count = 0;
    tag_context_first_keys(&keys, &context);
    add_keys(&here->sums, tagger, &keys);
    if (tagger->kernel->choose(&label, here->sums.of, SURE_BY_FIRST))
        return label;
    keys.count = 0;
    tag_context_other_keys(&keys, &context);
    add_keys(&here->sums, tagger, &keys);
    tagger->kernel->choose(&label, here->sums.of, 0);
    return label;
}

static void begin(struct tagger *tagger, const struct tagged *sentence)
{
    for (size_t i = 0; i < FAR_AHEAD; i++)
        ask_form(tagger, sentence, i);
    for (size_t i = 0; i < AHEAD; i++)
        ask_sums(tagger, sentence, i);
    memset(tagger->seen, 0, sizeof tagger->seen);
    for (size_t i = 0; i < 2; i++)
        close_lanes(&seen_at(tagger, i)->sums, tagger->model->label_count);
}

bool tagger_tag(uint8_t *out, struct tagger *tagger, const struct vocabulary *vocabulary, const form_id *forms,
                size_t count)
{
    if (!count)
        return true;
    if (!form_memory_open(&tagger->memory, tagger->alloc, sizeof(struct kept), vocabulary))
        return false;
    struct tag_case_reader reader = {.style = tag_style_of(vocabulary, forms, count)};
    struct tagged sentence = {forms, count, reader.style == TAG_STYLE_MIXED ? TAG_CASE_SAYS : TAG_CASE_SILENT};
    begin(tagger, &sentence);
    for (size_t next = 0; next < count + 2; next++) {
        if (next < count) {
            ask_form(tagger, &sentence, next + FAR_AHEAD);
            ask_sums(tagger, &sentence, next + AHEAD);
            enum tag_case letters = tag_case_next(&reader, vocabulary_form(vocabulary, forms[next]));
            see(tagger, next, kept_of(tagger, forms[next], letters));
        }
        if (next >= 2)
            out[next - 2] = decide(tagger, out, next - 2, count, reader.style);
    }
    return true;
}
