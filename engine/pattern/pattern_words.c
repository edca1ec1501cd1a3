#include "pattern/part.h"

#include "text/fold.h"

enum { TOKENS_MOST = LEXICON_ENTRY_LIMIT, WORD_BYTES = 512 };

/* ---- Words ---------------------------------------------------------------------------------------------- */

static tocsin_status token_key(uint32_t *out, struct pattern_maker *maker, enum word_kind kind, struct str token)
{
    char space[WORD_BYTES * FOLD_GROWTH];
    struct str text = token;
    if (kind != WORD_EXACT) {
        text.length = fold_word(token, space, sizeof space);
        text.data = space;
    }
    *out = word_keys_intern(&maker->set->predicates.words, kind, 0, text);
    return *out == WORD_NONE ? maker_no_memory(maker) : TOCSIN_OK;
}

/* Breaks what was written; at least one word, each short enough to be folded in place. */
static tocsin_status words_break(struct str *out, size_t *count, struct pattern_maker *maker, struct str written,
                                 uint32_t source, uint32_t start, uint32_t end)
{
    const struct pattern_world *world = &maker->set->world;
    *count = world->break_words(world->break_user, written, out, TOKENS_MOST);
    bool fits = *count > 0 && *count <= TOKENS_MOST;
    for (size_t i = 0; i < *count && fits; i++)
        fits = out[i].length <= WORD_BYTES;
    if (fits)
        return TOCSIN_OK;
    return maker_fail(maker, source, start, end,
                      error_set(maker->error, *count ? MESSAGE_CHECK_WORD_LONG : MESSAGE_CHECK_WORD,
                                (int)(written.length < 64 ? written.length : 64), written.data));
}

tocsin_status word_key_of(uint32_t *out, struct pattern_maker *maker, enum word_kind kind, struct str written,
                          uint32_t source, uint32_t start, uint32_t end)
{
    struct str tokens[TOKENS_MOST];
    size_t count;
    tocsin_status status = words_break(tokens, &count, maker, written, source, start, end);
    if (status)
        return status;
    if (count > 1)
        return maker_fail(maker, source, start, end,
                          error_set(maker->error, MESSAGE_CHECK_WORDS, (int)written.length, written.data, count));
    return token_key(out, maker, kind, tokens[0]);
}

static tocsin_status word_part(struct part **out, struct pattern_maker *maker, const struct pattern_node *node,
                               uint32_t *words, size_t count)
{
    struct part *part = part_new(maker, PART_TOKEN, node);
    if (!part)
        return maker_no_memory(maker);
    part->item = predicate_words(&maker->set->predicates, words, count);
    *out = part;
    return part->item == PREDICATE_NONE ? maker_no_memory(maker) : TOCSIN_OK;
}

tocsin_status part_of_words(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct str tokens[TOKENS_MOST];
    size_t count = 0;
    struct part *children[TOKENS_MOST] = {NULL};
    tocsin_status status = words_break(tokens, &count, maker, node->text, node->source, node->start, node->end);
    for (size_t i = 0; i < count && !status; i++) {
        uint32_t key = WORD_NONE;
        status = token_key(&key, maker, node->exact ? WORD_EXACT : WORD_FOLDED, tokens[i]);
        if (!status)
            status = word_part(&children[i], maker, node, &key, 1);
    }
    if (status)
        return status;
    if (count == 1) {
        *out = children[0];
        return part_leaf(maker, *out);
    }
    struct part *part = part_new(maker, PART_SEQUENCE, node);
    struct part **kept = arena_new(&maker->scratch, count * sizeof *kept);
    if (!part || !kept)
        return maker_no_memory(maker);
    memcpy(kept, children, count * sizeof *kept);
    part->children = kept;
    part->child_count = (uint32_t)count;
    *out = part;
    return part_leaf(maker, part);
}

/* ---- Lemmas --------------------------------------------------------------------------------------------- */

/* Warns of <warned>, which no word has as its lemma. */
static void lemma_check(struct pattern_maker *maker, const struct pattern_node *node, uint32_t key)
{
    const struct lemmas *lemmas = maker->set->world.lemmas;
    struct str text = maker->set->predicates.words.items.items[key].text;
    struct lemma_answer answer;
    if (!lemmas || lemmas_base_classes(lemmas, text))
        return;
    lemmas_of(&answer, lemmas, text);
    for (uint32_t i = 0; i < answer.count; i++)
        if (str_equal(answer.items[i].text, text))
            return;
    tocsin_error finding = TOCSIN_ERROR_INIT;
    struct str lemma = answer.items[0].text;
    error_set(&finding, MESSAGE_CHECK_LEMMA, (int)text.length, text.data, (int)lemma.length, lemma.data);
    maker_warn(maker, node->source, node->start, node->end, &finding);
}

