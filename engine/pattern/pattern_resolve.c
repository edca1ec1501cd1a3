#include "pattern/frequency.h"
#include "pattern/part.h"

enum { LOCAL_WORDS = 16 }; /* a lookaround of more words is worked out for a scope as a whole */

tocsin_status maker_fail(struct pattern_maker *maker, uint32_t source, uint32_t start, uint32_t end,
                         tocsin_status status)
{
    *maker->source = source;
    *maker->end = end;
    maker->status = status;
    error_offset(maker->error, start);
    return status;
}

tocsin_status maker_no_memory(struct pattern_maker *maker)
{
    return maker->status = error_set(maker->error, MESSAGE_MEMORY);
}

void maker_warn(struct pattern_maker *maker, uint32_t source, uint32_t start, uint32_t end,
                const tocsin_error *finding)
{
    if (maker->report)
        maker->report(maker->report_user, source, start, end, finding);
}

uint32_t length_add(uint32_t a, uint32_t b)
{
    return a > PATTERN_NO_LIMIT - b ? PATTERN_NO_LIMIT : a + b;
}

static uint32_t length_times(uint32_t length, uint32_t times)
{
    uint64_t product = (uint64_t)length * times;
    return product > PATTERN_NO_LIMIT || (times == PATTERN_NO_LIMIT && length) ? PATTERN_NO_LIMIT
                                                                               : (uint32_t)product;
}

/* ---- Parts ---------------------------------------------------------------------------------------------- */

struct part *part_new(struct pattern_maker *maker, enum part_kind kind, const struct pattern_node *node)
{
    struct part *part = arena_new(&maker->scratch, sizeof *part);
    if (!part)
        return NULL;
    uint32_t length = kind == PART_TOKEN || kind == PART_LONG || kind == PART_SAME;
    *part = (struct part){.kind = kind,
                          .node = node,
                          .number = maker->part_count++,
                          .element = PATTERN_NONE,
                          .shortest = length,
                          .longest = length};
    return part;
}

static tocsin_status children_new(struct pattern_maker *maker, struct part *part, size_t count)
{
    part->children = arena_new(&maker->scratch, (count + 1) * sizeof(struct part *));
    part->child_count = (uint32_t)count;
    return part->children ? TOCSIN_OK : maker_no_memory(maker);
}

tocsin_status part_leaf(struct pattern_maker *maker, struct part *part)
{
    if (part->kind == PART_SEQUENCE)
        part->shortest = part->longest = part->child_count;
    if (maker->inside_look)
        return TOCSIN_OK;
    part->element = (uint32_t)maker->elements.count;
    for (uint32_t i = 0; i < part->child_count; i++)
        part->children[i]->element = part->element;
    struct pattern_element element = {part->node->source, part->node->start, part->node->end};
    return array_push(maker->set->alloc, &maker->elements, element) ? TOCSIN_OK : maker_no_memory(maker);
}

static tocsin_status node_fail(struct pattern_maker *maker, const struct pattern_node *node, tocsin_status status)
{
    return maker_fail(maker, node->source, node->start, node->end, status);
}

static tocsin_status part_any(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    *out = part_new(maker, PART_TOKEN, node);
    if (!*out)
        return maker_no_memory(maker);
    (*out)->item = predicate_any(&maker->set->predicates);
    return (*out)->item == PREDICATE_NONE ? maker_no_memory(maker) : TOCSIN_OK;
}

static tocsin_status part_test(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *part = part_new(maker, PART_TOKEN, node);
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status = predicate_of_test(&part->item, maker, node->source, node->test);
    if (status)
        return status;
    const struct predicate_logic logic = {&maker->set->predicates, maker->set->world.lemmas};
    if (asked_never(&logic, (struct asked){part->item, false}))
        return node_fail(maker, node, error_set(maker->error, MESSAGE_CHECK_NEVER));
    *out = part;
    return part_leaf(maker, part);
}

/* ---- Elements of several words -------------------------------------------------------------------------- */

static tocsin_status long_keep(struct part *part, struct pattern_maker *maker, const struct pattern_long *made)
{
    part->item = (uint32_t)maker->longs.count;
    part->longest = made->longest;
    return array_push(maker->set->alloc, &maker->longs, *made) ? part_leaf(maker, part) : maker_no_memory(maker);
}

