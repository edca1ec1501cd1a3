#include "train/parse_trainer.h"

#include "train/random.h"

enum {
    STEP_LANES = 4,
    OWN_SHARE = 10, /* in all but so many steps the parser goes its own way, from the second round on */
};

struct parse_trainer {
    const tocsin_allocator *alloc;
    const struct parse_corpus *corpus;
    struct weights steps, relations;
    ARRAY(struct parse_node) nodes; /* of the sentence at hand */
    ARRAY(uint32_t) stack;
    ARRAY(uint32_t) order;
    uint64_t random;
    int64_t step_time, relation_time;
    uint32_t heads, both, words;
};

tocsin_status parse_trainer_create(struct parse_trainer **out, const tocsin_allocator *alloc,
                                   const struct parse_corpus *corpus, tocsin_error *error)
{
    struct parse_trainer *trainer = alloc_zero(alloc, sizeof *trainer);
    if (!trainer)
        return error_set(error, MESSAGE_MEMORY);
    trainer->alloc = alloc;
    trainer->corpus = corpus;
    weights_init(&trainer->steps, alloc, STEP_LANES);
    weights_init(&trainer->relations, alloc, TAG_LANES);
    *out = trainer;
    return TOCSIN_OK;
}

void parse_trainer_free(struct parse_trainer *trainer)
{
    if (!trainer)
        return;
    weights_finish(&trainer->steps);
    weights_finish(&trainer->relations);
    array_finish(trainer->alloc, &trainer->nodes);
    array_finish(trainer->alloc, &trainer->stack);
    array_finish(trainer->alloc, &trainer->order);
    alloc_free(trainer->alloc, trainer, sizeof *trainer);
}

const struct weights *parse_trainer_steps(const struct parse_trainer *trainer)
{
    return &trainer->steps;
}

const struct weights *parse_trainer_relations(const struct parse_trainer *trainer)
{
    return &trainer->relations;
}

/* ---- What a step costs ---------------------------------------------------------------------------------- */

static unsigned children_to_come(const struct parse_gold *gold, uint32_t word, uint32_t next)
{
    unsigned count = 0;
    for (uint32_t child = gold[word].first_child; child; child = gold[child].next_child)
        count += child >= next;
    return count;
}

static bool is_stacked(const struct parse_state *state, uint32_t word)
{
    return word && word < state->next && !state->nodes[word].head;
}

/* How many right arcs can no longer be found after it. */
static unsigned cost_of(const struct parse_state *state, const struct parse_gold *gold, enum parse_step step)
{
    uint32_t top = parse_stacked(state, 0), next = state->next, head = gold[step == PARSE_SHIFT ? next : top].head;
    unsigned cost = 0;
    if (step == PARSE_SHIFT) {
        cost += head != top && is_stacked(state, head);
        for (uint32_t child = gold[next].first_child; child && child < next; child = gold[child].next_child)
            cost += is_stacked(state, child);
        return cost;
    }
    if (step == PARSE_LEFT)
        cost += head > next || head == 0 || head == parse_stacked(state, 1);
    else
        cost += head >= next || head == 0;
    return cost + children_to_come(gold, top, next);
}

/* ---- Learning ------------------------------------------------------------------------------------------- */

static void sum_keys(int32_t *sums, const struct weights *weights, const struct parse_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        uint32_t index = weights_find(weights, keys->items[i]);
        if (index != WEIGHTS_NONE)
            weights_add(sums, weights, index);
    }
}

/* False: out of memory. */
static bool move(struct weights *weights, const struct parse_keys *keys, size_t up, size_t down, int64_t time)
{
    for (size_t i = 0; i < keys->count; i++) {
        uint32_t index = weights_index(weights, keys->items[i]);
        if (index == WEIGHTS_NONE || !weights_step(weights, index, up, down, time))
            return false;
    }
    return true;
}

struct choice {
    enum parse_step right, wrong, taken; /* the best of those that cost least, and of the others */
};

static void take_better(enum parse_step *best, enum parse_step step, const int32_t *sums)
{
    if (*best == PARSE_STEPS || sums[step] > sums[*best])
        *best = step;
}

static struct choice choose(const struct parse_state *state, const struct parse_gold *gold, const int32_t *sums)
{
    struct choice choice = {PARSE_STEPS, PARSE_STEPS, PARSE_STEPS};
    unsigned possible = parse_possible(state), costs[PARSE_STEPS], least = UINT32_MAX;
    for (unsigned step = 0; step < PARSE_STEPS; step++) {
        costs[step] = possible >> step & 1 ? cost_of(state, gold, (enum parse_step)step) : UINT32_MAX;
        least = costs[step] < least ? costs[step] : least;
    }
    for (unsigned step = 0; step < PARSE_STEPS; step++) {
        if (!(possible >> step & 1))
            continue;
        take_better(costs[step] == least ? &choice.right : &choice.wrong, (enum parse_step)step, sums);
        take_better(&choice.taken, (enum parse_step)step, sums);
    }
    return choice;
}

