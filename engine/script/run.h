/* run.h: the parts of a document's run through a machine. */
#ifndef TOCSIN_SCRIPT_RUN_H
#define TOCSIN_SCRIPT_RUN_H

#include "script/machine_state.h"
#include "script/trace.h"

/* One protected step of Lua. What it raises becomes a diagnostic (and *failed is set), but for what ends the document:
 * that is returned. */
tocsin_status run_step(struct machine *machine, lua_CFunction body, void *argument, bool *failed, tocsin_error *error);

/* Applies every hit's rule, in their order. A rule that fails is left out from there on. */
tocsin_status run_rules(struct machine *machine, uint32_t phase, tocsin_error *error);

/* Lets the phase's modifiers set their features. */
tocsin_status run_modifiers(struct machine *machine, uint32_t phase, tocsin_error *error);

/* Joins records by the program's links. */
tocsin_status run_links(struct machine *machine, tocsin_error *error);

#endif
