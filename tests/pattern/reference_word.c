#include "reference.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/fold.h"

enum { FOLDED_MOST = 512, PHRASE_WORDS = LEXICON_ENTRY_LIMIT };

static void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "the reference cannot go on: %s\n", what);
    abort();
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

static struct str fold_text(struct str text, char space[FOLDED_MOST])
{
    size_t length = fold_word(text, space, FOLDED_MOST);
    must(length <= FOLDED_MOST, "a word is too long");
    return (struct str){space, length};
}

static struct str written(const struct reference_asker *asker, uint32_t token)
{
    form_id form = asker->text->segmentation->forms.items[token];
    return vocabulary_form(asker->text->vocabulary, form)->text;
}

struct str reference_folded(const struct reference_asker *asker, uint32_t token)
{
    form_id form = asker->text->segmentation->forms.items[token];
    form_id fold = vocabulary_form(asker->text->vocabulary, form)->fold;
    return vocabulary_form(asker->text->vocabulary, fold)->text;
}

size_t reference_words(const struct reference_asker *asker, const struct pattern_node *node, struct str *out,
                       size_t capacity)
{
    return asker->text->break_words(asker->text->break_user, node->text, out, capacity);
}

bool reference_word_is(const struct reference_asker *asker, struct str word, bool exact, uint32_t token)
{
    char space[FOLDED_MOST];
    return exact ? str_equal(word, written(asker, token))
                 : str_equal(fold_text(word, space), reference_folded(asker, token));
}

static bool has_lemma(const struct reference_asker *asker, uint32_t token, struct str lemma)
{
    struct lemma_answer answer;
    if (!asker->text->lemmas)
        return str_equal(reference_folded(asker, token), lemma);
    lemmas_of(&answer, asker->text->lemmas, reference_folded(asker, token));
    for (uint32_t i = 0; i < answer.count; i++)
        if (str_equal(answer.items[i].text, lemma))
            return true;
    return false;
}

static bool has_some_lemma(const struct reference_asker *asker, const struct pattern_node *node, uint32_t token)
{
    char space[FOLDED_MOST];
    for (uint32_t i = 0; i < node->value_count; i++)
        if (has_lemma(asker, token, fold_text(node->values[i], space)))
            return true;
    return false;
}

/* ---- Regexes -------------------------------------------------------------------------------------------- */

struct reference_cache *reference_cache_create(void)
{
    struct reference_cache *cache = calloc(1, sizeof *cache);
    must(cache && !regex_matcher_create(&cache->matcher, &alloc_system, NULL), "no memory");
    return cache;
}

static void cache_clear(struct reference_cache *cache)
{
    while (cache->count > 0) {
        cache->count--;
        regex_free(cache->items[cache->count].regex);
        free(cache->items[cache->count].text);
    }
}

void reference_cache_free(struct reference_cache *cache)
{
    if (!cache)
        return;
    cache_clear(cache);
    regex_matcher_free(cache->matcher);
    free(cache);
}

/* The regex that the whole of a text has to match. */
static const struct regex *whole_regex(struct reference_cache *cache, struct str text, unsigned flags)
{
    char whole[1024];
    for (size_t i = 0; i < cache->count; i++)
        if (cache->items[i].flags == flags &&
            str_equal((struct str){cache->items[i].text, cache->items[i].length}, text))
            return cache->items[i].regex;
    if (cache->count == REFERENCE_REGEXES)
        cache_clear(cache);
    int length = snprintf(whole, sizeof whole, "^(?:%.*s\n)$", (int)text.length, text.data);
    if (!(flags & REGEX_EXTENDED))
        length = snprintf(whole, sizeof whole, "\\A(?:%.*s)\\z", (int)text.length, text.data);
    must(length > 0 && (size_t)length < sizeof whole, "a regex is too long");
    struct regex *regex;
    must(!regex_compile(&regex, &alloc_system, (struct str){whole, (size_t)length}, flags, NULL),
         "a regex is wrong");
    cache->items[cache->count].text = malloc(text.length + 1);
    must(cache->items[cache->count].text, "no memory");
    memcpy(cache->items[cache->count].text, text.data, text.length);
    cache->items[cache->count].length = text.length;
    cache->items[cache->count].flags = flags;
    cache->items[cache->count].regex = regex;
    cache->count++;
    return regex;
}

