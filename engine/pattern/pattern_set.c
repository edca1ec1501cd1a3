#include "pattern/part.h"

/* ---- Life ------------------------------------------------------------------------------------------------ */

tocsin_status pattern_set_create(struct pattern_set **out, const struct pattern_world *world, tocsin_error *error)
{
    struct pattern_set *set = alloc_zero(world->alloc, sizeof *set);
    if (!set)
        return error_set(error, MESSAGE_MEMORY);
    set->alloc = world->alloc;
    set->world = *world;
    arena_init(&set->arena, set->alloc);
    predicate_table_init(&set->predicates, &set->arena, world->frequencies, set->alloc);
    hash_map_init(&set->shapes, set->alloc);
    *out = set;
    return TOCSIN_OK;
}

void pattern_set_free(struct pattern_set *set)
{
    if (!set)
        return;
    const tocsin_allocator *alloc = set->alloc;
    for (size_t i = 0; i < set->regexes.count; i++)
        regex_free(set->regexes.items[i]);
    predicate_table_finish(&set->predicates);
    array_finish(alloc, &set->codes);
    array_finish(alloc, &set->regexes);
    array_finish(alloc, &set->types);
    array_finish(alloc, &set->layers);
    array_finish(alloc, &set->groups);
    array_finish(alloc, &set->listed);
    array_finish(alloc, &set->shape_keys);
    hash_map_finish(&set->shapes);
    arena_finish(&set->arena);
    alloc_free(alloc, set, sizeof *set);
}

/* ---- Adding ---------------------------------------------------------------------------------------------- */

static void maker_finish(struct pattern_maker *maker)
{
    const tocsin_allocator *alloc = maker->set->alloc;
    arena_finish(&maker->scratch);
    array_finish(alloc, &maker->looks);
    array_finish(alloc, &maker->longs);
    array_finish(alloc, &maker->names);
    array_finish(alloc, &maker->elements);
    array_finish(alloc, &maker->alternatives);
    array_finish(alloc, &maker->reads);
    array_finish(alloc, &maker->states);
    array_finish(alloc, &maker->words);
    buffer_finish(&maker->key);
}

static tocsin_status group_of(uint32_t *out, struct pattern_maker *maker, const struct pattern_node *pattern,
                              const struct pattern_scope *scope)
{
    struct pattern_set *set = maker->set;
    struct pattern_group group = {scope->within, UINT32_MAX};
    if (scope->within == PATTERN_INSIDE || scope->within == PATTERN_OUTSIDE) {
        tocsin_status status = maker_layer(&group.layer, maker, pattern->source, pattern->start, pattern->end,
                                           scope->type, scope->role);
        if (status)
            return status;
    }
    for (size_t i = 0; i < set->groups.count; i++)
        if (set->groups.items[i].within == group.within && set->groups.items[i].layer == group.layer) {
            *out = (uint32_t)i;
            return TOCSIN_OK;
        }
    *out = (uint32_t)set->groups.count;
    return array_push(set->alloc, &set->groups, group) ? TOCSIN_OK : maker_no_memory(maker);
}

/* A copy in the set's memory; never NULL where memory lasts. */
static void *kept(struct pattern_maker *maker, const void *items, size_t size)
{
    void *copy = arena_new(&maker->set->arena, size + 1);
    if (copy && size)
        memcpy(copy, items, size);
    return copy;
}

#define KEEP(code, maker, field, number, array)                                                                  \
    ((code)->number = (uint32_t)(maker)->array.count,                                                            \
     ((code)->field = kept((maker), (maker)->array.items, (maker)->array.count * sizeof *(maker)->array.items)) != \
         NULL)

static tocsin_status code_keep(struct pattern_code *code, struct pattern_maker *maker)
{
    for (size_t i = 0; i < maker->looks.count; i++)
        code->whole_looks |= !maker->looks.items[i].local;
    bool well = KEEP(code, maker, looks, look_count, looks) && KEEP(code, maker, longs, long_count, longs) &&
                KEEP(code, maker, names, name_count, names) &&
                KEEP(code, maker, elements, element_count, elements) &&
                KEEP(code, maker, alternatives, alternative_count, alternatives) &&
                KEEP(code, maker, reads, read_count, reads);
    return well ? TOCSIN_OK : maker_no_memory(maker);
}