tocsin_status part_of_lemmas(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    array_clear(&maker->words);
    for (uint32_t i = 0; i < node->value_count; i++) {
        uint32_t key = WORD_NONE;
        tocsin_status status =
            word_key_of(&key, maker, WORD_LEMMA, node->values[i], node->source, node->start, node->end);
        if (status)
            return status;
        lemma_check(maker, node, key);
        if (!array_push(maker->set->alloc, &maker->words, key))
            return maker_no_memory(maker);
    }
    tocsin_status status = word_part(out, maker, node, maker->words.items, maker->words.count);
    return status ? status : part_leaf(maker, *out);
}

/* ---- Regexes -------------------------------------------------------------------------------------------- */

/* Matched only from a word's first byte on: \A would say that again, and hide from PCRE2 how a match begins. */
#define REGEX_BEFORE "(?:"
#define REGEX_AFTER ")\\z"

static const struct regex *regex_known(const struct pattern_set *set, struct str whole, unsigned flags)
{
    for (size_t i = 0; i < set->regexes.count; i++)
        if (regex_flags(set->regexes.items[i]) == flags && str_equal(regex_pattern(set->regexes.items[i]), whole))
            return set->regexes.items[i];
    return NULL;
}

tocsin_status maker_regex(const struct regex **out, struct pattern_maker *maker, struct str text, unsigned flags,
                          uint32_t source, uint32_t start, uint32_t end, uint32_t text_start)
{
    enum { BEFORE = sizeof REGEX_BEFORE - 1 };
    struct pattern_set *set = maker->set;
    buffer_clear(&maker->key);
    buffer_text(&maker->key, REGEX_BEFORE);
    buffer_append(&maker->key, text.data, text.length);
    /* a comment of the extended syntax would hide what is behind it */
    buffer_text(&maker->key, flags & REGEX_EXTENDED ? "\n" REGEX_AFTER : REGEX_AFTER);
    if (maker->key.failed)
        return maker_no_memory(maker);
    struct str whole = {maker->key.data, maker->key.length};
    *out = regex_known(set, whole, flags);
    if (*out)
        return TOCSIN_OK;
    struct regex *regex;
    if (!array_reserve(set->alloc, &set->regexes, 1))
        return maker_no_memory(maker);
    tocsin_status status = regex_compile(&regex, set->alloc, whole, flags, maker->error);
    if (status) {
        if (text_start != UINT32_MAX && maker->error && maker->error->offset >= BEFORE &&
            maker->error->offset != UINT64_MAX) {
            uint64_t inside = maker->error->offset - BEFORE;
            start = text_start + (uint32_t)(inside < text.length ? inside : text.length);
        }
        return maker_fail(maker, source, start, end, status);
    }
    set->regexes.items[set->regexes.count++] = regex;
    *out = regex;
    return TOCSIN_OK;
}

/* Whether the regex asks for a blank that cannot be left out: sure only for the plainest ones. */
static bool regex_needs_space(struct str text, unsigned flags)
{
    bool space = false;
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.data[i], next = i + 1 < text.length ? text.data[i + 1] : '\0';
        if (strchr("\\[](){}|?*#", byte))
            return false; /* NUL, too */
        space |= byte == ' ' && next != '?' && next != '*' && next != '{';
    }
    return space && !(flags & REGEX_EXTENDED);
}

tocsin_status part_of_regex(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct value_test *test = arena_new(&maker->set->arena, sizeof *test);
    struct part *part = part_new(maker, PART_TOKEN, node);
    if (!test || !part)
        return maker_no_memory(maker);
    if (regex_needs_space(node->text, node->flags))
        return maker_fail(maker, node->source, node->start, node->end,
                          error_set(maker->error, MESSAGE_CHECK_REGEX_SPACE));
    *test = (struct value_test){
        .kind = PATTERN_COMPARE, .operator = PATTERN_MATCHES, .attribute = attribute_find(STR("text"))};
    tocsin_status status = maker_regex(&test->regex, maker, node->text, node->flags, node->source, node->start,
                                       node->end, node->start + 1);
    if (status)
        return status;
    part->item = predicate_test(&maker->set->predicates, test);
    *out = part;
    return part->item == PREDICATE_NONE ? maker_no_memory(maker) : part_leaf(maker, part);
}
