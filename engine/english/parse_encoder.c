#include "english/parse_encoder.h"

#include "base/prefetch.h"

enum {
    KEPT_BITS = 13,
    KEPT = 1 << KEPT_BITS, /* forms that are remembered: 4 MiB */
};

/* What forms' vectors add to inputs, and whose: form + 1; 0: empty. */
struct kept {
    int16_t rows[KEPT][PARSE_FORM];
    uint32_t keys[KEPT];
};

/* A word's inputs; then, in their place, its code. */
struct parse_input {
    int16_t numbers[PARSE_INPUT];
};

_Static_assert((int)PARSE_CODE <= (int)PARSE_FACTORS && (int)PARSE_VECTOR <= (int)PARSE_FACTORS, "there is room");
_Static_assert(PARSE_VECTOR % PARSE_WIDTH == 0 && PARSE_CODE % PARSE_WIDTH == 0 && PARSE_INPUT % PARSE_WIDTH == 0 &&
                   PARSE_LOCAL % PARSE_WIDTH == 0 && PARSE_HIDDEN % PARSE_WIDTH == 0,
               "the kernel can work with them");

void parse_encoder_init(struct parse_encoder *encoder, const tocsin_allocator *alloc,
                        const struct parse_weights *weights, const struct parse_vectors *vectors)
{
    *encoder = (struct parse_encoder){.alloc = alloc, .weights = weights, .vectors = vectors};
    encoder->kernel = parse_kernel_for(cpu_simd());
}

void parse_encoder_finish(struct parse_encoder *encoder)
{
    form_memory_finish(&encoder->memory, encoder->alloc, sizeof(struct kept));
    array_finish(encoder->alloc, &encoder->inputs);
    array_finish(encoder->alloc, &encoder->factors);
    array_finish(encoder->alloc, &encoder->seen);
}

bool parse_encoder_open(struct parse_encoder *encoder, const struct vocabulary *vocabulary)
{
    return form_memory_open(&encoder->memory, encoder->alloc, sizeof(struct kept), vocabulary);
}

/* ---- Inputs --------------------------------------------------------------------------------------------- */

static void ask_form(const struct parse_encoder *encoder, form_id form)
{
    const struct kept *kept = encoder->memory.items;
    prefetch(kept->rows[form_memory_place(form + 1, KEPT_BITS)], sizeof kept->rows[0]);
}

static const int16_t *form_row(struct parse_encoder *encoder, form_id form)
{
    static const int16_t none[PARSE_FORM];
    struct kept *kept = encoder->memory.items;
    uint32_t place = form_memory_place(form + 1, KEPT_BITS);
    int16_t *row = kept->rows[place];
    if (kept->keys[place] == form + 1)
        return row;
    struct parse_form known = parse_form_of(encoder->memory.vocabulary, form);
    struct parse_factors factors;
    int16_t vector[PARSE_VECTOR];
    parse_vector_of(vector, encoder->vectors, &known);
    encoder->kernel->find_factors(&factors, vector, PARSE_VECTOR);
    encoder->kernel->add_products(row, none, &factors, encoder->weights->products.forms[0], PARSE_FORM);
    kept->keys[place] = form + 1;
    return row;
}

static void add_row(const struct parse_encoder *encoder, int16_t *sums, const int16_t *row, size_t width)
{
    encoder->kernel->add_rows(sums, sums, &row, 1, width);
}

static void read_inputs(struct parse_encoder *encoder, const struct parse_word *words, const form_id *forms,
                        uint32_t count)
{
    const struct parse_sums *sums = &encoder->weights->sums;
    for (uint32_t at = 0; at < count + 2; at++) {
        int16_t *input = encoder->inputs.items[at].numbers;
        const int16_t *rows[PARSE_NEAR_TAGS];
        for (unsigned i = 0; i < PARSE_NEAR_TAGS; i++)
            rows[i] = sums->tags[i][parse_tag_at(words, count, (int64_t)at + i - PARSE_NEAR_TAGS / 2)];
        if (at < count)
            ask_form(encoder, forms[at]);
        encoder->kernel->add_rows(input, sums->input, rows, PARSE_NEAR_TAGS, PARSE_INPUT);
    }
    for (uint32_t at = 1; at <= count; at++) {
        const int16_t *row = form_row(encoder, forms[at - 1]);
        struct parse_input *inputs = encoder->inputs.items + at;
        add_row(encoder, inputs[1].numbers, row + PARSE_FORM_BEHIND, PARSE_LOCAL);
        add_row(encoder, inputs[-1].numbers, row + PARSE_FORM_BEFORE, PARSE_LOCAL);
        add_row(encoder, inputs[0].numbers, row + PARSE_FORM_OWN, PARSE_INPUT);
    }
}

