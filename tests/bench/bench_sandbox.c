/* bench_sandbox: what the sandbox costs. Best of several rounds, nanoseconds each.
 * With an argument "generational" the collector runs in that mode instead of Lua's default. */
#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "script/sandbox.h"

enum { ROUNDS = 7 };

static int make_environment(lua_State *L)
{
    sandbox_new_environment(L);
    return 0;
}

static int do_nothing(lua_State *L)
{
    (void)L;
    return 0;
}

static int run_text(lua_State *L)
{
    sandbox_new_environment(L);
    loader_push_text(L, "bench.lua", str_of(lua_touserdata(L, 1)), -1);
    lua_call(L, 0, 0);
    return 0;
}

static int run_kept(lua_State *L)
{
    sandbox_new_environment(L);
    loader_push_file(L, "document.lua", -1);
    lua_call(L, 0, 0);
    return 0;
}

static int without_hook(lua_State *L)
{
    sandbox_new_environment(L);
    loader_push_text(L, "bench.lua", str_of(lua_touserdata(L, 1)), -1);
    lua_sethook(L, NULL, 0, 0);
    lua_call(L, 0, 0);
    return 0;
}

static const char document_text[] =
    "local found = {}\nfor i = 1, 40 do\n  found[i] = {type = 'claim', start = i, stop = i + 10, roles = {a = i}}\n"
    "  found[i].text = ('word ' .. i):rep(4)\nend\ntable.sort(found, function(a, b) return a.start > b.start end)\n"
    "for k, v in pairs(found[1]) do local s = tostring(k) end\n";

static bool find_document(void *user, const char *name, struct str *out)
{
    (void)user;
    (void)name;
    *out = str_of(document_text);
    return true;
}

static const struct loader_source source = {find_document, NULL};
static const struct loader loader = {.sources = &source, .count = 1};

static double best(struct sandbox *sandbox, lua_CFunction body, const char *text, int times)
{
    double least = 1e18;
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t start = clock_nanoseconds();
        for (int i = 0; i < times; i++) {
            struct budget budget;
            tocsin_error error = TOCSIN_ERROR_INIT;
            budget_start(&budget, UINT64_MAX, UINT64_C(60000000000), NULL);
            sandbox_begin(sandbox);
            if (sandbox_call(sandbox, &budget, body, (void *)text, &error))
                fprintf(stderr, "%s\n", error.message);
        }
        double each = (double)(clock_nanoseconds() - start) / times;
        least = each < least ? each : least;
    }
    return least;
}

static void compare_hook(struct sandbox *sandbox, const char *name, const char *text)
{
    double hooked = best(sandbox, run_text, text, 1), plain = best(sandbox, without_hook, text, 1);
    printf("%-28s %9.2f ms, without hook %9.2f ms: x %.2f\n", name, hooked / 1e6, plain / 1e6, hooked / plain);
}

int main(int count, char **arguments)
{
    struct sandbox *sandbox = NULL;
    struct sandbox_options options = {0, &loader};
    uint64_t start = clock_nanoseconds();
    if (sandbox_create(&sandbox, &alloc_system, &options, NULL))
        return 1;
    printf("%-28s %9.0f ns\n", "new sandbox", (double)(clock_nanoseconds() - start));
    if (count > 1 && strcmp(arguments[1], "generational") == 0)
        lua_gc(sandbox_state(sandbox), LUA_GCGEN, 0, 0);
    printf("%-28s %9zu bytes\n", "memory of a fresh sandbox", sandbox_memory(sandbox));
    printf("%-28s %9.0f ns\n", "sandbox_call of nothing", best(sandbox, do_nothing, NULL, 100000));
    printf("%-28s %9.0f ns\n", "fresh environment (in call)", best(sandbox, make_environment, NULL, 100000));
    printf("%-28s %9.0f ns\n", "short document, file kept", best(sandbox, run_kept, NULL, 2000));
    compare_hook(sandbox, "loop", "local x = 0 for i = 1, 1e7 do x = x + i % 7 end");
    compare_hook(sandbox, "calls", "local function f(a) return a end for i = 1, 3e6 do f(i) end");
    compare_hook(sandbox, "string work", "for i = 1, 3e5 do local s = ('key' .. i):upper():rep(3) end");
    compare_hook(sandbox, "tables", "for i = 1, 5e5 do local t = {a = i, b = {i}} end");
    compare_hook(sandbox, "pairs over 5 keys",
                 "local t = {a=1,b=2,c=3,d=4,e=5} for i = 1, 2e5 do for k in pairs(t) do end end");
    compare_hook(sandbox, "sort 1e5", "local t = {} for i = 1, 1e5 do t[i] = (i * 7919) % 100003 end table.sort(t)");
    printf("%-28s %9zu bytes\n", "memory at the end", sandbox_memory(sandbox));
    sandbox_free(sandbox);
    return 0;
}
