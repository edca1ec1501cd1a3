/* regex.h: one PCRE2 pattern, compiled once per bundle, matched under limits by any number of workers.
 *
 * A pattern is compiled with UTF and UCP, JIT where the machine has it, and an automatic callout at its start by
 * which the budget is checked at every start offset (match limits alone do not bound time: they restart there). */
#ifndef TOCSIN_REGEX_REGEX_H
#define TOCSIN_REGEX_REGEX_H

#include "base/budget.h"
#include "base/error.h"
#include "base/str.h"

/* Immutable; shared by all threads. */
struct regex;

enum regex_flags {
    REGEX_CASELESS = 1,  /* i */
    REGEX_EXTENDED = 2,  /* x */
    REGEX_MULTILINE = 4, /* m */
    REGEX_DOTALL = 8,    /* s */
};

/* The most bytes that one match may look at; callers cut longer segments at white space. */
#define REGEX_SEGMENT_LIMIT ((size_t)16 * 1024)

/* Refuses what `lessons` of the field rule out: \C, verbs at the start, more than 64 captures, code over 64 KiB.
 * Errors: BUNDLE with the offset in the pattern; MEMORY. */
tocsin_status regex_compile(struct regex **out, const tocsin_allocator *alloc, struct str pattern, unsigned flags,
                            tocsin_error *error);
void regex_free(struct regex *regex);

struct str regex_pattern(const struct regex *regex);
unsigned regex_flags(const struct regex *regex);

/* Captures are numbered from 1; group 0 is the whole match. */
uint32_t regex_capture_count(const struct regex *regex);
const char *regex_capture_name(const struct regex *regex, uint32_t capture); /* NULL: has no name */
uint32_t regex_capture_index(const struct regex *regex, struct str name);    /* 0: no such name */

/* Whether a match may begin where `text` does: a look at its length and first byte, which says no to most words. */
bool regex_may_begin(const struct regex *regex, struct str text);

/* One worker's match data, JIT stack and limits. */
struct regex_matcher;

tocsin_status regex_matcher_create(struct regex_matcher **out, const tocsin_allocator *alloc, tocsin_error *error);
void regex_matcher_free(struct regex_matcher *matcher);

struct regex_span {
    size_t start, end; /* offsets in the subject; start SIZE_MAX: the group took no part */
};

struct regex_match {
    const struct regex_span *groups; /* regex_capture_count + 1 of them; valid until the matcher's next match */
    uint32_t count;                  /* 0: no match */
};

/* Searches `subject` from byte `from` on (`anchored`: only there). `subject` must be valid UTF-8 and at most
 * REGEX_SEGMENT_LIMIT bytes. Charges the budget. A limit that is hit is an error, never "no match".
 * Errors: LIMIT, CANCELLED, MEMORY. */
tocsin_status regex_match(struct regex_match *out, struct regex_matcher *matcher, const struct regex *regex,
                          struct str subject, size_t from, bool anchored, struct budget *budget,
                          tocsin_error *error);

#endif