static bool regex_fits(const struct reference_asker *asker, struct str text, unsigned flags, struct str subject)
{
    struct regex_match match;
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    must(!regex_match(&match, asker->cache->matcher, whole_regex(asker->cache, text, flags), subject, 0, true,
                      &budget, NULL),
         "a regex fails");
    return match.count > 0;
}

/* ---- Tests ---------------------------------------------------------------------------------------------- */

/* A value to be tested: strings, or what they say as a number or flag. */
struct value {
    struct str strings[LEMMA_MOST];
    uint32_t string_count;
    double number;
    bool flag;
    bool exact; /* its strings have case */
    bool listed_by_text;
    struct attribute_value kept;
};

static double number_of(struct str text)
{
    char space[64], *end;
    if (text.length == 0 || text.length >= sizeof space)
        return NAN;
    memcpy(space, text.data, text.length);
    space[text.length] = '\0';
    double number = strtod(space, &end);
    return *end ? NAN : number;
}

static bool is_one_of(const struct pattern_test *test, const struct value *value)
{
    char space[FOLDED_MOST];
    for (uint32_t v = 0; v < test->value_count; v++) {
        if (value->string_count == 0 && value->number >= number_of(test->values[v]) &&
            value->number <= number_of(test->values[v]))
            return true;
        struct str wanted = value->exact ? test->values[v] : fold_text(test->values[v], space);
        for (uint32_t s = 0; s < value->string_count; s++)
            if (str_equal(value->strings[s], wanted))
                return true;
    }
    return false;
}

/* Words and the blanks between them, folded where `exact` is false. */
static struct str entry_text(const struct reference_asker *asker, lexicon_entry entry, bool exact, char *space)
{
    struct str words[PHRASE_WORDS];
    char joined[FOLDED_MOST];
    size_t count = lexicon_words(asker->text->lexicon, entry, words, PHRASE_WORDS), length = 0;
    for (size_t i = 0; i < count; i++) {
        must(length + words[i].length + 1 < sizeof joined, "an entry is too long");
        if (i)
            joined[length++] = ' ';
        memcpy(joined + length, words[i].data, words[i].length);
        length += words[i].length;
    }
    if (!exact)
        return fold_text((struct str){joined, length}, space);
    memcpy(space, joined, length);
    return (struct str){space, length};
}

static bool in_list(const struct reference_asker *asker, const struct pattern_test *test, const struct value *value)
{
    const struct lexicon *lexicon = asker->text->lexicon;
    lexicon_list list = lexicon_find(lexicon, test->name);
    bool exact = value->listed_by_text && lexicon_key(lexicon, list) == LEXICON_BY_TEXT;
    for (size_t i = 0; i < lexicon_size(lexicon, list); i++) {
        char space[FOLDED_MOST], folded[FOLDED_MOST];
        struct str entry = entry_text(asker, lexicon_entry_at(lexicon, list, i), exact, space);
        for (uint32_t s = 0; s < value->string_count; s++)
            if (str_equal(entry, exact ? value->strings[s] : fold_text(value->strings[s], folded)))
                return true;
    }
    return false;
}

static bool some_matches(const struct reference_asker *asker, const struct pattern_test *test,
                         const struct value *value)
{
    for (uint32_t s = 0; s < value->string_count; s++)
        if (regex_fits(asker, test->text, test->flags, value->strings[s]))
            return true;
    return false;
}