/* ---- Codes ---------------------------------------------------------------------------------------------- */

/* A code takes the place of the inputs that it is made of: the states are left where theirs begin. */
static void make_codes(struct parse_input *inputs, const struct parse_kernel *kernel, uint32_t count)
{
    int16_t state[PARSE_CARRIED] = {0};
    for (uint32_t i = 1; i < count + 2; i++) {
        kernel->carry(state, inputs[i].numbers + PARSE_FORWARD_KEEP, inputs[i].numbers + PARSE_FORWARD_NEW);
        memcpy(inputs[i].numbers + PARSE_FORWARD_KEEP, state, sizeof state);
    }
    memset(inputs[0].numbers + PARSE_FORWARD_KEEP, 0, sizeof state);
    memset(state, 0, sizeof state);
    memset(inputs[count + 1].numbers + PARSE_FORWARD_NEW, 0, sizeof state);
    for (uint32_t i = count + 1; i-- > 0;) {
        kernel->carry(state, inputs[i].numbers + PARSE_BACKWARD_KEEP, inputs[i].numbers + PARSE_BACKWARD_NEW);
        memcpy(inputs[i].numbers + PARSE_FORWARD_NEW, state, sizeof state);
    }
}

_Static_assert((int)PARSE_CODE == (int)PARSE_BACKWARD_KEEP, "a code ends where the second state's inputs begin");

/* ---- Places --------------------------------------------------------------------------------------------- */

/* The tags of the words behind the next one to come. */
static const int16_t *see_ahead(int16_t *out, const struct parse_encoder *encoder, const struct parse_word *words,
                                uint32_t count, uint32_t at)
{
    const struct parse_sums *sums = &encoder->weights->sums;
    const int16_t *rows[PARSE_AHEAD];
    for (unsigned i = 0; i < PARSE_AHEAD; i++)
        rows[i] = sums->ahead[i][parse_tag_at(words, count, (int64_t)at + 1 + i)];
    encoder->kernel->add_rows(out, sums->places[PARSE_PLACE_NEXT][words[at].tag], rows, PARSE_AHEAD, PARSE_HIDDEN);
    return out;
}

/* Two words at once, of which the second may be beyond the last, where there is room. */
static void see_pair(const struct parse_encoder *encoder, const struct parse_word *words, uint32_t count,
                     uint32_t at, unsigned place)
{
    struct parse_pair pair = {.factors = &encoder->factors.items[at]};
    for (unsigned i = 0; i < 2; i++) {
        pair.out[i] = encoder->seen.items[at + i].places[place];
        pair.from[i] = place == PARSE_PLACE_NEXT ? see_ahead(pair.out[i], encoder, words, count, at + i)
                                                 : encoder->weights->sums.places[place][words[at + i].tag];
    }
    encoder->kernel->add_pair(&pair, encoder->weights->products.codes[place][0]);
}

bool parse_encode(struct parse_encoder *encoder, const struct parse_word *words, const form_id *forms,
                  uint32_t count)
{
    size_t places = (size_t)count + 3;
    array_clear(&encoder->inputs);
    array_clear(&encoder->factors);
    array_clear(&encoder->seen);
    if (!array_reserve(encoder->alloc, &encoder->inputs, places) ||
        !array_reserve(encoder->alloc, &encoder->factors, places) ||
        !array_reserve(encoder->alloc, &encoder->seen, places))
        return false;
    read_inputs(encoder, words, forms, count);
    make_codes(encoder->inputs.items, encoder->kernel, count);
    for (uint32_t at = 0; at < count + 2; at++) {
        int16_t *code = encoder->inputs.items[at].numbers;
        encoder->kernel->cut(code, PARSE_LOCAL);
        encoder->kernel->find_factors(&encoder->factors.items[at], code, PARSE_CODE);
    }
    encoder->factors.items[count + 2] = encoder->factors.items[count + 1];
    /* One place after the other, whose weights stay in the nearest cache while they are used. */
    for (unsigned place = 0; place < PARSE_PLACES; place++)
        for (uint32_t at = 0; at < count + 2; at += 2)
            see_pair(encoder, words, count, at, place);
    return true;
}
