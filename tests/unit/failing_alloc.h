/* failing_alloc.h: an allocator for tests. It can fail one call, or every call from one on; it counts what is not
 * given back, and checks the contract of tocsin_allocator that malloc's family forgives: that `old_size` is the
 * size that the block really has. Every growth moves the block and spoils the old one, so a pointer kept across
 * one shows. One thread at a time.
 *
 *     static bool scenario(const tocsin_allocator *alloc, void *user)
 *     {
 *         … returns true when all went well, false when it met an error; frees what it made either way
 *     }
 *     failing_alloc_every(scenario, user);
 */
#ifndef TOCSIN_UNIT_FAILING_ALLOC_H
#define TOCSIN_UNIT_FAILING_ALLOC_H

#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tocsin/tocsin.h"

struct failing_alloc {
    tocsin_allocator allocator; /* hand out its address; its `user` is this struct, so it must stay in place */
    size_t calls;               /* allocations, growths and shrinkings asked for */
    size_t fail_at;             /* from 1: the call that fails; 0: none */
    bool stay_failed;           /* every later call fails as well */
    size_t failures;            /* calls that failed */
    size_t live_blocks;
    size_t live_bytes;
    size_t peak_bytes;
    size_t wrong_sizes; /* calls whose old_size was not the block's size */
};

/* In front of each block; a union, so that what follows is aligned for any type. */
union failing_alloc_header {
    size_t size;
    max_align_t alignment;
};

static inline void failing_alloc_release(struct failing_alloc *state, union failing_alloc_header *header)
{
    state->live_blocks--;
    state->live_bytes -= header->size;
    memset(header + 1, 0xdd, header->size);
    free(header);
}

static inline void *failing_alloc_resize(void *user, void *memory, size_t old_size, size_t new_size)
{
    struct failing_alloc *state = user;
    union failing_alloc_header *old = memory ? (union failing_alloc_header *)memory - 1 : NULL;
    if (old_size != (old ? old->size : 0))
        state->wrong_sizes++;
    if (new_size == 0) {
        if (old)
            failing_alloc_release(state, old);
        return NULL;
    }
    state->calls++;
    if (state->fail_at && (state->calls == state->fail_at || (state->stay_failed && state->calls > state->fail_at))) {
        state->failures++;
        return NULL;
    }
    union failing_alloc_header *moved = new_size < SIZE_MAX / 2 ? malloc(sizeof *moved + new_size) : NULL;
    if (!moved)
        return NULL;
    moved->size = new_size;
    memset(moved + 1, 0xcd, new_size);
    state->live_blocks++;
    state->live_bytes += new_size;
    if (state->live_bytes > state->peak_bytes)
        state->peak_bytes = state->live_bytes;
    if (old) {
        memcpy(moved + 1, old + 1, old->size < new_size ? old->size : new_size);
        failing_alloc_release(state, old);
    }
    return moved + 1;
}

/* An allocator that counts; set `fail_at` to make it fail. */
static inline void failing_alloc_init(struct failing_alloc *state)
{
    memset(state, 0, sizeof *state);
    state->allocator.resize = failing_alloc_resize;
    state->allocator.user = state;
}

/* Fails the test unless every block came back, each under its own size. */
static inline void failing_alloc_assert_clean(const struct failing_alloc *state)
{
    assert_int_equal(state->live_blocks, 0);
    assert_int_equal(state->live_bytes, 0);
    assert_int_equal(state->wrong_sizes, 0);
}

/* What is tried: true when all went well. Must give back all memory either way. */
typedef bool failing_alloc_scenario(const tocsin_allocator *alloc, void *user);

/* As failing_alloc_every, with the first allocation failing, then the one `step` on, …: for what takes long. */
static inline size_t failing_alloc_some(failing_alloc_scenario *scenario, void *user, size_t step)
{
    size_t reported = 0;
    for (size_t n = 1;; n += step) {
        for (int stay = 0; stay < 2; stay++) {
            struct failing_alloc state;
            failing_alloc_init(&state);
            state.fail_at = n;
            state.stay_failed = stay;
            bool well = scenario(&state.allocator, user);
            failing_alloc_assert_clean(&state);
            if (state.failures == 0) {
                assert_true(well);
                return reported;
            }
            reported += !well;
        }
    }
}

/* Runs the scenario with its first allocation failing, then its second, …, until one run meets no failure: that
 * run must return true. Each N is run twice, with the one call failing and with every call from it on. A run in
 * which a call failed may still return true (not every allocation is vital). Returns how many runs reported failure,
 * which a test of code that allocates should find above zero. */
static inline size_t failing_alloc_every(failing_alloc_scenario *scenario, void *user)
{
    return failing_alloc_some(scenario, user, 1);
}

#endif
