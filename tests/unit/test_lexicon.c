#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "english.h"
#include "failing_alloc.h"
#include "lexicon_kit.h"

/* A lexicon, its view and a text's forms. */
struct setting {
    struct lexicon *lexicon;
    struct lexicon_view *view;
    struct vocabulary *vocabulary;
    struct lemmas *lemmas;
    form_id forms[64];
    size_t count;
};

static void setting_read(struct setting *setting, const char *name, enum lexicon_by by, const char *data)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (!setting->lexicon)
        assert_int_equal(lexicon_create(&setting->lexicon, &alloc_system, NULL), TOCSIN_OK);
    if (kit_list(setting->lexicon, name, by, str_of(data), &error))
        fail_msg("%s", error.message);
}

static void setting_text(struct setting *setting, const char *text)
{
    struct str words[64];
    if (!setting->view) {
        assert_int_equal(lexicon_seal(setting->lexicon, NULL), TOCSIN_OK);
        assert_int_equal(english_lemmas(&setting->lemmas, &alloc_system, NULL), TOCSIN_OK);
        assert_int_equal(
            lexicon_view_create(&setting->view, setting->lexicon, setting->lemmas, &alloc_system, NULL), TOCSIN_OK);
        assert_int_equal(vocabulary_create(&setting->vocabulary, &alloc_system, NULL), TOCSIN_OK);
    }
    assert_true(lexicon_view_open(setting->view, setting->vocabulary));
    setting->count = kit_words(str_of(text), words, 64);
    for (size_t i = 0; i < setting->count; i++)
        setting->forms[i] = vocabulary_intern(setting->vocabulary, words[i]);
}

static void setting_close(struct setting *setting)
{
    lexicon_view_free(setting->view);
    vocabulary_free(setting->vocabulary);
    lexicon_free(setting->lexicon);
    lemmas_free(setting->lemmas);
}

/* The entries at word `from`, as "words(line) …". */
static void expect(struct setting *setting, const char *list_name, size_t from, const char *wanted)
{
    lexicon_list list = lexicon_find(setting->lexicon, str_of(list_name));
    struct lexicon_hit hits[8];
    char told[256] = "";
    size_t length = 0;
    size_t count = lexicon_match(setting->view, list, setting->forms + from, setting->count - from, hits, 8);
    for (size_t i = 0; i < count; i++)
        length += (size_t)snprintf(told + length, sizeof told - length, "%s%u:%u", i ? " " : "", hits[i].length,
                                   lexicon_entry_line(setting->lexicon, hits[i].entry));
    assert_string_equal(told, wanted);
    assert_false(lexicon_view_failed(setting->view));
    if (count)
        assert_true(lexicon_begins(setting->view, list, setting->forms[from]));
}

static void test_longest_comes_first(void **state)
{
    struct setting setting = {0};
    (void)state;
    setting_read(&setting, "places", LEXICON_BY_FOLD, "New York\nNew York City\nYork\nnew\n");
    setting_text(&setting, "in NEW York city and York");
    expect(&setting, "places", 0, "");
    expect(&setting, "places", 1, "3:2 2:1 1:4");
    expect(&setting, "places", 2, "1:3");
    expect(&setting, "places", 5, "1:3");
    setting_text(&setting, "New York");
    expect(&setting, "places", 0, "2:1 1:4");
    setting_close(&setting);
}

static void test_keys(void **state)
{
    struct setting setting = {0};
    (void)state;
    setting_read(&setting, "text", LEXICON_BY_TEXT, "US\nThe Sun\n");
    setting_read(&setting, "lemma", LEXICON_BY_LEMMA, "take place\nleave\nwarn\n");
    setting_read(&setting, "fold", LEXICON_BY_FOLD, "us\n");
    setting_text(&setting, "us US took place left Warned the Sun");
    expect(&setting, "text", 0, "");
    expect(&setting, "text", 1, "1:1");
    expect(&setting, "fold", 0, "1:1");
    expect(&setting, "fold", 1, "1:1");
    expect(&setting, "lemma", 2, "2:1");
    expect(&setting, "lemma", 4, "1:2");
    expect(&setting, "lemma", 5, "1:3");
    expect(&setting, "text", 6, "");
    setting_close(&setting);
}

