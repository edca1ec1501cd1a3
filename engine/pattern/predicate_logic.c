#include "pattern/predicate_logic.h"

#include "text/fold.h"

enum { SURELY_NOT, MAYBE, SURELY };
enum { CONJUNCTS = 16, FOLD_BYTES = 256 };

static const struct predicate *predicate_at(const struct predicate_logic *logic, uint32_t predicate)
{
    return &logic->table->items.items[predicate];
}

static struct asked not(struct asked asked)
{
    return (struct asked){asked.predicate, !asked.negative};
}

/* "Not not x" is x. */
static struct asked plain(const struct predicate_logic *logic, struct asked asked)
{
    while (predicate_at(logic, asked.predicate)->kind == PREDICATE_NOT)
        asked = (struct asked){predicate_at(logic, asked.predicate)->left, !asked.negative};
    return asked;
}

/* Whether it is "both of" (or "one of") two, which `halves` gets. */
static bool is_joined(const struct predicate_logic *logic, struct asked asked, bool both, struct asked halves[2])
{
    const struct predicate *predicate = predicate_at(logic, asked.predicate);
    enum predicate_kind kind = both == !asked.negative ? PREDICATE_AND : PREDICATE_OR;
    if (predicate->kind != kind)
        return false;
    halves[0] = (struct asked){predicate->left, asked.negative};
    halves[1] = (struct asked){predicate->right, asked.negative};
    return true;
}

/* ---- Shapes --------------------------------------------------------------------------------------------- */

static int shape_passes(const struct predicate_logic *logic, struct asked asked, uint32_t shape)
{
    const struct predicate *predicate = predicate_at(logic, asked.predicate);
    int passes = MAYBE;
    if (predicate->kind == PREDICATE_TRAITS)
        passes = predicate->left & attribute_traits_sure(shape)       ? SURELY
                 : predicate->left & attribute_traits_possible(shape) ? MAYBE
                                                                      : SURELY_NOT;
    if (predicate->kind == PREDICATE_ANY)
        passes = SURELY;
    if (predicate->kind == PREDICATE_NOT)
        passes = SURELY - shape_passes(logic, (struct asked){predicate->left, false}, shape);
    if (predicate->kind == PREDICATE_AND || predicate->kind == PREDICATE_OR) {
        int left = shape_passes(logic, (struct asked){predicate->left, false}, shape);
        int right = shape_passes(logic, (struct asked){predicate->right, false}, shape);
        passes = (left < right) == (predicate->kind == PREDICATE_AND) ? left : right;
    }
    return asked.negative ? SURELY - passes : passes;
}

static bool all_in(struct str text, const char *low, const char *high)
{
    for (size_t i = 0; i < text.length; i++) {
        bool in = false;
        for (size_t r = 0; low[r]; r++)
            in |= text.data[i] >= low[r] && text.data[i] <= high[r];
        if (!in)
            return false;
    }
    return text.length > 0;
}

/* The shapes that a word may have of which the text is known; all of them where nothing is certain. */
static uint32_t shapes_of(struct asked_word word)
{
    static const uint32_t letters = TRAIT_SHAPE_TITLE | TRAIT_SHAPE_UPPER | TRAIT_SHAPE_LOWER | TRAIT_SHAPE_MIXED;
    struct str rest = {word.text.data + 1, word.text.length - 1};
    if (word.kind == WORD_LEMMA || word.text.length == 0)
        return TRAIT_SHAPES;
    if (word.text.length == 1 && strchr(",;:.!?\"()", word.text.data[0]))
        return TRAIT_SHAPE_MARK;
    if (all_in(word.text, "0", "9"))
        return TRAIT_SHAPE_NUMBER;
    if (word.kind == WORD_FOLDED)
        return all_in(word.text, "a", "z") ? letters : TRAIT_SHAPES;
    if (all_in(word.text, "a", "z"))
        return TRAIT_SHAPE_LOWER;
    if (word.text.length > 1 && all_in(word.text, "A", "Z"))
        return TRAIT_SHAPE_UPPER;
    if (word.text.data[0] >= 'A' && word.text.data[0] <= 'Z' && all_in(rest, "a", "z"))
        return TRAIT_SHAPE_TITLE;
    return TRAIT_SHAPES;
}