/* How often an entry of the list may begin: the sum of its entries' first words, a large list by a part of it. */
static double list_frequency(const struct pattern_world *world, lexicon_list list)
{
    enum { LOOKED_AT = 1000 };
    const struct lexicon *lexicon = world->lexicon;
    size_t size = lexicon_size(lexicon, list), look = size < LOOKED_AT ? size : LOOKED_AT;
    double sum = 0;
    for (size_t i = 0; i < look; i++) {
        struct str word;
        if (lexicon_words(lexicon, lexicon_entry_at(lexicon, list, i), &word, 1))
            sum += frequency_of_word(world->frequencies, word);
    }
    sum *= look ? (double)size / (double)look : 0;
    return sum < FREQUENCY_ALL / 4 ? sum : FREQUENCY_ALL / 4;
}

static tocsin_status part_list(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct pattern_long made = {.layer = UINT32_MAX};
    struct part *part = part_new(maker, PART_LONG, node);
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status = maker_list(&made.list, maker, node->source, node->start, node->end, node->name);
    if (!status && node->test)
        status = value_test_of(&made.test, maker, node->source, node->test, made.list, (struct str){NULL, 0});
    if (status)
        return status;
    const struct lexicon *lexicon = maker->set->world.lexicon;
    made.longest = (uint32_t)lexicon_longest(lexicon, made.list);
    made.begins = predicate_begins(&maker->set->predicates, made.list, list_frequency(&maker->set->world, made.list));
    if (made.begins == PREDICATE_NONE)
        return maker_no_memory(maker);
    *out = part;
    return long_keep(part, maker, &made);
}

static uint32_t type_intern(struct pattern_set *set, struct str type)
{
    for (size_t i = 0; i < set->types.count; i++)
        if (str_equal(set->types.items[i], type))
            return (uint32_t)i;
    struct str kept = {arena_text(&set->arena, type.data, type.length), type.length};
    if (!kept.data || !array_push(set->alloc, &set->types, kept))
        return UINT32_MAX;
    return (uint32_t)set->types.count - 1;
}

static uint32_t layer_intern(struct pattern_set *set, uint32_t type, struct str role)
{
    for (size_t i = 0; i < set->layers.count; i++)
        if (set->layers.items[i].type == type && str_equal(set->layers.items[i].role, role))
            return (uint32_t)i;
    struct pattern_layer_name layer = {type, {arena_text(&set->arena, role.data, role.length), role.length}};
    if (!layer.role.data || !array_push(set->alloc, &set->layers, layer))
        return UINT32_MAX;
    return (uint32_t)set->layers.count - 1;
}

static bool reads_add(struct pattern_maker *maker, struct str type)
{
    for (size_t i = 0; i < maker->reads.count; i++)
        if (str_equal(maker->reads.items[i], type))
            return true;
    return array_push(maker->set->alloc, &maker->reads, type);
}

tocsin_status maker_layer(uint32_t *out, struct pattern_maker *maker, uint32_t source, uint32_t start, uint32_t end,
                          struct str type, struct str role)
{
    const struct pattern_world *world = &maker->set->world;
    if (!world->knows_annotation(world->knows_user, type, (struct str){NULL, 0}, false))
        return maker_fail(maker, source, start, end,
                          error_set(maker->error, MESSAGE_CHECK_TYPE, (int)type.length, type.data));
    if (role.length && !world->knows_annotation(world->knows_user, type, role, true))
        return maker_fail(maker, source, start, end,
                          error_set(maker->error, MESSAGE_CHECK_ROLE, (int)type.length, type.data,
                                    (int)role.length, role.data));
    uint32_t number = type_intern(maker->set, type);
    if (number == UINT32_MAX || !reads_add(maker, maker->set->types.items[number]))
        return maker_no_memory(maker);
    *out = layer_intern(maker->set, number, role);
    return *out == UINT32_MAX ? maker_no_memory(maker) : TOCSIN_OK;
}

static tocsin_status part_annotation(struct part **out, struct pattern_maker *maker,
                                     const struct pattern_node *node)
{
    struct pattern_long made = {.list = LEXICON_NONE, .begins = PREDICATE_NONE, .longest = PATTERN_NO_LIMIT};
    struct part *part = part_new(maker, PART_LONG, node);
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status =
        maker_layer(&made.layer, maker, node->source, node->start, node->end, node->name, node->role);
    if (!status && node->test)
        status = value_test_of(&made.test, maker, node->source, node->test, LEXICON_NONE, node->name);
    if (status)
        return status;
    *out = part;
    return long_keep(part, maker, &made);
}

/* ---- Lookaround and gaps -------------------------------------------------------------------------------- */

static bool asks_lookaround(const struct automaton *automaton)
{
    for (uint32_t i = 0; i < automaton->count; i++)
        if (automaton->states[i].kind == STATE_LOOK)
            return true;
    return false;
}

