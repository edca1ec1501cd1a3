/* regex_code.h: inside of a regex, for the files of this folder that call PCRE2. */
#ifndef TOCSIN_REGEX_REGEX_CODE_H
#define TOCSIN_REGEX_REGEX_CODE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "regex/regex.h"

struct regex {
    const tocsin_allocator *alloc;
    pcre2_code *code;
    char *pattern;
    size_t pattern_length;
    unsigned flags;
    uint32_t capture_count;
    bool jit;
    uint32_t shortest;  /* no match has fewer bytes */
    uint64_t starts[4]; /* by byte: whether a match may begin with it */
    const char *names[]; /* of captures 1 to capture_count, inside `code`; NULL: none */
};

/* PCRE2's memory from an allocator that wants old sizes back: each block carries its size. `alloc` must outlive
 * what is made with the context. NULL: out of memory. */
pcre2_general_context *regex_context_create(const tocsin_allocator *alloc);

#endif
