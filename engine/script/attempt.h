/* attempt.h: how far a rule got where it made nothing. */
#ifndef TOCSIN_SCRIPT_ATTEMPT_H
#define TOCSIN_SCRIPT_ATTEMPT_H

#include "pattern/pattern_scan.h"
#include "script/machine.h"

/* Of the rule's patterns the one that read most words; of its regexes the first that was woken. */
struct attempt_told {
    uint32_t pattern;  /* which of the rule's, from 0 */
    bool matches;      /* it does match there: its scope, or another match, stands against it */
    bool triggered;    /* the words that it waits for are there */
    char trigger[256]; /* what it waits for; empty: it is tried everywhere */
    bool is_pattern;   /* a token pattern, of which more is known: */
    pattern_id id;
    uint32_t start, reached; /* tokens; the end of the sentence where the words ran out */
    uint32_t wanted[16];     /* elements */
    uint32_t wanted_count;
    const struct pattern_step *steps; /* valid until the next attempt */
    uint32_t step_count;
};

/* Tries a rule on a sentence of a document that the machine has just run over, or whose handlers it runs. `budget`
 * NULL: whatever it takes. Errors: LIMIT, CANCELLED, MEMORY. */
tocsin_status machine_attempt(struct attempt_told *out, struct machine *machine, struct machine_document *document,
                              uint32_t rule, size_t sentence, struct budget *budget, tocsin_error *error);

#endif
