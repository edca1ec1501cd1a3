#include "base/budget.h"

static uint64_t deadline_after(uint64_t time)
{
    uint64_t now = clock_nanoseconds();
    return time && time < UINT64_MAX - now ? now + time : UINT64_MAX;
}

void budget_start(struct budget *budget, uint64_t fuel, uint64_t time, atomic_bool *cancelled)
{
    *budget = (struct budget){
        .fuel = fuel,
        .deadline = deadline_after(time),
        .cancelled = cancelled,
        .fuel_limit = fuel,
        .time_limit = time,
    };
}

bool budget_check(struct budget *budget)
{
    if (budget->stop)
        return false;
    if (budget->cancelled && atomic_load_explicit(budget->cancelled, memory_order_relaxed))
        budget->stop = BUDGET_CANCELLED;
    else if (budget->deadline != UINT64_MAX && clock_nanoseconds() >= budget->deadline)
        budget->stop = BUDGET_DEADLINE;
    return !budget->stop;
}

tocsin_status budget_error(const struct budget *budget, tocsin_error *error)
{
    switch (budget->stop) {
    case BUDGET_GOES_ON:
        return TOCSIN_OK;
    case BUDGET_FUEL:
        return error_set(error, MESSAGE_LIMIT_FUEL, (unsigned long long)budget->fuel_limit);
    case BUDGET_DEADLINE:
        return error_set(error, MESSAGE_LIMIT_TIME, (unsigned long long)(budget->time_limit / 1000000));
    case BUDGET_CANCELLED:
        return error_set(error, MESSAGE_CANCELLED);
    case BUDGET_MEMORY:
        return error_set(error, MESSAGE_LIMIT_MEMORY);
    }
    return TOCSIN_OK;
}