static void automaton_look_over(struct pattern_code *code)
{
    code->straight = code->automaton.plain;
    for (uint32_t i = 0; i < code->automaton.count; i++) {
        enum state_kind kind = code->automaton.states[i].kind;
        code->has_same |= kind == STATE_SAME;
        code->straight &= kind != STATE_FORK;
    }
}

/* Names of captures count where words are compared with what was captured. */
static tocsin_status shapes_note(struct pattern_code *code, struct pattern_maker *maker, const struct part *whole)
{
    buffer_clear(&maker->key);
    part_describe(maker, whole, code->has_same);
    tocsin_status status = maker_shape(&code->shape, maker);
    buffer_clear(&maker->key);
    part_describe(maker, whole, true);
    return status ? status : maker_shape(&code->named_shape, maker);
}

static tocsin_status add(struct pattern_code *code, struct pattern_maker *maker, const struct pattern_node *pattern,
                         const struct pattern_scope *scope)
{
    struct part *whole;
    tocsin_status status = group_of(&code->group, maker, pattern, scope);
    if (!status)
        status = part_resolve(&whole, maker, pattern);
    if (!status)
        status = part_check(maker, whole);
    if (!status)
        status = automaton_build(&code->automaton, maker, whole, false);
    if (!status)
        status = code_keep(code, maker);
    if (status)
        return status;
    automaton_look_over(code);
    status = shapes_note(code, maker, whole);
    if (status)
        return status;
    if (code->has_same && !code->automaton.small)
        return maker_fail(maker, pattern->source, pattern->start, pattern->end,
                          error_set(maker->error, MESSAGE_CHECK_SAME_SIZE, (unsigned)SMALL_LEAVES - 1));
    code->shortest = whole->shortest;
    code->longest = whole->longest;
    status = wake_choose(code, maker, whole);
    if (!status && code->wake.kind == WAKE_ALWAYS) {
        tocsin_error finding = TOCSIN_ERROR_INIT;
        error_set(&finding, MESSAGE_CHECK_EVERYWHERE);
        maker_warn(maker, pattern->source, pattern->start, pattern->end, &finding);
    }
    return status;
}

tocsin_status pattern_set_add(pattern_id *out, struct pattern_set *set, const struct pattern_node *pattern,
                              const struct pattern_scope *scope, pattern_report *report, void *user,
                              uint32_t *source, uint32_t *end, tocsin_error *error)
{
    struct pattern_code code = {.phase = 0};
    struct pattern_maker maker = {
        .set = set, .report = report, .report_user = user, .source = source, .end = end, .error = error};
    arena_init(&maker.scratch, set->alloc);
    buffer_init(&maker.key, set->alloc);
    *source = pattern->source;
    *end = pattern->end;
    tocsin_status status = add(&code, &maker, pattern, scope);
    if (!status && !array_push(set->alloc, &set->codes, code))
        status = maker_no_memory(&maker);
    maker_finish(&maker);
    if (!status)
        *out = (pattern_id)set->codes.count - 1;
    return status;
}

/* ---- Sealing --------------------------------------------------------------------------------------------- */

/* Counts, or files where the lists have memory, each pattern under the predicates that wake it. */
static void waiters_file(struct pattern_set *set, bool count)
{
    for (uint32_t p = 0; p < set->codes.count; p++) {
        const struct pattern_wake *wake = &set->codes.items[p].wake;
        for (uint32_t n = 0; n < wake->need_count && wake->kind == WAKE_WORDS; n++) {
            struct pattern_waiters *waiters = &set->waiters[wake->needs[n].item];
            if (!count)
                waiters->items[waiters->count] = (struct pattern_waiter){p, n};
            waiters->count++;
        }
    }
}

