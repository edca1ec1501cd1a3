/* What a file was compiled to is found by its name, and does what the file does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <lauxlib.h>
#include <lua.h>

#include "failing_alloc.h"
#include "script/compiled.h"

static bool keep(struct compiled_files *files, const tocsin_allocator *alloc, lua_State *L, const char *name,
                 const char *text)
{
    assert_int_equal(luaL_loadbufferx(L, text, strlen(text), name, "t"), LUA_OK);
    bool kept = compiled_add(files, alloc, name + 1, L);
    lua_pop(L, 1);
    return kept;
}

static void test_does_the_same(void **state)
{
    lua_State *L = luaL_newstate();
    struct compiled_files files = {0};
    struct str code;
    (void)state;
    assert_true(keep(&files, &alloc_system, L, "@a.lua", "return 1 + ...") &&
                keep(&files, &alloc_system, L, "@lib/b.lua", "\n\nreturn nil .. 1"));
    assert_false(compiled_find(&code, &files, "b.lua"));
    assert_true(compiled_find(&code, &files, "a.lua"));
    assert_int_equal(luaL_loadbufferx(L, code.data, code.length, "?", "b"), LUA_OK);
    lua_pushinteger(L, 41);
    assert_int_equal(lua_pcall(L, 1, 1, 0), LUA_OK);
    assert_int_equal(lua_tointeger(L, -1), 42);
    assert_true(compiled_find(&code, &files, "lib/b.lua"));
    assert_int_equal(luaL_loadbufferx(L, code.data, code.length, "?", "b"), LUA_OK);
    assert_int_equal(lua_pcall(L, 0, 0, 0), LUA_ERRRUN);
    assert_string_equal(lua_tostring(L, -1), "lib/b.lua:3: attempt to concatenate a nil value");
    compiled_finish(&files, &alloc_system);
    lua_close(L);
}

static bool keep_two(const tocsin_allocator *alloc, void *user)
{
    struct compiled_files files = {0};
    bool well = keep(&files, alloc, user, "@a.lua", "return 1") && keep(&files, alloc, user, "@b.lua", "return 2");
    compiled_finish(&files, alloc);
    return well;
}

static void test_memory_may_be_out(void **state)
{
    lua_State *L = luaL_newstate();
    (void)state;
    assert_true(failing_alloc_every(keep_two, L) > 0);
    lua_close(L);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_does_the_same),
        cmocka_unit_test(test_memory_may_be_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
