#include "train/tag_trainer.h"

#include "train/random.h"

enum {
    LISTS = TAG_PLACES + 1, /* of rows of a form: at each place, and here without the word itself */
    UNKNOWN_LIST = TAG_PLACES,
    RARE = 3,       /* a word that comes so often or less is sometimes taken for one that is not known */
    RARE_SHARE = 4, /* … once in so many times */
    COPY_SHARE = 4, /* one in so many sentences is learned as if written in one case, too */
};

/* The rows of a form at its places, made when they are first asked for. */
struct form_rows {
    uint32_t *rows[LISTS]; /* the first item counts the others */
    struct tag_part part;
    uint8_t only;
    bool read;
};

struct lesson {
    uint32_t sentence;
    uint8_t style; /* enum tag_style, where it is not the sentence's own */
    bool styled;
};

struct tag_trainer {
    const tocsin_allocator *alloc;
    const struct tag_corpus *corpus;
    const struct tag_lists *lists;
    const struct lemmas *lemmas;
    struct tag_words words;
    struct weights weights;
    struct arena arena;
    struct form_rows *forms; /* by form_id and case */
    ARRAY(struct lesson) lessons;
    ARRAY(uint32_t) order;
    /* of the sentence at hand */
    ARRAY(struct form_rows *) seen;
    ARRAY(uint8_t) labels;
    ARRAY(uint32_t) rows; /* of the word at hand */
    uint64_t random;
    int64_t time;
    uint32_t right;
};

static size_t forms_size(const struct tag_trainer *trainer)
{
    return vocabulary_count(trainer->corpus->vocabulary) * TAG_CASES * sizeof *trainer->forms;
}

/* Each sentence, and of some a copy. Headlines and capitals are rare in treebanks and common in news. */
static bool plan_lessons(struct tag_trainer *trainer)
{
    static const uint8_t styles[] = {TAG_STYLE_CAPITALS, TAG_STYLE_HEADLINE, TAG_STYLE_SMALL};
    for (uint32_t i = 0; i < trainer->corpus->sentences.count; i++) {
        if (!array_push(trainer->alloc, &trainer->lessons, (struct lesson){.sentence = i}))
            return false;
        if (i % COPY_SHARE)
            continue;
        struct lesson copy = {i, styles[i / COPY_SHARE % 3], true};
        if (!array_push(trainer->alloc, &trainer->lessons, copy))
            return false;
    }
    return array_reserve(trainer->alloc, &trainer->order, trainer->lessons.count);
}

