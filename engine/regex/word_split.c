#include "regex/word_split.h"

tocsin_status word_splitter_init(struct word_splitter *splitter, const tocsin_allocator *alloc, tocsin_error *error)
{
    *splitter = (struct word_splitter){.alloc = alloc};
    tocsin_status status = regex_compile(&splitter->word, alloc, STR("\\w+"), 0, error);
    if (!status)
        status = regex_matcher_create(&splitter->matcher, alloc, error);
    if (status)
        word_splitter_finish(splitter);
    return status;
}

void word_splitter_finish(struct word_splitter *splitter)
{
    regex_matcher_free(splitter->matcher);
    regex_free(splitter->word);
    splitter->matcher = NULL;
    splitter->word = NULL;
}

/* Any text: by PCRE2, off the document's budget (what is cached by word must not decide where fuel runs out). */
static bool next_unicode(struct word_splitter *splitter, struct str text, size_t from, size_t *start, size_t *end)
{
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    struct regex_match match = {NULL, 0};
    if (regex_match(&match, splitter->matcher, splitter->word, text, from, false, &budget, NULL))
        splitter->failed = true;
    if (!match.count)
        return false;
    *start = match.groups[0].start;
    *end = match.groups[0].end;
    return true;
}

bool word_next(struct word_splitter *splitter, struct str text, size_t from, size_t *start, size_t *end)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    size_t i = from;
    while (i < text.length && bytes[i] < 0x80 && !word_ascii(bytes[i]))
        i++;
    size_t first = i;
    while (i < text.length && word_ascii(bytes[i]))
        i++;
    if (i < text.length && bytes[i] >= 0x80)
        return next_unicode(splitter, text, first, start, end);
    *start = first;
    *end = i;
    return i > first;
}
