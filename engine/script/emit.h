/* emit.h: records from what rules say. */
#ifndef TOCSIN_SCRIPT_EMIT_H
#define TOCSIN_SCRIPT_EMIT_H

#include "script/view.h"

/* Reads the table at `index` as a record of `rule` and files it. Raises a Lua error at the caller's line when the
 * table says something that a record cannot hold. */
record_handle emit_table(lua_State *L, int index, struct str rule);

/* Files a record from a rule's `emit` declaration and a match: no Lua involved. */
tocsin_status emit_declared(struct machine *machine, const struct program_rule *rule, uint32_t pattern,
                            const struct regex_match *match, tocsin_error *error);

/* Compiles the `emit` table at `index` for a regex: captures by name become numbers. Raises on anything unknown. */
void emit_compile(lua_State *L, int index, const struct regex *regex, struct program_emit *out);

/* Fills kind and value from a Lua value; false when it can be none. The string stays on the Lua stack's value. */
bool emit_feature_value(lua_State *L, int index, struct feature_draft *out);

/* Raises when the bundle declares the type and the type has no such feature (or role). */
void emit_check_feature(lua_State *L, const char *type, struct str name);
void emit_check_role(lua_State *L, struct str type, struct str name);

/* Brings roles and features into output order: as bundle.lua declares them for the type, else roles by place in the
 * text and features by name. Table order would be chance. */
void emit_sort(const struct program *program, struct record_draft *draft);
void emit_sort_features(const struct program_type *type, struct feature_draft *features, size_t count);

/* Makes the global `emit`. */
void emit_open(lua_State *L);

#endif
