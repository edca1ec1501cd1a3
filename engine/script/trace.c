#include "script/trace.h"

void trace_init(struct trace *trace, const tocsin_allocator *alloc)
{
    *trace = (struct trace){.alloc = alloc};
}

void trace_clear(struct trace *trace)
{
    array_clear(&trace->matches);
    array_clear(&trace->captures);
    array_clear(&trace->steps);
    array_clear(&trace->modifications);
    array_clear(&trace->conflicts);
    array_clear(&trace->links);
}

void trace_finish(struct trace *trace)
{
    array_finish(trace->alloc, &trace->matches);
    array_finish(trace->alloc, &trace->captures);
    array_finish(trace->alloc, &trace->steps);
    array_finish(trace->alloc, &trace->modifications);
    array_finish(trace->alloc, &trace->conflicts);
    array_finish(trace->alloc, &trace->links);
}
