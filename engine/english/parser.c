#include "english/parser.h"

#include "base/array.h"
#include "english/form_memory.h"
#include "english/parse_words.h"

enum {
    KEPT_BITS = 13,
    KEPT = 1 << KEPT_BITS, /* forms that are remembered: 192 KiB */
};

struct kept {
    uint32_t key; /* form + 1; 0: empty */
    struct parse_word word;
};

struct parser {
    const tocsin_allocator *alloc;
    const struct parse_model *model;
    const struct tag_model *tag_model;
    struct parse_tags tags;
    struct form_memory memory; /* KEPT times struct kept */
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
    parser->tag_model = tags;
    parse_tags_read(&parser->tags, tags);
    *out = parser;
    return TOCSIN_OK;
}

void parser_free(struct parser *parser)
{
    if (!parser)
        return;
    alloc_free(parser->alloc, parser->memory.items, KEPT * sizeof(struct kept));
    array_finish(parser->alloc, &parser->words);
    array_finish(parser->alloc, &parser->nodes);
    array_finish(parser->alloc, &parser->stack);
    alloc_free(parser->alloc, parser, sizeof *parser);
}

const struct parse_model *parser_model(const struct parser *parser)
{
    return parser->model;
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

static const struct parse_word *word_of(struct parser *parser, form_id form)
{
    struct kept *all = parser->memory.items, *kept = &all[form_memory_place(form + 1, KEPT_BITS)];
    if (kept->key != form + 1) {
        kept->word = parse_word_of(parser->memory.vocabulary, form, &parser->tag_model->words);
        kept->key = form + 1;
    }
    return &kept->word;
}

static bool read_words(struct parser *parser, const struct vocabulary *vocabulary, const form_id *forms,
                       const uint8_t *labels, size_t count)
{
    array_clear(&parser->words);
    array_clear(&parser->nodes);
    array_clear(&parser->stack);
    if (!form_memory_open(&parser->memory, parser->alloc, KEPT * sizeof(struct kept), vocabulary) ||
        !array_reserve(parser->alloc, &parser->words, count + 1 + PARSE_PADS) ||
        !array_reserve(parser->alloc, &parser->nodes, count + 1 + PARSE_PADS) ||
        !array_reserve(parser->alloc, &parser->stack, count + PARSE_PADS))
        return false;
    for (size_t i = 0; i < count; i++) {
        parser->words.items[i + 1] = *word_of(parser, forms[i]);
        parser->words.items[i + 1].tag = labels[i];
    }
    parse_words_close(parser->words.items, (uint32_t)count, &parser->tags);
    return true;
}

/* ---- Choices -------------------------------------------------------------------------------------------- */

/* All of the model's memory that is needed is asked for at once: it seldom lies in a near cache. */
static enum parse_step choose_step(const struct parse_model *model, const struct parse_state *state)
{
    struct parse_keys keys;
    const char *slots[PARSE_KEYS];
    int32_t sums[PARSE_STEPS] = {0};
    unsigned possible = parse_possible(state);
    if ((possible & (possible - 1)) == 0)
        return possible & 1U << PARSE_SHIFT ? PARSE_SHIFT : possible & 1U << PARSE_LEFT ? PARSE_LEFT : PARSE_RIGHT;
    parse_step_keys(&keys, state);
    for (size_t i = 0; i < keys.count; i++) {
        slots[i] = model->steps.data + parse_slot_of(keys.items[i], model->slot_count) * PARSE_SLOT;
        model_prefetch(slots[i]);
    }
    for (size_t i = 0; i < keys.count; i++)
        parse_model_add(sums, slots[i], keys.items[i]);
    enum parse_step best = PARSE_STEPS;
    for (unsigned step = 0; step < PARSE_STEPS; step++)
        if ((possible >> step & 1) && (best == PARSE_STEPS || sums[step] > sums[best]))
            best = (enum parse_step)step;
    return best;
}

_Static_assert(PARSE_KEYS * 128 <= INT16_MAX && (int)PARSE_KEYS <= (int)WEIGHT_KEYS, "a sum fits");

static uint8_t choose_relation(const struct parse_model *model, const struct parse_state *state,
                               enum parse_step step)
{
    struct parse_keys keys;
    int16_t sums[TAG_LANES] = {0};
    parse_relation_keys(&keys, state, step);
    weight_table_add(sums, &model->relations, keys.items, keys.count);
    uint8_t best = 0;
    for (uint8_t i = 1; i < model->relation_count; i++)
        if (sums[i] > sums[best])
            best = i;
    return best;
}

bool parser_parse(struct parse_arc *out, struct parser *parser, const struct vocabulary *vocabulary,
                  const form_id *forms, const uint8_t *labels, size_t count)
{
    struct parse_state state;
    if (!count)
        return true;
    if (!read_words(parser, vocabulary, forms, labels, count))
        return false;
    parse_state_begin(&state, parser->words.items, parser->nodes.items, parser->stack.items, (uint32_t)count);
    while (!parse_ended(&state)) {
        enum parse_step step = choose_step(parser->model, &state);
        if (step == PARSE_SHIFT)
            parse_shift(&state);
        else
            parse_attach(&state, step, choose_relation(parser->model, &state, step));
    }
    for (size_t i = 0; i < count; i++) {
        const struct parse_node *node = &state.nodes[i + 1];
        out[i] = (struct parse_arc){node->head ? node->head - 1 : (uint32_t)i, node->relation};
    }
    return true;
}
