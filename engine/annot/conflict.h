/* conflict.h: which of a type's records stay where they compete.
 *
 *   all          every record
 *   longest      of records that overlap the longest; of equally long ones that of the earlier rule, then the one that
 *                was found first
 *   first        of records that overlap the one that begins first; of those that begin together that of the earlier
 *                rule, then the one that was found first
 *   one_per_cue  of records with the same spans of role `cue`, the one of the earlier rule, then the one that was
 *                found first; records without a cue stay
 *
 * What loses is marked as dropped and stays in the store, so that handles keep their meaning. */
#ifndef TOCSIN_ANNOT_CONFLICT_H
#define TOCSIN_ANNOT_CONFLICT_H

#include "annot/record.h"
#include "base/budget.h"

enum conflict_policy { CONFLICT_ALL, CONFLICT_LONGEST, CONFLICT_FIRST, CONFLICT_ONE_PER_CUE };

/* False: there is no policy of that name. */
bool conflict_find(enum conflict_policy *out, struct str name);

/* `won` is the record to which `lost` lost. False: out of memory. */
typedef bool conflict_told(void *user, record_handle lost, record_handle won);

/* Applies a policy to the living records of a type with handles of at least `first`. `told` may be NULL. Charges the
 * budget. Errors: MEMORY. */
tocsin_status conflict_resolve(struct record_store *store, enum conflict_policy policy, struct str type,
                               record_handle first, struct budget *budget, conflict_told *told, void *user,
                               tocsin_error *error);

#endif
