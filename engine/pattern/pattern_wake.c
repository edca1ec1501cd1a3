#include "pattern/frequency.h"
#include "pattern/part.h"

enum { CHECK_WORDS = 64, TEXT_NEEDS = 8 };

/* A word that may stand anywhere in a match costs a look at its whole scope. */
#define COST_OF_SEARCH 6

/* Words of which one is in every match. */
struct candidate {
    enum pattern_waking kind; /* ALWAYS: there are none */
    struct draft {
        uint32_t item, part;
        struct draft *next;
    } *drafts;
    uint32_t count;
    double frequency;
    uint32_t low, high; /* words before it in a match */
};

static const struct candidate none = {.kind = WAKE_ALWAYS};

enum { SURE_WORDS = 32 };

/* Words of a match whose distance from its start is known. */
struct sure_words {
    struct candidate items[SURE_WORDS];
    uint32_t count;
};

static double cost(const struct candidate *candidate)
{
    return candidate->frequency * (candidate->low == candidate->high ? 1 : COST_OF_SEARCH);
}

static bool better(const struct candidate *candidate, const struct candidate *than)
{
    if (candidate->kind == WAKE_ALWAYS || than->kind == WAKE_ALWAYS)
        return candidate->kind != WAKE_ALWAYS;
    return cost(candidate) < cost(than);
}

static struct candidate single(struct pattern_maker *maker, enum pattern_waking kind, uint32_t item,
                               const struct part *part, double frequency)
{
    struct draft *draft = arena_new(&maker->scratch, sizeof *draft);
    if (!draft) {
        maker_no_memory(maker);
        return none;
    }
    *draft = (struct draft){item, part->number, NULL};
    return (struct candidate){kind, draft, 1, frequency, 0, 0};
}

/* One of either. */
static struct candidate either(const struct candidate *a, const struct candidate *b)
{
    struct candidate both = *a;
    if (a->kind != b->kind || a->kind == WAKE_ALWAYS)
        return none;
    struct draft *last = both.drafts;
    while (last->next)
        last = last->next;
    last->next = b->drafts;
    both.count += b->count;
    both.frequency += b->frequency;
    both.low = b->low < a->low ? b->low : a->low;
    both.high = b->high > a->high ? b->high : a->high;
    return both;
}

static struct candidate of_predicate(struct pattern_maker *maker, const struct part *part, uint32_t id)
{
    const struct predicate_table *table = &maker->set->predicates;
    const struct predicate *predicate = &table->items.items[id];
    struct candidate left, right;
    switch (predicate->kind) {
    case PREDICATE_ANY:
    case PREDICATE_TOKEN:
    case PREDICATE_HEAD:
        return none;
    case PREDICATE_AND:
        left = of_predicate(maker, part, predicate->left);
        right = of_predicate(maker, part, predicate->right);
        return better(&left, &right) ? left : right;
    case PREDICATE_OR:
        left = of_predicate(maker, part, predicate->left);
        right = of_predicate(maker, part, predicate->right);
        return either(&left, &right);
    case PREDICATE_NOT:
        if (!predicate_asks_form(table, id))
            return none;
        break;
    default:
        break;
    }
    return single(maker, WAKE_WORDS, id, part, predicate->frequency);
}

static struct candidate of_long(struct pattern_maker *maker, const struct part *part)
{
    const struct pattern_long *element = &maker->longs.items[part->item];
    if (element->list == LEXICON_NONE)
        return single(maker, WAKE_ANNOTATIONS, element->layer, part, FREQUENCY_OF_ANNOTATION);
    return single(maker, WAKE_WORDS, element->begins, part,
                  maker->set->predicates.items.items[element->begins].frequency);
}

/* `sure` takes what is in every match; NULL inside of choices. */
static struct candidate best(struct pattern_maker *maker, const struct part *part, uint32_t low, uint32_t high,
                             struct sure_words *sure);

static void sure_add(struct sure_words *sure, const struct candidate *found)
{
    if (sure && found->kind == WAKE_WORDS && found->low == found->high && sure->count < SURE_WORDS)
        sure->items[sure->count++] = *found;
}

static struct candidate best_of_sequence(struct pattern_maker *maker, const struct part *part, uint32_t low,
                                         uint32_t high, struct sure_words *sure)
{
    struct candidate chosen = none;
    bool ordered = part->kind == PART_SEQUENCE;
    for (uint32_t i = 0; i < part->child_count; i++) {
        const struct part *child = part->children[i];
        struct candidate found = none;
        if (ordered || child->shortest)
            found = best(maker, child, low, ordered ? high : PATTERN_NO_LIMIT, sure);
        sure_add(sure, &found);
        if (better(&found, &chosen))
            chosen = found;
        if (ordered) {
            low = length_add(low, child->shortest);
            high = length_add(high, child->longest);
        }
    }
    return chosen;
}

static struct candidate best_of_choice(struct pattern_maker *maker, const struct part *part, uint32_t low,
                                       uint32_t high)
{
    struct candidate chosen = none;
    for (uint32_t i = 0; i < part->child_count; i++) {
        struct candidate found = best(maker, part->children[i], low, high, NULL);
        chosen = i ? either(&chosen, &found) : found;
        if (chosen.kind == WAKE_ALWAYS)
            break;
    }
    return chosen;
}

