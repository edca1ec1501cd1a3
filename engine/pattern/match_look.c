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

/* Whether what a lookaround looks for is at each place of the scope: `bits` are zero. */
static bool look_prepare(struct pattern_scan *scan, const struct match_run *run, const struct automaton *automaton,
                         uint64_t *bits)
{
    struct match_run inner = *run;
    inner.automaton = automaton;
    if (automaton->small)
        small_reach(scan, &inner);
    else if (!large_note(scan, &inner))
        return false;
    for (uint32_t at = run->scope.first; at <= run->scope.last && !scan->status; at++) {
        bool found = automaton->small ? (automaton->closure[automaton->start] & scan->live[at]) != 0
                                      : large_live(scan, &inner, at, automaton->start);
        uint32_t place = at - run->scope.first;
        bits[place / 64] |= (uint64_t)found << place % 64;
    }
    return !scan->status;
}

bool looks_prepare(struct pattern_scan *scan, const struct match_run *run)
{
    size_t words = (size_t)(run->scope.last - run->scope.first) / 64 + 1, size = words * run->code->look_count;
    array_clear(&scan->look_bits);
    if (!array_reserve(scan->alloc, &scan->look_bits, size))
        return scan_no_memory(scan);
    memset(scan->look_bits.items, 0, size * sizeof *scan->look_bits.items);
    for (uint32_t i = 0; i < run->code->look_count; i++) {
        const struct pattern_look *look = &run->code->looks[i];
        if (!look->local && !look_prepare(scan, run, &look->automaton, scan->look_bits.items + i * words))
            return false;
    }
    return true;
}
