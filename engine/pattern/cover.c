#include "pattern/cover.h"

enum { PLACES_MOST = 2000, STEPS_MOST = 20000 };

/* Stages of the search for matches of the earlier that begin before one of the later and run into it. */
enum { STAGE_AT_START, STAGE_WITHIN, STAGE_LATER };

void cover_init(struct cover_work *work, const struct pattern_set *set)
{
    *work = (struct cover_work){
        .alloc = set->alloc, .logic = {&set->predicates, set->world.lemmas}, .lexicon = set->world.lexicon};
    hash_map_init(&work->known, work->alloc);
}

void cover_finish(struct cover_work *work)
{
    array_finish(work->alloc, &work->places);
    hash_map_finish(&work->known);
}

/* ---- Going through all places --------------------------------------------------------------------------- */

static bool place_equal(const void *user, uint32_t index, const void *key)
{
    const struct cover_work *work = user;
    return memcmp(&work->places.items[index], key, sizeof(struct cover_place)) == 0;
}

/* Past a bound nothing is sure any more. */
static void reach(struct cover_work *work, uint32_t stage, uint32_t state, const struct cover_set *set,
                  const struct cover_set *strayed)
{
    struct cover_place place;
    if (state == AUTOMATON_DEAD || work->refuted)
        return;
    memset(&place, 0, sizeof place);
    place.state = state;
    place.stage = stage;
    place.set = *set;
    if (strayed)
        place.strayed = *strayed;
    uint64_t hash = hash_bytes(&place, sizeof place);
    if (hash_map_find(&work->known, hash, place_equal, work, &place) != UINT32_MAX)
        return;
    work->refuted = work->places.count >= PLACES_MOST;
    if (work->refuted)
        return;
    work->memory_out = !array_push(work->alloc, &work->places, place) ||
                       !hash_map_add(&work->known, hash, (uint32_t)work->places.count - 1);
    work->refuted = work->memory_out;
}

typedef void cover_look(struct cover_work *work, const struct cover_place *place);

/* Whether no place refutes what is to be shown. */
static bool search(struct cover_work *work, cover_look *look)
{
    for (; work->next < work->places.count && !work->refuted; work->next++) {
        struct cover_place place = work->places.items[work->next];
        work->steps += 1 + work->earlier->count / 16;
        look(work, &place);
        if (work->steps > STEPS_MOST)
            work->refuted = true;
    }
    return !work->refuted;
}

static void start(struct cover_work *work)
{
    array_clear(&work->places);
    hash_map_clear(&work->known);
    work->next = 0;
    work->refuted = work->memory_out;
}

/* The states of a set that stand at the same mark or ask the same of their place, led on. */
static struct cover_set led_on(const struct cover_work *work, const struct cover_side *side,
                               const struct cover_set *set, const struct cover_side *by, const struct state *event,
                               bool boldly)
{
    struct cover_set out = {{0}};
    bool mark = event->kind == STATE_OPEN || event->kind == STATE_CLOSE;
    for (uint32_t i = 0; i < side->count; i++) {
        const struct state *state = &side->states[i];
        if (!cover_has(set, i) || state->kind != event->kind)
            continue;
        if (mark ? cover_mark(work, side, state) == cover_mark(work, by, event)
                 : cover_same_place(side, state, by, event))
            cover_close(work, side, &out, state->next, boldly, true);
    }
    return out;
}

/* ---- Whether all words are read ------------------------------------------------------------------------- */

/* A state of the later, and where the earlier surely stands after the same words. */
static void look_taken(struct cover_work *work, const struct cover_place *place)
{
    const struct cover_side *later = work->later, *earlier = work->earlier;
    const struct state *state = &later->states[place->state];
    struct cover_set set = place->set, led;
    switch (state->kind) {
    case STATE_FORK:
        reach(work, 0, state->next, &set, NULL);
        reach(work, 0, state->other, &set, NULL);
        return;
    case STATE_ACCEPT:
        work->refuted |= !cover_has(&set, AUTOMATON_ACCEPT);
        return;
    case STATE_OPEN:
    case STATE_CLOSE:
        if (cover_mark(work, later, state) != SIZE_MAX)
            set = led_on(work, earlier, &set, later, state, false);
        break;
    case STATE_START:
    case STATE_END:
    case STATE_LOOK:
        led = led_on(work, earlier, &set, later, state, false);
        cover_join(&set, &led);
        break;
    default:
        for (uint32_t i = 0; i < cover_event_count(work, state) && !work->refuted; i++) {
            struct cover_event event = cover_event_at(work, later, state, i);
            set = cover_surely(work, earlier, &place->set, &event);
            work->steps += earlier->count / 4;
            work->refuted |= cover_is_empty(&set) || event.kind == EVENT_UNKNOWN;
            reach(work, 0, state->next, &set, NULL);
        }
        return;
    }
    work->refuted |= cover_is_empty(&set);
    reach(work, 0, state->next, &set, NULL);
}

static bool shows_taken(struct cover_work *work)
{
    struct cover_set set = {{0}};
    start(work);
    cover_close(work, work->earlier, &set, work->earlier->start, false, true);
    reach(work, 0, work->later->start, &set, NULL);
    return search(work, look_taken);
}

