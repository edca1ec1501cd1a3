#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <cmocka.h>

#include "base/alloc.h"
#include "text/break_grapheme.h"
#include "text/break_sentence.h"
#include "text/break_word.h"

typedef size_t break_next(struct str text, size_t at);

/* `parted` is the text with "|" at each boundary inside. */
static void expect_breaks(break_next *next, const char *parted)
{
    char text[256];
    size_t ends[64], count = 0, length = 0;
    for (; *parted; parted++) {
        if (*parted == '|')
            ends[count++] = length;
        else
            text[length++] = *parted;
    }
    ends[count++] = length;
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        at = next((struct str){text, length}, at);
        assert_int_equal(at, ends[i]);
    }
}

static void test_words(void **state)
{
    (void)state;
    expect_breaks(word_break_next, "The| |quick| |(|\"|brown|\"|)| |fox| |can't| |jump| |32.3| |feet|,| |right|?");
    expect_breaks(word_break_next, "U.S|.| |a|.|.|b| |3,5|,| |x_1");
    expect_breaks(word_break_next, "a|\r\n|b|\n|\n|  |c");
    expect_breaks(word_break_next, "don\xe2\x80\x99t|-|stop");
    expect_breaks(word_break_next,
                  "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa|\xf0\x9f\x87\xab\xf0\x9f\x87\xb7|\xf0\x9f\x87\xaa");
}

static void test_sentences(void **state)
{
    (void)state;
    expect_breaks(sentence_break_next, "He warned.  |\"It may fall.\" |She left! |(Why?) |No.");
    expect_breaks(sentence_break_next, "etc. and so on, i.e. this\n|Line two");
    expect_breaks(sentence_break_next, "It rose 3.4 points. |U.S. |Stocks fell.");
    expect_breaks(sentence_break_next, "one\r\n|two");
}

static void test_graphemes(void **state)
{
    (void)state;
    expect_breaks(grapheme_break_next, "e\xcc\x81|\r\n|x");
    expect_breaks(grapheme_break_next, "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9|\xf0\x9f\x91\xa9");
}

/* Fills `text` with `head` once and then `unit` over and over. */
static void fill(char *text, size_t size, struct str head, struct str unit)
{
    memcpy(text, head.data, head.length);
    for (size_t at = head.length; at < size; at += unit.length)
        memcpy(text + at, unit.data, unit.length);
}

/* Of this thread alone: what else the machine does is left out. */
static uint64_t cpu_nanoseconds(void)
{
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now), 0);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t time_of(break_next *next, struct str text)
{
    uint64_t start = cpu_nanoseconds();
    for (size_t at = 0; at < text.length;)
        at = next(text, at);
    return cpu_nanoseconds() - start;
}

enum { ROUNDS = 20, ENOUGH = 3 };

/* Eight times the text takes about eight times the time; what is quadratic takes 64 times. Goes by the best of each, and
 * takes more rounds only where the first ones do not tell. */
static void expect_linear(break_next *next, struct str head, struct str unit)
{
    size_t units = 20000, small = head.length + units * unit.length, large = head.length + 8 * units * unit.length;
    char *text = alloc_new(&alloc_system, large);
    assert_non_null(text);
    fill(text, large, head, unit);
    uint64_t less = UINT64_MAX, more = UINT64_MAX;
    for (int round = 0; round < ENOUGH || (round < ROUNDS && more >= 30 * less); round++) {
        uint64_t few = time_of(next, (struct str){text, small}), many = time_of(next, (struct str){text, large});
        less = few < less ? few : less;
        more = many < more ? many : more;
    }
    alloc_free(&alloc_system, text, large);
    assert_true(more < 30 * less);
}

static void test_linear_time(void **state)
{
    (void)state;
    static const struct str units[] = {
        {"\xcc\x81", 2},                 /* Extend */
        {"\xc2\xad", 2},                 /* Format */
        {"a:\xcc\x81\xcc\x81\xcc\x81", 8}, /* a middle that waits for a letter behind it */
        {"a:", 2},
        {"1,", 2},
        {". ", 2},
        {".)", 2},
        {". (", 3},                      /* SB8 looks ahead from every full stop */
        {",", 1},
        {"\xf0\x9f\x87\xa9", 4},         /* regional indicators: an even or odd number before */
        {"\xe2\x80\x8d", 3},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        expect_linear(word_break_next, STR("a:"), units[i]);
        expect_linear(sentence_break_next, STR("a. "), units[i]);
        expect_linear(grapheme_break_next, STR("a"), units[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_graphemes),
        cmocka_unit_test(test_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
