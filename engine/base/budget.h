/* budget.h: what one document may cost. One fuel count covers Lua instructions, allocations and regex steps;
 * beside it a deadline and a cancel flag that another thread may set. Whatever ends the work stays set ("sticky")
 * until the next document, so that no layer can go on by swallowing an error.
 *
 * Fuel is counted, so it runs out at the same point on every run; time is not, and is the last resort. */
#ifndef TOCSIN_BASE_BUDGET_H
#define TOCSIN_BASE_BUDGET_H

#include <stdatomic.h>

#include "base/clock.h"
#include "base/error.h"

enum budget_stop { BUDGET_GOES_ON, BUDGET_FUEL, BUDGET_DEADLINE, BUDGET_CANCELLED, BUDGET_MEMORY };

struct budget {
    uint64_t fuel;          /* units left */
    uint64_t deadline;      /* clock_nanoseconds() at which the work ends; UINT64_MAX: never */
    atomic_bool *cancelled; /* NULL: cannot be cancelled */
    enum budget_stop stop;  /* why the work ended */
    /* what was asked for, to be named in the message */
    uint64_t fuel_limit;
    uint64_t time_limit; /* nanoseconds; 0: none */
};

/* A fresh budget: `fuel` units, `time` nanoseconds from now (0: no deadline). */
void budget_start(struct budget *budget, uint64_t fuel, uint64_t time, atomic_bool *cancelled);

/* Takes `cost` units without looking at the clock. False once anything ended the work. */
static inline bool budget_charge(struct budget *budget, uint64_t cost)
{
    if (budget->stop)
        return false;
    if (budget->fuel < cost) {
        budget->fuel = 0;
        budget->stop = BUDGET_FUEL;
        return false;
    }
    budget->fuel -= cost;
    return true;
}

/* Looks at the cancel flag and the clock (some 25 ns: not in inner loops). False once anything ended the work. */
bool budget_check(struct budget *budget);

/* The error that says what ended the work; TOCSIN_OK while nothing did. */
tocsin_status budget_error(const struct budget *budget, tocsin_error *error);

#endif
