/* modules.h: the Lua modules that a bundle's files see, each bound in a file of its own. Open functions run
 * once a state, within a sandbox_call's body. */
#ifndef TOCSIN_SCRIPT_MODULES_H
#define TOCSIN_SCRIPT_MODULES_H

#include "script/emit.h"
#include "script/view.h"

void module_re_open(lua_State *L);     /* re */
void module_re_set_open(lua_State *L); /* re.set, into the table on top, which becomes `re` */
void module_rule_open(lua_State *L);   /* rule, on */

/* Regex flags from a Lua string such as "ix" (nil: none). */
unsigned module_re_flags(lua_State *L, int index);

/* The compiled regex: compiles while loading, finds the compiled one while running. Raises on errors. */
const struct regex *module_re_compile(lua_State *L, struct str pattern, unsigned flags);

/* Reads a scope's name ("sentence", "paragraph", "document"; nil: sentence). */
enum regex_scope module_scope(lua_State *L, int index);

/* The Lua functions of rules and handlers, by index. */
void module_rule_push_emit(lua_State *L, uint32_t rule);
void module_rule_push_when(lua_State *L, uint32_t rule);
void module_rule_push_handler(lua_State *L, uint32_t handler);

/* Pushes a list of the tables that hold them. */
void module_rule_push_functions(lua_State *L);

#endif
