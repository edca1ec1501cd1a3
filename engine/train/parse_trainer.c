#include "train/parse_trainer.h"

#include "english/parse_sight.h"
#include "train/float_math.h"
#include "train/parse_oracle.h"
#include "train/random.h"

enum { WARMING = 200 /* batches, in which the rate goes up */, NO_COST = UINT16_MAX };

/* Choices and how many of them were right. */
struct tally {
    uint64_t all, right;
};

struct parse_trainer {
    const tocsin_allocator *alloc;
    const struct parse_corpus *corpus;
    struct parse_training training;
    struct network *network;
    struct sentence_pass pass;
    ARRAY(struct parse_node) nodes; /* of the sentence at hand */
    ARRAY(uint32_t) stack;
    ARRAY(uint32_t) order;
    uint64_t random;
    uint64_t batches;
    struct tally steps, relations;
};

tocsin_status parse_trainer_create(struct parse_trainer **out, const tocsin_allocator *alloc,
                                   const struct parse_corpus *corpus, const struct parse_training *training,
                                   tocsin_error *error)
{
    struct parse_trainer *trainer = alloc_zero(alloc, sizeof *trainer);
    if (!trainer)
        return error_set(error, MESSAGE_MEMORY);
    trainer->alloc = alloc;
    trainer->corpus = corpus;
    trainer->training = *training;
    trainer->random = training->seed;
    trainer->network = network_create(alloc, corpus->vectors->hashes.count, &trainer->random);
    sentence_pass_init(&trainer->pass, alloc, trainer->network, corpus);
    if (!trainer->network) {
        parse_trainer_free(trainer);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = trainer;
    return TOCSIN_OK;
}

void parse_trainer_free(struct parse_trainer *trainer)
{
    if (!trainer)
        return;
    sentence_pass_finish(&trainer->pass);
    network_free(trainer->network);
    array_finish(trainer->alloc, &trainer->nodes);
    array_finish(trainer->alloc, &trainer->stack);
    array_finish(trainer->alloc, &trainer->order);
    alloc_free(trainer->alloc, trainer, sizeof *trainer);
}

const struct network *parse_trainer_network(const struct parse_trainer *trainer)
{
    return trainer->network;
}

/* ---- Hidden numbers ------------------------------------------------------------------------------------- */

struct view {
    struct parse_sight sight;
    float hidden[PARSE_HIDDEN], slopes[PARSE_HIDDEN];
    float kept[PARSE_HIDDEN]; /* 0: left out, or cut off; what the number is multiplied by */
};

static void see(struct view *out, struct parse_trainer *trainer, const struct parse_state *state)
{
    const struct network_sums *sums = &trainer->network->now->sums;
    float left_out = trainer->training.dropout.hidden;
    parse_look(&out->sight, state);
    memcpy(out->hidden, sums->hidden, sizeof out->hidden);
    for (unsigned i = 0; i < PARSE_PLACES; i++)
        float_add(out->hidden, trainer->pass.places.items[out->sight.places[i]].seen[i], PARSE_HIDDEN);
    for (unsigned i = 0; i < PARSE_SIGHTS; i++)
        float_add(out->hidden, sums->sights[i][out->sight.values[i]], PARSE_HIDDEN);
    for (unsigned i = 0; i < PARSE_HIDDEN; i++) {
        bool kept = random_fraction(&trainer->random) >= left_out;
        bool inside = out->hidden[i] > 0.0f && out->hidden[i] < PARSE_MOST;
        out->kept[i] = kept && inside ? 1.0f / (1.0f - left_out) : 0.0f;
        out->hidden[i] = kept ? float_between(out->hidden[i], 0.0f, PARSE_MOST) / (1.0f - left_out) : 0.0f;
        out->slopes[i] = 0.0f;
    }
}

static void see_back(struct parse_trainer *trainer, struct view *view)
{
    struct network_sums *slopes = &trainer->network->slopes->sums;
    for (unsigned i = 0; i < PARSE_HIDDEN; i++)
        view->slopes[i] *= view->kept[i];
    float_add(slopes->hidden, view->slopes, PARSE_HIDDEN);
    for (unsigned i = 0; i < PARSE_PLACES; i++)
        float_add(trainer->pass.places.items[view->sight.places[i]].seen_slopes[i], view->slopes, PARSE_HIDDEN);
    for (unsigned i = 0; i < PARSE_SIGHTS; i++)
        float_add(slopes->sights[i][view->sight.values[i]], view->slopes, PARSE_HIDDEN);
}

/* ---- How likely choices are ----------------------------------------------------------------------------- */

/* Makes of sums how likely each is, of those in `allowed`; the others become 0. Returns the likeliest. */
static unsigned make_likely(float *sums, unsigned count, uint64_t allowed)
{
    unsigned best = count;
    float most = 0.0f, all = 0.0f;
    for (unsigned i = 0; i < count; i++)
        if ((allowed >> i & 1) && (best == count || sums[i] > most)) {
            most = sums[i];
            best = i;
        }
    for (unsigned i = 0; i < count; i++) {
        sums[i] = allowed >> i & 1 ? float_exp(sums[i] - most) : 0.0f;
        all += sums[i];
    }
    for (unsigned i = 0; i < count; i++)
        sums[i] /= all;
    return best;
}

static unsigned steps_likely(float likely[PARSE_STEP_LANES], const struct network_core *core, const float *hidden,
                             unsigned possible)
{
    memcpy(likely, core->sums.steps, sizeof core->sums.steps);
    float_product_add(likely, hidden, PARSE_HIDDEN, core->products.steps[0], PARSE_STEP_LANES);
    return make_likely(likely, PARSE_STEPS, possible);
}

static unsigned relations_likely(float likely[PARSE_LANES], const struct network_core *core, const float *hidden,
                                 enum parse_step step, unsigned count)
{
    unsigned side = step == PARSE_RIGHT;
    memcpy(likely, core->sums.relations[side], sizeof core->sums.relations[side]);
    float_product_add(likely, hidden, PARSE_HIDDEN, core->products.relations[side][0], PARSE_LANES);
    return make_likely(likely, count, UINT64_MAX);
}

/* ---- What is wanted ------------------------------------------------------------------------------------- */

/* Bits of the steps that cost least. */
static unsigned best_steps(const struct parse_state *state, const struct parse_gold *gold, unsigned possible)
{
    unsigned costs[PARSE_STEPS], least = NO_COST, best = 0;
    for (unsigned step = 0; step < PARSE_STEPS; step++) {
        costs[step] = possible >> step & 1 ? parse_cost(state, gold, (enum parse_step)step) : NO_COST;
        least = costs[step] < least ? costs[step] : least;
    }
    for (unsigned step = 0; step < PARSE_STEPS; step++)
        if ((possible >> step & 1) && costs[step] == least)
            best |= 1U << step;
    return best;
}

/* One of the steps, the more often the likelier it is. */
static enum parse_step draw(const float *likely, uint64_t *random)
{
    float place = random_fraction(random), sum = 0.0f;
    unsigned drawn = 0;
    for (unsigned step = 0; step < PARSE_STEPS && (step == 0 || place >= sum); step++) {
        if (likely[step] > 0.0f)
            drawn = step;
        sum += likely[step];
    }
    return (enum parse_step)drawn;
}

/* ---- Choices -------------------------------------------------------------------------------------------- */

/* What a choice asks of the layer below: `slopes` are of its sums. */
static void choice_back(struct view *view, float *of_sums, float *of_products, const float *slopes,
                        const float *products, unsigned lanes)
{
    float_add(of_sums, slopes, lanes);
    float_product_back(view->slopes, of_products, slopes, view->hidden, PARSE_HIDDEN, products, lanes);
}

static enum parse_step learn_step(struct parse_trainer *trainer, struct view *view, const struct parse_state *state,
                                  const struct parse_gold *gold, bool own_way)
{
    const struct network_core *core = trainer->network->now;
    struct network_core *slopes = trainer->network->slopes;
    unsigned possible = parse_possible(state), best = best_steps(state, gold, possible), right = PARSE_STEPS;
    float likely[PARSE_STEP_LANES], wanted[PARSE_STEP_LANES] = {0}, of_best = 1e-30f;
    unsigned chosen = steps_likely(likely, core, view->hidden, possible);
    for (unsigned step = 0; step < PARSE_STEPS; step++)
        if (best >> step & 1) {
            of_best += likely[step];
            if (right == PARSE_STEPS || likely[step] > likely[right])
                right = step;
        }
    for (unsigned step = 0; step < PARSE_STEPS; step++)
        wanted[step] = likely[step] - (best >> step & 1 ? likely[step] / of_best : 0.0f);
    choice_back(view, slopes->sums.steps, slopes->products.steps[0], wanted, core->products.steps[0],
                PARSE_STEP_LANES);
    trainer->steps.all++;
    trainer->steps.right += best >> chosen & 1;
    if (own_way && random_fraction(&trainer->random) < trainer->training.own_way)
        return draw(likely, &trainer->random);
    return (enum parse_step)right;
}

/* Of an arc that is right; of others the relation is only told. */
static uint8_t learn_relation(struct parse_trainer *trainer, struct view *view, const struct parse_state *state,
                              const struct parse_gold *gold, enum parse_step step)
{
    const struct network_core *core = trainer->network->now;
    struct network_core *slopes = trainer->network->slopes;
    unsigned side = step == PARSE_RIGHT, count = (unsigned)trainer->corpus->relation_count;
    const struct parse_gold *word = &gold[parse_stacked(state, 0)];
    float likely[PARSE_LANES];
    unsigned chosen = relations_likely(likely, core, view->hidden, step, count);
    if (word->head != parse_head_of(state, step) || word->relation == PARSE_NO_RELATION)
        return (uint8_t)chosen;
    for (unsigned i = count; i < PARSE_LANES; i++)
        likely[i] = 0.0f;
    likely[word->relation] -= 1.0f;
    choice_back(view, slopes->sums.relations[side], slopes->products.relations[side][0], likely,
                core->products.relations[side][0], PARSE_LANES);
    trainer->relations.all++;
    trainer->relations.right += chosen == word->relation;
    return word->relation;
}

/* ---- Sentences ------------------------------------------------------------------------------------------ */

static void learn_tree(struct parse_trainer *trainer, struct parse_state *state, const struct parse_gold *gold,
                       bool own_way)
{
    struct view view;
    while (!parse_ended(state)) {
        if (parse_possible(state) == 1U << PARSE_SHIFT) {
            parse_shift(state);
            continue;
        }
        uint8_t relation = 0;
        see(&view, trainer, state);
        enum parse_step step = learn_step(trainer, &view, state, gold, own_way);
        if (step != PARSE_SHIFT)
            relation = learn_relation(trainer, &view, state, gold, step);
        see_back(trainer, &view);
        if (step == PARSE_SHIFT)
            parse_shift(state);
        else
            parse_attach(state, step, relation);
    }
}

/* False: out of memory. */
static bool learn_sentence(struct parse_trainer *trainer, const struct parse_sentence *sentence, bool own_way)
{
    struct parse_state state;
    array_clear(&trainer->nodes);
    array_clear(&trainer->stack);
    if (!array_reserve(trainer->alloc, &trainer->nodes, (size_t)sentence->count + 1 + PARSE_PADS) ||
        !array_reserve(trainer->alloc, &trainer->stack, (size_t)sentence->count + PARSE_PADS) ||
        !sentence_pass_run(&trainer->pass, sentence, &trainer->training.dropout, &trainer->random))
        return false;
    parse_state_begin(&state, trainer->corpus->words.items + sentence->first, trainer->nodes.items,
                      trainer->stack.items, sentence->count);
    learn_tree(trainer, &state, trainer->corpus->gold.items + sentence->first, own_way);
    sentence_pass_back(&trainer->pass);
    return true;
}

/* The rate goes up over the first batches, and down to nothing over all of them. */
static float rate_now(const struct parse_trainer *trainer)
{
    const struct parse_training *training = &trainer->training;
    uint64_t in_round = (trainer->corpus->sentences.count + training->batch - 1) / training->batch;
    float left = 1.0f - (float)trainer->batches / (float)(in_round * training->rounds);
    float warm = trainer->batches < WARMING ? (float)(trainer->batches + 1) / WARMING : 1.0f;
    return training->rate * warm * left;
}

static bool learn_round(struct parse_trainer *trainer, bool own_way)
{
    const struct parse_sentence *sentences = trainer->corpus->sentences.items;
    size_t count = trainer->corpus->sentences.count;
    random_shuffle(&trainer->random, trainer->order.items, count);
    for (size_t i = 0; i < count; i++) {
        if (!learn_sentence(trainer, &sentences[trainer->order.items[i]], own_way))
            return false;
        if ((i + 1) % trainer->training.batch && i + 1 < count)
            continue;
        network_step(trainer->network, rate_now(trainer));
        trainer->batches++;
    }
    return true;
}

static unsigned share_of(struct tally tally)
{
    return (unsigned)(tally.right * 10000 / (tally.all ? tally.all : 1));
}

bool parse_trainer_run(struct parse_trainer *trainer, parse_trainer_told *told, void *user)
{
    size_t count = trainer->corpus->sentences.count;
    if (!array_reserve(trainer->alloc, &trainer->order, count))
        return false;
    for (size_t i = 0; i < count; i++)
        trainer->order.items[i] = (uint32_t)i;
    for (unsigned round = 0; round < trainer->training.rounds; round++) {
        trainer->steps = trainer->relations = (struct tally){0};
        if (!learn_round(trainer, round > 0))
            return false;
        if (told)
            told(user, round + 1, share_of(trainer->steps), share_of(trainer->relations));
    }
    return true;
}
