/* fuzz_pattern.c: any text as a pattern and as the sub-patterns that it names. The first line is the pattern, each
 * other a sub-pattern: "head = body". What must hold of every input: an error has a message and a place inside its
 * text; what is read lies where its nodes say, can be printed, and what is printed is read as the same tree; what
 * is expanded holds no reference, and can be printed and read again, too. What comes of it: fuzz_pattern_set.c. */
#include <stdlib.h>

#include "../pattern/same_tree.h"
#include "base/buffer.h"
#include "pattern/pattern_parse.h"
#include "pattern/pattern_print.h"

enum { TEXTS_MOST = 12 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

struct input {
    struct arena arena;
    struct str texts[TEXTS_MOST];
    struct pattern_named named[TEXTS_MOST];
    size_t count;
};

static void check_error(const tocsin_error *error, struct str text)
{
    check(error->status == TOCSIN_ERROR_BUNDLE && error->id[0] && error->message[0]);
    check(error->offset <= text.length);
}

static void check_places(const struct pattern_node *node, uint32_t start, uint32_t end)
{
    for (; node; start = node->end, node = node->next) {
        check(start <= node->start && node->start < node->end && node->end <= end);
        check_places(node->child, node->start, node->end);
        check(!node->test || (node->start <= node->test->start && node->test->end <= node->end));
    }
}

static void check_expanded(const struct pattern_node *node)
{
    for (; node; node = node->next) {
        check(node->kind != PATTERN_REFERENCE);
        check_expanded(node->child);
    }
}

static void check_print(struct arena *arena, const struct pattern_node *tree)
{
    struct buffer printed;
    struct pattern_node *again;
    buffer_init(&printed, &alloc_system);
    pattern_print(&printed, tree);
    check(!printed.failed);
    /* what is expanded may be longer than what may be written */
    if (printed.length <= PATTERN_TEXT_LIMIT) {
        struct str text = {arena_text(arena, printed.data, printed.length), printed.length};
        tocsin_error error = TOCSIN_ERROR_INIT;
        tocsin_status status = pattern_parse(&again, arena, text, 0, &error);
        check(status == TOCSIN_OK ? same_tree(tree, again) : str_equal(str_of(error.id), STR("pattern-depth")));
    }
    buffer_finish(&printed);
}

static const struct pattern_named *look_up(void *user, struct str name)
{
    const struct input *input = user;
    for (size_t i = 1; i < input->count; i++)
        if (input->named[i].body && str_equal(input->named[i].name, name))
            return &input->named[i];
    return NULL;
}

static const struct pattern_node *read_text(struct input *input, size_t index)
{
    struct pattern_node *tree;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct str text = input->texts[index];
    if (pattern_parse(&tree, &input->arena, text, (uint32_t)index, &error)) {
        check_error(&error, text);
        return NULL;
    }
    check_places(tree, 0, (uint32_t)text.length);
    check_print(&input->arena, tree);
    return tree;
}

static void read_named(struct input *input, size_t index)
{
    struct str line = input->texts[index], head = line;
    const char *mark = memchr(line.data, '=', line.length);
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct pattern_named named;
    head.length = mark ? (size_t)(mark - line.data) : line.length;
    if (pattern_parse_head(&named, &input->arena, head, &error)) {
        check_error(&error, head);
        return;
    }
    size_t skip = mark ? head.length + 1 : head.length;
    input->texts[index] = (struct str){line.data + skip, line.length - skip};
    named.body = read_text(input, index);
    input->named[index] = named;
}

/* ---- Reading -------------------------------------------------------------------------------------------- */

static void expand(struct input *input, const struct pattern_node *tree)
{
    struct pattern_node *expanded;
    uint32_t source = UINT32_MAX;
    tocsin_error error = TOCSIN_ERROR_INIT;
    tocsin_status status = pattern_expand(&expanded, &input->arena, tree, look_up, input, &source, &error);
    if (status) {
        check(source < input->count && error.message[0] && error.offset <= input->texts[source].length);
        return;
    }
    check_expanded(expanded);
    check_print(&input->arena, expanded);
}

static void split(struct input *input, struct str text)
{
    while (input->count < TEXTS_MOST) {
        const char *line = memchr(text.data, '\n', text.length);
        struct str first = {text.data,
                            line && input->count + 1 < TEXTS_MOST ? (size_t)(line - text.data) : text.length};
        input->texts[input->count++] = first;
        if (first.length == text.length)
            return;
        text = (struct str){text.data + first.length + 1, text.length - first.length - 1};
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct input input = {.count = 0};
    arena_init(&input.arena, &alloc_system);
    split(&input, (struct str){size ? (const char *)data : "", size});
    for (size_t i = 1; i < input.count; i++)
        read_named(&input, i);
    const struct pattern_node *tree = read_text(&input, 0);
    if (tree)
        expand(&input, tree);
    arena_finish(&input.arena);
    return 0;
}
