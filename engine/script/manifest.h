/* manifest.h: bundle.lua, the table that says what a bundle is. */
#ifndef TOCSIN_SCRIPT_MANIFEST_H
#define TOCSIN_SCRIPT_MANIFEST_H

#include "script/machine_state.h"

/* The version of this engine, against which `engine` in bundle.lua is checked. */
#define MANIFEST_ENGINE_VERSION TOCSIN_VERSION

/* Runs bundle.lua in the machine that is loading and fills the program's name, version, language, params, types and
 * files. Errors: BUNDLE (with the file), LIMIT, MEMORY. */
tocsin_status manifest_read(struct machine *machine, struct budget *budget, const struct program_options *options,
                            tocsin_error *error);

#endif