static struct candidate best(struct pattern_maker *maker, const struct part *part, uint32_t low, uint32_t high,
                             struct sure_words *sure)
{
    struct candidate found = none;
    switch (part->kind) {
    case PART_TOKEN:
        found = part->negative ? none : of_predicate(maker, part, part->item);
        break;
    case PART_LONG:
        found = of_long(maker, part);
        break;
    case PART_SEQUENCE:
    case PART_ANY_ORDER:
        return best_of_sequence(maker, part, low, high, sure);
    case PART_CHOICE:
        return best_of_choice(maker, part, low, high);
    case PART_REPEAT:
        return part->least ? best(maker, part->children[0], low, high, sure) : none;
    case PART_CAPTURE:
        return best(maker, part->children[0], low, high, sure);
    default:
        return none;
    }
    found.low = low;
    found.high = high;
    return found;
}

/* ---- The words beside ------------------------------------------------------------------------------------ */

/* A predicate that holds where one of these leaves reads its (first) word; PREDICATE_NONE where none is known. */
static uint32_t check_of(struct pattern_maker *maker, const struct automaton *automaton, uint64_t leaves)
{
    struct predicate_table *table = &maker->set->predicates;
    uint32_t only = PREDICATE_NONE, count = 0;
    array_clear(&maker->words);
    for (; leaves; leaves &= leaves - 1, count++) {
        const struct leaf *leaf = &automaton->leaves[__builtin_ctzll(leaves)];
        if (leaf->kind != STATE_TOKEN || leaf->negative)
            return PREDICATE_NONE;
        const struct predicate *predicate = &table->items.items[leaf->item];
        if (predicate->kind != PREDICATE_WORDS || maker->words.count + predicate->word_count > CHECK_WORDS)
            return PREDICATE_NONE;
        only = leaf->item;
        for (uint32_t w = 0; w < predicate->word_count; w++)
            if (!array_push(maker->set->alloc, &maker->words, predicate->words[w])) {
                maker_no_memory(maker);
                return PREDICATE_NONE;
            }
    }
    if (count <= 1)
        return only;
    only = predicate_words(table, maker->words.items, maker->words.count);
    if (only == PREDICATE_NONE)
        maker_no_memory(maker);
    return only;
}

/* Takes a check that holds for fewer words than the one at hand. */
static void check_offer(struct pattern_wake *wake, const struct pattern_maker *maker, uint32_t check, int32_t offset)
{
    const struct predicate *predicates = maker->set->predicates.items.items;
    if (check == PREDICATE_NONE || (wake->check != PREDICATE_NONE &&
                                    predicates[check].frequency >= predicates[wake->check].frequency))
        return;
    wake->check = check;
    wake->check_offset = offset;
}

static void check_beside(struct pattern_wake *wake, struct pattern_maker *maker, const struct automaton *automaton)
{
    uint64_t here = 0, after = 0, before = 0;
    bool one_word = true;
    for (uint32_t i = 0; i < wake->need_count; i++)
        here |= wake->needs[i].leaves;
    for (uint32_t i = 1; i < automaton->leaf_count; i++) {
        if (here >> i & 1) {
            after |= automaton->leaves[i].follow;
            one_word &= automaton->leaves[i].kind == STATE_TOKEN;
        }
        if (automaton->leaves[i].follow & here)
            before |= UINT64_C(1) << i;
    }
    if (one_word && !(after & (ACCEPT_BIT | automaton->places)))
        check_offer(wake, maker, check_of(maker, automaton, after), 1);
    bool first = automaton->closure[automaton->start] & (here | automaton->places);
    if (before && !first && !(before & automaton->places))
        check_offer(wake, maker, check_of(maker, automaton, before), -1);
}

/* The predicate of words of which one is there; PREDICATE_NONE where it is not one of words. */
static uint32_t check_of_candidate(struct pattern_maker *maker, const struct candidate *candidate)
{
    struct predicate_table *table = &maker->set->predicates;
    array_clear(&maker->words);
    for (const struct draft *draft = candidate->drafts; draft; draft = draft->next) {
        const struct predicate *predicate = &table->items.items[draft->item];
        if (candidate->count == 1 && predicate->kind == PREDICATE_BEGINS)
            return draft->item;
        if (predicate->kind != PREDICATE_WORDS || maker->words.count + predicate->word_count > CHECK_WORDS)
            return PREDICATE_NONE;
        for (uint32_t w = 0; w < predicate->word_count; w++)
            if (!array_push(maker->set->alloc, &maker->words, predicate->words[w])) {
                maker_no_memory(maker);
                return PREDICATE_NONE;
            }
    }
    uint32_t check = predicate_words(table, maker->words.items, maker->words.count);
    if (check == PREDICATE_NONE)
        maker_no_memory(maker);
    return check;
}

