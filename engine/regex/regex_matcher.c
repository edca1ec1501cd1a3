#include "base/alloc.h"
#include "regex/regex_code.h"
#include "regex/regex_limits.h"

struct regex_matcher {
    const tocsin_allocator *alloc;
    pcre2_general_context *general;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    struct budget *budget; /* of the match under way */
    unsigned until_clock;  /* start offsets before the next look at the clock */
    struct regex_span groups[REGEX_CAPTURES + 1];
};

/* Called at each start offset. A negative return ends the whole match. */
static int start_charge(pcre2_callout_block *block, void *user)
{
    (void)block;
    struct regex_matcher *matcher = user;
    if (!budget_charge(matcher->budget, 1))
        return PCRE2_ERROR_CALLOUT;
    if (matcher->until_clock-- > 0)
        return 0;
    matcher->until_clock = REGEX_CLOCK_PERIOD;
    return budget_check(matcher->budget) ? 0 : PCRE2_ERROR_CALLOUT;
}

static bool matcher_fill(struct regex_matcher *matcher)
{
    matcher->general = regex_context_create(matcher->alloc);
    if (!matcher->general)
        return false;
    matcher->context = pcre2_match_context_create(matcher->general);
    matcher->data = pcre2_match_data_create(REGEX_CAPTURES + 1, matcher->general);
    matcher->stack = pcre2_jit_stack_create(REGEX_STACK_FIRST, REGEX_STACK_MOST, matcher->general);
    if (!matcher->context || !matcher->data)
        return false;
    /* No stack where there is no JIT. */
    uint32_t jit = 0;
    pcre2_config(PCRE2_CONFIG_JIT, &jit);
    if (jit && !matcher->stack)
        return false;
    pcre2_set_match_limit(matcher->context, REGEX_MATCH_STEPS);
    pcre2_set_depth_limit(matcher->context, REGEX_DEPTH);
    pcre2_set_heap_limit(matcher->context, REGEX_HEAP_KIB);
    pcre2_set_callout(matcher->context, start_charge, matcher);
    pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
    return true;
}

tocsin_status regex_matcher_create(struct regex_matcher **out, const tocsin_allocator *alloc, tocsin_error *error)
{
    struct regex_matcher *matcher = alloc_zero(alloc, sizeof *matcher);
    if (!matcher)
        return error_set(error, MESSAGE_MEMORY);
    matcher->alloc = alloc;
    if (!matcher_fill(matcher)) {
        regex_matcher_free(matcher);
        return error_set(error, MESSAGE_MEMORY);
    }
    *out = matcher;
    return TOCSIN_OK;
}

void regex_matcher_free(struct regex_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_general_context_free(matcher->general);
    alloc_free(matcher->alloc, matcher, sizeof *matcher);
}

static tocsin_status match_error(int code, const struct regex_matcher *matcher, tocsin_error *error)
{
    switch (code) {
    case PCRE2_ERROR_CALLOUT:
        return budget_error(matcher->budget, error);
    case PCRE2_ERROR_NOMEMORY:
        return error_set(error, MESSAGE_MEMORY);
    case PCRE2_ERROR_MATCHLIMIT:
        return error_set(error, MESSAGE_REGEX_LIMIT, "steps", (unsigned)REGEX_MATCH_STEPS);
    case PCRE2_ERROR_DEPTHLIMIT:
        return error_set(error, MESSAGE_REGEX_LIMIT, "nested steps", (unsigned)REGEX_DEPTH);
    case PCRE2_ERROR_HEAPLIMIT:
        return error_set(error, MESSAGE_REGEX_LIMIT, "KiB of memory", (unsigned)REGEX_HEAP_KIB);
    default: {
        char text[128];
        if (pcre2_get_error_message(code, (PCRE2_UCHAR *)text, sizeof text) < 0)
            strcpy(text, "unknown error");
        return error_set(error, MESSAGE_REGEX_MATCH, text);
    }
    }
}

/* PCRE2's JIT knows no anchored matching of a pattern compiled without: an offset limit is the same to it. */
static int pcre2_run(struct regex_matcher *matcher, const struct regex *regex, struct str subject, size_t from,
                     bool anchored)
{
    PCRE2_SPTR text = (PCRE2_SPTR)(subject.data ? subject.data : "");
    pcre2_set_offset_limit(matcher->context, anchored ? from : PCRE2_UNSET);
    int code = PCRE2_ERROR_JIT_STACKLIMIT;
    if (regex->jit)
        code = pcre2_jit_match(regex->code, text, subject.length, from, 0, matcher->data, matcher->context);
    /* The interpreter keeps its frames on the heap, under the same limits. */
    if (code == PCRE2_ERROR_JIT_STACKLIMIT)
        code = pcre2_match(regex->code, text, subject.length, from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
                           matcher->data, matcher->context);
    return code;
}

tocsin_status regex_match(struct regex_match *out, struct regex_matcher *matcher, const struct regex *regex,
                          struct str subject, size_t from, bool anchored, struct budget *budget,
                          tocsin_error *error)
{
    if (subject.length > REGEX_SEGMENT_LIMIT || from > subject.length)
        return error_set(error, MESSAGE_REGEX_SUBJECT, subject.length, REGEX_SEGMENT_LIMIT);
    matcher->budget = budget;
    int code = PCRE2_ERROR_NOMATCH;
    if (!anchored || regex_may_begin(regex, (struct str){subject.data + from, subject.length - from}))
        code = pcre2_run(matcher, regex, subject, from, anchored);
    if (code == PCRE2_ERROR_NOMATCH) {
        /* Start optimizations skip the callout where no match can be: that is charged too. */
        if (!budget_charge(budget, 1))
            return budget_error(budget, error);
        *out = (struct regex_match){NULL, 0};
        return TOCSIN_OK;
    }
    if (code < 0)
        return match_error(code, matcher, error);
    const size_t *offsets = pcre2_get_ovector_pointer(matcher->data);
    uint32_t count = regex->capture_count + 1;
    for (uint32_t i = 0; i < count; i++)
        matcher->groups[i] = i < (uint32_t)code ? (struct regex_span){offsets[2 * i], offsets[2 * i + 1]}
                                                : (struct regex_span){SIZE_MAX, SIZE_MAX};
    *out = (struct regex_match){matcher->groups, count};
    return TOCSIN_OK;
}
