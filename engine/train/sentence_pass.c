#include "train/sentence_pass.h"

#include "train/float_math.h"
#include "train/random.h"

void sentence_pass_init(struct sentence_pass *pass, const tocsin_allocator *alloc, struct network *network,
                        const struct parse_corpus *corpus)
{
    *pass = (struct sentence_pass){.alloc = alloc, .network = network, .corpus = corpus};
}

void sentence_pass_finish(struct sentence_pass *pass)
{
    array_finish(pass->alloc, &pass->places);
}

/* ---- Vectors -------------------------------------------------------------------------------------------- */

static void make_vector(const struct sentence_pass *pass, struct pass_word *out, const struct dropout *dropout,
                        uint64_t *random)
{
    const struct parse_known *known = out->known;
    const struct network *network = pass->network;
    bool listed = known->row != WORD_NONE && random_fraction(random) >= dropout->words;
    const float *base = listed ? word_vectors_of(pass->corpus->vectors, known->row) : NULL;
    out->is_known = base != NULL;
    out->is_learned = listed && known->often && random_fraction(random) >= dropout->known;
    memcpy(out->vector, base ? base : network->now->unknown, sizeof out->vector);
    if (out->is_learned)
        float_add(out->vector, network_row(network, NETWORK_WORDS, known->row), PARSE_VECTOR);
    float_add(out->vector, network_row(network, NETWORK_ENDINGS, known->form.ending), PARSE_VECTOR);
    float_add(out->vector, network_row(network, NETWORK_BEGINNINGS, known->form.beginning), PARSE_VECTOR);
    float_add(out->vector, network->now->shapes[known->form.shape], PARSE_VECTOR);
}

static void vector_back(struct sentence_pass *pass, const struct pass_word *place)
{
    const struct parse_known *known = place->known;
    struct network *network = pass->network;
    const float *slopes = place->vector_slopes;
    if (!place->is_known)
        float_add(network->slopes->unknown, slopes, PARSE_VECTOR);
    if (place->is_learned)
        float_add(network_slopes(network, NETWORK_WORDS, known->row), slopes, PARSE_VECTOR);
    float_add(network_slopes(network, NETWORK_ENDINGS, known->form.ending), slopes, PARSE_VECTOR);
    float_add(network_slopes(network, NETWORK_BEGINNINGS, known->form.beginning), slopes, PARSE_VECTOR);
    float_add(network->slopes->shapes[known->form.shape], slopes, PARSE_VECTOR);
}

/* ---- Inputs --------------------------------------------------------------------------------------------- */

/* Parts of what a vector adds: from where on, how many, and to the inputs of which word, from its own. */
static const struct form_part {
    unsigned from, width;
    int to;
} form_parts[PARSE_NEAR] = {
    {PARSE_FORM_BEHIND, PARSE_LOCAL, 1},
    {PARSE_FORM_BEFORE, PARSE_LOCAL, -1},
    {PARSE_FORM_OWN, PARSE_INPUT, 0},
};

static void make_inputs(struct sentence_pass *pass)
{
    struct network_core *core = pass->network->now;
    struct pass_word *places = pass->places.items;
    for (uint32_t at = 0; at < pass->count + 2; at++) {
        memcpy(places[at].input, core->sums.input, sizeof places[at].input);
        for (unsigned i = 0; i < PARSE_NEAR_TAGS; i++) {
            uint8_t tag = parse_tag_at(pass->words, pass->count, (int64_t)at + i - PARSE_NEAR_TAGS / 2);
            float_add(places[at].input, core->sums.tags[i][tag], PARSE_INPUT);
        }
    }
    for (uint32_t at = 1; at <= pass->count; at++)
        for (unsigned i = 0; i < PARSE_NEAR; i++) {
            const struct form_part *part = &form_parts[i];
            float *input = places[(int64_t)at + part->to].input;
            for (unsigned number = 0; number < PARSE_VECTOR; number++)
                float_add_times(input, places[at].vector[number], core->products.forms[number] + part->from,
                                part->width);
        }
}