static bool shapes_pass(const struct predicate_logic *logic, uint32_t shapes, struct asked to)
{
    for (uint32_t shape = 1; shape & TRAIT_SHAPES; shape <<= 1)
        if ((shapes & shape) && shape_passes(logic, to, shape) != SURELY)
            return false;
    return true;
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

static bool holds_key(const struct predicate *predicate, uint32_t key)
{
    for (uint32_t low = 0, high = predicate->word_count; low < high && key != WORD_NONE;) {
        uint32_t middle = low + (high - low) / 2;
        if (predicate->words[middle] == key)
            return true;
        if (predicate->words[middle] < key)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

static bool holds(const struct predicate_logic *logic, const struct predicate *predicate, enum word_kind kind,
                  struct str text)
{
    return holds_key(predicate, word_keys_find(&logic->table->words, kind, 0, text));
}

/* The word without case; false where it is too long. */
static bool fold(struct str *out, char space[FOLD_BYTES], struct str text)
{
    size_t length = text.length * FOLD_GROWTH <= FOLD_BYTES ? fold_word(text, space, FOLD_BYTES) : SIZE_MAX;
    *out = (struct str){space, length};
    return length != SIZE_MAX;
}

static bool holds_lemma(const struct predicate_logic *logic, const struct predicate *predicate, struct str folded)
{
    struct lemma_answer answer;
    if (!logic->lemmas)
        return holds(logic, predicate, WORD_LEMMA, folded);
    lemmas_of(&answer, logic->lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++)
        if (holds(logic, predicate, WORD_LEMMA, answer.items[i].text))
            return true;
    return false;
}

/* Whether all the words are among the predicate's. */
static bool words_have(const struct predicate_logic *logic, const struct predicate *predicate,
                       struct asked_word word)
{
    char space[FOLD_BYTES];
    struct str folded;
    if (holds(logic, predicate, word.kind, word.text))
        return true;
    if (word.kind == WORD_LEMMA || !fold(&folded, space, word.text))
        return false;
    return holds(logic, predicate, WORD_FOLDED, folded) || holds_lemma(logic, predicate, folded);
}

/* Whether none of them is. */
static bool words_lack(const struct predicate_logic *logic, const struct predicate *predicate,
                       struct asked_word word)
{
    char space[FOLD_BYTES], other[FOLD_BYTES];
    struct str folded, written;
    if (word.kind == WORD_LEMMA || !fold(&folded, space, word.text) ||
        holds(logic, predicate, WORD_FOLDED, folded) || holds_lemma(logic, predicate, folded))
        return false;
    for (uint32_t i = 0; i < predicate->word_count; i++) {
        const struct word_key *key = &logic->table->words.items.items[predicate->words[i]];
        if (key->kind == WORD_LISTED)
            return false;
        if (key->kind != WORD_EXACT)
            continue;
        if (word.kind == WORD_EXACT ? str_equal(key->text, word.text)
                                    : !fold(&written, other, key->text) || str_equal(written, folded))
            return false;
    }
    return true;
}

bool asked_of_word(const struct predicate_logic *logic, struct asked_word word, struct asked to)
{
    struct asked halves[2];
    to = plain(logic, to);
    const struct predicate *predicate = predicate_at(logic, to.predicate);
    if (is_joined(logic, to, true, halves))
        return asked_of_word(logic, word, halves[0]) && asked_of_word(logic, word, halves[1]);
    if (is_joined(logic, to, false, halves))
        return asked_of_word(logic, word, halves[0]) || asked_of_word(logic, word, halves[1]);
    if (predicate->kind == PREDICATE_WORDS)
        return to.negative ? words_lack(logic, predicate, word) : words_have(logic, predicate, word);
    return shapes_pass(logic, shapes_of(word), to);
}

bool asked_never_of_word(const struct predicate_logic *logic, struct asked_word word, struct asked to)
{
    return asked_of_word(logic, word, not(to));
}

/* ---- Tests ---------------------------------------------------------------------------------------------- */

/* What a comparison of numbers leaves open: from `low` to `high`, ends included or not. */
struct range {
    double low, high;
    bool low_in, high_in;
};

static bool range_of(struct range *out, const struct value_test *test, bool negative)
{
    enum pattern_operator operator= test->operator;
    bool below = operator== PATTERN_LESS || operator== PATTERN_LESS_EQUAL;
    bool above = operator== PATTERN_MORE || operator== PATTERN_MORE_EQUAL;
    bool in = operator== PATTERN_LESS_EQUAL || operator== PATTERN_MORE_EQUAL;
    if (test->kind != PATTERN_COMPARE || !test->attribute || test->attribute->kind != ATTRIBUTE_NUMBER ||
        (!below && !above))
        return false;
    *out = (struct range){-1e300, 1e300, false, false};
    if (below != negative) {
        out->high = test->number;
        out->high_in = in != negative;
    } else {
        out->low = test->number;
        out->low_in = in != negative;
    }
    return true;
}

static bool test_follows(const struct predicate *from, bool from_not, const struct predicate *to, bool to_not)
{
    struct range a, b;
    if (from->kind != PREDICATE_FORM || to->kind != PREDICATE_FORM ||
        from->test->attribute != to->test->attribute || !range_of(&a, from->test, from_not) ||
        !range_of(&b, to->test, to_not))
        return false;
    bool low = b.low < a.low || (b.low == a.low && (b.low_in || !a.low_in));
    bool high = b.high > a.high || (b.high == a.high && (b.high_in || !a.high_in));
    return low && high;
}

/* ---- Questions ------------------------------------------------------------------------------------------ */

static bool words_follow(const struct predicate_logic *logic, const struct predicate *from, struct asked to)
{
    for (uint32_t i = 0; i < from->word_count; i++) {
        const struct word_key *key = &logic->table->words.items.items[from->words[i]];
        if (key->kind == WORD_LISTED || !asked_of_word(logic, (struct asked_word){key->kind, key->text}, to))
            return false;
    }
    return true;
}

/* Neither is joined of others, but `to` may be one of two. */
static bool single_follows(const struct predicate_logic *logic, struct asked from, struct asked to)
{
    const struct predicate *a = predicate_at(logic, from.predicate), *b = predicate_at(logic, to.predicate);
    uint32_t possible = 0;
    if (from.predicate == to.predicate && from.negative == to.negative)
        return true;
    if (a->kind == PREDICATE_WORDS && !from.negative && words_follow(logic, a, to))
        return true;
    if (b->kind == PREDICATE_WORDS && to.negative && (a->kind != PREDICATE_WORDS || from.negative))
        return words_follow(logic, b, not(from)); /* the other way round */
    if (test_follows(a, from.negative, b, to.negative))
        return true;
    for (uint32_t shape = 1; shape & TRAIT_SHAPES; shape <<= 1)
        possible |= shape_passes(logic, from, shape) == SURELY_NOT ? 0 : shape;
    return shapes_pass(logic, possible, to);
}

/* All that has to hold together, none of it joined so again: the first of them where there are more. */
static size_t conjuncts(const struct predicate_logic *logic, struct asked asked, struct asked *out, size_t count)
{
    struct asked halves[2];
    asked = plain(logic, asked);
    if (is_joined(logic, asked, true, halves)) {
        count = conjuncts(logic, halves[0], out, count);
        return conjuncts(logic, halves[1], out, count);
    }
    if (count < CONJUNCTS)
        out[count++] = asked;
    return count;
}

/* Each pair of parts is looked at once, so that the work is bounded by the product of what both are made of. */
bool asked_follows(const struct predicate_logic *logic, struct asked from, struct asked to)
{
    struct asked halves[2], given[CONJUNCTS], against[CONJUNCTS];
    from = plain(logic, from);
    to = plain(logic, to);
    if (is_joined(logic, to, true, halves))
        return asked_follows(logic, from, halves[0]) && asked_follows(logic, from, halves[1]);
    if (is_joined(logic, from, false, halves))
        return asked_follows(logic, halves[0], to) && asked_follows(logic, halves[1], to);
    if (single_follows(logic, from, to))
        return true;
    size_t count = conjuncts(logic, from, given, 0), choices = conjuncts(logic, not(to), against, 0);
    for (size_t i = 0; i < count && count * choices > 1; i++)
        for (size_t k = 0; k < choices; k++)
            if (asked_follows(logic, given[i], not(against[k])))
                return true;
    return false;
}

bool asked_apart(const struct predicate_logic *logic, struct asked a, struct asked b)
{
    return asked_follows(logic, a, not(b));
}

/* Whether a part fails of another of those that have to hold with it. */
static bool fails(const struct predicate_logic *logic, struct asked part, const struct asked *others, size_t count,
                  size_t but)
{
    for (size_t i = 0; i < count; i++)
        if (i != but && asked_apart(logic, part, others[i]))
            return true;
    return false;
}

bool asked_never(const struct predicate_logic *logic, struct asked asked)
{
    struct asked parts[CONJUNCTS], halves[2];
    bool possible = false;
    for (uint32_t shape = 1; shape & TRAIT_SHAPES; shape <<= 1)
        possible |= shape_passes(logic, asked, shape) != SURELY_NOT;
    size_t count = conjuncts(logic, asked, parts, 0);
    for (size_t i = 0; i < count && possible; i++) {
        possible = !fails(logic, parts[i], parts, count, i);
        if (possible && is_joined(logic, parts[i], false, halves))
            possible = (!fails(logic, halves[0], parts, count, i) && !asked_never(logic, halves[0])) ||
                       (!fails(logic, halves[1], parts, count, i) && !asked_never(logic, halves[1]));
    }
    return !possible;
}