/* ---- Whether no other words are ------------------------------------------------------------------------- */

static bool reads_on(const struct cover_side *side, const struct cover_set *set)
{
    for (uint32_t i = 0; i < side->count; i++)
        if (cover_has(set, i) && side->states[i].kind >= STATE_TOKEN && side->states[i].kind <= STATE_SAME)
            return true;
    return false;
}

/* Those that stand at other marks than the later does, led on; where that stands at one, also those that read on.
 */
static struct cover_set astray(const struct cover_work *work, const struct cover_set *set,
                               const struct state *state)
{
    struct cover_set out = {{0}};
    const struct cover_side *earlier = work->earlier;
    bool marked = state->kind == STATE_OPEN || state->kind == STATE_CLOSE;
    size_t mark = marked ? cover_mark(work, work->later, state) : SIZE_MAX;
    for (uint32_t i = 0; i < earlier->count; i++) {
        const struct state *other = &earlier->states[i];
        bool reads = other->kind == STATE_ACCEPT || (other->kind >= STATE_TOKEN && other->kind <= STATE_SAME);
        if (!cover_has(set, i))
            continue;
        if (reads && mark != SIZE_MAX)
            cover_add(&out, i);
        if ((other->kind == STATE_OPEN || other->kind == STATE_CLOSE) &&
            cover_mark(work, earlier, other) != SIZE_MAX &&
            !(other->kind == state->kind && cover_mark(work, earlier, other) == mark))
            cover_close(work, earlier, &out, other->next, true, false);
    }
    return out;
}

/* A state of the later, and where the earlier may stand: in `set` by way of the same marks, else in `strayed`. It
 * must not be able to end before the later does, nor go on behind it, nor (where marks are asked for) end strayed.
 */
static void look_exact(struct cover_work *work, const struct cover_place *place)
{
    const struct cover_side *later = work->later, *earlier = work->earlier;
    const struct state *state = &later->states[place->state];
    struct cover_set set = place->set, strayed = place->strayed, off = astray(work, &set, state), led;
    bool mark = state->kind == STATE_OPEN || state->kind == STATE_CLOSE;
    bool ends = cover_has(&set, AUTOMATON_ACCEPT) || cover_has(&strayed, AUTOMATON_ACCEPT) ||
                cover_has(&off, AUTOMATON_ACCEPT);
    if (state->kind == STATE_ACCEPT) {
        cover_join(&strayed, &off);
        work->refuted |= reads_on(earlier, &set) || reads_on(earlier, &strayed) ||
                         (work->mark_count && cover_has(&strayed, AUTOMATON_ACCEPT));
    } else if (state->kind == STATE_FORK) {
        reach(work, 0, state->next, &set, &strayed);
        reach(work, 0, state->other, &set, &strayed);
    } else if (mark && cover_mark(work, later, state) != SIZE_MAX) {
        led = led_on(work, earlier, &set, later, state, true);
        cover_join(&strayed, &off);
        reach(work, 0, state->next, &led, &strayed);
    } else if (state->kind < STATE_TOKEN || state->kind > STATE_SAME) {
        reach(work, 0, state->next, &set, &strayed);
    } else {
        work->refuted |= ends;
        cover_join(&strayed, &off);
        for (uint32_t i = 0; i < cover_event_count(work, state) && !work->refuted; i++) {
            struct cover_event event = cover_event_at(work, later, state, i);
            struct cover_set on = cover_maybe(work, earlier, &set, &event, true);
            struct cover_set away = cover_maybe(work, earlier, &strayed, &event, false);
            work->steps += earlier->count / 2;
            work->refuted |= event.kind == EVENT_LONG &&
                             (cover_has(&on, AUTOMATON_ACCEPT) || cover_has(&away, AUTOMATON_ACCEPT));
            reach(work, 0, state->next, &on, &away);
        }
    }
}

static bool shows_exact(struct cover_work *work)
{
    struct cover_set set = {{0}};
    start(work);
    cover_close(work, work->earlier, &set, work->earlier->start, true, true);
    reach(work, 0, work->later->start, &set, NULL);
    return search(work, look_exact);
}

/* ---- Whether matches run into each other ---------------------------------------------------------------- */

/* The later begins at a word of the earlier, which passes `event`. `set`: where a match of the later surely stands
 * that began with the earlier's. Where such a match ends the later would have found it instead. */
static void begin_later(struct cover_work *work, const struct cover_set *set, const struct cover_event *event)
{
    const struct cover_side *later = work->later;
    struct cover_set first = {{0}};
    cover_close(work, later, &first, later->start, true, false);
    for (uint32_t i = 0; i < later->count && !work->refuted; i++) {
        const struct state *state = &later->states[i];
        if (!cover_has(&first, i) || state->kind < STATE_TOKEN || state->kind > STATE_SAME)
            continue;
        for (uint32_t k = 0; k < cover_event_count(work, state); k++) {
            struct cover_event other = cover_event_at(work, later, state, k);
            if (cover_apart(work, event, &other))
                continue;
            struct cover_set on = cover_surely(work, later, set, &other), more = {{0}};
            if (state->kind == STATE_TOKEN)
                more = cover_surely(work, later, set, event);
            cover_join(&on, &more);
            if (!cover_has(&on, AUTOMATON_ACCEPT))
                reach(work, STAGE_LATER, state->next, &on, NULL);
        }
    }
}