/* The child becomes an automaton of its own. */
static tocsin_status look_keep(struct part *part, struct pattern_maker *maker, const struct part *child)
{
    struct pattern_look look = {.negative = part->negative};
    tocsin_status status = automaton_build(&look.automaton, maker, child, part->behind);
    if (status)
        return status;
    look.local = look.automaton.small && look.automaton.plain && child->longest <= LOCAL_WORDS &&
                 !asks_lookaround(&look.automaton);
    part->item = (uint32_t)maker->looks.count;
    buffer_clear(&maker->key);
    part_describe(maker, child, false);
    buffer_char(&maker->key, part->negative ? '!' : '=');
    buffer_char(&maker->key, part->behind ? '<' : '>');
    status = maker_shape(&look.shape, maker);
    if (status)
        return status;
    return array_push(maker->set->alloc, &maker->looks, look) ? TOCSIN_OK : maker_no_memory(maker);
}

static tocsin_status part_look(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *part = part_new(maker, PART_LOOK, node), *child = NULL;
    if (!part)
        return maker_no_memory(maker);
    maker->inside_look++;
    tocsin_status status = part_resolve(&child, maker, node->child);
    maker->inside_look--;
    if (status)
        return status;
    part->negative = node->negative;
    part->behind = node->behind;
    *out = part;
    status = look_keep(part, maker, child);
    if (status || (status = children_new(maker, part, 1)))
        return status;
    part->children[0] = child;
    part->child_count = 0; /* kept to be described alone */
    return part_leaf(maker, part);
}

/* One word of a gap: any that begins no match of the barrier. */
static tocsin_status gap_word(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *barrier, *look, *word, *both;
    tocsin_status status = part_any(&word, maker, node);
    *out = word;
    if (status || !node->child)
        return status;
    maker->inside_look++;
    status = part_resolve(&barrier, maker, node->child);
    maker->inside_look--;
    if (status)
        return status;
    if (barrier->kind == PART_TOKEN) {
        word->item = barrier->item;
        word->negative = !barrier->negative;
        return TOCSIN_OK;
    }
    look = part_new(maker, PART_LOOK, node);
    both = part_new(maker, PART_SEQUENCE, node);
    if (!look || !both || children_new(maker, both, 2) || children_new(maker, look, 1))
        return maker_no_memory(maker);
    look->negative = true;
    look->children[0] = barrier;
    look->child_count = 0;
    both->children[0] = look;
    both->children[1] = word;
    both->shortest = both->longest = 1;
    *out = both;
    return look_keep(look, maker, barrier);
}

static void repeat_lengths(struct part *part, const struct part *child)
{
    part->shortest = length_times(child->shortest, part->least);
    part->longest = length_times(child->longest, part->most);
}

static tocsin_status part_gap(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *part = part_new(maker, PART_REPEAT, node), *word;
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status = children_new(maker, part, 1);
    if (!status)
        status = gap_word(&word, maker, node);
    if (status)
        return status;
    part->children[0] = word;
    part->least = node->least;
    part->most = node->most;
    part->lazy = true;
    repeat_lengths(part, word);
    *out = part;
    status = part_leaf(maker, part);
    word->element = part->element;
    if (word->child_count)
        word->children[0]->element = word->children[1]->element = part->element;
    return status;
}

/* ---- Groups --------------------------------------------------------------------------------------------- */

static tocsin_status children_resolve(struct part *part, struct pattern_maker *maker,
                                      const struct pattern_node *node)
{
    size_t count = 0;
    for (const struct pattern_node *child = node->child; child; child = child->next)
        count++;
    tocsin_status status = children_new(maker, part, count);
    count = 0;
    for (const struct pattern_node *child = node->child; child && !status; child = child->next)
        status = part_resolve(&part->children[count++], maker, child);
    return status;
}

static void group_lengths(struct part *part)
{
    bool choice = part->kind == PART_CHOICE;
    part->shortest = choice && part->child_count ? PATTERN_NO_LIMIT : 0;
    for (uint32_t i = 0; i < part->child_count; i++) {
        const struct part *child = part->children[i];
        if (choice) {
            part->shortest = child->shortest < part->shortest ? child->shortest : part->shortest;
            part->longest = child->longest > part->longest ? child->longest : part->longest;
        } else {
            part->shortest = length_add(part->shortest, child->shortest);
            part->longest = length_add(part->longest, child->longest);
        }
    }
}

