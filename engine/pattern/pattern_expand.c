#include <stdio.h>

#include "pattern/pattern_parse.h"
#include "pattern/pattern_reading.h"

/* A sub-pattern that is being put in its place. Its arguments are read as its caller reads them. */
struct frame {
    const struct pattern_named *named;
    const struct pattern_node *arguments;
    const struct frame *caller; /* NULL: the pattern itself */
};

struct expansion {
    struct arena *arena;
    pattern_lookup *find;
    void *user;
    uint32_t nodes, levels;
    uint32_t source; /* where it failed */
    tocsin_status status;
    tocsin_error *error;
};

static struct pattern_node *expand(struct expansion *expansion, const struct frame *frame,
                                   const struct pattern_node *node);

static struct pattern_node *failed(struct expansion *expansion, const struct pattern_node *at, tocsin_status status)
{
    error_offset(expansion->error, at->start);
    expansion->source = at->source;
    expansion->status = status;
    return NULL;
}

/* ---- Cycles --------------------------------------------------------------------------------------------- */

/* "$a > $b > " from `last` down to `frame`, the outermost first. */
static size_t write_chain(char *out, size_t size, const struct frame *frame, const struct pattern_named *last)
{
    size_t length = frame->named == last ? 0 : write_chain(out, size, frame->caller, last);
    int more =
        length < size ? snprintf(out + length, size - length, "$%.*s > ", PATTERN_SHOWN(frame->named->name)) : 0;
    return length + (size_t)(more > 0 ? more : 0);
}

static struct pattern_node *cycle(struct expansion *expansion, const struct frame *frame,
                                  const struct pattern_named *named, const struct pattern_node *at)
{
    char chain[300];
    write_chain(chain, sizeof chain, frame, named);
    return failed(expansion, at,
                  error_set(expansion->error, MESSAGE_PATTERN_CYCLE, chain, PATTERN_SHOWN(named->name)));
}

static bool is_open(const struct frame *frame, const struct pattern_named *named)
{
    for (; frame; frame = frame->caller)
        if (frame->named == named)
            return true;
    return false;
}

/* ---- References ----------------------------------------------------------------------------------------- */

/* The argument for a parameter of that name; NULL: it has none. */
static const struct pattern_node *find_argument(const struct frame *frame, struct str name)
{
    const struct pattern_node *argument = frame ? frame->arguments : NULL;
    for (uint32_t i = 0; argument; i++, argument = argument->next)
        if (str_equal(frame->named->parameters[i], name))
            return argument;
    return NULL;
}

static uint32_t count_children(const struct pattern_node *node)
{
    uint32_t count = 0;
    for (const struct pattern_node *child = node->child; child; child = child->next)
        count++;
    return count;
}

static struct pattern_node *expand_reference(struct expansion *expansion, const struct frame *frame,
                                             const struct pattern_node *node)
{
    const struct pattern_node *argument = find_argument(frame, node->name);
    if (argument && node->child)
        return failed(expansion, node,
                      error_set(expansion->error, MESSAGE_PATTERN_PARAMETER, PATTERN_SHOWN(node->name)));
    if (argument)
        return expand(expansion, frame->caller, argument);
    const struct pattern_named *named = expansion->find(expansion->user, node->name);
    if (!named)
        return failed(expansion, node,
                      error_set(expansion->error, MESSAGE_PATTERN_REFERENCE, PATTERN_SHOWN(node->name)));
    uint32_t count = count_children(node);
    if (count != named->parameter_count)
        return failed(expansion, node,
                      error_set(expansion->error, MESSAGE_PATTERN_ARGUMENTS, PATTERN_SHOWN(node->name),
                                (unsigned)named->parameter_count, (unsigned)count));
    if (is_open(frame, named))
        return cycle(expansion, frame, named, node);
    struct frame inner = {named, node->child, frame};
    return expand(expansion, &inner, named->body);
}

/* ---- Copying -------------------------------------------------------------------------------------------- */

static struct pattern_node *expand_children(struct expansion *expansion, const struct frame *frame,
                                            const struct pattern_node *node)
{
    struct pattern_node *copy = arena_new(expansion->arena, sizeof *copy);
    if (!copy)
        return failed(expansion, node, error_set(expansion->error, MESSAGE_MEMORY));
    *copy = *node;
    copy->next = NULL;
    struct pattern_node **end = &copy->child;
    for (const struct pattern_node *child = node->child; child; child = child->next) {
        *end = expand(expansion, frame, child);
        if (!*end)
            return NULL;
        end = &(*end)->next;
    }
    *end = NULL;
    const char *why = copy->kind == PATTERN_REPEAT ? pattern_unrepeatable(copy->child) : NULL;
    return why ? failed(expansion, node, error_set(expansion->error, MESSAGE_PATTERN_UNREPEATABLE, why)) : copy;
}

static struct pattern_node *expand(struct expansion *expansion, const struct frame *frame,
                                   const struct pattern_node *node)
{
    if (expansion->levels == PATTERN_LEVEL_LIMIT || expansion->nodes == PATTERN_NODE_LIMIT)
        return failed(expansion, node,
                      error_set(expansion->error, MESSAGE_PATTERN_SIZE, (unsigned)PATTERN_NODE_LIMIT,
                                (unsigned)PATTERN_LEVEL_LIMIT));
    expansion->levels++;
    expansion->nodes++;
    struct pattern_node *copy = node->kind == PATTERN_REFERENCE ? expand_reference(expansion, frame, node)
                                                                : expand_children(expansion, frame, node);
    expansion->levels--;
    return copy;
}

tocsin_status pattern_expand(struct pattern_node **out, struct arena *arena, const struct pattern_node *pattern,
                             pattern_lookup *find, void *user, uint32_t *source, tocsin_error *error)
{
    struct expansion expansion = {.arena = arena, .find = find, .user = user, .error = error};
    struct pattern_node *expanded = expand(&expansion, NULL, pattern);
    if (!expanded) {
        *source = expansion.source;
        return expansion.status;
    }
    *out = expanded;
    return TOCSIN_OK;
}
