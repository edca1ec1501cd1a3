#include "pattern/scan_state.h"

static bool look_holds(struct pattern_scan *scan, const struct match_run *run, uint32_t item, uint32_t at)
{
    const struct pattern_look *look = &run->code->looks[item];
    if (run->assume && !look->local)
        return true;
    if (look->local) {
        struct match_run inner = *run;
        inner.automaton = &look->automaton;
        uint64_t start = look->automaton.closure[look->automaton.start];
        return small_survives(scan, &inner, at, start) != look->negative;
    }
    size_t words = (size_t)(run->scope.last - run->scope.first) / 64 + 1, bit = at - run->scope.first;
    return (scan->look_bits.items[item * words + bit / 64] >> (bit % 64) & 1) != look->negative;
}

bool place_holds(struct pattern_scan *scan, const struct match_run *run, enum state_kind kind, uint32_t item,
                 uint32_t at)
{
    if (kind == STATE_START)
        return at == run->scope.first;
    if (kind == STATE_END)
        return at == run->scope.last;
    return look_holds(scan, run, item, at);
}

bool looks_prepare(struct pattern_scan *scan, const struct match_run *run)
{
    size_t places = (size_t)(run->scope.last - run->scope.first) + 1, words = (places - 1) / 64 + 1;
    size_t size = words * run->code->look_count;
    array_clear(&scan->look_bits);
    if (!array_reserve(scan->alloc, &scan->look_bits, size))
        return scan_no_memory(scan);
    memset(scan->look_bits.items, 0, size * sizeof *scan->look_bits.items);
    for (uint32_t i = 0; i < run->code->look_count; i++) {
        const struct pattern_look *look = &run->code->looks[i];
        if (look->local)
            continue;
        struct match_run inner = *run;
        inner.automaton = &look->automaton;
        if (!large_note(scan, &inner))
            return false;
        for (size_t at = 0; at < places; at++)
            if (large_live(scan, &inner, run->scope.first + (uint32_t)at, look->automaton.start))
                scan->look_bits.items[i * words + at / 64] |= UINT64_C(1) << (at % 64);
    }
    return true;
}
