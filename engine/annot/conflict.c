#include "annot/conflict.h"

#include <stdlib.h>

/* A record that competes, with all that decides. */
struct rival {
    uint32_t start, end;
    uint32_t order; /* of its rule */
    record_handle record;
};

struct contest {
    struct record_store *store;
    struct budget *budget;
    conflict_told *told;
    void *user;
    ARRAY(struct rival) rivals;
    ARRAY(struct rival) winners; /* of the records at hand */
};

bool conflict_find(enum conflict_policy *out, struct str name)
{
    static const char *const names[] = {"all", "longest", "first", "one_per_cue"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(name, str_of(names[i]))) {
            *out = (enum conflict_policy)i;
            return true;
        }
    }
    return false;
}

static int by_number(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* Orders are total, since no two rivals have one handle: a sort that is not stable does no harm. */
static int by_rule(const struct rival *a, const struct rival *b)
{
    int order = by_number(a->order, b->order);
    return order ? order : by_number(a->record, b->record);
}

static int by_start(const void *left, const void *right)
{
    const struct rival *a = left, *b = right;
    int order = by_number(a->start, b->start);
    return order ? order : by_rule(a, b);
}

static int by_length(const void *left, const void *right)
{
    const struct rival *a = left, *b = right;
    int order = by_number(b->end - b->start, a->end - a->start);
    return order ? order : by_rule(a, b);
}

static int by_cue(const void *left, const void *right)
{
    const struct rival *a = left, *b = right;
    int order = by_number(a->start, b->start);
    if (!order)
        order = by_number(a->end, b->end);
    return order ? order : by_rule(a, b);
}

static bool drop(struct contest *contest, const struct rival *lost, const struct rival *won)
{
    record_drop(contest->store, lost->record);
    return !contest->told || contest->told(contest->user, lost->record, won->record);
}

static bool overlap(const struct rival *a, const struct rival *b)
{
    return a->start < b->end && b->start < a->end;
}

/* Rivals in order of preference: each stays unless it overlaps one that stays. */
static bool keep_best(struct contest *contest, const struct rival *rivals, size_t count)
{
    const tocsin_allocator *alloc = contest->store->alloc;
    array_clear(&contest->winners);
    for (size_t i = 0; i < count; i++) {
        const struct rival *won = NULL;
        for (size_t k = 0; k < contest->winners.count && !won; k++)
            if (overlap(&contest->winners.items[k], &rivals[i]))
                won = &contest->winners.items[k];
        if (!budget_charge(contest->budget, 1 + contest->winners.count / 8))
            return true;
        if (won ? !drop(contest, &rivals[i], won) : !array_push(alloc, &contest->winners, rivals[i]))
            return false;
    }
    return true;
}

/* Rivals by start fall apart into groups that do not touch each other: what is preferred is told within each. */
static bool resolve_overlaps(struct contest *contest, int prefer(const void *, const void *))
{
    struct rival *rivals = contest->rivals.items;
    size_t count = contest->rivals.count;
    bool well = true;
    qsort(rivals, count, sizeof *rivals, by_start);
    for (size_t first = 0, last = 0; first < count && well; first = last) {
        uint32_t end = rivals[first].end;
        for (last = first + 1; last < count && rivals[last].start < end; last++)
            end = rivals[last].end > end ? rivals[last].end : end;
        qsort(rivals + first, last - first, sizeof *rivals, prefer);
        well = keep_best(contest, rivals + first, last - first);
    }
    return well;
}

static bool is_cue(const tocsin_role *role)
{
    return strcmp(role->name, "cue") == 0;
}

/* Whether two records have the same spans as cues; roles of one name come in text order. */
static bool same_cues(const tocsin_record *a, const tocsin_record *b)
{
    size_t i = 0, k = 0;
    for (;; i++, k++) {
        while (i < a->role_count && !is_cue(&a->roles[i]))
            i++;
        while (k < b->role_count && !is_cue(&b->roles[k]))
            k++;
        if (i == a->role_count || k == b->role_count)
            return i == a->role_count && k == b->role_count;
        if (a->roles[i].span.start != b->roles[k].span.start || a->roles[i].span.end != b->roles[k].span.end)
            return false;
    }
}

/* Rivals hold the first cue's span here: those of one first cue stand together. */
static bool resolve_cues(struct contest *contest)
{
    const tocsin_record *records = contest->store->records.items;
    struct rival *rivals = contest->rivals.items;
    size_t count = contest->rivals.count, kept = 0;
    for (size_t i = 0; i < count; i++) {
        const tocsin_record *record = &records[rivals[i].record];
        size_t role = 0;
        while (role < record->role_count && !is_cue(&record->roles[role]))
            role++;
        if (role == record->role_count)
            continue;
        rivals[kept] = rivals[i];
        rivals[kept].start = record->roles[role].span.start;
        rivals[kept++].end = record->roles[role].span.end;
    }
    qsort(rivals, kept, sizeof *rivals, by_cue);
    for (size_t i = 1; i < kept; i++) {
        for (size_t k = i; k-- > 0 && rivals[k].start == rivals[i].start && rivals[k].end == rivals[i].end;) {
            if (!budget_charge(contest->budget, 1))
                return true;
            if (!record_lives(contest->store, rivals[k].record) ||
                !same_cues(&records[rivals[k].record], &records[rivals[i].record]))
                continue;
            if (!drop(contest, &rivals[i], &rivals[k]))
                return false;
            break;
        }
    }
    return true;
}

static bool collect(struct contest *contest, struct str type, record_handle first)
{
    const struct record_store *store = contest->store;
    for (size_t i = first; i < store->records.count; i++) {
        const tocsin_record *record = &store->records.items[i];
        struct rival rival = {record->span.start, record->span.end, store->states.items[i].rule_order,
                              (record_handle)i};
        if (!record_lives(store, rival.record) || !str_equal(str_of(record->type), type))
            continue;
        if (!array_push(store->alloc, &contest->rivals, rival))
            return false;
    }
    return true;
}

tocsin_status conflict_resolve(struct record_store *store, enum conflict_policy policy, struct str type,
                               record_handle first, struct budget *budget, conflict_told *told, void *user,
                               tocsin_error *error)
{
    struct contest contest = {.store = store, .budget = budget, .told = told, .user = user};
    if (policy == CONFLICT_ALL)
        return TOCSIN_OK;
    bool well = collect(&contest, type, first);
    if (well && contest.rivals.count > 1) {
        if (policy == CONFLICT_ONE_PER_CUE)
            well = resolve_cues(&contest);
        else
            well = resolve_overlaps(&contest, policy == CONFLICT_LONGEST ? by_length : by_start);
    }
    array_finish(store->alloc, &contest.rivals);
    array_finish(store->alloc, &contest.winners);
    return well ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}
