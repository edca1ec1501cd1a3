/* meta.h: a document's JSON meta data as Lua values. Read straight into Lua: no tree between that an error could
 * leak, integers kept exact, NUL kept in strings. */
#ifndef TOCSIN_SCRIPT_META_H
#define TOCSIN_SCRIPT_META_H

#include <lua.h>

#include "base/str.h"

/* Pushes the value: objects and arrays as tables, null as nothing (in an array: false, to keep the places). An empty
 * text is an empty table. Raises a Lua error on malformed JSON, with its offset, and over 64 levels of nesting. */
void meta_push(lua_State *L, struct str json);

#endif