/* Another word at a known distance from the waking one. */
static void check_sure(struct pattern_wake *wake, struct pattern_maker *maker, const struct candidate *chosen,
                       const struct sure_words *sure)
{
    for (uint32_t i = 0; i < sure->count; i++)
        if (sure->items[i].low != chosen->low && sure->items[i].frequency < FREQUENCY_ALL / 8)
            check_offer(wake, maker, check_of_candidate(maker, &sure->items[i]),
                        (int32_t)sure->items[i].low - (int32_t)chosen->low);
}

/* ---- In words -------------------------------------------------------------------------------------------- */

static void text_of_words(struct pattern_maker *maker, const struct predicate *predicate)
{
    static const char *const marks[][2] = {
        [WORD_FOLDED] = {"", ""}, [WORD_EXACT] = {"'", "'"}, [WORD_LEMMA] = {"<", ">"}, [WORD_LISTED] = {"", ""}};
    for (uint32_t w = 0; w < predicate->word_count && w < TEXT_NEEDS; w++) {
        const struct word_key *word = &maker->set->predicates.words.items.items[predicate->words[w]];
        buffer_text(&maker->key, w ? ", " : "");
        buffer_text(&maker->key, marks[word->kind][0]);
        buffer_append(&maker->key, word->text.data, word->text.length);
        buffer_text(&maker->key, marks[word->kind][1]);
    }
    if (predicate->word_count > TEXT_NEEDS)
        buffer_text(&maker->key, ", …");
}

static void text_of_need(struct pattern_maker *maker, enum pattern_waking kind, uint32_t item)
{
    const struct pattern_set *set = maker->set;
    struct str name = STR("a word by its looks");
    if (kind == WAKE_ANNOTATIONS) {
        const struct pattern_layer_name *layer = &set->layers.items[item];
        name = set->types.items[layer->type];
        buffer_text(&maker->key, "%");
        buffer_append(&maker->key, name.data, name.length);
        buffer_text(&maker->key, layer->role.length ? "." : "");
        buffer_append(&maker->key, layer->role.data, layer->role.length);
        return;
    }
    const struct predicate *predicate = &set->predicates.items.items[item];
    if (predicate->kind == PREDICATE_WORDS) {
        text_of_words(maker, predicate);
        return;
    }
    if (predicate->kind == PREDICATE_BEGINS) {
        name = lexicon_name(set->world.lexicon, predicate->left);
        buffer_text(&maker->key, "@");
    }
    buffer_append(&maker->key, name.data, name.length);
}

static tocsin_status text_make(struct str *out, struct pattern_maker *maker, const struct pattern_wake *wake)
{
    buffer_clear(&maker->key);
    for (uint32_t i = 0; i < wake->need_count && i < TEXT_NEEDS; i++) {
        buffer_text(&maker->key, i ? ", " : "");
        text_of_need(maker, wake->kind, wake->needs[i].item);
    }
    if (wake->need_count > TEXT_NEEDS)
        buffer_text(&maker->key, ", …");
    *out = (struct str){arena_text(&maker->set->arena, maker->key.data ? maker->key.data : "", maker->key.length),
                        maker->key.length};
    return maker->key.failed || !out->data ? maker_no_memory(maker) : TOCSIN_OK;
}

/* ---- Choosing -------------------------------------------------------------------------------------------- */

static uint64_t leaves_of_part(const struct automaton *automaton, uint32_t part)
{
    uint64_t leaves = 0;
    for (uint32_t i = 1; i < automaton->leaf_count && automaton->small; i++)
        if (automaton->states[automaton->leaves[i].state].part == part)
            leaves |= UINT64_C(1) << i;
    return leaves;
}

tocsin_status wake_choose(struct pattern_code *code, struct pattern_maker *maker, const struct part *whole)
{
    struct pattern_wake wake = {.kind = WAKE_ALWAYS, .check = PREDICATE_NONE};
    struct sure_words sure = {.count = 0};
    maker->status = TOCSIN_OK;
    struct candidate chosen = best(maker, whole, 0, 0, &sure);
    struct pattern_need *needs = arena_new(&maker->set->arena, (chosen.count + 1) * sizeof *needs);
    if (!needs)
        return maker_no_memory(maker);
    wake.kind = chosen.kind;
    wake.needs = needs;
    wake.fixed = chosen.low == chosen.high && code->automaton.small && !code->whole_looks;
    wake.offset = chosen.low;
    wake.frequency = chosen.frequency;
    for (const struct draft *draft = chosen.drafts; draft; draft = draft->next) {
        needs[wake.need_count++] =
            (struct pattern_need){draft->item, leaves_of_part(&code->automaton, draft->part)};
        if (wake.kind == WAKE_WORDS)
            maker->set->predicates.items.items[draft->item].waking = true;
    }
    if (wake.kind == WAKE_WORDS && code->automaton.small)
        check_beside(&wake, maker, &code->automaton);
    if (wake.kind == WAKE_WORDS && chosen.low == chosen.high)
        check_sure(&wake, maker, &chosen, &sure);
    if (maker->status)
        return maker->status;
    code->wake = wake;
    return text_make(&code->wake_text, maker, &wake);
}
