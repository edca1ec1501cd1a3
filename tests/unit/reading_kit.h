/* reading_kit.h: the lists of a test program that reads texts, and what its tests ask of every layer. */
#ifndef TOCSIN_UNIT_READING_KIT_H
#define TOCSIN_UNIT_READING_KIT_H

#include "base/buffer.h"
#include "base/clock.h"
#include "reading.h"
#include "slowness.h"

static struct reading_lists lists;

/* For cmocka_run_group_tests. */
static inline int open_lists(void **state)
{
    (void)state;
    return reading_lists_open(&lists, &alloc_system) ? 0 : -1;
}

static inline int close_lists(void **state)
{
    (void)state;
    reading_lists_close(&lists);
    return 0;
}

/* Long runs of each of some words, which may go on for ever, take linear time to find a layer in. */
static inline void expect_linear(const char *const *words, size_t count, enum layer_type type)
{
    enum { BYTES = 400000, MOST_MS = 2000 };
    struct buffer text;
    buffer_init(&text, &alloc_system);
    for (size_t i = 0; i < count; i++) {
        struct reading reading;
        struct layer layer;
        buffer_clear(&text);
        while (text.length < BYTES)
            buffer_text(&text, words[i]);
        assert_true(reading_init(&reading, &lists, &alloc_system));
        assert_true(reading_open(&reading, (struct str){text.data, text.length}));
        uint64_t start = clock_nanoseconds();
        assert_true(layers_get(&layer, reading.layers, type, STR("")));
        assert_true(clock_nanoseconds() - start < MOST_MS * UINT64_C(1000000) * slowness());
        reading_finish(&reading);
    }
    buffer_finish(&text);
}

#endif
