#include "annot/record.h"

void record_draft_clear(struct record_draft *draft)
{
    array_clear(&draft->roles);
    array_clear(&draft->features);
    array_clear(&draft->attributed_to);
    array_clear(&draft->links);
    draft->type = draft->rule = draft->bundle = (struct str){NULL, 0};
    draft->rule_order = RECORD_NONE;
    draft->span = (tocsin_span){0, 0};
    draft->confidence = 1.0;
}

void record_draft_finish(struct record_draft *draft, const tocsin_allocator *alloc)
{
    array_finish(alloc, &draft->roles);
    array_finish(alloc, &draft->features);
    array_finish(alloc, &draft->attributed_to);
    array_finish(alloc, &draft->links);
}

void record_store_init(struct record_store *store, struct arena *arena, const tocsin_allocator *alloc, size_t limit)
{
    *store = (struct record_store){.arena = arena, .alloc = alloc, .limit = limit};
    hash_map_init(&store->name_index, alloc);
}

static void finish_relations(struct record_store *store)
{
    for (size_t i = 0; i < store->links.count; i++)
        array_finish(store->alloc, &store->links.items[i].items);
    for (size_t i = 0; i < store->attributions.count; i++)
        array_finish(store->alloc, &store->attributions.items[i].items);
}

void record_store_finish(struct record_store *store)
{
    finish_relations(store);
    array_finish(store->alloc, &store->records);
    array_finish(store->alloc, &store->states);
    array_finish(store->alloc, &store->links);
    array_finish(store->alloc, &store->attributions);
    array_finish(store->alloc, &store->names);
    hash_map_finish(&store->name_index);
}

void record_store_reset(struct record_store *store, struct arena *arena)
{
    enum { KEPT = 1 << 12 }; /* records and names that memory is kept for */
    if (store->records.count > KEPT || store->names.count > KEPT) {
        record_store_finish(store);
        record_store_init(store, arena, store->alloc, store->limit);
        return;
    }
    finish_relations(store);
    array_clear(&store->records);
    array_clear(&store->states);
    array_clear(&store->links);
    array_clear(&store->attributions);
    array_clear(&store->names);
    hash_map_clear(&store->name_index);
    memset(store->recent, 0, sizeof store->recent);
    store->arena = arena;
    store->sealed = NULL;
    store->sealed_count = 0;
}

static bool name_equal(const void *user, uint32_t index, const void *key)
{
    const struct record_store *store = user;
    const struct record_text *name = &store->names.items[index];
    return str_equal((struct str){name->data, name->length}, *(const struct str *)key);
}

static const char *intern_new(struct record_store *store, struct str text)
{
    uint64_t hash = hash_bytes(text.data, text.length);
    uint32_t index = hash_map_find(&store->name_index, hash, name_equal, store, &text);
    if (index != UINT32_MAX)
        return store->names.items[index].data;
    struct record_text name = {arena_text(store->arena, text.data, text.length), text.length};
    if (!name.data || store->names.count >= UINT32_MAX - 1 || !array_push(store->alloc, &store->names, name) ||
        !hash_map_add(&store->name_index, hash, (uint32_t)store->names.count - 1))
        return NULL;
    return name.data;
}

/* Types, roles, features and rules repeat from record to record: each text is kept once a document. Mostly it comes
 * from the same place as the last time. */
static const char *intern(struct record_store *store, struct str text)
{
    uintptr_t address = (uintptr_t)text.data;
    struct record_text *recent = &store->recent[(address >> 4 ^ address >> 8) % RECORD_RECENT];
    if (recent->data && recent->length == text.length && memcmp(recent->data, text.data, text.length) == 0)
        return recent->data;
    const char *name = intern_new(store, text);
    if (name)
        *recent = (struct record_text){name, text.length};
    return name;
}

static tocsin_span hull(const struct record_draft *draft)
{
    tocsin_span span = draft->span;
    if (span.end > span.start || draft->roles.count == 0)
        return span;
    span = draft->roles.items[0].span;
    for (size_t i = 1; i < draft->roles.count; i++) {
        tocsin_span role = draft->roles.items[i].span;
        span.start = role.start < span.start ? role.start : span.start;
        span.end = role.end > span.end ? role.end : span.end;
    }
    return span;
}

static bool span_inside(tocsin_span span, size_t length)
{
    return span.start <= span.end && span.end <= length;
}

static tocsin_status draft_check(const struct record_draft *draft, tocsin_span span, size_t length,
                                 tocsin_error *error)
{
    if (span.end <= span.start)
        return error_set(error, MESSAGE_RECORD_EMPTY, (int)draft->type.length, draft->type.data);
    bool inside = span_inside(span, length);
    for (size_t i = 0; i < draft->roles.count; i++)
        inside = inside && span_inside(draft->roles.items[i].span, length);
    for (size_t i = 0; i < draft->features.count; i++)
        if (draft->features.items[i].kind == TOCSIN_VALUE_SPAN)
            inside = inside && span_inside(draft->features.items[i].value.span, length);
    return inside ? TOCSIN_OK : error_set(error, MESSAGE_RECORD_SPAN, (int)draft->type.length, draft->type.data);
}

static bool role_copy(struct record_store *store, tocsin_role *out, const struct role_draft *role)
{
    *out = (tocsin_role){intern(store, role->name), role->span, NULL, role->inferred};
    if (role->entity.data)
        out->entity = intern(store, role->entity);
    return out->name && (out->entity || !role->entity.data);
}

