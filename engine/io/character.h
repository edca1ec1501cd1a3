/* character.h: one character at a time out of bytes that may not be UTF-8. */
#ifndef TOCSIN_IO_CHARACTER_H
#define TOCSIN_IO_CHARACTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct character {
    uint32_t code;   /* U+FFFD where the bytes are not UTF-8 */
    unsigned length; /* bytes that it takes, at least 1: where invalid, a maximal subpart as WHATWG has it */
    bool valid;
};

/* The character at `at`, of which `left` > 0 bytes are there. */
struct character character_at(const char *at, size_t left);

/* Columns that it takes on a terminal: 0, 1 or 2. */
unsigned character_width(uint32_t code);

/* True for what must not reach a terminal as it is: controls, bidirectional controls, zero-width characters and
 * others that show nothing. */
bool character_hidden(uint32_t code);

#endif
