#include "script/declarations.h"

tocsin_status declarations_create(struct declarations **out, const tocsin_allocator *alloc,
                                  const struct language *language, tocsin_error *error)
{
    struct declarations *declared = alloc_zero(alloc, sizeof *declared);
    if (!declared)
        return error_set(error, MESSAGE_MEMORY);
    hash_map_init(&declared->part_index, alloc);
    word_breaker_init(&declared->breaker, language, alloc);
    *out = declared;
    return TOCSIN_OK;
}

void declarations_free(struct declarations *declared, const tocsin_allocator *alloc)
{
    if (!declared)
        return;
    array_finish(alloc, &declared->uses);
    array_finish(alloc, &declared->parts);
    array_finish(alloc, &declared->lists);
    hash_map_finish(&declared->part_index);
    word_breaker_finish(&declared->breaker);
    list_adder_finish(&declared->adder);
    alloc_free(alloc, declared, sizeof *declared);
}

static bool part_is_named(const void *user, uint32_t index, const void *key)
{
    const struct declarations *declared = user;
    return str_equal(declared->parts.items[index].named.name, *(const struct str *)key);
}

struct declared_part *declarations_find_part(const struct declarations *declared, struct str name)
{
    uint32_t index =
        hash_map_find(&declared->part_index, hash_bytes(name.data, name.length), part_is_named, declared, &name);
    return index == UINT32_MAX ? NULL : &declared->parts.items[index];
}

bool declarations_add_part(struct declarations *declared, const struct declared_part *part,
                           const tocsin_allocator *alloc)
{
    struct str name = part->named.name;
    return array_push(alloc, &declared->parts, *part) &&
           hash_map_add(&declared->part_index, hash_bytes(name.data, name.length),
                        (uint32_t)declared->parts.count - 1);
}

/* Whether it is about something that an earlier error may have kept from being there. */
static bool may_follow(const struct declarations *declared, const char *id)
{
    static const char *const lists[] = {"check-list", "check-list-empty", "check-list-phrases", "check-column",
                                        "check-column-value", "emit-column", "check-never", "check-look-never"};
    static const char *const parts[] = {"pattern-reference", "pattern-arguments", "pattern-parameter"};
    static const char *const types[] = {"check-type", "check-role", "check-feature", "emit-column", "modifier-type",
                                        "link-type"};
    bool found = false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        found |= declared->lists_missing && strcmp(lists[i], id) == 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        found |= declared->parts_missing && strcmp(parts[i], id) == 0;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        found |= declared->types_missing && strcmp(types[i], id) == 0;
    return found;
}

tocsin_status declared_fail(struct program *program, tocsin_status status, tocsin_error *raised, tocsin_error *error)
{
    if (status == TOCSIN_ERROR_BUNDLE || status == TOCSIN_ERROR_LIMIT) {
        if (!program->declared || !may_follow(program->declared, raised->id))
            program_fail(program, raised);
        return TOCSIN_OK;
    }
    if (status && error)
        *error = *raised;
    return status;
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_';
}

void declared_place(const struct program *program, uint32_t text, uint32_t start, uint32_t end, tocsin_error *error)
{
    const struct program_text *known = &program->texts.items[text];
    if (end <= start && start < known->text.length) {
        bool sign = !is_name_byte(known->text.data[start]);
        end = start + 1;
        if (!sign || strchr("$@%=", known->text.data[start]))
            while (end < known->text.length && is_name_byte(known->text.data[end]))
                end++;
    }
    source_place_error(&known->place, known->text, start, end, error);
}

tocsin_status declared_parse(const struct pattern_node **out, uint32_t *text, struct program *program, struct str pattern,
                             const struct source_place *place, tocsin_error *error)
{
    struct pattern_node *tree;
    struct program_text fresh = {{arena_text(&program->arena, pattern.data, pattern.length), pattern.length}, *place};
    if (!fresh.text.data || !array_push(program->alloc, &program->texts, fresh))
        return error_set(error, MESSAGE_MEMORY);
    uint32_t number = (uint32_t)program->texts.count - 1;
    tocsin_error raised = TOCSIN_ERROR_INIT;
    tocsin_status status = pattern_parse(&tree, &program->arena, fresh.text, number, &raised);
    if (!status) {
        *out = tree;
        *text = number;
        return status;
    }
    if (raised.offset != UINT64_MAX) {
        declared_place(program, number, (uint32_t)raised.offset, 0, &raised);
        raised.offset = UINT64_MAX;
    }
    if (error)
        *error = raised;
    return status;
}

static struct str rest_of(struct str text, size_t skipped)
{
    return (struct str){text.data + skipped, text.length - skipped};
}

/* "quote", "%Type" or "%Type.role" behind what says inside or outside. */
static bool scope_type(struct pattern_scope *out, struct str text)
{
    if (str_equal(text, STR("quote")))
        out->type = STR("Quote");
    else if (str_equal(text, STR("clause")))
        out->type = STR("Clause");
    else if (text.length && text.data[0] == '%')
        out->type = rest_of(text, 1);
    else
        return false;
    const char *dot = memchr(out->type.data, '.', out->type.length);
    if (!dot)
        return pattern_is_name(out->type);
    out->role = rest_of(out->type, (size_t)(dot - out->type.data) + 1);
    out->type.length = (size_t)(dot - out->type.data);
    return pattern_is_name(out->type) && pattern_is_name(out->role);
}

bool declared_scope(struct pattern_scope *out, struct str text)
{
    static const char outside[] = "outside ";
    static const char *const names[] = {"sentence", "paragraph", "document"};
    static const enum pattern_within scopes[] = {PATTERN_IN_SENTENCE, PATTERN_IN_PARAGRAPH, PATTERN_IN_DOCUMENT};
    *out = (struct pattern_scope){.within = PATTERN_INSIDE};
    for (size_t i = 0; i < 3; i++) {
        if (str_equal(text, str_of(names[i]))) {
            out->within = scopes[i];
            return true;
        }
    }
    if (text.length < sizeof outside || memcmp(text.data, outside, sizeof outside - 1) != 0)
        return scope_type(out, text);
    out->within = PATTERN_OUTSIDE;
    return scope_type(out, rest_of(text, sizeof outside - 1)) && !out->role.length;
}
