/* fuzz_pattern_set.c: any lines as patterns of one set. What must hold of every input: an error has a message and a
 * place inside its text; what can be compiled matches, and its matches and their captures lie in the text, in
 * order; where an earlier pattern takes all of a later one, it has a match for each of its matches. */
#include <stdlib.h>

#include "../unit/pattern_kit.h"
#include "pattern/pattern_compare.h"

enum { PATTERNS_MOST = 4, TEXT_MOST = 300, MATCHES_MOST = 128 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static const char TEXT[] = "The IMF warned Kenya, the IMF, that a a a b c don't. She left a b US if US a x b then.";

struct found {
    uint32_t tokens;
    struct {
        uint32_t first[MATCHES_MOST], last[MATCHES_MOST];
        size_t count;
    } patterns[PATTERNS_MOST];
};

static bool check_match(void *user, const struct pattern_match *match)
{
    struct found *found = user;
    size_t count = found->patterns[match->pattern].count++;
    check(match->first < match->last && match->last <= found->tokens && count < MATCHES_MOST);
    check(!count || match->first >= found->patterns[match->pattern].last[count - 1]);
    for (uint32_t i = 0; i < match->capture_count; i++) {
        const struct pattern_capture *capture = &match->captures[i];
        check(match->first <= capture->first && capture->first < capture->last && capture->last <= match->last);
    }
    found->patterns[match->pattern].first[count] = match->first;
    found->patterns[match->pattern].last[count] = match->last;
    return true;
}

/* Whether what is taken is there. */
static bool is_taken(const struct found *found, pattern_id earlier, pattern_id later,
                     const struct pattern_taken *taken)
{
    for (size_t i = 0; i < found->patterns[later].count; i++) {
        uint32_t first = found->patterns[later].first[i], last = found->patterns[later].last[i];
        bool held = false;
        for (size_t k = 0; k < found->patterns[earlier].count && !held; k++) {
            uint32_t from = found->patterns[earlier].first[k], to = found->patterns[earlier].last[k];
            held = taken->match ? from == first && to == last : from <= first && to > first;
        }
        if (!held)
            return false;
    }
    return true;
}

static void compare(const struct pattern_kit *kit, const struct found *found, struct pattern_compare *compare)
{
    struct pattern_taken taken;
    for (pattern_id a = 0; a < kit->pattern_count; a++)
        for (pattern_id b = 0; b < kit->pattern_count; b++) {
            check(!pattern_takes(&taken, compare, a, b, NULL, 0, NULL));
            check(!(taken.words || taken.match) || is_taken(found, a, b, &taken));
        }
}

static void run(struct pattern_kit *kit)
{
    struct budget budget;
    struct found found = {.tokens = 0};
    struct pattern_compare *comparing;
    tocsin_error error = TOCSIN_ERROR_INIT;
    check(!pattern_compare_create(&comparing, kit->set, NULL));
    check(kit_seal(kit) && kit_read(kit, str_of(TEXT)));
    found.tokens = (uint32_t)kit->segmentation.tokens.count;
    budget_start(&budget, 100000, 0, NULL);
    tocsin_status status = pattern_scan_run(kit->scan, 0, &budget, check_match, &found, &error);
    check(status == TOCSIN_OK || status == TOCSIN_ERROR_LIMIT);
    if (!status)
        compare(kit, &found, comparing);
    pattern_compare_free(comparing);
}

/* There are no named patterns here. */
static const struct pattern_named *look_up(void *user, struct str name)
{
    (void)user;
    (void)name;
    return NULL;
}

static void add(struct pattern_kit *kit, struct str text)
{
    static const struct pattern_scope scope = {PATTERN_IN_SENTENCE, {"", 0}, {"", 0}};
    struct pattern_node *node, *expanded;
    pattern_id id;
    uint32_t source = 0, end = 0;
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (text.length > TEXT_MOST || pattern_parse(&node, &kit->arena, text, 0, NULL) ||
        pattern_expand(&expanded, &kit->arena, node, look_up, NULL, &source, NULL))
        return;
    if (pattern_set_add(&id, kit->set, expanded, &scope, kit_report, kit, &source, &end, &error))
        check(source == 0 && error.message[0] && end <= text.length && error.offset <= text.length);
    else
        kit->pattern_count++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct kit_annotation annotations[] = {
        {"Party", "", {0, 2, 0}, "org"}, {"Party", "", {1, 2, 1}, NULL}, {"claim", "source", {5, 7, 2}, "x"}};
    struct str rest = {size ? (const char *)data : "", size};
    struct pattern_kit kit;
    check(kit_open(&kit, &alloc_system));
    kit.annotations = annotations;
    kit.annotation_count = sizeof annotations / sizeof *annotations;
    for (size_t i = 0; i < PATTERNS_MOST && rest.length; i++) {
        const char *line = memchr(rest.data, '\n', rest.length);
        struct str text = {rest.data, line ? (size_t)(line - rest.data) : rest.length};
        add(&kit, text);
        rest = (struct str){rest.data + text.length + (line != NULL), rest.length - text.length - (line != NULL)};
    }
    if (kit.pattern_count)
        run(&kit);
    kit_close(&kit);
    return 0;
}