/* False: out of memory. */
static bool learn_step(enum parse_step *out, struct parse_trainer *trainer, const struct parse_state *state,
                       const struct parse_gold *gold, const struct parse_training *training, bool own)
{
    struct parse_keys keys;
    int32_t sums[STEP_LANES] = {0};
    parse_step_keys(&keys, state);
    sum_keys(sums, &trainer->steps, &keys);
    struct choice choice = choose(state, gold, sums);
    trainer->step_time++;
    if (choice.wrong != PARSE_STEPS && sums[choice.right] - sums[choice.wrong] <= training->margin &&
        !move(&trainer->steps, &keys, choice.right, choice.wrong, trainer->step_time))
        return false;
    *out = own && random_below(&trainer->random, OWN_SHARE) ? choice.taken : choice.right;
    return true;
}

/* Of an arc that is right; of others the relation is only told. False: out of memory. */
static bool learn_relation(uint8_t *out, struct parse_trainer *trainer, const struct parse_state *state,
                           const struct parse_gold *gold, enum parse_step step, int32_t margin)
{
    struct parse_keys keys;
    int32_t sums[TAG_LANES] = {0};
    size_t count = trainer->corpus->relation_count;
    const struct parse_gold *word = &gold[parse_stacked(state, 0)];
    parse_relation_keys(&keys, state, step);
    sum_keys(sums, &trainer->relations, &keys);
    size_t best = weights_best_but(sums, count, TAG_LANES);
    *out = (uint8_t)best;
    if (word->head != parse_head_of(state, step) || word->relation == PARSE_NO_RELATION)
        return true;
    trainer->heads++;
    trainer->both += best == word->relation;
    trainer->relation_time++;
    size_t other = weights_best_but(sums, count, word->relation);
    return sums[word->relation] - sums[other] > margin ||
           move(&trainer->relations, &keys, word->relation, other, trainer->relation_time);
}

static bool learn_sentence(struct parse_trainer *trainer, const struct parse_sentence *sentence,
                           const struct parse_training *training, bool own)
{
    struct parse_state state;
    const struct parse_gold *gold = trainer->corpus->gold.items + sentence->first;
    enum parse_step step;
    array_clear(&trainer->nodes);
    array_clear(&trainer->stack);
    if (!array_reserve(trainer->alloc, &trainer->nodes, (size_t)sentence->count + 1 + PARSE_PADS) ||
        !array_reserve(trainer->alloc, &trainer->stack, (size_t)sentence->count + PARSE_PADS))
        return false;
    parse_state_begin(&state, trainer->corpus->words.items + sentence->first, trainer->nodes.items,
                      trainer->stack.items, sentence->count);
    while (!parse_ended(&state)) {
        uint8_t relation = 0;
        if (!learn_step(&step, trainer, &state, gold, training, own))
            return false;
        if (step != PARSE_SHIFT && !learn_relation(&relation, trainer, &state, gold, step, training->margin))
            return false;
        if (step == PARSE_SHIFT)
            parse_shift(&state);
        else
            parse_attach(&state, step, relation);
    }
    trainer->words += sentence->count - 1;
    return true;
}

static bool learn_round(struct parse_trainer *trainer, const struct parse_training *training, bool own)
{
    const struct parse_sentence *sentences = trainer->corpus->sentences.items;
    size_t count = trainer->corpus->sentences.count;
    random_shuffle(&trainer->random, trainer->order.items, count);
    for (size_t i = 0; i < count; i++)
        if (!learn_sentence(trainer, &sentences[trainer->order.items[i]], training, own))
            return false;
    return true;
}

bool parse_trainer_run(struct parse_trainer *trainer, const struct parse_training *training,
                       parse_trainer_told *told, void *user)
{
    size_t count = trainer->corpus->sentences.count;
    if (!array_reserve(trainer->alloc, &trainer->order, count))
        return false;
    for (unsigned run = 0; run < training->runs; run++) {
        trainer->random = run;
        trainer->step_time = trainer->relation_time = 0;
        for (size_t i = 0; i < count; i++)
            trainer->order.items[i] = (uint32_t)i;
        for (unsigned round = 0; round < training->rounds; round++) {
            trainer->heads = trainer->both = trainer->words = 0;
            if (!learn_round(trainer, training, round > 0))
                return false;
            if (told && trainer->words)
                told(user, run + 1, round + 1, (unsigned)(trainer->heads * UINT64_C(10000) / trainer->words),
                     (unsigned)(trainer->both * UINT64_C(10000) / trainer->words));
        }
        weights_average(&trainer->steps, trainer->step_time);
        weights_average(&trainer->relations, trainer->relation_time);
    }
    return true;
}
