/* modules.h: the Lua modules that a bundle's files see, each bound in a file of its own. Open functions run
 * once a state, within a sandbox_call's body. */
#ifndef TOCSIN_SCRIPT_MODULES_H
#define TOCSIN_SCRIPT_MODULES_H

#include "script/declarations.h"
#include "script/emit.h"
#include "script/view.h"

void module_re_open(lua_State *L);     /* re */
void module_re_set_open(lua_State *L); /* re.set, into the table on top, which becomes `re` */
void module_rule_open(lua_State *L);     /* rule */
void module_on_open(lua_State *L);       /* on */
void module_pattern_open(lua_State *L);  /* pattern */
void module_lexicon_open(lua_State *L);  /* lexicon */
void module_modifier_open(lua_State *L); /* modifier */
void module_link_open(lua_State *L);     /* link */

/* Regex flags from a Lua string such as "ix" (nil: none). */
unsigned module_re_flags(lua_State *L, int index);

/* The compiled regex: compiles while loading, finds the compiled one while running. Raises on errors. */
const struct regex *module_re_compile(lua_State *L, struct str pattern, unsigned flags);

/* Reads a scope's name ("sentence", "paragraph", "document"; nil: sentence). */
enum regex_scope module_scope(lua_State *L, int index);

/* What declarations cost beside the Lua that makes them, in units: they take memory that the sandbox does not count, so
 * that fuel alone bounds it. */
enum {
    MODULE_RULE_COST = 20000,
    MODULE_PATTERN_COST = 50000,
    MODULE_GROUP_COST = 500000, /* of a list, modifier or link: there are few, and they are looked for one by one */
    MODULE_ENTRY_COST = 1500,
    MODULE_BYTE_COST = 50,
};

/* ---- What declarations have in common -------------------------------------------------------------------- */

/* Raises where nothing can be declared (any more): in a document, in bundle.lua. */
void module_refuse_late(lua_State *L, const char *keyword);

/* Pushes the name of what `keyword "name"` (argument 1) declares: "FILE/name". Raises as module_refuse_late does. */
void module_name_push(lua_State *L, const char *keyword);

/* Pushes the function that takes what stands behind `keyword "name"`, knowing the name and the place; `body` asks
 * for them by the functions below. */
void module_declare_push(lua_State *L, struct str name, lua_CFunction body);

/* From within `body`: calls `declare` with its argument, as if it were the body. A declaration that is wrong is taken
 * down and leaves the others to be looked at. False: it was. */
bool module_try(lua_State *L, lua_CFunction declare);
struct str module_declared_name(lua_State *L);
uint32_t module_declared_line(lua_State *L);

/* While loading: the place for errors about the string in field `key` (NULL: the argument). */
struct source_place module_declared_place(lua_State *L, const char *key);
bool module_same_place(const struct source_place *a, const struct source_place *b);

/* A copy that lives as long as the program. */
struct str module_keep(lua_State *L, struct str text);

/* Raises when the table at `index` has a key that is not known (`items`: but for integers). */
void module_check_keys(lua_State *L, int index, const char *what, const char *const *known, bool items);

/* Appends a field's string or strings to `out`, an ARRAY(struct str) of the program. */
void module_read_strings(lua_State *L, int index, const char *key, void *out);

/* Parses a pattern and files it for the end of the loading; those of a field that holds one or several, which
 * returns how many there were. `use` says for whom; place->key is the field. */
void module_add_pattern(lua_State *L, struct str text, const struct source_place *place, const struct declared_use *use);
uint32_t module_add_patterns(lua_State *L, int index, const struct source_place *place, const struct declared_use *use);

/* ---- The Lua functions of declarations --------------------------------------------------------------------- */

/* Makes the tables that hold them. */
void module_open_functions(lua_State *L);

/* Keeps the value on top as that of declaration `index`, and pops it. */
void module_keep_function(lua_State *L, enum machine_functions which, uint32_t index);

/* Pushes what was kept; MACHINE_FEATURES: a table of functions by feature. */
void module_push_function(lua_State *L, enum machine_functions which, uint32_t index);
void module_push_table(lua_State *L, enum machine_functions which); /* all of a kind, by index + 1 */

/* Pushes a list of the tables that hold them. */
void module_push_functions(lua_State *L);

#endif