/* Each of six words is a form of two lemmas: an entry for each way to read them. */
static void test_all_readings_of_a_phrase_are_followed(void **state)
{
    enum { WORDS = 6, READINGS = 1 << WORDS };
    struct setting setting = {0};
    struct lexicon_hit hits[2 * READINGS];
    char list[READINGS * WORDS * 6 + 1] = "";
    bool met[READINGS] = {false};
    size_t length = 0;
    (void)state;
    for (unsigned reading = 0; reading < READINGS; reading++)
        for (unsigned i = 0; i < WORDS; i++)
            length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", reading >> i & 1 ? "leave" : "left",
                                       i + 1 < WORDS ? " " : "\n");
    setting_read(&setting, "lemma", LEXICON_BY_LEMMA, list);
    setting_text(&setting, "left left left left left left left");
    size_t count = lexicon_match(setting.view, 0, setting.forms, setting.count, hits, 2 * READINGS);
    assert_int_equal(count, READINGS);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(hits[i].length, WORDS);
        met[lexicon_entry_line(setting.lexicon, hits[i].entry) - 1] = true;
    }
    for (size_t i = 0; i < READINGS; i++)
        assert_true(met[i]);
    assert_true(lexicon_view_steps(setting.view) < 8 * READINGS);
    setting_close(&setting);
}

static void test_which_lists_begin(void **state)
{
    struct setting setting = {0};
    const lexicon_list *lists;
    (void)state;
    setting_read(&setting, "a", LEXICON_BY_FOLD, "put off\nput on\n");
    setting_read(&setting, "b", LEXICON_BY_FOLD, "off\n");
    setting_read(&setting, "c", LEXICON_BY_LEMMA, "put\nput up\n");
    setting_read(&setting, "d", LEXICON_BY_TEXT, "Put\n");
    setting_text(&setting, "Put off puts on");
    assert_int_equal(lexicon_starts(setting.view, setting.forms[0], &lists), 3);
    assert_int_equal(lists[0], 0);
    assert_int_equal(lists[1], 2);
    assert_int_equal(lists[2], 3);
    assert_int_equal(lexicon_starts(setting.view, setting.forms[1], &lists), 1);
    assert_int_equal(lists[0], 1);
    assert_int_equal(lexicon_starts(setting.view, setting.forms[2], &lists), 1);
    assert_int_equal(lists[0], 2);
    assert_int_equal(lexicon_starts(setting.view, setting.forms[3], &lists), 0);
    assert_false(lexicon_begins(setting.view, 0, setting.forms[2]));
    assert_true(lexicon_begins(setting.view, 2, setting.forms[2]));
    setting_close(&setting);
}

