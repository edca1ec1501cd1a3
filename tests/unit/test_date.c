#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "failing_alloc.h"
#include "reading_kit.h"

/* A Wednesday. */
static const struct calendar_day today = {2022, 3, 16};

static struct layer_value feature(struct reading *reading, uint32_t handle, const char *name)
{
    struct layer_value value = {.text = STR("-")};
    layers_feature(&value, reading->layers, handle, str_of(name));
    return value;
}

/* "July 4=2022-07-04 day; …": with granularity. */
static void print_dates(struct buffer *out, struct reading *reading, const char *text, const struct layer *layer)
{
    const struct token *tokens = reading->segmentation.tokens.items;
    for (size_t i = 0; i < layer->count; i++) {
        const struct layer_span *span = &layer->items[i];
        struct str value = feature(reading, span->handle, "value").text;
        struct str grain = feature(reading, span->handle, "granularity").text;
        buffer_text(out, i ? "; " : "");
        buffer_append(out, text + tokens[span->first].start,
                      tokens[span->last - 1].end - tokens[span->first].start);
        buffer_format(out, "=%.*s %.*s", (int)value.length, value.data, (int)grain.length, grain.data);
    }
    buffer_char(out, '\0');
}

struct example {
    const char *text, *expected;
};

static void expect(const struct example *example, bool dated)
{
    struct reading reading;
    struct layer layer;
    struct buffer out;
    buffer_init(&out, &alloc_system);
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, str_of(example->text)));
    if (dated)
        layers_date(reading.layers, today);
    assert_true(layers_get(&layer, reading.layers, LAYER_DATE, STR("")));
    print_dates(&out, &reading, example->text, &layer);
    assert_false(out.failed);
    assert_string_equal(out.data, example->expected);
    reading_finish(&reading);
    buffer_finish(&out);
}

#define EXPECT_ALL(examples, dated)                                                                                \
    for (size_t i = 0; i < sizeof(examples) / sizeof *(examples); i++)                                             \
    expect(&(examples)[i], dated)

static void test_whole(void **state)
{
    static const struct example examples[] = {
        {"He left on Feb. 24, 2022, not before.", "Feb. 24, 2022=2022-02-24 day"},
        {"He left on 24 February 2022.", "24 February 2022=2022-02-24 day"},
        {"On the 3rd of May, 2010 it rained.", "the 3rd of May, 2010=2010-05-03 day"},
        {"Monday, July 28, 2014", "Monday, July 28, 2014=2014-07-28 day"},
        {"It fell in the third quarter of 2021 and Q4 2021.",
         "the third quarter of 2021=2021-Q3 quarter; Q4 2021=2021-Q4 quarter"},
        {"The first half of 2021, first three months of 2020.",
         "The first half of 2021=2021-H1 half; first three months of 2020=2020-01/2020-03 month"},
        {"Since 2014, in the 1990s, the '90s, the late nineties, the 19th century, summer 2012.",
         "2014=2014 year; the 1990s=199X decade; the '90s=199X decade; the late nineties=199X decade; the 19th "
         "century=18XX century; summer 2012=2012-SU season"},
        {"From 1990 to 1995, 2019-20, 5-6 September 2019.",
         "1990=1990 year; 1995=1995 year; 2019-20=2019/2020 year; 5-6 September 2019=2019-09-05/2019-09-06 day"},
        {"Between May and June in 1981.", "May=1981-05 month; June in 1981=1981-06 month"},
        {"2022-02-24T17:30:00Z 2022-02-24 24/02/2022 2/24/22 24.02.2022",
         "2022-02-24T17:30:00Z=2022-02-24T17:30:00Z time; 2022-02-24=2022-02-24 day; 24/02/2022=2022-02-24 day; "
         "2/24/22=2022-02-24 day; 24.02.2022=2022-02-24 day"},
        {"Caesar died in 44 BC; Vesuvius, AD 79.", "44 BC=-0043 year; AD 79=0079 year"},
        {"By the end of March 2020, in mid-2021 and early in 2019.",
         "the end of March 2020=2020-03 month; mid-2021=2021 year; early in 2019=2019 year"},
        {"In 1805 they sailed (1790 - 1810).", "1805=1805 year; 1790 - 1810=1790/1810 year"},
        {"The last week of May 2021.", "The last week of May 2021=2021-05 month"},
    };
    (void)state;
    EXPECT_ALL(examples, false);
}