static bool all_words(const struct pattern_maker *maker, const struct part *part)
{
    for (uint32_t i = 0; i < part->child_count; i++) {
        const struct part *child = part->children[i];
        if (child->kind != PART_TOKEN || child->negative ||
            maker->set->predicates.items.items[child->item].kind != PREDICATE_WORDS)
            return false;
    }
    return part->child_count > 1;
}

/* Files a word of a choice, or the words of a choice within it, under the outer choice. */
static bool alternative_file(struct pattern_maker *maker, const struct part *child, uint32_t first)
{
    bool found = false;
    for (size_t i = 0; i < maker->alternatives.count; i++)
        if (maker->alternatives.items[i].first == child->element) {
            maker->alternatives.items[i].first = first;
            found = true;
        }
    return found || array_push(maker->set->alloc, &maker->alternatives,
                               (struct pattern_alternative){child->item, child->element, first});
}

/* (warn|warned) asks one question of one word. */
static tocsin_status words_join(struct part **out, struct pattern_maker *maker, struct part *choice)
{
    struct predicate_table *table = &maker->set->predicates;
    struct part *part = part_new(maker, PART_TOKEN, choice->node);
    if (!part)
        return maker_no_memory(maker);
    array_clear(&maker->words);
    part->element = choice->children[0]->element;
    for (uint32_t i = 0; i < choice->child_count; i++) {
        const struct part *child = choice->children[i];
        const struct predicate *predicate = &table->items.items[child->item];
        for (uint32_t w = 0; w < predicate->word_count; w++)
            if (!array_push(maker->set->alloc, &maker->words, predicate->words[w]))
                return maker_no_memory(maker);
        if (part->element != PATTERN_NONE && !alternative_file(maker, child, part->element))
            return maker_no_memory(maker);
    }
    part->item = predicate_words(table, maker->words.items, maker->words.count);
    *out = part;
    return part->item == PREDICATE_NONE ? maker_no_memory(maker) : TOCSIN_OK;
}

static tocsin_status part_group(struct part **out, struct pattern_maker *maker, const struct pattern_node *node,
                                enum part_kind kind)
{
    struct part *part = part_new(maker, kind, node);
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status = children_resolve(part, maker, node);
    if (status)
        return status;
    group_lengths(part);
    *out = part;
    if (kind == PART_CHOICE)
        status = part_check_choice(maker, part);
    if (status || kind == PART_ANY_ORDER)
        return status;
    if (part->child_count == 1)
        *out = part->children[0];
    else if (kind == PART_CHOICE && all_words(maker, part))
        return words_join(out, maker, part);
    return TOCSIN_OK;
}

static tocsin_status part_repeat(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *part = part_new(maker, PART_REPEAT, node);
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status = children_resolve(part, maker, node);
    if (status)
        return status;
    part->least = node->least;
    part->most = node->most;
    part->lazy = node->lazy;
    repeat_lengths(part, part->children[0]);
    *out = part;
    return TOCSIN_OK;
}

/* ---- Captures ------------------------------------------------------------------------------------------- */

static uint32_t name_find(const struct pattern_maker *maker, struct str name)
{
    for (size_t i = 0; i < maker->names.count; i++)
        if (str_equal(maker->names.items[i].text, name))
            return (uint32_t)i;
    return PATTERN_NONE;
}

static tocsin_status name_open(uint32_t *out, struct pattern_maker *maker, const struct pattern_node *node)
{
    if (maker->inside_look)
        return node_fail(maker, node,
                         error_set(maker->error, MESSAGE_CHECK_CAPTURE_LOOK, (int)node->name.length,
                                   node->name.data));
    *out = name_find(maker, node->name);
    if (*out == PATTERN_NONE) {
        struct pattern_name name = {
            {arena_text(&maker->set->arena, node->name.data, node->name.length), node->name.length},
            LEXICON_NONE, false, false};
        *out = (uint32_t)maker->names.count;
        if (!name.text.data || !array_push(maker->set->alloc, &maker->names, name))
            return maker_no_memory(maker);
    }
    if (maker->names.items[*out].open)
        return node_fail(maker, node,
                         error_set(maker->error, MESSAGE_CHECK_CAPTURE_NESTED, (int)node->name.length,
                                   node->name.data));
    maker->names.items[*out].open = true;
    return TOCSIN_OK;
}

static void name_close(struct pattern_maker *maker, uint32_t number, const struct part *child)
{
    struct pattern_name *name = &maker->names.items[number];
    lexicon_list list = child->kind == PART_LONG ? maker->longs.items[child->item].list : LEXICON_NONE;
    name->list = !name->set || name->list == list ? list : LEXICON_NONE;
    name->set = true;
    name->open = false;
}

