/* A set of regexes against each regex alone: whatever the patterns, the text and the tokens are, they find the
 * same. */
#include "failing_alloc.h"

#include "base/alloc.h"
#include "naive_scan.h"

/* ---- A small random source ------------------------------------------------------------------------------ */

static uint64_t random_state;

static unsigned random_below(unsigned limit)
{
    random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((random_state >> 33) % limit);
}

#define random_of(list) ((list)[random_below(sizeof(list) / sizeof *(list))])

/* ---- Texts and their tokens ------------------------------------------------------------------------------ */

struct article {
    char text[1 << 16];
    size_t length;
    struct segmentation segmentation;
    struct vocabulary *vocabulary;
};

static void article_init(struct article *article)
{
    article->length = 0;
    segmentation_init(&article->segmentation, &alloc_system);
    assert_int_equal(vocabulary_create(&article->vocabulary, &alloc_system, NULL), TOCSIN_OK);
}

static void article_finish(struct article *article)
{
    segmentation_finish(&article->segmentation);
    vocabulary_free(article->vocabulary);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void token_push(struct article *article, size_t start, size_t end)
{
    struct segmentation *out = &article->segmentation;
    struct str word = {article->text + start, end - start};
    assert_true(array_push(out->alloc, &out->tokens, (struct token){(uint32_t)start, (uint32_t)end}));
    assert_true(array_push(out->alloc, &out->forms, vocabulary_intern(article->vocabulary, word)));
}

static void sentence_push(struct article *article, size_t start, size_t end, size_t first)
{
    struct segmentation *out = &article->segmentation;
    struct sentence sentence = {.start = (uint32_t)start,
                                .end = (uint32_t)end,
                                .first_token = (uint32_t)first,
                                .token_count = (uint32_t)(out->tokens.count - first)};
    assert_true(array_push(out->alloc, &out->sentences, sentence));
}

static size_t character_end(const struct article *article, size_t at)
{
    for (at++; at < article->length && ((unsigned char)article->text[at] & 0xc0) == 0x80;)
        at++;
    return at;
}

/* Tokens as no segmentation would make them: cut anywhere, some left out, sentences ended anywhere. */
static void article_break_anywhere(struct article *article, unsigned cuts, unsigned gaps, unsigned stops)
{
    struct segmentation *out = &article->segmentation;
    segmentation_clear(out);
    size_t first = 0, begin = 0, token = 0;
    for (size_t at = 0; at < article->length;) {
        size_t next = character_end(article, at);
        bool blank = is_blank(article->text[at]);
        bool cut = next == article->length || is_blank(article->text[next]) || random_below(100) < cuts;
        if (!blank && cut && random_below(1000) >= gaps)
            token_push(article, token, next);
        if (blank || cut)
            token = next;
        if ((blank || cut) && random_below(100) < stops && next < article->length) {
            sentence_push(article, begin, next, first);
            begin = next;
            first = out->tokens.count;
        }
        at = next;
    }
    sentence_push(article, begin, article->length, first);
    struct paragraph paragraph = {.start = 0,
                                  .end = (uint32_t)article->length,
                                  .first_sentence = 0,
                                  .sentence_count = (uint32_t)out->sentences.count};
    assert_true(array_push(out->alloc, &out->paragraphs, paragraph));
}

static void article_break(struct article *article)
{
    assert_int_equal(segmentation_run(&article->segmentation, (struct str){article->text, article->length},
                                      TOCSIN_BREAKS_UAX29, NULL, article->vocabulary, NULL),
                     TOCSIN_OK);
}

static void article_add(struct article *article, const char *text)
{
    size_t length = strlen(text);
    if (article->length + length < sizeof article->text) {
        memcpy(article->text + article->length, text, length);
        article->length += length;
    }
}

static const char *const text_words[] = {
    "warn", "warned", "Warns", "WARNING", "forewarned", "he", "she", "He", "they", "has", "hashoped", "hoped",
    "hope", "hopes", "will", "would", "be", "not", "can", "cannot", "the", "The", "Return", "Justice",
    "Department", "if", "If", "19", "1987", "2015", "20", "201", "\xd9\xa1\xd9\xa2", "prime", "minister",
    "Prime", "per", "cent", "percent", "5percent", "5", "3.25", "%", "$", "\xc2\xa3", "\xe2\x82\xac",
    "\xe2\x80\x9c", "\xe2\x80\x9d", "don't", "don\xe2\x80\x99t", "U.S.", "U.S", "co-op", "prime-minister",
    "\xe2\x84\xaaing", "king", "King", "\305\277aid", "said", "SAID", "stra\303\237e", "STRASSE",
    "\xc3\x89t\xc3\xa9", "\xc3\xa9t\xc3\xa9", "e\xcc\x81t\xc3\xa9", "\xce\x99\xce\xb1", "\xcd\x85\xce\xb1",
    "\xe2\x93\x90", "\xe4\xb8\xad\xe6\x96\x87", "x", "a", "ab", "abc", "b", "c", "_", "a_b", "neither", "nor",
    "\xc4\xb0", "i", "\xf0\x9f\x98\x80",
};

static const char *const text_gaps[] = {
    " ", " ", " ", " ", " ", " ", " ", " ", "", "  ", "\n", "\n\n", ", ", ". ", "-", ".", "'", "\xe2\x80\x99",
    "\"", "\xc2\xa0", "\t", "\xe2\x80\x8b", "\x01", "; ", "! ",
};

static void article_fill(struct article *article, unsigned words)
{
    article->length = 0;
    for (unsigned i = 0; i < words; i++) {
        article_add(article, random_of(text_words));
        article_add(article, random_of(text_gaps));
    }
}

/* ---- Patterns -------------------------------------------------------------------------------------------- */

static const char *const listed_patterns[] = {
    "\\bwarn(?:ed|s|ing)?\\s+(?:that|of|against)\\b", "\\bif\\b[^.!?\\n]{1,120}\\bwill\\b",
    "\\b(?:he|she|they|it|who|which)\\s+(?:has|have|had|is|was)?\\s*hop(?:e|es|ed|ing)\\b", "\\bwould\\s+be\\b",
    "\\bThe\\s+Justice\\s+Department(?:'s|\xe2\x80\x99s)?\\b", "\\b(?:19|20)\\d\\d\\b",
    "\\b(?:neither|either)\\b[^.!?\\n]{1,80}\\b(?:nor|or)\\b",
    "\\bprime\\s+(?:\\w+\\s+)?(?:minister|department)s?\\b",
    "\\b\\w+\\s+(?:and|or|not)\\s+\\w+\\s+(?:said|says|told|be)\\b",
    "[$\xc2\xa3\xe2\x82\xac]\\s?\\d+(?:[.,]\\d+)*\\s?(?:m|bn|million|billion|trillion)?\\b",
    "\\b\\d+(?:\\.\\d+)?\\s?(?:%|per\\s?cent|percent)",
    "\xe2\x80\x9c[^\xe2\x80\x9d\\n]{1,200}\xe2\x80\x9d\\s*,?\\s*(?:he|she|they)\\s+said",
    "\\b\\d{1,2}\\s+(?:said|king)\\b", "\\b(?:more|less|can)\\s+not\\s+\\d+", "don't", "don[\\x{2019}']t",
    "U\\.S\\.", "\\bU\\.S\\b", "co-op", "prime.minister", "warn", "warn\\b", "\\bwarn", "arn", "(?<=fore)warn",
    "(?<!fore)warn", "(?=will)w", "\\bhe\\b(?!\\s+has)", "^he", "^The\\b", "be$", "\\Ahe\\b", "said\\z",
    "\\Qdon't\\E", "\\Q5percent", "(?x) prime \\s+ minister # who", "(?i:king)", "(?x: a\\ b ) c",
    "\\x{212a}ing", "\xc3\x89t\xc3\xa9", "stra\303\237e", "strasse", "\\x{1e9e}", "[k]ing", "[s-t]aid",
    "\xce\xb9\xce\xb1", "\\b\xce\x99", "\xe2\x92\xb6", "\xc4\xb1", "i\xcc\x87", "(a)(b)?\\1",
    "(?<x>he)\\s+(?:\\k<x>|not)", "(he|she)(?:\\s+(?1))+", "a(?R)?b", "a(?#c)+b", "a\\E+b", "a\\Q\\E+b",
    "\\b(?|he|she)\\b", "(?>he|she)\\s+has", "\\w+", "\\w*", "x*", "", "\\b", "\\s+", ".", "\\W", "\\d", "a|",
    "(?:a|b|)c?", "[[:alpha:]]+ed\\b", "\\p{Lu}\\w+ed\\b", "\\pL+ing", "[^\\W\\d_]+ed", "[\\w.]+\\.S",
    "\\bwill(?:\\s+not)?\\s+be\\b", "\\b(?:can)?not\\b", "\\b(?:the|a)?\\s*king\\b", "\\bpercent\\b", "percent",
    "\\bper\\s*cent\\b", "\\bhe\\W+has\\b", "\\bhe[ ,]has\\b", "\\bhe(?:,| -|;)?\\s*(?:has|is)",
    "\\b(?:warn|hope)(?:s|d|ed)?\\b.*\\bwill\\b", "\\bwarn\\w*\\b", "\\w+ing\\b", "\\b\\w+ing\\b",
    "\\b\\w{3}\\b", "[abc]{2}", "[a-c]{3}", "\\bab{1,2}c?\\b", "(?:ab?){2}", "a{2}{2}", "(?i)KING|said",
    "king(?-i)King", "\\bking\\b|\\d", "king|\\bsaid", "(?:king|)\\s", "a\\Kb", "\\Bb", "b\\B", "\\Bed\\b",
    "\\bhe\\R+the", "\\X", "\\N+will", "he\\h+has", "\\bnot\\b\\W*$", "(?m)^the\\b", "(?m)warn$",
    "(?s)if.+will", "\\b[hH]e\\b", "_", "a_b", "\\b_", "\xe4\xb8\xad", "\\b\xe4\xb8\xad", "\xf0\x9f\x98\x80",
    "[\xf0\x9f\x98\x80%]\\s*he", "\\$\\s*5", "%\\s*he\\b", "\\(", "\\{", "a{,2}", "{1}", "\\bmr\\.?\\s+king\\b",
    "(?:(?:(?:he)))\\s(?:(has)|(?:is))", "\\bhe\\s+\\w+\\s+\\w+\\s+\\w+\\s+\\w+\\s+\\w+\\s+not\\b",
    "\\b(?:\\w+\\s+)+be\\b", "\\b(?:\\w+\\s+){2}be\\b", "\\b(?:\\w+\\s+){0,2}be\\b",
    "\\bthe\\s+(?:\\w+\\W+){0,3}king\\b", "he\\s*\\b\\s*has", "\\b\\s*he\\b", "(?:\\d|x\\w)\\b",
    "\\b(?:\\d|x\\w)\\w*\\b", "\\b5\\b", "\\b[0-9]+\\b", "\\b[0-9]\\w*percent", "\\b\xd9\xa1",
    "\\b\\d\xd9\xa2\\b", "^", "$", "(?i)\\bstra(?:\xc3\x9f|ss)e\\b",
    "\\b(?:a|b|c|ab|abc|x|i)\\b\\s\\b(?:he|she)\\b", "(?:he|she)?(?=\\shas)", "(*ACCEPT)he", "he(*ACCEPT)x",
    "(?(?=he)he\\s|she\\s)", "\\bhe\\b(?# comment ) has", "[\\]he]+", "[]he]+\\s", "[^]he]+he",
    "\\bcan\\b(?:\\s+\\bnot\\b)*\\s+be",
};

static const char *const pattern_atoms[] = {
    "he", "she", "has", "warn", "ed", "ing", "s", "will", "not", "be", "a", "b", "c", "x", "king", "said",
    "the", "19", "5", "%", "\\$", "'", "\xe2\x80\x99", "\\.", "-", ",", "\\d", "\\d+", "\\w", "\\w+", "\\w*",
    "\\s", "\\s+", "\\s+", "\\s+", "\\s*", "\\W", "\\W+", ".", ".*", ".{1,9}", "[^.\\n]+", "[ab]", "[a-z]",
    "[hs]", "[^a]", "[$%]", "[\\s,]", "\\b", "\\b", "\\b", "\\b", "\\B", "^", "$", "\xc3\xa9", "\xc3\x9f",
    "\xe2\x84\xaa", "\xce\xb9", "\xe4\xb8\xad", "don't", "U\\.S\\.", "per\\s?cent", "(?=h)", "(?!h)", "(?<=s)",
    "(?<!s)", "\\R", "\\p{L}", "\\x{17f}", "_", "(?i)", "\\Qa.b\\E", "(?#x)", "\xe2\x80\x9c",
};

static const char *const pattern_quantifiers[] = {"?",  "*",  "+",  "{2}",  "{1,2}", "{0,1}",
                                                  "??", "+?", "?+", "{3,}", "{2,7}"};

static void pattern_make(char *out, size_t capacity, unsigned depth)
{
    size_t length = 0;
    out[0] = '\0';
    for (unsigned parts = 1 + random_below(5); parts > 0; parts--) {
        char part[256];
        unsigned choice = random_below(10);
        if (depth > 0 && choice < 2) {
            char left[100], right[100];
            pattern_make(left, sizeof left, depth - 1);
            pattern_make(right, sizeof right, depth - 1);
            snprintf(part, sizeof part, "(?:%s|%s)", left, right);
        } else if (depth > 0 && choice == 2) {
            char inner[100];
            pattern_make(inner, sizeof inner, depth - 1);
            snprintf(part, sizeof part, "(%s)%s", inner, random_of(pattern_quantifiers));
        } else {
            snprintf(part, sizeof part, "%s%s", random_of(pattern_atoms),
                     random_below(8) == 0 ? random_of(pattern_quantifiers) : "");
        }
        if (length + strlen(part) + 1 > capacity)
            return;
        length += (size_t)snprintf(out + length, capacity - length, "%s", part);
    }
}

/* ---- Sets ------------------------------------------------------------------------------------------------ */

enum { SET_MOST = 512 };

struct patterns {
    struct regex_set_entry entries[SET_MOST];
    size_t count;
    struct regex_set *set;
    struct regex_scan *scan;
    struct regex_matcher *matcher;
};

/* A pattern that does not compile is left out: of the random ones, some do not. */
static bool patterns_add(struct patterns *patterns, const char *pattern, unsigned flags, enum regex_scope scope)
{
    struct regex *regex;
    if (patterns->count == SET_MOST || regex_compile(&regex, &alloc_system, str_of(pattern), flags, NULL))
        return false;
    patterns->entries[patterns->count++] = (struct regex_set_entry){regex, scope};
    return true;
}

static void patterns_open(struct patterns *patterns)
{
    assert_int_equal(regex_set_create(&patterns->set, &alloc_system, patterns->entries, patterns->count, NULL),
                     TOCSIN_OK);
    assert_int_equal(regex_scan_create(&patterns->scan, patterns->set, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(regex_matcher_create(&patterns->matcher, &alloc_system, NULL), TOCSIN_OK);
}

static void patterns_close(struct patterns *patterns)
{
    regex_scan_free(patterns->scan);
    regex_matcher_free(patterns->matcher);
    regex_set_free(patterns->set);
    for (size_t i = 0; i < patterns->count; i++)
        regex_free((struct regex *)patterns->entries[i].regex);
    memset(patterns, 0, sizeof *patterns);
}

static void assert_same(struct patterns *patterns, struct article *article, size_t *found)
{
    struct regex_scan_input input = {{article->text, article->length}, &article->segmentation, article->vocabulary};
    assert_true(
        naive_compare(patterns->entries, patterns->count, patterns->scan, patterns->matcher, &input, found));
}

static struct article article;
static struct patterns patterns;

static void compare_on_texts(unsigned texts, unsigned words, size_t *found)
{
    for (unsigned i = 0; i < texts; i++) {
        article_fill(&article, 1 + random_below(words));
        article_break(&article);
        assert_same(&patterns, &article, found);
        article_break_anywhere(&article, random_below(40), random_below(3) == 0 ? 20 : 0, random_below(4));
        assert_same(&patterns, &article, found);
    }
}

/* ---- Tests ----------------------------------------------------------------------------------------------- */

static void listed_patterns_find_what_each_finds_alone(void **state)
{
    (void)state;
    random_state = 1;
    article_init(&article);
    static const unsigned flags[] = {REGEX_CASELESS, 0, REGEX_CASELESS | REGEX_DOTALL | REGEX_MULTILINE,
                                     REGEX_EXTENDED};
    size_t found = 0;
    for (size_t f = 0; f < sizeof flags / sizeof *flags; f++) {
        for (size_t i = 0; i < sizeof listed_patterns / sizeof *listed_patterns; i++)
            patterns_add(&patterns, listed_patterns[i], flags[f], (enum regex_scope)(i % 3));
        assert_true(patterns.count > 150);
        patterns_open(&patterns);
        compare_on_texts(40, 60, &found);
        patterns_close(&patterns);
    }
    assert_true(found > 100000);
    article_finish(&article);
}

static void random_patterns_find_what_each_finds_alone(void **state)
{
    (void)state;
    random_state = 7;
    article_init(&article);
    size_t found = 0, tried = 0;
    for (unsigned round = 0; round < 200; round++) {
        for (unsigned i = 0; i < 20; i++) {
            char pattern[300];
            pattern_make(pattern, sizeof pattern, 2);
            patterns_add(&patterns, pattern, random_below(4) ? REGEX_CASELESS : 0,
                         (enum regex_scope)random_below(3));
        }
        tried += patterns.count;
        patterns_open(&patterns);
        compare_on_texts(5, 40, &found);
        patterns_close(&patterns);
    }
    assert_true(tried > 2000);
    assert_true(found > 100000);
    article_finish(&article);
}

/* One pattern alone in its set: no other's needs get in the way. */
static void single_patterns_find_what_they_find_alone(void **state)
{
    (void)state;
    random_state = 11;
    article_init(&article);
    size_t found = 0;
    for (size_t i = 0; i < sizeof listed_patterns / sizeof *listed_patterns; i++) {
        if (!patterns_add(&patterns, listed_patterns[i], REGEX_CASELESS, REGEX_DOCUMENT))
            continue;
        patterns_open(&patterns);
        compare_on_texts(20, 80, &found);
        patterns_close(&patterns);
    }
    assert_true(found > 10000);
    article_finish(&article);
}

static void long_segments_are_cut(void **state)
{
    (void)state;
    random_state = 3;
    article_init(&article);
    size_t found = 0;
    static const char *const some[] = {"\\bhe\\s+has\\b", "\\w+ed\\b", "\\bprime\\s+minister\\b", "king",
                                       "\\bking$",        "^\\w+",     "\\bthe\\s+king"};
    for (size_t i = 0; i < 3 * sizeof some / sizeof *some; i++)
        patterns_add(&patterns, some[i / 3], REGEX_CASELESS, (enum regex_scope)(i % 3));
    patterns_open(&patterns);
    for (int i = 0; i < 3; i++) {
        article_fill(&article, 9000);
        article_break(&article);
        assert_same(&patterns, &article, &found);
        article_break_anywhere(&article, 5, 0, 0);
        assert_same(&patterns, &article, &found);
    }
    /* No white space at all: segments end, and words are cut, between any two characters. */
    article.length = 0;
    while (article.length < 50000)
        article_add(&article, random_of(text_words));
    for (size_t i = 0; i < article.length; i++)
        if (is_blank(article.text[i]))
            article.text[i] = 'k';
    article_break(&article);
    assert_same(&patterns, &article, &found);
    article_break_anywhere(&article, 0, 0, 0);
    assert_same(&patterns, &article, &found);
    /* A word that goes on over a token's end and over the segment's. */
    article.length = 0;
    article_add(&article, "he has x");
    while (article.length < 40000)
        article_add(&article, "\xc3\xa9");
    segmentation_clear(&article.segmentation);
    token_push(&article, 0, 2);
    token_push(&article, 3, 6);
    token_push(&article, 7, 8);
    token_push(&article, 8, article.length);
    sentence_push(&article, 0, article.length, 0);
    assert_same(&patterns, &article, &found);
    article_break_anywhere(&article, 1, 0, 0);
    assert_same(&patterns, &article, &found);
    assert_true(found > 500);
    patterns_close(&patterns);
    article_finish(&article);
}

/* A vocabulary that is emptied between documents gives its ids to other words. */
static void another_vocabulary_drops_what_was_learned(void **state)
{
    (void)state;
    static struct article other;
    article_init(&article);
    article_init(&other);
    patterns_add(&patterns, "\\bhe\\s+has\\b", 0, REGEX_SENTENCE);
    patterns_open(&patterns);
    article_add(&article, "he has she will");
    article_add(&other, "she will he has");
    article_break(&article);
    article_break(&other);
    size_t found = 0;
    assert_same(&patterns, &article, &found);
    assert_same(&patterns, &other, &found);
    assert_same(&patterns, &article, &found);
    assert_int_equal(found, 3);
    patterns_close(&patterns);
    article_finish(&article);
    article_finish(&other);
}

struct told {
    size_t found, failed, stop_after, segment;
    char id[40];
};

static bool tell_found(void *user, size_t entry, const struct regex_match *match)
{
    (void)entry;
    (void)match;
    struct told *told = user;
    return ++told->found != told->stop_after;
}

static void tell_failed(void *user, size_t entry, size_t segment_start, const tocsin_error *error)
{
    (void)entry;
    struct told *told = user;
    told->failed++;
    told->segment = segment_start;
    memcpy(told->id, error->id, sizeof told->id);
}

static tocsin_status scan_article(struct told *told, uint64_t fuel, uint64_t time, tocsin_error *error)
{
    struct regex_scan_input input = {{article.text, article.length}, &article.segmentation, article.vocabulary};
    struct budget budget;
    budget_start(&budget, fuel, time, NULL);
    return regex_scan_run(patterns.scan, patterns.matcher, &input, &budget, tell_found, tell_failed, told, error);
}

static void a_limit_is_told_once_and_the_scan_goes_on(void **state)
{
    (void)state;
    article_init(&article);
    patterns_add(&patterns, "\\b(?:a+)+!", 0, REGEX_SENTENCE);
    patterns_add(&patterns, "\\bking\\b", 0, REGEX_SENTENCE);
    patterns_open(&patterns);
    for (int i = 0; i < 3; i++) {
        article_add(&article, "king a! ");
        for (int n = 0; n < 200; n++)
            article_add(&article, "a");
        article_add(&article, " king. ");
    }
    article_break_anywhere(&article, 0, 0, 0);
    struct told told = {0};
    assert_int_equal(scan_article(&told, UINT64_MAX, 0, NULL), TOCSIN_OK);
    assert_int_equal(told.failed, 1);
    assert_string_equal(told.id, "regex-limit");
    assert_int_equal(told.found, 6);
    patterns_close(&patterns);
    article_finish(&article);
}

static void a_budget_ends_the_scan(void **state)
{
    (void)state;
    random_state = 5;
    article_init(&article);
    patterns_add(&patterns, "\\w+", 0, REGEX_SENTENCE);
    patterns_open(&patterns);
    article_fill(&article, 2000);
    article_break(&article);
    struct told told = {0};
    tocsin_error error = TOCSIN_ERROR_INIT;
    assert_int_equal(scan_article(&told, 300, 0, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-fuel");
    size_t first = told.found;
    told = (struct told){0};
    assert_int_equal(scan_article(&told, 300, 0, &error), TOCSIN_ERROR_LIMIT);
    assert_int_equal(told.found, first);
    assert_int_equal(told.failed, 0);
    told = (struct told){0};
    assert_int_equal(scan_article(&told, UINT64_MAX, 1, &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "limit-time");
    told = (struct told){.stop_after = 3};
    assert_int_equal(scan_article(&told, UINT64_MAX, 0, &error), TOCSIN_OK);
    assert_int_equal(told.found, 3);
    patterns_close(&patterns);
    article_finish(&article);
}

static bool make_and_scan(const tocsin_allocator *alloc, void *user)
{
    (void)user;
    static const char *const some[] = {"\\bhe\\s+has\\b", "don't", "[$%]\\s*\\d", "(?<x>\\w+)ing\\b", "\\w"};
    struct regex *regexes[5] = {NULL};
    struct regex_set_entry entries[5];
    struct regex_set *set = NULL;
    struct regex_scan *scan = NULL;
    struct regex_matcher *matcher = NULL;
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    struct regex_scan_input input = {{article.text, article.length}, &article.segmentation, article.vocabulary};
    struct told told = {0};
    tocsin_status status = TOCSIN_OK;
    for (int i = 0; i < 5; i++) {
        assert_int_equal(regex_compile(&regexes[i], &alloc_system, str_of(some[i]), REGEX_CASELESS, NULL),
                         TOCSIN_OK);
        entries[i] = (struct regex_set_entry){regexes[i], REGEX_SENTENCE};
    }
    status = regex_set_create(&set, alloc, entries, 5, NULL);
    if (!status)
        status = regex_scan_create(&scan, set, alloc, NULL);
    if (!status)
        status = regex_matcher_create(&matcher, alloc, NULL);
    if (!status)
        status = regex_scan_run(scan, matcher, &input, &budget, tell_found, tell_failed, &told, NULL);
    /* A scan that ran out of memory can be used again. */
    struct told again = {0};
    if (status == TOCSIN_ERROR_MEMORY && scan && matcher)
        regex_scan_run(scan, matcher, &input, &budget, tell_found, tell_failed, &again, NULL);
    assert_int_equal(told.failed + again.failed, 0);
    regex_scan_free(scan);
    regex_matcher_free(matcher);
    regex_set_free(set);
    for (int i = 0; i < 5; i++)
        regex_free(regexes[i]);
    if (status)
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
    return status == TOCSIN_OK;
}

static void running_out_of_memory_is_reported(void **state)
{
    (void)state;
    article_init(&article);
    article_add(&article, "He has $ 5, don't he? King\xe2\x84\xaaing \303\251ing taking");
    random_state = 2;
    article_break_anywhere(&article, 10, 0, 0);
    assert_true(failing_alloc_every(make_and_scan, NULL) > 50);
    article_finish(&article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(listed_patterns_find_what_each_finds_alone),
        cmocka_unit_test(random_patterns_find_what_each_finds_alone),
        cmocka_unit_test(single_patterns_find_what_they_find_alone),
        cmocka_unit_test(long_segments_are_cut),
        cmocka_unit_test(another_vocabulary_drops_what_was_learned),
        cmocka_unit_test(a_limit_is_told_once_and_the_scan_goes_on),
        cmocka_unit_test(a_budget_ends_the_scan),
        cmocka_unit_test(running_out_of_memory_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