static void test_relative(void **state)
{
    static const struct example examples[] = {
        {"It came this Wednesday.", "this Wednesday=2022-03-16 day"},
        {"He said so last year, last month, last week.",
         "last year=2021 year; last month=2022-02 month; last week=2022-W10 week"},
        {"They meet early next week.", "early next week=2022-W12 week"},
        {"Two months ago, ten years ago, a week ago.",
         "Two months ago=2022-01 month; ten years ago=2012 year; a week ago=2022-W10 week"},
        {"Yesterday, the day before yesterday, tomorrow morning, tonight, last night.",
         "Yesterday=2022-03-15 day; the day before yesterday=2022-03-14 day; tomorrow morning=2022-03-17TMO part; "
         "tonight=2022-03-16TNI part; last night=2022-03-15TNI part"},
        {"The past two weeks, the next few days.",
         "The past two weeks=2022-03-02/2022-03-16 week; the next few days=2022-03-16/.. day"},
        {"The past year, the coming weeks, those weeks, this past weekend.",
         "The past year=2021-03-16/2022-03-16 year; the coming weeks=2022-03-16/.. week; "
         "this past weekend=2022-W10-WE weekend"},
        {"Over the weekend they met.", "the weekend=2022-W10-WE weekend"},
        {"They will meet this weekend.", "this weekend=2022-W11-WE weekend"},
        {"last March, next March, last summer",
         "last March=2021-03 month; next March=2023-03 month; last summer=2021-SU season"},
        {"In 2010 he left; two years later he died.", "2010=2010 year; two years later=2012 year"},
        {"The following year was bad.", "The following year=- year"},
        {"Several years ago, hours ago.", "Several years ago=- year"},
        {"The end of the year.", "The end of the year=2022 year"},
    };
    (void)state;
    EXPECT_ALL(examples, true);
}

/* Which way a date without a year, or a weekday, looks. */
static void test_direction(void **state)
{
    static const struct example examples[] = {
        {"The talks failed on Thursday.", "Thursday=2022-03-10 day"},
        {"The talks will resume on Thursday.", "Thursday=2022-03-17 day"},
        {"It rained on Wednesday.", "Wednesday=2022-03-16 day"},
        {"Next Friday, last Monday.", "Next Friday=2022-03-25 day; last Monday=2022-03-14 day"},
        {"He arrived on March 20.", "March 20=2022-03-20 day"},
        {"He arrived in November.", "November=2021-11 month"},
        {"He will arrive in November.", "November=2022-11 month"},
        {"On December 31 it ended.", "December 31=2021-12-31 day"},
        {"In two weeks they will meet.", "two weeks=2022-W13 week"},
        {"In two weeks he built a house.", ""},
        {"For two weeks he slept.", ""},
    };
    (void)state;
    EXPECT_ALL(examples, true);
}

/* Nobody says when the article is of: what is known of a date stays. */
static void test_undated(void **state)
{
    static const struct example examples[] = {
        {"It came this Wednesday.", "this Wednesday=XXXX-WXX-3 day"},
        {"On Monday evening, on July 4, in May, in the third quarter.",
         "Monday evening=XXXX-WXX-1TEV part; July 4=XXXX-07-04 day; May=XXXX-05 month; the third quarter=XXXX-Q3 "
         "quarter"},
        {"Yesterday and last year.", "Yesterday=- day; last year=- year"},
        {"At 5:30 p.m. EST on Tuesday.", "5:30 p.m. EST on Tuesday=XXXX-WXX-2T17:30-05:00 time"},
        {"In July 2011 it began; by August it was over.", "July 2011=2011-07 month; August=2011-08 month"},
        {"Friday, July 21, 2017\n\nTalks failed on Tuesday.",
         "Friday, July 21, 2017=2017-07-21 day; Tuesday=2017-07-18 day"},
        {"Talks failed on Tuesday.\n\nFriday, July 21, 2017",
         "Tuesday=2017-07-18 day; Friday, July 21, 2017=2017-07-21 day"},
    };
    (void)state;
    EXPECT_ALL(examples, false);
}

static void test_times(void **state)
{
    static const struct example examples[] = {
        {"At 5 p.m. Monday, at 15:11 GMT, at noon.",
         "5 p.m. Monday=2022-03-14T17:00 time; 15:11 GMT=T15:11Z time; noon=T12:00 time"},
        {"Monday at 9am", "Monday at 9am=2022-03-14T09:00 time"},
        {"12 a.m. or 12 p.m., five o'clock", "12 a.m.=T00:00 time; 12 p.m.=T12:00 time; five o'clock=T05:00 time"},
        {"1730 GMT on July 4, 2020", "1730 GMT on July 4, 2020=2020-07-04T17:30Z time"},
        {"The morning of July 4, 2020.", "The morning of July 4, 2020=2020-07-04TMO part"},
        {"At 25:70 p.m. and 13 p.m.", ""},
    };
    (void)state;
    EXPECT_ALL(examples, true);
}