static bool waiters_make(struct pattern_set *set)
{
    size_t count = set->predicates.items.count, total = 0;
    set->waiters = arena_new(&set->arena, (count + 1) * sizeof *set->waiters);
    if (!set->waiters)
        return false;
    memset(set->waiters, 0, (count + 1) * sizeof *set->waiters);
    waiters_file(set, true);
    for (size_t i = 0; i < count; i++)
        total += set->waiters[i].count;
    struct pattern_waiter *room = arena_new(&set->arena, (total + 1) * sizeof *room);
    if (!room)
        return false;
    for (size_t i = 0; i < count; i++) {
        set->waiters[i].items = room;
        room += set->waiters[i].count;
        set->waiters[i].count = 0;
    }
    waiters_file(set, false);
    return true;
}

/* The patterns that no word wakes, by phase. */
static bool always_make(struct pattern_set *set)
{
    uint32_t count = 0;
    for (size_t p = 0; p < set->codes.count; p++)
        count += set->codes.items[p].wake.kind != WAKE_WORDS;
    set->always = arena_new(&set->arena, (count + 1) * sizeof *set->always);
    set->always_from = arena_new(&set->arena, (set->phase_count + 1) * sizeof *set->always_from);
    if (!set->always || !set->always_from)
        return false;
    count = 0;
    for (uint32_t phase = 0; phase < set->phase_count; phase++) {
        set->always_from[phase] = count;
        for (uint32_t p = 0; p < set->codes.count; p++)
            if (set->codes.items[p].phase == phase && set->codes.items[p].wake.kind != WAKE_WORDS)
                set->always[count++] = p;
    }
    set->always_from[set->phase_count] = count;
    return true;
}

tocsin_status pattern_set_seal(struct pattern_set *set, const uint32_t *phases, tocsin_error *error)
{
    for (size_t p = 0; p < set->codes.count; p++) {
        set->codes.items[p].phase = phases[p];
        if (phases[p] >= set->phase_count)
            set->phase_count = phases[p] + 1;
    }
    if (!predicate_table_seal(&set->predicates) || !waiters_make(set) || !always_make(set))
        return error_set(error, MESSAGE_MEMORY);
    hash_map_clear(&set->shapes);
    return TOCSIN_OK;
}

/* ---- What is in it --------------------------------------------------------------------------------------- */

size_t pattern_set_count(const struct pattern_set *set)
{
    return set->codes.count;
}

uint32_t pattern_capture_count(const struct pattern_set *set, pattern_id pattern)
{
    return set->codes.items[pattern].name_count;
}

struct str pattern_capture_name(const struct pattern_set *set, pattern_id pattern, uint32_t capture)
{
    return set->codes.items[pattern].names[capture].text;
}

uint32_t pattern_capture_find(const struct pattern_set *set, pattern_id pattern, struct str name)
{
    const struct pattern_code *code = &set->codes.items[pattern];
    for (uint32_t i = 0; i < code->name_count; i++)
        if (str_equal(code->names[i].text, name))
            return i;
    return UINT32_MAX;
}

lexicon_list pattern_capture_list(const struct pattern_set *set, pattern_id pattern, uint32_t capture)
{
    return set->codes.items[pattern].names[capture].list;
}

uint32_t pattern_type_count(const struct pattern_set *set)
{
    return (uint32_t)set->types.count;
}

struct str pattern_type_name(const struct pattern_set *set, uint32_t type)
{
    return set->types.items[type];
}

const struct str *pattern_reads(const struct pattern_set *set, pattern_id pattern, size_t index)
{
    const struct pattern_code *code = &set->codes.items[pattern];
    return index < code->read_count ? &code->reads[index] : NULL;
}

uint32_t pattern_element_count(const struct pattern_set *set, pattern_id pattern)
{
    return set->codes.items[pattern].element_count;
}

struct pattern_element pattern_element_at(const struct pattern_set *set, pattern_id pattern, uint32_t element)
{
    return set->codes.items[pattern].elements[element];
}

struct str pattern_trigger_text(const struct pattern_set *set, pattern_id pattern)
{
    return set->codes.items[pattern].wake_text;
}
