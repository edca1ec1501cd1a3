#include "pattern/part.h"

static tocsin_status part_fail(struct pattern_maker *maker, const struct part *part, tocsin_status status)
{
    return maker_fail(maker, part->node->source, part->node->start, part->node->end, status);
}

static void part_warn(struct pattern_maker *maker, const struct part *part, enum message message)
{
    tocsin_error finding = TOCSIN_ERROR_INIT;
    error_set(&finding, message);
    maker_warn(maker, part->node->source, part->node->start, part->node->end, &finding);
}

/* A part's description, kept while the pattern is added; data NULL: out of memory. */
static struct str description(struct pattern_maker *maker, const struct part *part)
{
    buffer_clear(&maker->key);
    part_describe(maker, part, false);
    if (maker->key.failed)
        return (struct str){NULL, 0};
    return (struct str){arena_text(&maker->scratch, maker->key.data, maker->key.length), maker->key.length};
}

/* ---- Alternatives --------------------------------------------------------------------------------------- */

enum { LOOKED_AT = 16, LOOKED_AT_WORDS = 32 }; /* alternatives, and words of one, that are looked at closely */

/* Whether what the later alternative reads the earlier one reads, too. */
static tocsin_status choice_takes(bool *out, struct pattern_maker *maker, struct cover_work *work,
                                  const struct part *earlier, const struct part *later)
{
    struct cover_side a, b;
    tocsin_status status = automaton_sketch(&a, maker, earlier);
    if (!status)
        status = automaton_sketch(&b, maker, later);
    if (!status && !cover_takes(out, work, &a, &b))
        status = maker_no_memory(maker);
    return status;
}

static bool is_looked_at(const struct part *choice)
{
    bool small = choice->child_count <= LOOKED_AT;
    for (uint32_t i = 0; i < choice->child_count && small; i++) {
        uint32_t longest = choice->children[i]->longest;
        small = longest <= LOOKED_AT_WORDS || longest == PATTERN_NO_LIMIT;
    }
    return small;
}

static tocsin_status check_choice(struct pattern_maker *maker, struct cover_work *work, const struct part *choice)
{
    struct str *texts = arena_new(&maker->scratch, (choice->child_count + 1) * sizeof *texts);
    bool closely = is_looked_at(choice);
    tocsin_status status = TOCSIN_OK;
    for (uint32_t i = 0; i < choice->child_count; i++) {
        bool taken = false;
        if (!texts || !(texts[i] = description(maker, choice->children[i])).data)
            return maker_no_memory(maker);
        for (uint32_t j = 0; j < i && !taken && !status; j++) {
            taken = str_equal(texts[j], texts[i]);
            if (!taken && closely)
                status = choice_takes(&taken, maker, work, choice->children[j], choice->children[i]);
        }
        if (status)
            return status;
        if (taken)
            part_warn(maker, choice->children[i], MESSAGE_CHECK_ALTERNATIVE);
    }
    return TOCSIN_OK;
}

tocsin_status part_check_choice(struct pattern_maker *maker, const struct part *choice)
{
    struct cover_work work;
    cover_init(&work, maker->set);
    tocsin_status status = check_choice(maker, &work, choice);
    cover_finish(&work);
    return status;
}

static struct part *const *items_of(const struct part *const *part, uint32_t *count)
{
    bool sequence = (*part)->kind == PART_SEQUENCE;
    *count = sequence ? (*part)->child_count : 1;
    return sequence ? (struct part *const *)(*part)->children : (struct part *const *)part;
}

/* Whether `later` begins with all of `earlier` and goes on. */
static tocsin_status begins_with(bool *out, struct pattern_maker *maker, const struct part *earlier,
                                 const struct part *later)
{
    uint32_t few, many;
    struct part *const *a = items_of(&earlier, &few), *const *b = items_of(&later, &many);
    *out = few < many;
    for (uint32_t i = 0; i < few && *out; i++) {
        struct str left = description(maker, a[i]), right = description(maker, b[i]);
        if (!left.data || !right.data)
            return maker_no_memory(maker);
        *out = str_equal(left, right);
    }
    return TOCSIN_OK;
}

/* Nothing follows this part: an alternative that another one begins with always wins over it. */
static tocsin_status check_last(struct pattern_maker *maker, const struct part *part)
{
    while (part->kind == PART_CAPTURE || (part->kind == PART_SEQUENCE && part->child_count))
        part = part->children[part->child_count - 1];
    if (part->kind != PART_CHOICE)
        return TOCSIN_OK;
    for (uint32_t i = 1; i < part->child_count; i++) {
        bool covered = false;
        for (uint32_t j = 0; j < i && !covered; j++) {
            tocsin_status status = begins_with(&covered, maker, part->children[j], part->children[i]);
            if (status)
                return status;
        }
        if (covered)
            part_warn(maker, part->children[i], MESSAGE_CHECK_ALTERNATIVE);
    }
    return TOCSIN_OK;
}

