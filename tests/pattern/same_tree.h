/* same_tree.h: whether two patterns are the same but for where their parts stand in the text. */
#ifndef TOCSIN_PATTERN_SAME_TREE_H
#define TOCSIN_PATTERN_SAME_TREE_H

#include "pattern/pattern_ast.h"

static inline bool same_values(const struct str *a, uint32_t a_count, const struct str *b, uint32_t b_count)
{
    for (uint32_t i = 0; i < a_count && i < b_count; i++)
        if (!str_equal(a[i], b[i]))
            return false;
    return a_count == b_count;
}

static inline bool same_test(const struct pattern_test *a, const struct pattern_test *b)
{
    if (!a || !b)
        return a == b;
    return a->kind == b->kind && same_test(a->left, b->left) && same_test(a->right, b->right) &&
           str_equal(a->attribute, b->attribute) &&
           a->operator == b->operator && same_values(a->values, a->value_count, b->values, b->value_count) &&
           str_equal(a->text, b->text) && a->flags == b->flags && str_equal(a->name, b->name) &&
           !(a->number < b->number) && !(a->number > b->number);
}

static inline bool same_node(const struct pattern_node *a, const struct pattern_node *b)
{
    return a->kind == b->kind && str_equal(a->name, b->name) && str_equal(a->role, b->role) &&
           str_equal(a->text, b->text) && same_values(a->values, a->value_count, b->values, b->value_count) &&
           same_test(a->test, b->test) && a->flags == b->flags && a->least == b->least && a->most == b->most &&
           a->lazy == b->lazy && a->exact == b->exact && a->behind == b->behind && a->negative == b->negative;
}

static inline bool same_tree(const struct pattern_node *a, const struct pattern_node *b)
{
    for (; a && b; a = a->next, b = b->next)
        if (!same_node(a, b) || !same_tree(a->child, b->child))
            return false;
    return a == b;
}

#endif
