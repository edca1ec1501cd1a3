/* bundle_rules.h: the rules of a bundle as its users see them. */
#ifndef TOCSIN_CORE_BUNDLE_RULES_H
#define TOCSIN_CORE_BUNDLE_RULES_H

#include "script/program.h"

struct bundle_rules {
    struct arena arena;
    tocsin_rule *items;
    size_t count;
    const char **handlers; /* what to call the document handlers: "links.lua on.document" */
};

void bundle_rules_init(struct bundle_rules *rules, const tocsin_allocator *alloc);
void bundle_rules_finish(struct bundle_rules *rules);

/* Borrows names and texts from the program. Errors: MEMORY. */
tocsin_status bundle_rules_fill(struct bundle_rules *rules, const struct program *program, tocsin_error *error);

#endif