/* ---- Edges ---------------------------------------------------------------------------------------------- */

/* `before` and `after`: words that the match surely has there. */
static tocsin_status check_edges(struct pattern_maker *maker, const struct part *part, uint32_t before,
                                 uint32_t after)
{
    bool sequence = part->kind == PART_SEQUENCE;
    if ((part->kind == PART_START && before) || (part->kind == PART_END && after))
        return part_fail(maker, part, error_set(maker->error, MESSAGE_CHECK_EDGE));
    uint32_t rest = after;
    for (uint32_t i = 0; i < part->child_count && sequence; i++)
        rest = length_add(rest, part->children[i]->shortest);
    for (uint32_t i = 0; i < part->child_count; i++) {
        const struct part *child = part->children[i];
        if (sequence && rest != PATTERN_NO_LIMIT)
            rest -= child->shortest;
        tocsin_status status = check_edges(maker, child, before, sequence ? rest : after);
        if (status)
            return status;
        if (sequence)
            before = length_add(before, child->shortest);
    }
    return TOCSIN_OK;
}

/* ---- Neighbours ----------------------------------------------------------------------------------------- */

/* The one word that a part begins or ends with, whatever else it is: of lookarounds what they ask for. */
static const struct part *word_at(const struct part *part, bool last)
{
    while ((part->kind == PART_SEQUENCE && part->child_count) || part->kind == PART_CAPTURE ||
           (part->kind == PART_REPEAT && part->least))
        part = part->children[last ? part->child_count - 1 : 0];
    return part->kind == PART_TOKEN ? part : NULL;
}

/* Whether a lookaround and the word beside it, on which it looks, cannot both be. */
static bool never_together(const struct pattern_maker *maker, const struct part *look, const struct part *beside)
{
    const struct predicate_logic logic = {&maker->set->predicates, maker->set->world.lemmas};
    const struct part *asked = look->children[0], *word = word_at(beside, look->behind);
    if (!look->negative)
        asked = word_at(asked, look->behind);
    if (!asked || !word || asked->kind != PART_TOKEN)
        return false;
    struct asked a = {asked->item, asked->negative != look->negative}, b = {word->item, word->negative};
    return asked_apart(&logic, a, b);
}

/* Lookarounds that no match can pass. */
static tocsin_status check_neighbours(struct pattern_maker *maker, const struct part *part)
{
    tocsin_status status = TOCSIN_OK;
    for (uint32_t i = 0; i < part->child_count && !status; i++) {
        const struct part *child = part->children[i];
        status = check_neighbours(maker, child);
        if (status || child->kind != PART_LOOK || part->kind != PART_SEQUENCE)
            continue;
        bool there = child->behind ? i > 0 : i + 1 < part->child_count;
        if (there && never_together(maker, child, part->children[child->behind ? i - 1 : i + 1]))
            return part_fail(maker, child, error_set(maker->error, MESSAGE_CHECK_LOOK_NEVER));
    }
    return status;
}

/* ---- The whole ------------------------------------------------------------------------------------------ */

tocsin_status part_check(struct pattern_maker *maker, const struct part *whole)
{
    if (whole->shortest == 0)
        return part_fail(maker, whole, error_set(maker->error, MESSAGE_CHECK_EMPTY));
    tocsin_status status = check_edges(maker, whole, 0, 0);
    if (!status)
        status = check_neighbours(maker, whole);
    return status ? status : check_last(maker, whole);
}

static bool text_equal(const void *user, uint32_t index, const void *key)
{
    const struct pattern_set *set = user;
    return str_equal(set->shape_keys.items[index], *(const struct str *)key);
}

tocsin_status maker_shape(uint32_t *out, struct pattern_maker *maker)
{
    struct pattern_set *set = maker->set;
    if (maker->key.failed)
        return maker_no_memory(maker);
    struct str text = {maker->key.data, maker->key.length};
    uint64_t hash = hash_bytes(text.data, text.length);
    *out = hash_map_find(&set->shapes, hash, text_equal, set, &text);
    if (*out != UINT32_MAX)
        return TOCSIN_OK;
    *out = (uint32_t)set->shape_keys.count;
    text.data = arena_text(&set->arena, text.data, text.length);
    if (!text.data || !array_push(set->alloc, &set->shape_keys, text) || !hash_map_add(&set->shapes, hash, *out))
        return maker_no_memory(maker);
    return TOCSIN_OK;
}
