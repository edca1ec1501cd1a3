/* emit.h: records from what rules say. */
#ifndef TOCSIN_SCRIPT_EMIT_H
#define TOCSIN_SCRIPT_EMIT_H

#include "script/view.h"

/* Reads the table at `index` as a record of `rule` and files it. Raises a Lua error at the caller's line when the
 * table says something that a record cannot hold. */
record_handle emit_table(lua_State *L, int index, struct str rule);

/* Files a record from a rule's `emit` table and a match: no Lua involved. `worked` holds, beside the table's features,
 * those that functions worked out (no name: none); it may be NULL where the rule has none of these. */
tocsin_status emit_declared(struct machine *machine, const struct rule_match *match, const struct feature_draft *worked,
                            tocsin_error *error);

/* Reads the `emit` table at `index` into a rule. Raises on what a record cannot hold. */
void emit_compile(lua_State *L, int index, struct program_rule *rule);

/* Numbers the captures that the rule's `emit` speaks of, for one more regex of it. Raises where there is none. */
void emit_bind_regex(lua_State *L, const struct regex *regex, struct program_rule *rule);

/* Reads `features` of the table at `index` into `out`, an array of struct program_feature; whether functions are
 * among them. And adds a fixed one, or one that "capture" or "capture.column" tells. */
bool emit_read_features(lua_State *L, int index, void *out);
void emit_add_constant(lua_State *L, struct str name, int value, void *out);
void emit_add_reference(lua_State *L, struct str name, struct str text, void *out);

/* The first of a pattern's captures of that number; NULL: it was not made. */
const struct pattern_capture *emit_capture(const struct rule_match *match, uint32_t number);

/* The value of a feature that is fixed, a capture or a column; false: there is none this time. */
bool emit_reference_value(const struct machine *machine, const struct program_feature *feature,
                          const struct rule_match *match, uint32_t number, struct feature_draft *out);

/* A column of the list entry, or a feature of the annotation, that a capture is; false: none. */
bool emit_element_value(const struct machine *machine, const struct pattern_capture *capture, struct str column,
                        struct feature_draft *out);

/* A confidence from 0 to 1; nil is 1. */
double emit_check_confidence(lua_State *L, int index);

/* Fills kind and value from a Lua value; false when it can be none. The string stays on the Lua stack's value. */
bool emit_feature_value(lua_State *L, int index, struct feature_draft *out);

/* Raises when the bundle declares the type and the type has no such feature (or role). */
void emit_check_feature(lua_State *L, const char *type, struct str name);
void emit_check_role(lua_State *L, struct str type, struct str name);

/* Brings roles and features into output order: as bundle.lua declares them for the type, else roles by place in the
 * text and features by name. Table order would be chance. */
void emit_sort(const struct program *program, struct record_draft *draft);
void emit_sort_roles(const struct program *program, struct record_draft *draft);
void emit_order_features(const struct program *program, tocsin_record *record); /* once some were added */
bool emit_feature_before(const struct program_type *type, struct str a, struct str b); /* `type` NULL: by name */

/* Makes the global `emit`. */
void emit_open(lua_State *L);

#endif
