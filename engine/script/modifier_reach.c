#include "script/modifier_reach.h"

bool modifier_direction_read(struct modifier_reach *out, struct str text)
{
    static const char *const names[] = {"forward", "backward", "both", "overlaps"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(text, str_of(names[i]))) {
            out->direction = (enum modifier_direction)i;
            return true;
        }
    return false;
}

bool modifier_reach_read(struct modifier_reach *out, struct str text)
{
    uint32_t words = 0;
    bool clause = str_equal(text, STR("clause"));
    if (clause || str_equal(text, STR("sentence"))) {
        out->by_clause = clause;
        out->words = UINT32_MAX;
        return true;
    }
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        words = words * 10 + (uint32_t)(text.data[i] - '0');
        if (words > MODIFIER_WORDS_MOST)
            return false;
    }
    out->by_clause = false;
    out->words = words;
    return text.length > 0;
}
