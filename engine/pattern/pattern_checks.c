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
    part_describe(maker, part);
    if (maker->key.failed)
        return (struct str){NULL, 0};
    return (struct str){arena_text(&maker->scratch, maker->key.data, maker->key.length), maker->key.length};
}

/* ---- Alternatives --------------------------------------------------------------------------------------- */

/* The only key of a part that reads one word or lemma; WORD_NONE. */
static uint32_t only_key(const struct pattern_maker *maker, const struct part *part)
{
    if (part->kind != PART_TOKEN || part->negative)
        return WORD_NONE;
    const struct predicate *predicate = &maker->set->predicates.items.items[part->item];
    return predicate->kind == PREDICATE_WORDS && predicate->word_count == 1 ? predicate->words[0] : WORD_NONE;
}

/* Whether each word of a part has a lemma that the earlier part asks for. */
static bool lemma_covers(const struct pattern_maker *maker, const struct part *earlier, const struct part *later)
{
    const struct lemmas *lemmas = maker->set->world.lemmas;
    uint32_t a = only_key(maker, earlier), b = only_key(maker, later);
    if (!lemmas || a == WORD_NONE || b == WORD_NONE)
        return false;
    const struct word_key *lemma = &maker->set->predicates.words.items.items[a];
    const struct word_key *word = &maker->set->predicates.words.items.items[b];
    struct lemma_answer answer;
    if (lemma->kind != WORD_LEMMA || word->kind != WORD_FOLDED)
        return false;
    lemmas_of(&answer, lemmas, word->text);
    for (uint32_t i = 0; i < answer.count; i++)
        if (str_equal(answer.items[i].text, lemma->text))
            return true;
    return false;
}

tocsin_status part_check_choice(struct pattern_maker *maker, const struct part *choice)
{
    struct str *texts = arena_new(&maker->scratch, (choice->child_count + 1) * sizeof *texts);
    for (uint32_t i = 0; i < choice->child_count; i++) {
        if (!texts || !(texts[i] = description(maker, choice->children[i])).data)
            return maker_no_memory(maker);
        for (uint32_t j = 0; j < i; j++)
            if (str_equal(texts[j], texts[i]) || lemma_covers(maker, choice->children[j], choice->children[i])) {
                part_warn(maker, choice->children[i], MESSAGE_CHECK_ALTERNATIVE);
                break;
            }
    }
    return TOCSIN_OK;
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

/* ---- The whole ------------------------------------------------------------------------------------------ */

tocsin_status part_check(struct pattern_maker *maker, const struct part *whole)
{
    if (whole->shortest == 0)
        return part_fail(maker, whole, error_set(maker->error, MESSAGE_CHECK_EMPTY));
    tocsin_status status = check_edges(maker, whole, 0, 0);
    return status ? status : check_last(maker, whole);
}

static bool text_equal(const void *user, uint32_t index, const void *key)
{
    const struct pattern_set *set = user;
    return str_equal(set->shape_keys.items[index], *(const struct str *)key);
}

tocsin_status part_check_equal(struct pattern_maker *maker, const struct part *whole, uint32_t group)
{
    struct pattern_set *set = maker->set;
    buffer_clear(&maker->key);
    part_describe(maker, whole);
    buffer_append(&maker->key, (const char *)&group, sizeof group);
    if (maker->key.failed)
        return maker_no_memory(maker);
    struct str text = {maker->key.data, maker->key.length};
    uint64_t hash = hash_bytes(text.data, text.length);
    if (hash_map_find(&set->shapes, hash, text_equal, set, &text) != UINT32_MAX) {
        part_warn(maker, whole, MESSAGE_CHECK_REPEATED);
        return TOCSIN_OK;
    }
    text.data = arena_text(&set->arena, text.data, text.length);
    if (!text.data || !array_push(set->alloc, &set->shape_keys, text) ||
        !hash_map_add(&set->shapes, hash, (uint32_t)set->shape_keys.count - 1))
        return maker_no_memory(maker);
    return TOCSIN_OK;
}