static void inputs_back(struct sentence_pass *pass)
{
    struct network_core *core = pass->network->now, *slopes = pass->network->slopes;
    struct pass_word *places = pass->places.items;
    for (uint32_t at = 0; at < pass->count + 2; at++) {
        float_add(slopes->sums.input, places[at].input_slopes, PARSE_INPUT);
        for (unsigned i = 0; i < PARSE_NEAR_TAGS; i++) {
            uint8_t tag = parse_tag_at(pass->words, pass->count, (int64_t)at + i - PARSE_NEAR_TAGS / 2);
            float_add(slopes->sums.tags[i][tag], places[at].input_slopes, PARSE_INPUT);
        }
    }
    for (uint32_t at = 1; at <= pass->count; at++) {
        memset(places[at].vector_slopes, 0, sizeof places[at].vector_slopes);
        for (unsigned i = 0; i < PARSE_NEAR; i++) {
            const struct form_part *part = &form_parts[i];
            const float *wanted = places[(int64_t)at + part->to].input_slopes;
            for (unsigned number = 0; number < PARSE_VECTOR; number++) {
                const float *weights = core->products.forms[number] + part->from;
                places[at].vector_slopes[number] += float_dot(wanted, weights, part->width);
                float_add_times(slopes->products.forms[number] + part->from, places[at].vector[number], wanted,
                                part->width);
            }
        }
    }
}

/* ---- Codes ---------------------------------------------------------------------------------------------- */

static float share_of(float keep)
{
    return float_between(0.5f + 0.25f * keep, 0.0f, 1.0f);
}

/* `neighbour` has the state before; states begin with `state` in a code, their inputs with `keep`. */
static void carry(struct pass_word *place, const struct pass_word *neighbour, unsigned state, unsigned keep)
{
    for (unsigned i = 0; i < PARSE_CARRIED; i++) {
        float share = share_of(place->input[keep + i]);
        float fresh = float_between(place->input[keep + PARSE_CARRIED + i], -1.0f, 1.0f);
        place->code[state + i] = share * neighbour->code[state + i] + (1.0f - share) * fresh;
    }
}

/* The slopes of a place's state are whole by now; the neighbour gets its part of them. */
static void carry_back(struct pass_word *place, struct pass_word *neighbour, unsigned state, unsigned keep)
{
    unsigned new = keep + PARSE_CARRIED;
    for (unsigned i = 0; i < PARSE_CARRIED; i++) {
        float share = share_of(place->input[keep + i]), slope = place->code_slopes[state + i];
        float fresh = float_between(place->input[new + i], -1.0f, 1.0f);
        bool inside = place->input[new + i] > -1.0f && place->input[new + i] < 1.0f;
        place->input_slopes[keep + i] =
            share > 0.0f && share < 1.0f ? slope * (neighbour->code[state + i] - fresh) * 0.25f : 0.0f;
        place->input_slopes[new + i] = inside ? slope * (1.0f - share) : 0.0f;
        neighbour->code_slopes[state + i] += slope * share;
    }
}

enum { FORWARD = PARSE_LOCAL, BACKWARD = PARSE_LOCAL + PARSE_CARRIED };

static void make_codes(struct sentence_pass *pass)
{
    struct pass_word *places = pass->places.items;
    uint32_t last = pass->count + 1;
    for (uint32_t at = 0; at <= last; at++)
        for (unsigned i = 0; i < PARSE_LOCAL; i++)
            places[at].code[i] = float_between(places[at].input[i], 0.0f, PARSE_MOST);
    memset(places[0].code + FORWARD, 0, PARSE_CARRIED * sizeof(float));
    memset(places[last].code + BACKWARD, 0, PARSE_CARRIED * sizeof(float));
    for (uint32_t at = 1; at <= last; at++)
        carry(&places[at], &places[at - 1], FORWARD, PARSE_FORWARD_KEEP);
    for (uint32_t at = last; at-- > 0;)
        carry(&places[at], &places[at + 1], BACKWARD, PARSE_BACKWARD_KEEP);
}