static bool feature_copy(struct record_store *store, tocsin_feature *out, const struct feature_draft *feature)
{
    *out = (tocsin_feature){.name = intern(store, feature->name), .kind = feature->kind};
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING:
        out->value.string = intern(store, feature->value.string);
        return out->name && out->value.string;
    case TOCSIN_VALUE_NUMBER:
        out->value.number = feature->value.number;
        break;
    case TOCSIN_VALUE_INTEGER:
        out->value.integer = feature->value.integer;
        break;
    case TOCSIN_VALUE_BOOLEAN:
        out->value.boolean = feature->value.boolean;
        break;
    case TOCSIN_VALUE_SPAN:
        out->value.span = feature->value.span;
        break;
    }
    return out->name != NULL;
}

static bool record_copy(struct record_store *store, tocsin_record *out, const struct record_draft *draft)
{
    tocsin_role *roles = NULL;
    tocsin_feature *features = NULL;
    if (draft->roles.count && !(roles = arena_new(store->arena, draft->roles.count * sizeof *roles)))
        return false;
    if (draft->features.count && !(features = arena_new(store->arena, draft->features.count * sizeof *features)))
        return false;
    for (size_t i = 0; i < draft->roles.count; i++)
        if (!role_copy(store, &roles[i], &draft->roles.items[i]))
            return false;
    for (size_t i = 0; i < draft->features.count; i++)
        if (!feature_copy(store, &features[i], &draft->features.items[i]))
            return false;
    out->type = intern(store, draft->type);
    out->rule = intern(store, draft->rule);
    out->bundle = intern(store, draft->bundle);
    out->roles = roles;
    out->role_count = draft->roles.count;
    out->features = features;
    out->feature_count = draft->features.count;
    out->confidence = draft->confidence;
    return out->type && out->rule && out->bundle;
}

static tocsin_status add_relations(struct record_store *store, record_handle handle,
                                   const struct record_draft *draft, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < draft->attributed_to.count && !status; i++)
        status = record_attribute(store, handle, draft->attributed_to.items[i], error);
    for (size_t i = 0; i < draft->links.count && !status; i++)
        status = record_link(store, handle, draft->links.items[i].relation, draft->links.items[i].record, error);
    return status;
}

tocsin_status record_add(struct record_store *store, const struct record_draft *draft, size_t text_length,
                         record_handle *out, tocsin_error *error)
{
    if (store->records.count >= store->limit)
        return error_set(error, MESSAGE_RECORD_LIMIT, store->limit);
    tocsin_record record = {.span = hull(draft)};
    tocsin_status status = draft_check(draft, record.span, text_length, error);
    if (status)
        return status;
    if (!record_copy(store, &record, draft) || !array_reserve(store->alloc, &store->records, 1) ||
        !array_reserve(store->alloc, &store->states, 1) || !array_reserve(store->alloc, &store->links, 1) ||
        !array_reserve(store->alloc, &store->attributions, 1))
        return error_set(error, MESSAGE_MEMORY);
    store->records.items[store->records.count++] = record;
    store->states.items[store->states.count++] = (struct record_state){draft->rule_order, false};
    store->links.items[store->links.count++] = (struct record_links){0};
    store->attributions.items[store->attributions.count++] = (struct record_attribution){0};
    record_handle handle = (record_handle)store->records.count - 1;
    status = add_relations(store, handle, draft, error);
    if (!status)
        *out = handle;
    return status;
}

tocsin_status record_link(struct record_store *store, record_handle from, struct str relation, record_handle to,
                          tocsin_error *error)
{
    struct record_links *links = &store->links.items[from];
    const char *name = intern(store, relation);
    if (!name)
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < links->items.count; i++)
        if (links->items.items[i].relation == name && links->items.items[i].record == to)
            return TOCSIN_OK;
    tocsin_link link = {name, to};
    return array_push(store->alloc, &links->items, link) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

tocsin_status record_attribute(struct record_store *store, record_handle record, record_handle to,
                               tocsin_error *error)
{
    struct record_attribution *attribution = &store->attributions.items[record];
    for (size_t i = 0; i < attribution->items.count; i++)
        if (attribution->items.items[i] == to)
            return TOCSIN_OK;
    return array_push(store->alloc, &attribution->items, (size_t)to) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

tocsin_status record_set_feature(struct record_store *store, record_handle handle,
                                 const struct feature_draft *feature, tocsin_error *error)
{
    tocsin_record *record = &store->records.items[handle];
    tocsin_feature made;
    if (!feature_copy(store, &made, feature))
        return error_set(error, MESSAGE_MEMORY);
    size_t at = 0;
    while (at < record->feature_count && record->features[at].name != made.name)
        at++;
    size_t count = at == record->feature_count ? at + 1 : record->feature_count;
    tocsin_feature *features = arena_new(store->arena, count * sizeof *features);
    if (!features)
        return error_set(error, MESSAGE_MEMORY);
    if (record->feature_count)
        memcpy(features, record->features, record->feature_count * sizeof *features);
    features[at] = made;
    record->features = features;
    record->feature_count = count;
    return TOCSIN_OK;
}

tocsin_status record_set_entity(struct record_store *store, record_handle handle, struct str role,
                                struct str entity, bool inferred, tocsin_error *error)
{
    tocsin_record *record = &store->records.items[handle];
    const char *name = intern(store, role), *text = intern(store, entity);
    tocsin_role *roles = arena_new(store->arena, record->role_count * sizeof *roles);
    if (!name || !text || !roles)
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < record->role_count; i++) {
        roles[i] = record->roles[i];
        if (roles[i].name != name)
            continue;
        roles[i].entity = text;
        roles[i].inferred |= inferred;
    }
    record->roles = roles;
    return TOCSIN_OK;
}
