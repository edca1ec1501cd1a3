/* Turning found records into the ones handed out. */
#include "annot/record.h"

static int record_order(const tocsin_record *a, const tocsin_record *b)
{
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end > b->span.end ? -1 : 1;
    return strcmp(a->type, b->type);
}

/* A stable merge sort of handles: equal records stay in the order they were found, so ties never fall by chance. */
static void sort_handles(const tocsin_record *records, uint32_t *handles, uint32_t *spare, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2, left = 0, right = half;
    sort_handles(records, handles, spare, half);
    sort_handles(records, handles + half, spare, count - half);
    for (size_t i = 0; i < count; i++) {
        bool take_left = left < half && (right == count || record_order(&records[handles[left]],
                                                                        &records[handles[right]]) <= 0);
        spare[i] = take_left ? handles[left++] : handles[right++];
    }
    memcpy(handles, spare, count * sizeof *handles);
}

static tocsin_span original_span(const struct source *source, tocsin_span span)
{
    return (tocsin_span){(uint32_t)source_original_start(source, span.start),
                         (uint32_t)source_original_end(source, span.end)};
}

/* Roles and features were copied into the store's own arena, so they may be written here. */
static void record_to_original(tocsin_record *record, const struct source *source)
{
    tocsin_role *roles = (tocsin_role *)record->roles;
    tocsin_feature *features = (tocsin_feature *)record->features;
    record->span = original_span(source, record->span);
    for (size_t i = 0; i < record->role_count; i++)
        roles[i].span = original_span(source, roles[i].span);
    for (size_t i = 0; i < record->feature_count; i++)
        if (features[i].kind == TOCSIN_VALUE_SPAN)
            features[i].value.span = original_span(source, features[i].value.span);
}

/* `place` is RECORD_NONE for what was dropped. */
static bool relations_copy(struct record_store *store, uint32_t handle, const uint32_t *place, tocsin_record *out)
{
    const struct record_links *links = &store->links.items[handle];
    const struct record_attribution *attribution = &store->attributions.items[handle];
    tocsin_link *link = NULL;
    size_t *holder = NULL;
    if (links->items.count && !(link = arena_new(store->arena, links->items.count * sizeof *link)))
        return false;
    if (attribution->items.count && !(holder = arena_new(store->arena, attribution->items.count * sizeof *holder)))
        return false;
    out->links = link;
    out->attributed_to = holder;
    for (size_t i = 0; i < links->items.count; i++) {
        uint32_t to = place[links->items.items[i].record];
        if (to != RECORD_NONE)
            link[out->link_count++] = (tocsin_link){links->items.items[i].relation, to};
    }
    for (size_t i = 0; i < attribution->items.count; i++) {
        uint32_t to = place[attribution->items.items[i]];
        if (to != RECORD_NONE)
            holder[out->attributed_to_count++] = to;
    }
    return true;
}

/* Those that live, in the order found; the places of the others are RECORD_NONE. */
static size_t living_handles(const struct record_store *store, uint32_t *handles, uint32_t *place)
{
    size_t count = 0;
    for (size_t i = 0; i < store->records.count; i++) {
        place[i] = RECORD_NONE;
        if (record_lives(store, (record_handle)i))
            handles[count++] = (uint32_t)i;
    }
    return count;
}

tocsin_status record_store_seal(struct record_store *store, const struct source *source,
                                const struct segmentation *segmentation, tocsin_error *error)
{
    size_t all = store->records.count;
    uint32_t *handles = arena_new(store->arena, 3 * all * sizeof *handles);
    tocsin_record *sorted = arena_new(store->arena, all * sizeof *sorted);
    if (!handles || !sorted)
        return error_set(error, MESSAGE_MEMORY);
    uint32_t *spare = handles + all, *place = spare + all;
    size_t count = living_handles(store, handles, place);
    sort_handles(store->records.items, handles, spare, count);
    for (size_t i = 0; i < count; i++)
        place[handles[i]] = (uint32_t)i;
    for (size_t i = 0; i < count; i++) {
        sorted[i] = store->records.items[handles[i]];
        sorted[i].sentence = segmentation_sentence_at(segmentation, sorted[i].span.start);
        record_to_original(&sorted[i], source);
        if (!relations_copy(store, handles[i], place, &sorted[i]))
            return error_set(error, MESSAGE_MEMORY);
    }
    store->sealed = sorted;
    store->sealed_count = count;
    store->places = place;
    return TOCSIN_OK;
}
