#define PCRE2_CODE_UNIT_WIDTH 8
#include <lua.h>
#include <pcre2.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "base/cpu.h"
#include "text/unicode_tables.h"
#include "tocsin/tocsin.h"

/* The first word of what the library says: "10.42 2022-12-11" gives "10.42". */
static void pcre2_text(uint32_t what, char *out, size_t capacity)
{
    char text[64] = "";
    if (pcre2_config(what, NULL) < (int)sizeof text)
        pcre2_config(what, text);
    snprintf(out, capacity, "%.*s", (int)strcspn(text, " "), text);
}

tocsin_version_info tocsin_version(void)
{
    tocsin_version_info info = {.size = sizeof info};
    snprintf(info.engine, sizeof info.engine, "%s", TOCSIN_VERSION);
    snprintf(info.lua, sizeof info.lua, "%s.%s", LUA_VERSION_MAJOR "." LUA_VERSION_MINOR, LUA_VERSION_RELEASE);
    pcre2_text(PCRE2_CONFIG_VERSION, info.pcre2, sizeof info.pcre2);
    pcre2_text(PCRE2_CONFIG_UNICODE_VERSION, info.pcre2_unicode, sizeof info.pcre2_unicode);
    snprintf(info.utf8proc, sizeof info.utf8proc, "%s", utf8proc_version());
    snprintf(info.unicode, sizeof info.unicode, "%s", UNICODE_VERSION);
    snprintf(info.simd, sizeof info.simd, "%s", cpu_simd_name(cpu_simd()));
    return info;
}