static bool compare(const struct reference_asker *asker, const struct pattern_test *test, const struct value *value)
{
    switch (test->operator) {
    case PATTERN_HAS:
        return value->flag;
    case PATTERN_IS:
        return is_one_of(test, value);
    case PATTERN_IS_NOT:
        return !is_one_of(test, value);
    case PATTERN_MATCHES:
        return some_matches(asker, test, value);
    case PATTERN_IN:
        return in_list(asker, test, value);
    case PATTERN_LESS:
        return value->number < test->number;
    case PATTERN_LESS_EQUAL:
        return value->number <= test->number;
    case PATTERN_MORE:
        return value->number > test->number;
    case PATTERN_MORE_EQUAL:
        return value->number >= test->number;
    }
    return false;
}

typedef void value_of(const struct reference_asker *asker, struct value *out, struct str attribute, const void *of);

static bool test_holds(const struct reference_asker *asker, const struct pattern_test *test, value_of *get,
                       const void *of)
{
    struct value value = {.number = NAN};
    switch (test->kind) {
    case PATTERN_AND:
        return test_holds(asker, test->left, get, of) && test_holds(asker, test->right, get, of);
    case PATTERN_OR:
        return test_holds(asker, test->left, get, of) || test_holds(asker, test->right, get, of);
    case PATTERN_NOT:
        return !test_holds(asker, test->left, get, of);
    case PATTERN_COMPARE:
        get(asker, &value, test->attribute, of);
        return compare(asker, test, &value);
    }
    return false;
}

/* ---- What has attributes -------------------------------------------------------------------------------- */

static bool at_sentence_start(const struct reference_text *text, uint32_t token)
{
    for (size_t i = 0; i < text->segmentation->sentences.count; i++)
        if (text->segmentation->sentences.items[i].first_token == token)
            return true;
    return token == text->segmentation->tokens.count;
}

static bool token_flag(const struct reference_text *text, struct str name, uint32_t token)
{
    const struct token *tokens = text->segmentation->tokens.items;
    if (str_equal(name, STR("first")))
        return at_sentence_start(text, token);
    if (str_equal(name, STR("last")))
        return at_sentence_start(text, token + 1);
    if (str_equal(name, STR("spaced")))
        return token == 0 || tokens[token - 1].end < tokens[token].start;
    must(str_equal(name, STR("quoted")), "an attribute of tokens that it does not know");
    return text->quoted && text->quoted[token];
}

static void value_of_token(const struct reference_asker *asker, struct value *out, struct str name, const void *of)
{
    const struct reference_text *text = asker->text;
    const struct attribute *attribute = attribute_find(name);
    uint32_t token = *(const uint32_t *)of;
    must(attribute, "an attribute that is none");
    if (attribute->level == ATTRIBUTE_OF_TOKEN) {
        out->flag = token_flag(text, name, token);
        return;
    }
    attribute_of_form(&out->kept, attribute, text->vocabulary, text->segmentation->forms.items[token],
                      text->lemmas);
    out->string_count = out->kept.string_count;
    memcpy(out->strings, out->kept.strings, sizeof out->strings);
    out->number = attribute->kind == ATTRIBUTE_NUMBER ? out->kept.number : NAN;
    out->flag = out->kept.flag;
    out->exact = out->listed_by_text = str_equal(name, STR("text"));
}

static void value_is(struct value *out, struct str value)
{
    out->string_count = 1;
    out->strings[0] = value;
    out->number = number_of(value);
    out->flag = value.length > 0;
    out->exact = true;
}

static void value_of_entry(const struct reference_asker *asker, struct value *out, struct str name, const void *of)
{
    const struct lexicon *lexicon = asker->text->lexicon;
    lexicon_entry entry = *(const lexicon_entry *)of;
    value_is(out,
             lexicon_value(lexicon, entry, lexicon_column_find(lexicon, lexicon_entry_list(lexicon, entry), name)));
}

static void value_of_annotation(const struct reference_asker *asker, struct value *out, struct str name,
                                const void *of)
{
    const struct reference_annotation *annotation = of;
    (void)asker;
    for (size_t i = 0; i < annotation->feature_count; i++)
        if (str_equal(annotation->features[i].name, name))
            value_is(out, annotation->features[i].value);
}

