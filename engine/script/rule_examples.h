/* rule_examples.h: `accepts` and `rejects`, the texts that stand beside a rule to show what it finds.
 *
 *     accepts = { "TEXT", { "TEXT", role = "words", feature = value, { …fields of one more record… } } }
 *     rejects = { "TEXT" }
 *
 * A field's value is a text, a list of texts (the spans of a role), a number, true (it is there) or false (it is not);
 * beside roles and features a field may be `type`, or `span` for the words of the whole record. */
#ifndef TOCSIN_SCRIPT_RULE_EXAMPLES_H
#define TOCSIN_SCRIPT_RULE_EXAMPLES_H

#include <lua.h>

#include <stdint.h>

/* Reads the examples of the declaration at `index` into a rule of the program that is loading, after its `emit` was
 * read. Raises on what is none. */
void rule_examples_read(lua_State *L, int index, uint32_t rule);

#endif