static void codes_back(struct sentence_pass *pass)
{
    struct pass_word *places = pass->places.items;
    uint32_t last = pass->count + 1;
    for (uint32_t at = 0; at <= last; at++) {
        memset(places[at].input_slopes, 0, sizeof places[at].input_slopes);
        for (unsigned i = 0; i < PARSE_LOCAL; i++)
            if (places[at].input[i] > 0.0f && places[at].input[i] < PARSE_MOST)
                places[at].input_slopes[i] = places[at].code_slopes[i];
    }
    for (uint32_t at = last; at > 0; at--)
        carry_back(&places[at], &places[at - 1], FORWARD, PARSE_FORWARD_KEEP);
    for (uint32_t at = 0; at < last; at++)
        carry_back(&places[at], &places[at + 1], BACKWARD, PARSE_BACKWARD_KEEP);
}

/* ---- Places --------------------------------------------------------------------------------------------- */

static void make_seen(struct sentence_pass *pass, uint32_t at, const struct dropout *dropout, uint64_t *random)
{
    const struct network_core *core = pass->network->now;
    struct pass_word *place = &pass->places.items[at];
    float code[PARSE_CODE];
    for (unsigned i = 0; i < PARSE_CODE; i++) {
        place->kept[i] = random_fraction(random) < dropout->codes ? 0.0f : 1.0f / (1.0f - dropout->codes);
        code[i] = place->code[i] * place->kept[i];
    }
    for (unsigned i = 0; i < PARSE_PLACES; i++) {
        memcpy(place->seen[i], core->sums.places[i][pass->words[at].tag], sizeof place->seen[i]);
        float_product_add(place->seen[i], code, PARSE_CODE, core->products.codes[i][0], PARSE_HIDDEN);
    }
    for (unsigned i = 0; i < PARSE_AHEAD; i++)
        float_add(place->seen[PARSE_PLACE_NEXT],
                  core->sums.ahead[i][parse_tag_at(pass->words, pass->count, (int64_t)at + 1 + i)], PARSE_HIDDEN);
    memset(place->seen_slopes, 0, sizeof place->seen_slopes);
}

static void seen_back(struct sentence_pass *pass, uint32_t at)
{
    const struct network_core *core = pass->network->now;
    struct network_core *slopes = pass->network->slopes;
    struct pass_word *place = &pass->places.items[at];
    float code[PARSE_CODE];
    for (unsigned i = 0; i < PARSE_CODE; i++)
        code[i] = place->code[i] * place->kept[i];
    for (unsigned i = 0; i < PARSE_AHEAD; i++)
        float_add(slopes->sums.ahead[i][parse_tag_at(pass->words, pass->count, (int64_t)at + 1 + i)],
                  place->seen_slopes[PARSE_PLACE_NEXT], PARSE_HIDDEN);
    memset(place->code_slopes, 0, sizeof place->code_slopes);
    for (unsigned i = 0; i < PARSE_PLACES; i++) {
        float_add(slopes->sums.places[i][pass->words[at].tag], place->seen_slopes[i], PARSE_HIDDEN);
        float_product_back(place->code_slopes, slopes->products.codes[i][0], place->seen_slopes[i], code,
                           PARSE_CODE, core->products.codes[i][0], PARSE_HIDDEN);
    }
    for (unsigned i = 0; i < PARSE_CODE; i++)
        place->code_slopes[i] *= place->kept[i];
}

/* ---- Sentences ------------------------------------------------------------------------------------------ */

bool sentence_pass_run(struct sentence_pass *pass, const struct parse_sentence *sentence,
                       const struct dropout *dropout, uint64_t *random)
{
    array_clear(&pass->places);
    if (!array_reserve(pass->alloc, &pass->places, (size_t)sentence->count + 2))
        return false;
    pass->words = pass->corpus->words.items + sentence->first;
    pass->count = sentence->count;
    for (uint32_t at = 1; at <= pass->count; at++) {
        pass->places.items[at].known = pass->corpus->known.items + sentence->first + at;
        make_vector(pass, &pass->places.items[at], dropout, random);
    }
    make_inputs(pass);
    make_codes(pass);
    for (uint32_t at = 0; at < pass->count + 2; at++)
        make_seen(pass, at, dropout, random);
    return true;
}

void sentence_pass_back(struct sentence_pass *pass)
{
    for (uint32_t at = 0; at < pass->count + 2; at++)
        seen_back(pass, at);
    codes_back(pass);
    inputs_back(pass);
    for (uint32_t at = 1; at <= pass->count; at++)
        vector_back(pass, &pass->places.items[at]);
}