bool reference_token_fits(const struct reference_asker *asker, const struct pattern_node *node, uint32_t token)
{
    switch (node->kind) {
    case PATTERN_ANY:
        return true;
    case PATTERN_LEMMA:
        return has_some_lemma(asker, node, token);
    case PATTERN_REGEX:
        return regex_fits(asker, node->text, node->flags, written(asker, token));
    case PATTERN_TEST:
        return test_holds(asker, node->test, value_of_token, &token);
    default:
        must(false, "no element of one word");
        return false;
    }
}

/* ---- Elements of several words -------------------------------------------------------------------------- */

static bool entry_word_is(const struct reference_asker *asker, enum lexicon_by by, struct str word, uint32_t token)
{
    char space[FOLDED_MOST];
    switch (by) {
    case LEXICON_BY_FOLD:
        return reference_word_is(asker, word, false, token);
    case LEXICON_BY_TEXT:
        return reference_word_is(asker, word, true, token);
    case LEXICON_BY_LEMMA:
        return has_lemma(asker, token, fold_text(word, space));
    }
    return false;
}

static bool entry_begins(const struct reference_asker *asker, lexicon_entry entry, uint32_t at, uint32_t last,
                         uint32_t *length)
{
    const struct lexicon *lexicon = asker->text->lexicon;
    enum lexicon_by by = lexicon_key(lexicon, lexicon_entry_list(lexicon, entry));
    struct str words[PHRASE_WORDS];
    size_t count = lexicon_words(lexicon, entry, words, PHRASE_WORDS);
    for (size_t i = 0; i < count; i++)
        if (at + i >= last || !entry_word_is(asker, by, words[i], at + (uint32_t)i))
            return false;
    *length = (uint32_t)count;
    return true;
}

/* Longest first; what is equally long stays in order. */
static void hit_insert(struct reference_hit *hits, size_t *count, struct reference_hit hit)
{
    must(*count < REFERENCE_HITS, "too many entries or annotations at one place");
    size_t at = (*count)++;
    for (; at > 0 && hits[at - 1].length < hit.length; at--)
        hits[at] = hits[at - 1];
    hits[at] = hit;
}

static size_t list_hits(const struct reference_asker *asker, const struct pattern_node *node, uint32_t at,
                        uint32_t last, struct reference_hit *out)
{
    const struct lexicon *lexicon = asker->text->lexicon;
    lexicon_list list = lexicon_find(lexicon, node->name);
    size_t count = 0;
    for (size_t i = 0; i < lexicon_size(lexicon, list); i++) {
        lexicon_entry entry = lexicon_entry_at(lexicon, list, i);
        uint32_t length;
        if (entry_begins(asker, entry, at, last, &length) &&
            (!node->test || test_holds(asker, node->test, value_of_entry, &entry)))
            hit_insert(out, &count, (struct reference_hit){length, entry, UINT32_MAX});
    }
    return count;
}

static size_t annotation_hits(const struct reference_asker *asker, const struct pattern_node *node, uint32_t at,
                              uint32_t last, struct reference_hit *out)
{
    size_t count = 0;
    for (size_t i = 0; i < asker->text->annotation_count; i++) {
        const struct reference_annotation *annotation = &asker->text->annotations[i];
        if (annotation->first == at && annotation->last > at && annotation->last <= last &&
            str_equal(annotation->type, node->name) && str_equal(annotation->role, node->role) &&
            (!node->test || test_holds(asker, node->test, value_of_annotation, annotation)))
            hit_insert(out, &count,
                       (struct reference_hit){annotation->last - at, LEXICON_NONE, annotation->handle});
    }
    return count;
}

size_t reference_hits(const struct reference_asker *asker, const struct pattern_node *node, uint32_t at,
                      uint32_t last, struct reference_hit out[REFERENCE_HITS])
{
    return node->kind == PATTERN_LIST ? list_hits(asker, node, at, last, out)
                                      : annotation_hits(asker, node, at, last, out);
}
