#include "english/parser.h"

#include "base/array.h"
#include "english/parse_encoder.h"
#include "english/parse_sight.h"
#include "english/parse_words.h"

enum { LONGEST = 1000 }; /* words that are parsed at once */

struct parser {
    const tocsin_allocator *alloc;
    const struct parse_model *model;
    struct parse_tags tags;
    uint8_t beside; /* the relation of one part of a long sentence to another */
    struct parse_encoder encoder;
    ARRAY(struct parse_word) words;
    ARRAY(struct parse_node) nodes;
    ARRAY(uint32_t) stack;
};

tocsin_status parser_create(struct parser **out, const struct parse_model *model, const struct tag_model *tags,
                            const tocsin_allocator *alloc, tocsin_error *error)
{
    struct parser *parser = alloc_zero(alloc, sizeof *parser);
    if (!parser)
        return error_set(error, MESSAGE_MEMORY);
    parser->alloc = alloc;
    parser->model = model;
    parser->beside = parse_model_relation(model, STR("parataxis"));
    if (parser->beside == PARSE_NO_RELATION)
        parser->beside = 0;
    parse_tags_read(&parser->tags, tags);
    parse_encoder_init(&parser->encoder, alloc, model->weights, &model->vectors);
    *out = parser;
    return TOCSIN_OK;
}

void parser_free(struct parser *parser)
{
    if (!parser)
        return;
    parse_encoder_finish(&parser->encoder);
    array_finish(parser->alloc, &parser->words);
    array_finish(parser->alloc, &parser->nodes);
    array_finish(parser->alloc, &parser->stack);
    alloc_free(parser->alloc, parser, sizeof *parser);
}

const struct parse_model *parser_model(const struct parser *parser)
{
    return parser->model;
}

/* ---- Choices -------------------------------------------------------------------------------------------- */

/* The hidden numbers of a state. */
static void see(int16_t hidden[PARSE_HIDDEN], const struct parser *parser, const struct parse_state *state)
{
    const struct parse_sums *sums = &parser->model->weights->sums;
    const struct parse_seen *seen = parser->encoder.seen.items;
    const struct parse_kernel *kernel = parser->encoder.kernel;
    const int16_t *rows[PARSE_PLACES + PARSE_SIGHTS];
    struct parse_sight sight;
    size_t count = 0;
    parse_look(&sight, state);
    while (count < PARSE_PLACES) {
        rows[count] = seen[sight.places[count]].places[count];
        count++;
    }
    for (unsigned i = 0; i < PARSE_SIGHTS; i++) {
        rows[count] = sums->sights[i][sight.values[i]];
        count += sight.values[i] != parse_usual[i];
    }
    kernel->add_rows(hidden, sums->hidden, rows, count, PARSE_HIDDEN);
    kernel->cut(hidden, PARSE_HIDDEN);
}

static enum parse_step choose_step(const struct parser *parser, const struct parse_factors *hidden,
                                   unsigned possible)
{
    const struct parse_weights *weights = parser->model->weights;
    int16_t sums[PARSE_STEPS];
    memcpy(sums, weights->sums.steps, sizeof sums);
    parser->encoder.kernel->add_across(sums, PARSE_STEPS, hidden, PARSE_HIDDEN, weights->steps[0]);
    enum parse_step best = PARSE_STEPS;
    for (unsigned step = 0; step < PARSE_STEPS; step++)
        if ((possible >> step & 1) && (best == PARSE_STEPS || sums[step] > sums[best]))
            best = (enum parse_step)step;
    return best;
}

/* Loops over all lanes, without a way out, are done many lanes at once. */
static uint8_t choose_relation(const struct parser *parser, const struct parse_factors *hidden,
                               enum parse_step step)
{
    const struct parse_model *model = parser->model;
    unsigned side = step == PARSE_RIGHT;
    int16_t sums[PARSE_LANES];
    parser->encoder.kernel->add_products(sums, model->weights->sums.relations[side], hidden,
                                         model->weights->products.relations[side][0], PARSE_LANES);
    for (size_t i = model->relation_count; i < PARSE_LANES; i++)
        sums[i] = INT16_MIN;
    int16_t most = INT16_MIN, first = PARSE_LANES;
    for (size_t i = 0; i < PARSE_LANES; i++)
        most = sums[i] > most ? sums[i] : most;
    for (size_t i = 0; i < PARSE_LANES; i++) {
        int16_t lane = (int16_t)(sums[i] == most ? i : PARSE_LANES);
        first = lane < first ? lane : first;
    }
    return (uint8_t)first;
}

/* ---- Sentences ------------------------------------------------------------------------------------------ */

static bool read_words(struct parser *parser, const form_id *forms, const uint8_t *labels, uint32_t count)
{
    array_clear(&parser->words);
    array_clear(&parser->nodes);
    array_clear(&parser->stack);
    if (!array_reserve(parser->alloc, &parser->words, (size_t)count + 1 + PARSE_PADS) ||
        !array_reserve(parser->alloc, &parser->nodes, (size_t)count + 1 + PARSE_PADS) ||
        !array_reserve(parser->alloc, &parser->stack, (size_t)count + PARSE_PADS))
        return false;
    for (uint32_t i = 0; i < count; i++)
        parser->words.items[i + 1].tag = labels[i];
    parse_words_close(parser->words.items, count, &parser->tags);
    return parse_encode(&parser->encoder, parser->words.items, forms, count);
}

/* A step of which there is no choice is taken without a look. */
static void take_step(struct parser *parser, struct parse_state *state)
{
    unsigned possible = parse_possible(state);
    int16_t hidden[PARSE_HIDDEN];
    struct parse_factors factors;
    if (possible == 1U << PARSE_SHIFT) {
        parse_shift(state);
        return;
    }
    see(hidden, parser, state);
    parser->encoder.kernel->find_factors(&factors, hidden, PARSE_HIDDEN);
    enum parse_step step = choose_step(parser, &factors, possible);
    if (step == PARSE_SHIFT)
        parse_shift(state);
    else
        parse_attach(state, step, choose_relation(parser, &factors, step));
}

/* Writes arcs within words [first, first + count), and where their root is. */
static bool parse_part(uint32_t *root, struct parse_arc *out, struct parser *parser, const form_id *forms,
                       const uint8_t *labels, uint32_t first, uint32_t count)
{
    struct parse_state state;
    if (!read_words(parser, forms + first, labels + first, count))
        return false;
    parse_state_begin(&state, parser->words.items, parser->nodes.items, parser->stack.items, count);
    while (!parse_ended(&state))
        take_step(parser, &state);
    for (uint32_t i = 0; i < count; i++) {
        const struct parse_node *node = &state.nodes[i + 1];
        out[first + i] = (struct parse_arc){first + (node->head ? node->head - 1 : i), node->relation};
        if (!node->head)
            *root = first + i;
    }
    return true;
}

bool parser_parse(struct parse_arc *out, struct parser *parser, const struct vocabulary *vocabulary,
                  const form_id *forms, const uint8_t *labels, size_t count)
{
    uint32_t root = 0, other = 0;
    if (!count)
        return true;
    if (!parse_encoder_open(&parser->encoder, vocabulary))
        return false;
    for (size_t first = 0; first < count; first += LONGEST) {
        size_t part = count - first < LONGEST ? count - first : LONGEST;
        if (!parse_part(first ? &other : &root, out, parser, forms, labels, (uint32_t)first, (uint32_t)part))
            return false;
        if (first)
            out[other] = (struct parse_arc){root, parser->beside};
    }
    return true;
}
