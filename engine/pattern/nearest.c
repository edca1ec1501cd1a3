#include "pattern/nearest.h"

#include <stdio.h>

enum { LONGEST = 32 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, changes and swaps of neighbours, by bytes. */
static unsigned distance(struct str a, struct str b)
{
    unsigned rows[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= a.length; i++) {
        for (size_t j = 0; j <= b.length; j++) {
            if (!i || !j) {
                rows[i][j] = (unsigned)(i + j);
                continue;
            }
            rows[i][j] = rows[i - 1][j - 1] + (a.data[i - 1] != b.data[j - 1]);
            rows[i][j] = least(rows[i][j], least(rows[i - 1][j], rows[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
        }
    }
    return rows[a.length][b.length];
}

void nearest_offer(struct nearest *nearest, struct str candidate)
{
    if (candidate.length > LONGEST || nearest->wanted.length > LONGEST || candidate.length == 0)
        return;
    unsigned far = distance(nearest->wanted, candidate);
    if (far < nearest->distance && far < candidate.length) {
        nearest->distance = far;
        nearest->best = candidate;
    }
}

const char *nearest_text(struct nearest *nearest)
{
    nearest->text[0] = '\0';
    if (nearest->best.length)
        snprintf(nearest->text, sizeof nearest->text, ": did you mean '%.*s'?", (int)nearest->best.length,
                 nearest->best.data);
    return nearest->text;
}
