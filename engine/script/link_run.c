/* Links between records, once all rules have run. */
#include "script/modules.h"
#include "script/run.h"

/* A link at work. Records are annotations here: words [first, last). */
struct linking {
    struct machine *machine;
    uint32_t index;
    uint32_t longest; /* words of the longest record at the other end */
    tocsin_status status;
    tocsin_error *error;
};

/* Whether `b`, the record at the other end, stands to `a` as the link says. */
static bool stands(enum link_where where, const struct layer_span *a, const struct layer_span *b)
{
    switch (where) {
    case LINK_CONTAINS:
        return a->first <= b->first && b->last <= a->last;
    case LINK_INSIDE:
        return b->first <= a->first && a->last <= b->last;
    case LINK_OVERLAPS:
        return a->first < b->last && b->first < a->last;
    case LINK_BEFORE:
        return a->last <= b->first;
    case LINK_AFTER:
        return b->last <= a->first;
    case LINK_SAME_SENTENCE:
        break;
    }
    return true;
}

/* Where records begin that can stand so to `a`: what is asked within a sentence looks no further than that. */
static void window(const struct linking *work, enum link_where where, const struct layer_span *a, uint32_t *low,
                   uint32_t *high)
{
    const struct segmentation *segmentation = work->machine->document->segmentation;
    *low = a->first > work->longest ? a->first - work->longest : 0;
    *high = a->last;
    if (where == LINK_CONTAINS || where == LINK_INSIDE || where == LINK_OVERLAPS)
        return;
    const struct sentence *sentence =
        &segmentation->sentences.items[segmentation_sentence_at(segmentation, segmentation->tokens.items[a->first].start)];
    *low = sentence->first_token;
    *high = sentence->first_token + sentence->token_count;
}

static size_t begin_at(const annotation_list *list, uint32_t first)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->items[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool guard_passes(lua_State *L, uint32_t index, record_handle from, record_handle to)
{
    module_push_function(L, MACHINE_LINKS, index);
    view_record_push(L, from);
    view_record_push(L, to);
    view_document_push(L);
    lua_call(L, 3, 1);
    bool passes = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return passes;
}

static void join(struct linking *work, const struct layer_span *a, const struct layer_span *b,
                 lua_State *L)
{
    struct machine *machine = work->machine;
    const struct program_link *link = &machine->program->links.items[work->index];
    struct trace *trace = machine->document->trace;
    record_handle from, to;
    if (!stands(link->where, a, b) || !annotation_record(a->handle, &from) || !annotation_record(b->handle, &to) ||
        from == to || (link->calls_when && !guard_passes(L, work->index, from, to)))
        return;
    struct trace_link made = {work->index, from, to};
    const struct record_links *links = &machine->document->records->links.items[from];
    size_t known = links->items.count;
    work->status = record_link(machine->document->records, from, link->relation, to, work->error);
    if (!work->status && trace && links->items.count > known && !array_push(trace->alloc, &trace->links, made))
        work->status = error_set(work->error, MESSAGE_MEMORY);
}

static void join_all(struct linking *work, lua_State *L)
{
    struct machine *machine = work->machine;
    const struct program_link *link = &machine->program->links.items[work->index];
    for (size_t i = 0; i < machine->targets.count; i++) {
        uint32_t low, high;
        const struct layer_span *a = &machine->targets.items[i];
        window(work, link->where, a, &low, &high);
        for (size_t k = begin_at(&machine->others, low); k < machine->others.count; k++) {
            const struct layer_span *b = &machine->others.items[k];
            if (b->first >= high)
                break;
            if (!budget_charge(machine->document->budget, 1))
                return;
            join(work, a, b, L);
            if (work->status)
                return;
        }
    }
}

/* Argument: the work. */
static int join_guarded(lua_State *L)
{
    struct linking *work = lua_touserdata(L, 1);
    const struct program_link *link = &work->machine->program->links.items[work->index];
    machine_enter(work->machine, link->file, link->name);
    join_all(work, L);
    return 0;
}

static tocsin_status run_link(struct machine *machine, uint32_t index, tocsin_error *error)
{
    const struct program_link *link = &machine->program->links.items[index];
    struct linking work = {.machine = machine, .index = index, .error = error};
    bool failed;
    array_clear(&machine->targets);
    array_clear(&machine->others);
    if (!annotations_collect(&machine->targets, machine, link->from.type, link->from.role) ||
        !annotations_collect(&machine->others, machine, link->to.type, link->to.role))
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < machine->others.count; i++)
        if (machine->others.items[i].last - machine->others.items[i].first > work.longest)
            work.longest = machine->others.items[i].last - machine->others.items[i].first;
    if (!machine->targets.count || !machine->others.count)
        return TOCSIN_OK;
    if (!link->calls_when) {
        join_all(&work, NULL);
        return work.status;
    }
    tocsin_status status = run_step(machine, join_guarded, &work, &failed, error);
    return status ? status : work.status;
}

tocsin_status run_links(struct machine *machine, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    for (uint32_t i = 0; i < machine->program->links.count && !status; i++)
        status = run_link(machine, i, error);
    return status;
}