static void test_columns(void **state)
{
    struct lexicon *lexicon = NULL;
    struct str words[2];
    (void)state;
    assert_int_equal(lexicon_create(&lexicon, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(kit_list(lexicon, "x", LEXICON_BY_FOLD,
                              STR("#: entry\tsense\tdirection\nif\tcondition\tcause_first\n"
                                  "As Long as\tcondition\t\n"),
                              NULL),
                     TOCSIN_OK);
    assert_int_equal(lexicon_size(lexicon, 0), 2);
    assert_int_equal(lexicon_longest(lexicon, 0), 3);
    assert_int_equal(lexicon_column_count(lexicon, 0), 2);
    assert_int_equal(lexicon_column_find(lexicon, 0, STR("direction")), 1);
    assert_int_equal(lexicon_column_find(lexicon, 0, STR("nothing")), SIZE_MAX);
    assert_true(lexicon_column_has(lexicon, 0, 1, STR("cause_first")));
    assert_false(lexicon_column_has(lexicon, 0, 0, STR("cause_first")));
    assert_true(str_equal(lexicon_value(lexicon, lexicon_entry_at(lexicon, 0, 1), 0), STR("condition")));
    assert_true(str_equal(lexicon_value(lexicon, lexicon_entry_at(lexicon, 0, 1), 1), STR("")));
    assert_int_equal(lexicon_entry_line(lexicon, 1), 3);
    assert_int_equal(lexicon_words(lexicon, 1, words, 2), 3);
    assert_true(str_equal(words[0], STR("as")));
    assert_true(str_equal(words[1], STR("long")));
    struct str found[] = {STR("as"), STR("long"), STR("as")};
    assert_int_equal(lexicon_find_entry(lexicon, 0, found, 3), 1);
    assert_int_equal(lexicon_find_entry(lexicon, 0, found, 2), LEXICON_NONE);
    lexicon_free(lexicon);
}

static void test_entries_lists_and_columns_stand_once(void **state)
{
    struct lexicon *lexicon = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    (void)state;
    assert_int_equal(lexicon_create(&lexicon, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(kit_list(lexicon, "x", LEXICON_BY_FOLD, STR("One two\nthree\none  TWO\n"), &error), TOCSIN_OK);
    assert_int_equal(lexicon_size(lexicon, 0), 2);
    assert_int_equal(lexicon_entry_line(lexicon, lexicon_entry_at(lexicon, 0, 0)), 1);
    assert_int_equal(kit_list(lexicon, "x", LEXICON_BY_FOLD, STR("a\n"), &error), TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "lexicon-twice");
    assert_int_equal(kit_list(lexicon, "y", LEXICON_BY_FOLD, STR("#: entry\ta\ta\none\tx\ty\n"), &error),
                     TOCSIN_ERROR_BUNDLE);
    assert_string_equal(error.id, "lexicon-column");
    assert_int_equal(lexicon_list_count(lexicon), 1);
    lexicon_free(lexicon);
}

static void test_an_entry_of_many_words(void **state)
{
    struct lexicon *lexicon = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    char data[4 * LEXICON_ENTRY_LIMIT] = "";
    (void)state;
    for (size_t i = 0; i <= LEXICON_ENTRY_LIMIT; i++)
        memcpy(data + 2 * i, "a ", 3);
    assert_int_equal(lexicon_create(&lexicon, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(kit_list(lexicon, "x", LEXICON_BY_FOLD, str_of(data), &error), TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "lexicon-length");
    assert_int_equal(lexicon_size(lexicon, 0), 0);
    lexicon_free(lexicon);
}

static bool fill_and_match(const tocsin_allocator *alloc, void *user)
{
    struct lexicon *lexicon = NULL;
    struct lexicon_view *view = NULL;
    const lexicon_list *starts;
    struct setting *setting = user;
    struct lexicon_hit hits[2];
    bool well = lexicon_create(&lexicon, alloc, NULL) == TOCSIN_OK &&
                kit_list(lexicon, "x", LEXICON_BY_FOLD, STR("#: entry\tkind\nNew York\tplace\nnew\tword\n"), NULL) ==
                    TOCSIN_OK &&
                lexicon_seal(lexicon, NULL) == TOCSIN_OK &&
                lexicon_view_create(&view, lexicon, NULL, alloc, NULL) == TOCSIN_OK &&
                lexicon_view_open(view, setting->vocabulary);
    if (well) {
        size_t found = lexicon_match(view, 0, setting->forms, setting->count, hits, 2);
        size_t begun = lexicon_starts(view, setting->forms[0], &starts);
        well = !lexicon_view_failed(view);
        if (well) {
            assert_int_equal(found, 2);
            assert_int_equal(begun, 1);
        }
    }
    lexicon_view_free(view);
    lexicon_free(lexicon);
    return well;
}

static void test_out_of_memory(void **state)
{
    struct setting setting = {0};
    (void)state;
    setting_read(&setting, "x", LEXICON_BY_FOLD, "a\n");
    setting_text(&setting, "New York");
    assert_true(failing_alloc_every(fill_and_match, &setting) > 0);
    setting_close(&setting);
}

/* A vocabulary that was emptied gives its ids to other words. */
static void test_another_generation(void **state)
{
    struct setting setting = {0};
    (void)state;
    setting_read(&setting, "x", LEXICON_BY_FOLD, "alpha\n");
    setting_text(&setting, "alpha");
    expect(&setting, "x", 0, "1:1");
    vocabulary_free(setting.vocabulary);
    assert_int_equal(vocabulary_create(&setting.vocabulary, &alloc_system, NULL), TOCSIN_OK);
    setting.view = (lexicon_view_free(setting.view), NULL);
    assert_int_equal(lexicon_view_create(&setting.view, setting.lexicon, NULL, &alloc_system, NULL), TOCSIN_OK);
    setting_text(&setting, "beta alpha");
    expect(&setting, "x", 0, "");
    expect(&setting, "x", 1, "1:1");
    setting_close(&setting);
}

/* ---- Beside a search that looks at every entry ----------------------------------------------------------- */

enum { RANDOM_LISTS = 3, RANDOM_ENTRIES = 900, RANDOM_LENGTH = 4, RANDOM_WORDS = 60, RANDOM_TEXT = 3000 };

struct random_entry {
    unsigned words[RANDOM_LENGTH];
    size_t count;
};

/* Lists of random entries, the second with upper case for the half of its words. */
struct random_lists {
    struct random_entry entries[RANDOM_LISTS][RANDOM_ENTRIES];
    enum lexicon_by by[RANDOM_LISTS];
    uint32_t state;
};

static unsigned next_random(struct random_lists *lists, unsigned below)
{
    lists->state = lists->state * 1664525u + 1013904223u;
    return (lists->state >> 8) % below;
}

/* Small numbers are frequent words; odd ones are in upper case where case tells. */
static unsigned random_word(struct random_lists *lists)
{
    return next_random(lists, 2) ? next_random(lists, 6) : next_random(lists, 2 * RANDOM_WORDS);
}

static struct str spell(char out[8], unsigned word, bool keep_case)
{
    int length = snprintf(out, 8, "%c%u", keep_case && word % 2 ? 'W' : 'w', word / 2);
    return (struct str){out, (size_t)length};
}

static void random_fill(struct random_lists *lists, struct lexicon *lexicon)
{
    static const char *const names[RANDOM_LISTS] = {"fold", "text", "lemma"};
    for (unsigned l = 0; l < RANDOM_LISTS; l++) {
        lexicon_list list;
        lists->by[l] = (enum lexicon_by)l;
        assert_int_equal(lexicon_add_list(&list, lexicon, str_of(names[l]), lists->by[l], NULL, 0, NULL),
                         TOCSIN_OK);
        for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
            struct random_entry *entry = &lists->entries[l][e];
            char texts[RANDOM_LENGTH][8];
            struct str words[RANDOM_LENGTH];
            lexicon_entry id;
            entry->count = 1 + next_random(lists, RANDOM_LENGTH);
            for (size_t w = 0; w < entry->count; w++) {
                entry->words[w] = random_word(lists);
                words[w] = spell(texts[w], entry->words[w], lists->by[l] == LEXICON_BY_TEXT);
            }
            assert_int_equal(lexicon_add_entry(&id, lexicon, list, words, entry->count, NULL, (uint32_t)e, NULL),
                             TOCSIN_OK);
            if (id == LEXICON_NONE)
                entry->count = 0; /* it is there already */
        }
    }
}

static bool entry_stands(const struct random_lists *lists, unsigned list, size_t number, const unsigned *text,
                         size_t count)
{
    const struct random_entry *entry = &lists->entries[list][number];
    if (entry->count == 0 || entry->count > count)
        return false;
    for (size_t w = 0; w < entry->count; w++) {
        bool same = lists->by[list] == LEXICON_BY_TEXT ? entry->words[w] == text[w]
                                                       : entry->words[w] / 2 == text[w] / 2;
        if (!same)
            return false;
    }
    return true;
}

/* The hits are all that stand there and nothing else, longest first; no list has an entry twice. */
static size_t compare_at(const struct random_lists *lists, struct setting *setting, unsigned list,
                         const form_id *forms, const unsigned *text, size_t count)
{
    struct lexicon_hit hits[RANDOM_LENGTH];
    size_t found = lexicon_match(setting->view, list, forms, count, hits, RANDOM_LENGTH), standing = 0;
    for (size_t e = 0; e < RANDOM_ENTRIES; e++)
        standing += entry_stands(lists, list, e, text, count);
    assert_int_equal(found, standing);
    for (size_t h = 0; h < found; h++) {
        uint32_t number = lexicon_entry_line(setting->lexicon, hits[h].entry);
        assert_true(entry_stands(lists, list, number, text, count));
        assert_int_equal(hits[h].length, lists->entries[list][number].count);
        assert_true(h == 0 || hits[h - 1].length > hits[h].length);
    }
    assert_true(!found || lexicon_begins(setting->view, list, forms[0]));
    return found;
}

static void test_random_lists_against_a_plain_search(void **state)
{
    static struct random_lists lists;
    static unsigned text[RANDOM_TEXT];
    static form_id forms[RANDOM_TEXT];
    struct setting setting = {0};
    size_t found = 0;
    (void)state;
    lists.state = 1;
    assert_int_equal(lexicon_create(&setting.lexicon, &alloc_system, NULL), TOCSIN_OK);
    random_fill(&lists, setting.lexicon);
    assert_int_equal(lexicon_seal(setting.lexicon, NULL), TOCSIN_OK);
    assert_int_equal(lexicon_view_create(&setting.view, setting.lexicon, NULL, &alloc_system, NULL), TOCSIN_OK);
    assert_int_equal(vocabulary_create(&setting.vocabulary, &alloc_system, NULL), TOCSIN_OK);
    assert_true(lexicon_view_open(setting.view, setting.vocabulary));
    for (size_t i = 0; i < RANDOM_TEXT; i++) {
        char space[8];
        text[i] = random_word(&lists);
        forms[i] = vocabulary_intern(setting.vocabulary, spell(space, text[i], true));
    }
    for (unsigned l = 0; l < RANDOM_LISTS; l++)
        for (size_t i = 0; i < RANDOM_TEXT; i++)
            found += compare_at(&lists, &setting, l, forms + i, text + i, RANDOM_TEXT - i);
    assert_true(found > RANDOM_TEXT);
    setting_close(&setting);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_longest_comes_first),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_all_readings_of_a_phrase_are_followed),
        cmocka_unit_test(test_which_lists_begin),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_entries_lists_and_columns_stand_once),
        cmocka_unit_test(test_an_entry_of_many_words),
        cmocka_unit_test(test_another_generation),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_random_lists_against_a_plain_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