static void test_traps(void **state)
{
    static const struct example examples[] = {
        {"May I go? You may. Theresa May said May would go.", ""},
        {"They march on Washington. March on Washington!", ""},
        {"The Sun said Jan Egeland met April Jones.", ""},
        {"He sat in the sun and fell; the fall was hard.", ""},
        {"A second man, the second quarter-final, a minute, a 10-year plan, a two-week break.", ""},
        {"2000 people and 1500 cases for $2014; page 1.2.22.", ""},
        {"In June Apple announced it.", "June=2022-06 month"},
        {"It is in March or May 2003.", "March=2003-03 month; May 2003=2003-05 month"},
        {"Next to him, last of all, that second.", ""},
        {"Feb. 30 is no day.", "Feb.=2022-02 month"},
        {"99999999999999999999 BC, 0 BC, 00:99, 2022-13-45, 1/2/3/4, T, '', 31st 32nd", ""},
    };
    (void)state;
    EXPECT_ALL(examples, true);
}

static void test_features(void **state)
{
    struct reading reading;
    struct layer layer;
    (void)state;
    assert_true(reading_init(&reading, &lists, &alloc_system));
    assert_true(reading_open(&reading, STR("It has grown since early 2014. Yesterday at noon.")));
    assert_true(layers_get(&layer, reading.layers, LAYER_DATE, STR("")));
    assert_int_equal(layer.count, 2);
    uint32_t handle = layer.items[0].handle;
    assert_true(str_equal(feature(&reading, handle, "relation").text, STR("since")));
    assert_true(str_equal(feature(&reading, handle, "phase").text, STR("early")));
    assert_true(feature(&reading, handle, "from").number == 20140101);
    assert_true(feature(&reading, handle, "to").number == 20141231);
    assert_true(feature(&reading, handle, "resolved").flag);
    assert_false(feature(&reading, handle, "relative").flag);
    handle = layer.items[1].handle;
    assert_false(feature(&reading, handle, "resolved").flag);
    assert_true(feature(&reading, handle, "relative").flag);
    struct layer_value value;
    assert_false(layers_feature(&value, reading.layers, handle, STR("from")));
    assert_false(layers_feature(&value, reading.layers, handle, STR("kind")));
    reading_finish(&reading);
}

/* A list with something wrong in it is an error with its line. */
static void test_lists(void **state)
{
    static const char *const wrong[] = {"january\n",          "january\tmonths=1\n",
                                        "january\tmonth\n",   "may\tweak=1\n",
                                        "x\tmonth=12345\n",   "x\tmonth=\n",
                                        "x\tmonth=-\n",       "x-\tmonth=1\n",
                                        "x\tweak\nx\tname\n", "x\tmonth=1\tday=1\tunit=1\n",
                                        "\tweak\n",           "-s\tdecade=1\n"};
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct language_list list = {"dates", "dates.txt", str_of(wrong[i])};
        struct layer_words *words = NULL;
        tocsin_error error = TOCSIN_ERROR_INIT;
        assert_int_equal(layer_words_create(&words, &alloc_system, &list, 1, &error), TOCSIN_ERROR_BUNDLE);
        assert_string_equal(error.file, "dates.txt");
        assert_true(error.line > 0);
        assert_null(words);
    }
}

#define TEXT "On Feb. 24, 2022, two weeks ago, mid-March 2010, at 5:30 p.m. Monday, the 1990s."

static bool read_all(const tocsin_allocator *alloc, void *user)
{
    struct reading reading;
    struct layer layer;
    (void)user;
    bool well = reading_init(&reading, &lists, alloc) && reading_open(&reading, STR(TEXT)) &&
                layers_get(&layer, reading.layers, LAYER_DATE, STR(""));
    assert_true(!well || layer.count == 5);
    reading_finish(&reading);
    return well;
}

static bool load(const tocsin_allocator *alloc, void *user)
{
    static const char text[] = "may\tmonth=5\tweak\nmid-\tedge=2\n-th\tordinal\n";
    struct language_list list = {"dates", "dates.txt", {text, sizeof text - 1}};
    struct layer_words *words = NULL;
    (void)user;
    bool well = layer_words_create(&words, alloc, &list, 1, NULL) == TOCSIN_OK;
    layer_words_free(words);
    return well;
}

static void test_no_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(read_all, NULL) > 4);
    assert_true(failing_alloc_every(load, NULL) > 4);
}

static void test_long_texts(void **state)
{
    static const char *const words[] = {"May ",       "the end of ", "last ",
                                        "5 ",         "of 2021 ",    "Monday, ",
                                        "two weeks ", "2021-",       "in 2010 and in May, "};
    (void)state;
    expect_linear(words, sizeof words / sizeof *words, LAYER_DATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),      cmocka_unit_test(test_relative), cmocka_unit_test(test_direction),
        cmocka_unit_test(test_undated),    cmocka_unit_test(test_times),    cmocka_unit_test(test_traps),
        cmocka_unit_test(test_features),   cmocka_unit_test(test_lists),    cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_long_texts),
    };
    return cmocka_run_group_tests(tests, open_lists, close_lists);
}