tocsin_status tag_trainer_create(struct tag_trainer **out, const tocsin_allocator *alloc,
                                 const struct tag_corpus *corpus, const struct tag_lists *lists,
                                 const struct lemmas *lemmas, tocsin_error *error)
{
    struct tag_trainer *trainer = alloc_zero(alloc, sizeof *trainer);
    if (!trainer)
        return error_set(error, MESSAGE_MEMORY);
    trainer->alloc = alloc;
    trainer->corpus = corpus;
    trainer->lists = lists;
    trainer->lemmas = lemmas;
    arena_init(&trainer->arena, alloc);
    weights_init(&trainer->weights, alloc, TAG_LANES);
    trainer->forms = alloc_zero(alloc, forms_size(trainer));
    struct str slots = {lists->slots.data, lists->slots.length};
    if (!trainer->forms || !plan_lessons(trainer) ||
        !tag_words_open(&trainer->words, slots, corpus->labels.count)) {
        tag_trainer_free(trainer);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = trainer;
    return TOCSIN_OK;
}

void tag_trainer_free(struct tag_trainer *trainer)
{
    if (!trainer)
        return;
    weights_finish(&trainer->weights);
    alloc_free(trainer->alloc, trainer->forms, trainer->forms ? forms_size(trainer) : 0);
    array_finish(trainer->alloc, &trainer->lessons);
    array_finish(trainer->alloc, &trainer->order);
    array_finish(trainer->alloc, &trainer->seen);
    array_finish(trainer->alloc, &trainer->labels);
    array_finish(trainer->alloc, &trainer->rows);
    arena_finish(&trainer->arena);
    alloc_free(trainer->alloc, trainer, sizeof *trainer);
}

const struct weights *tag_trainer_weights(const struct tag_trainer *trainer)
{
    return &trainer->weights;
}

/* ---- Rows ----------------------------------------------------------------------------------------------- */

static uint32_t *rows_of_keys(struct tag_trainer *trainer, const struct tag_keys *keys)
{
    uint32_t *rows = arena_new(&trainer->arena, (keys->count + 1) * sizeof *rows);
    if (!rows)
        return NULL;
    rows[0] = (uint32_t)keys->count;
    for (size_t i = 0; i < keys->count; i++)
        if ((rows[i + 1] = weights_index(&trainer->weights, keys->items[i])) == WEIGHTS_NONE)
            return NULL;
    return rows;
}

/* NULL: out of memory. */
static struct form_rows *read_form(struct tag_trainer *trainer, form_id form, enum tag_case letters)
{
    struct form_rows *rows = &trainer->forms[(size_t)form * TAG_CASES + letters];
    struct tag_form read;
    struct tag_keys keys;
    if (rows->read)
        return rows;
    tag_form_read(&read, trainer->corpus->vocabulary, form, letters, &trainer->words, trainer->lemmas);
    rows->part = tag_part_of(&read);
    rows->only = read.word.only;
    for (unsigned list = 0; list < LISTS; list++) {
        bool known = list != UNKNOWN_LIST && read.word.ambiguity;
        tag_form_keys(&keys, &read, list == UNKNOWN_LIST ? TAG_HERE : (enum tag_place)list, known);
        if (!(rows->rows[list] = rows_of_keys(trainer, &keys)))
            return NULL;
    }
    rows->read = true;
    return rows;
}

static bool push_rows(struct tag_trainer *trainer, const uint32_t *rows)
{
    if (!array_reserve(trainer->alloc, &trainer->rows, rows[0]))
        return false;
    memcpy(trainer->rows.items + trainer->rows.count, rows + 1, rows[0] * sizeof *rows);
    trainer->rows.count += rows[0];
    return true;
}

/* Those of the forms in sight. */
static bool push_forms(struct tag_trainer *trainer, size_t word, uint32_t total)
{
    struct form_rows *const *seen = trainer->seen.items;
    size_t count = trainer->seen.count;
    bool unknown = total <= RARE && random_below(&trainer->random, RARE_SHARE) == 0;
    array_clear(&trainer->rows);
    return push_rows(trainer, seen[word]->rows[unknown ? UNKNOWN_LIST : TAG_HERE]) &&
           (word < 1 || push_rows(trainer, seen[word - 1]->rows[TAG_LEFT])) &&
           (word < 2 || push_rows(trainer, seen[word - 2]->rows[TAG_LEFT2])) &&
           (word + 1 >= count || push_rows(trainer, seen[word + 1]->rows[TAG_RIGHT])) &&
           (word + 2 >= count || push_rows(trainer, seen[word + 2]->rows[TAG_RIGHT2]));
}

static bool push_context(struct tag_trainer *trainer, size_t word, enum tag_style style)
{
    size_t count = trainer->seen.count;
    struct tag_keys keys;
    struct tag_context context = {.style = (uint8_t)style, .first = word == 0, .last = word + 1 == count};
    for (size_t i = 0; i < 5; i++) {
        size_t at = word + i;
        context.parts[i] = at < 2            ? &tag_part_before
                           : at - 2 >= count ? &tag_part_behind
                                             : &trainer->seen.items[at - 2]->part;
    }
    for (size_t i = 0; i < 3; i++)
        context.labels[i] = word > i ? trainer->labels.items[word - i - 1] : TAG_EDGE;
    keys.count = 0;
    tag_context_first_keys(&keys, &context);
    tag_context_other_keys(&keys, &context);
    if (!array_reserve(trainer->alloc, &trainer->rows, keys.count))
        return false;
    for (size_t i = 0; i < keys.count; i++) {
        uint32_t row = weights_index(&trainer->weights, keys.items[i]);
        if (row == WEIGHTS_NONE)
            return false;
        trainer->rows.items[trainer->rows.count++] = row;
    }
    return true;
}

/* ---- Learning ------------------------------------------------------------------------------------------- */

/* *out: the label that the weights give; they are moved where the right one does not win by the margin. False: out
 * of memory. */
static bool learn_word(uint8_t *out, struct tag_trainer *trainer, uint8_t gold, int32_t margin)
{
    int32_t sums[TAG_LANES] = {0};
    const uint32_t *rows = trainer->rows.items;
    size_t count = trainer->rows.count;
    for (size_t i = 0; i < count; i++)
        weights_add(sums, &trainer->weights, rows[i]);
    size_t other = weights_best_but(sums, trainer->corpus->labels.count, gold);
    bool won = sums[gold] > sums[other] || (sums[gold] == sums[other] && gold < other);
    trainer->time++;
    trainer->right += won;
    *out = won ? gold : (uint8_t)other;
    if (sums[gold] - sums[other] > margin)
        return true;
    for (size_t i = 0; i < count; i++)
        if (!weights_step(&trainer->weights, rows[i], gold, other, trainer->time))
            return false;
    return true;
}

static bool see_sentence(struct tag_trainer *trainer, const struct lesson *lesson, enum tag_style *style)
{
    const struct tag_corpus *corpus = trainer->corpus;
    const struct tag_sentence *sentence = &corpus->sentences.items[lesson->sentence];
    const form_id *forms = corpus->forms.items + sentence->first;
    *style =
        lesson->styled ? (enum tag_style)lesson->style : tag_style_of(corpus->vocabulary, forms, sentence->count);
    struct tag_case_reader reader = {.style = *style};
    array_clear(&trainer->seen);
    array_clear(&trainer->labels);
    if (!array_reserve(trainer->alloc, &trainer->seen, sentence->count) ||
        !array_reserve(trainer->alloc, &trainer->labels, sentence->count))
        return false;
    for (size_t i = 0; i < sentence->count; i++) {
        enum tag_case letters = tag_case_next(&reader, vocabulary_form(corpus->vocabulary, forms[i]));
        struct form_rows *rows = read_form(trainer, forms[i], letters);
        if (!rows)
            return false;
        trainer->seen.items[trainer->seen.count++] = rows;
    }
    return true;
}

static bool learn_sentence(struct tag_trainer *trainer, const struct lesson *lesson, int32_t margin)
{
    const struct tag_corpus *corpus = trainer->corpus;
    const struct tag_sentence *sentence = &corpus->sentences.items[lesson->sentence];
    enum tag_style style;
    if (!see_sentence(trainer, lesson, &style))
        return false;
    for (size_t word = 0; word < sentence->count; word++) {
        size_t at = sentence->first + word;
        uint8_t label = trainer->seen.items[word]->only;
        if (label == TAG_NONE) {
            uint32_t total = trainer->lists->totals.items[corpus->forms.items[at]];
            if (!push_forms(trainer, word, total) || !push_context(trainer, word, style) ||
                !learn_word(&label, trainer, corpus->gold.items[at], margin))
                return false;
        }
        trainer->labels.items[trainer->labels.count++] = label;
    }
    return true;
}

static bool learn_round(struct tag_trainer *trainer, int32_t margin)
{
    random_shuffle(&trainer->random, trainer->order.items, trainer->order.count);
    for (size_t i = 0; i < trainer->order.count; i++)
        if (!learn_sentence(trainer, &trainer->lessons.items[trainer->order.items[i]], margin))
            return false;
    return true;
}

bool tag_trainer_run(struct tag_trainer *trainer, const struct tag_training *training, tag_trainer_told *told,
                     void *user)
{
    for (unsigned run = 0; run < training->runs; run++) {
        trainer->random = run;
        trainer->time = 0;
        trainer->order.count = trainer->lessons.count;
        for (size_t i = 0; i < trainer->order.count; i++)
            trainer->order.items[i] = (uint32_t)i;
        for (unsigned round = 0; round < training->rounds; round++) {
            int64_t before = trainer->time;
            trainer->right = 0;
            if (!learn_round(trainer, training->margin))
                return false;
            if (told && trainer->time > before)
                told(user, run + 1, round + 1,
                     (unsigned)(trainer->right * INT64_C(10000) / (trainer->time - before)));
        }
        weights_average(&trainer->weights, trainer->time);
    }
    return true;
}