static tocsin_status part_capture(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *part = part_new(maker, PART_CAPTURE, node);
    if (!part)
        return maker_no_memory(maker);
    tocsin_status status = name_open(&part->item, maker, node);
    if (!status)
        status = children_resolve(part, maker, node);
    if (status)
        return status;
    name_close(maker, part->item, part->children[0]);
    group_lengths(part);
    *out = part;
    return TOCSIN_OK;
}

static tocsin_status part_same(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    struct part *part = part_new(maker, PART_SAME, node);
    if (!part)
        return maker_no_memory(maker);
    if (maker->inside_look)
        return node_fail(maker, node,
                         error_set(maker->error, MESSAGE_CHECK_CAPTURE_LOOK, (int)node->name.length,
                                   node->name.data));
    part->item = name_find(maker, node->name);
    if (part->item == PATTERN_NONE || maker->names.items[part->item].open)
        return node_fail(maker, node,
                         error_set(maker->error, MESSAGE_CHECK_SAME, (int)node->name.length, node->name.data));
    part->longest = PATTERN_SAME_LIMIT;
    *out = part;
    return part_leaf(maker, part);
}

/* ---- All ------------------------------------------------------------------------------------------------ */

static tocsin_status part_edge(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    *out = part_new(maker, node->kind == PATTERN_START ? PART_START : PART_END, node);
    return *out ? part_leaf(maker, *out) : maker_no_memory(maker);
}

static tocsin_status part_dot(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    tocsin_status status = part_any(out, maker, node);
    return status ? status : part_leaf(maker, *out);
}

tocsin_status part_resolve(struct part **out, struct pattern_maker *maker, const struct pattern_node *node)
{
    switch (node->kind) {
    case PATTERN_WORDS:
        return part_of_words(out, maker, node);
    case PATTERN_LEMMA:
        return part_of_lemmas(out, maker, node);
    case PATTERN_REGEX:
        return part_of_regex(out, maker, node);
    case PATTERN_TEST:
        return part_test(out, maker, node);
    case PATTERN_LIST:
        return part_list(out, maker, node);
    case PATTERN_ANNOTATION:
        return part_annotation(out, maker, node);
    case PATTERN_ANY:
        return part_dot(out, maker, node);
    case PATTERN_GAP:
        return part_gap(out, maker, node);
    case PATTERN_SEQUENCE:
        return part_group(out, maker, node, PART_SEQUENCE);
    case PATTERN_CHOICE:
        return part_group(out, maker, node, PART_CHOICE);
    case PATTERN_ANY_ORDER:
        return part_group(out, maker, node, PART_ANY_ORDER);
    case PATTERN_REPEAT:
        return part_repeat(out, maker, node);
    case PATTERN_CAPTURE:
        return part_capture(out, maker, node);
    case PATTERN_SAME:
        return part_same(out, maker, node);
    case PATTERN_START:
    case PATTERN_END:
        return part_edge(out, maker, node);
    case PATTERN_LOOK:
        return part_look(out, maker, node);
    case PATTERN_REFERENCE:
        break;
    }
    return node_fail(maker, node,
                     error_set(maker->error, MESSAGE_ARGUMENT, "a pattern has to be expanded before it is added"));
}

void part_describe(struct pattern_maker *maker, const struct part *part, bool names)
{
    bool capture = part->kind == PART_CAPTURE;
    if (capture && !names) { /* names change nothing of what is matched */
        part_describe(maker, part->children[0], names);
        return;
    }
    bool listed = part->kind == PART_LONG || part->kind == PART_LOOK; /* numbered by their places */
    const uint32_t numbers[] = {part->kind,
                                listed || capture ? 0 : part->item,
                                part->least,
                                part->most,
                                (uint32_t)part->lazy | (uint32_t)part->negative << 1 | (uint32_t)part->behind << 2,
                                part->child_count};
    buffer_append(&maker->key, (const char *)numbers, sizeof numbers);
    if (capture) {
        struct str name = maker->names.items[part->item].text;
        buffer_append(&maker->key, name.data, name.length + 1);
    }
    if (part->kind == PART_LONG) {
        const struct pattern_long *element = &maker->longs.items[part->item];
        const uint32_t what[] = {element->list, element->layer, element->test != NULL};
        buffer_append(&maker->key, (const char *)what, sizeof what);
        if (element->test)
            value_test_describe(&maker->key, element->test);
    }
    for (uint32_t i = 0; i < part->child_count + (part->kind == PART_LOOK); i++)
        part_describe(maker, part->children[i], names);
}