/* A state of the earlier, before the later's match begins. */
static void look_before(struct cover_work *work, const struct cover_place *place, const struct state *state)
{
    const struct cover_set nothing = {{0}};
    if (state->kind == STATE_ACCEPT)
        return;
    if (state->kind < STATE_TOKEN || state->kind > STATE_SAME) {
        reach(work, place->stage, state->next, &place->set, NULL);
        if (state->kind == STATE_FORK)
            reach(work, place->stage, state->other, &place->set, NULL);
        return;
    }
    for (uint32_t i = 0; i < cover_event_count(work, state) && !work->refuted; i++) {
        struct cover_event event = cover_event_at(work, work->earlier, state, i);
        struct cover_event unknown = {.kind = EVENT_UNKNOWN};
        bool several = cover_reads_several(work->earlier, state);
        struct cover_set on = cover_surely(work, work->later, &place->set, &event);
        work->steps += work->later->count / 4;
        if (place->stage == STAGE_WITHIN)
            begin_later(work, &place->set, several ? &unknown : &event);
        if (several)
            begin_later(work, &nothing, &unknown);
        if (!cover_has(&on, AUTOMATON_ACCEPT))
            reach(work, STAGE_WITHIN, state->next, &on, NULL);
    }
}

/* A state of the later's match: where it can come to its end, the earlier's match has run into it. */
static void look_behind(struct cover_work *work, const struct cover_place *place, const struct state *state)
{
    struct cover_set set = place->set, led;
    if (state->kind == STATE_ACCEPT) {
        work->refuted = true;
        return;
    }
    if (state->kind < STATE_TOKEN || state->kind > STATE_SAME) {
        led = led_on(work, work->later, &set, work->later, state, false);
        if (state->kind != STATE_FORK)
            cover_join(&set, &led);
        if (cover_has(&set, AUTOMATON_ACCEPT))
            return;
        reach(work, STAGE_LATER, state->next, &set, NULL);
        if (state->kind == STATE_FORK)
            reach(work, STAGE_LATER, state->other, &set, NULL);
        return;
    }
    for (uint32_t i = 0; i < cover_event_count(work, state) && !work->refuted; i++) {
        struct cover_event event = cover_event_at(work, work->later, state, i);
        struct cover_set on = cover_surely(work, work->later, &place->set, &event);
        work->steps += work->later->count / 4;
        if (!cover_has(&on, AUTOMATON_ACCEPT))
            reach(work, STAGE_LATER, state->next, &on, NULL);
    }
}

static void look_staggered(struct cover_work *work, const struct cover_place *place)
{
    if (place->stage == STAGE_LATER)
        look_behind(work, place, &work->later->states[place->state]);
    else
        look_before(work, place, &work->earlier->states[place->state]);
}

/* A match of the later that began with the earlier's rules out what follows: sure where the earlier finds exactly
 * what the later does. For take the first match of the later in a text into which one of the earlier runs. The
 * later has one that began with that of the earlier, or before; so the earlier would have found it, and gone on
 * behind it. */
static bool shows_alone(struct cover_work *work)
{
    struct cover_set set = {{0}};
    start(work);
    cover_close(work, work->later, &set, work->later->start, false, false);
    reach(work, STAGE_AT_START, work->earlier->start, &set, NULL);
    return search(work, look_staggered);
}

/* ---- Asking --------------------------------------------------------------------------------------------- */

/* What compares captures is checked on the finished match alone: it may fail where another way would do. */
static bool compares(const struct cover_side *side)
{
    for (uint32_t i = 0; i < side->count; i++)
        if (side->states[i].kind == STATE_SAME)
            return true;
    return false;
}

static bool prepare(struct cover_work *work, const struct cover_side *earlier, const struct cover_side *later)
{
    work->earlier = earlier;
    work->later = later;
    work->marks = NULL;
    work->mark_count = 0;
    work->steps = 0;
    work->memory_out = false;
    return earlier->count <= COVER_STATES && later->count <= COVER_STATES && !compares(earlier) && !compares(later);
}

bool cover_takes(bool *out, struct cover_work *work, const struct cover_side *earlier,
                 const struct cover_side *later)
{
    *out = prepare(work, earlier, later) && shows_taken(work);
    return !work->memory_out;
}

bool cover_find(struct cover_found *out, struct cover_work *work, const struct cover_side *earlier,
                const struct cover_side *later, const struct str *marks, size_t mark_count)
{
    *out = (struct cover_found){.taken = prepare(work, earlier, later) && shows_taken(work)};
    if (out->taken)
        out->exact = shows_exact(work) && shows_alone(work);
    if (out->exact) {
        work->marks = marks;
        work->mark_count = mark_count;
        out->captures = shows_taken(work) && shows_exact(work);
    }
    return !work->memory_out;
}
