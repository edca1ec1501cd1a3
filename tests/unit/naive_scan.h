/* naive_scan.h: what a regex set must find, found by trying each regex alone on each segment; and the comparison.
 * A pattern that meets a limit somewhere is left out: the set may never come to try it there. */
#ifndef TOCSIN_UNIT_NAIVE_SCAN_H
#define TOCSIN_UNIT_NAIVE_SCAN_H

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/hash.h"
#include "regex/regex_segment.h"
#include "regex/regex_set.h"

struct naive_match {
    size_t scope, segment, start, end, entry;
    uint64_t groups; /* a hash of them */
};

struct naive_list {
    ARRAY(struct naive_match) items;
};

struct naive_scan {
    const struct regex_set_entry *entries;
    size_t count;
    struct regex_matcher *matcher;
    struct str text;
    struct naive_list wanted, got;
    struct naive_list left_out; /* entries that met a limit */
};

static inline uint64_t naive_groups(const struct regex_match *match, size_t base)
{
    uint64_t hash = HASH_SEED;
    for (uint32_t i = 0; i < match->count; i++) {
        bool set = match->groups[i].start != SIZE_MAX;
        hash = hash_fold(hash ^ (set ? base + match->groups[i].start + 1 : 0), HASH_STEP);
        hash = hash_fold(hash ^ (set ? base + match->groups[i].end + 1 : 0), HASH_STEP);
    }
    return hash;
}

static inline void naive_push(struct naive_list *list, struct naive_match match)
{
    if (!array_push(&alloc_system, &list->items, match))
        abort();
}

/* All matches of one regex in one segment: from left to right, not overlapping, an empty one moves on by one. */
static inline void naive_segment(struct naive_scan *naive, size_t entry, size_t scope, size_t start, size_t end)
{
    struct str subject = {naive->text.data + start, end - start};
    size_t first = naive->wanted.items.count;
    for (size_t from = 0; from <= subject.length;) {
        struct budget budget;
        budget_start(&budget, UINT64_MAX, 0, NULL);
        struct regex_match match = {NULL, 0};
        if (regex_match(&match, naive->matcher, naive->entries[entry].regex, subject, from, false, &budget, NULL)) {
            naive->wanted.items.count = first;
            naive_push(&naive->left_out, (struct naive_match){scope, start, 0, 0, entry, 0});
            return;
        }
        if (!match.count)
            return;
        struct regex_span span = match.groups[0];
        naive_push(&naive->wanted, (struct naive_match){scope, start, start + span.start, start + span.end, entry,
                                                        naive_groups(&match, start)});
        size_t next = span.end > from ? span.end : from;
        if (next == from || span.end == span.start)
            for (next++; next < subject.length && ((unsigned char)subject.data[next] & 0xc0) == 0x80;)
                next++;
        from = next;
    }
}

static inline void naive_stretch(struct naive_scan *naive, size_t scope, size_t start, size_t end)
{
    for (size_t at = start;;) {
        size_t cut = regex_segment_cut(naive->text, at, end);
        for (size_t e = 0; e < naive->count; e++)
            if ((size_t)naive->entries[e].scope == scope)
                naive_segment(naive, e, scope, at, cut);
        at = cut;
        if (at >= end)
            return;
    }
}

static inline void naive_run(struct naive_scan *naive, const struct segmentation *segmentation)
{
    for (size_t i = 0; i < segmentation->sentences.count; i++)
        naive_stretch(naive, REGEX_SENTENCE, segmentation->sentences.items[i].start,
                      segmentation->sentences.items[i].end);
    for (size_t i = 0; i < segmentation->paragraphs.count; i++)
        naive_stretch(naive, REGEX_PARAGRAPH, segmentation->paragraphs.items[i].start,
                      segmentation->paragraphs.items[i].end);
    naive_stretch(naive, REGEX_DOCUMENT, 0, naive->text.length);
}

static inline int naive_order(const void *a, const void *b)
{
    const struct naive_match *left = a, *right = b;
    const size_t keys[2][5] = {{left->scope, left->segment, left->start, left->entry, left->end},
                               {right->scope, right->segment, right->start, right->entry, right->end}};
    for (int i = 0; i < 5; i++)
        if (keys[0][i] != keys[1][i])
            return keys[0][i] < keys[1][i] ? -1 : 1;
    return 0;
}

static inline bool naive_found(void *user, size_t entry, const struct regex_match *match)
{
    struct naive_scan *naive = user;
    naive_push(&naive->got, (struct naive_match){naive->entries[entry].scope, 0, match->groups[0].start,
                                                 match->groups[0].end, entry, naive_groups(match, 0)});
    return true;
}

static inline void naive_leave_out(const struct naive_scan *naive, struct naive_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->items.count; i++) {
        bool out = false;
        for (size_t j = 0; j < naive->left_out.items.count; j++)
            out |= naive->left_out.items.items[j].entry == list->items.items[i].entry;
        if (!out)
            list->items.items[kept++] = list->items.items[i];
    }
    list->items.count = kept;
}

/* Prints the first difference. */
static inline bool naive_same(const struct naive_scan *naive)
{
    for (size_t i = 0; i < naive->wanted.items.count || i < naive->got.items.count; i++) {
        const struct naive_match *wanted = i < naive->wanted.items.count ? &naive->wanted.items.items[i] : NULL;
        const struct naive_match *got = i < naive->got.items.count ? &naive->got.items.items[i] : NULL;
        if (wanted && got && wanted->entry == got->entry && wanted->start == got->start &&
            wanted->end == got->end && wanted->groups == got->groups)
            continue;
        const struct naive_match *of = wanted ? wanted : got;
        fprintf(stderr, "match %zu: wanted %zu:%zu-%zu, got %zu:%zu-%zu of %s in: %.*s\n", i,
                wanted ? wanted->entry : 0, wanted ? wanted->start : 0, wanted ? wanted->end : 0,
                got ? got->entry : 0, got ? got->start : 0, got ? got->end : 0,
                regex_pattern(naive->entries[of->entry].regex).data, (int)naive->text.length, naive->text.data);
        return false;
    }
    return true;
}

/* Whether a set finds in a text exactly what its regexes find one by one. What met a limit is not compared. */
static inline bool naive_compare(const struct regex_set_entry *entries, size_t count, struct regex_scan *scan,
                                 struct regex_matcher *matcher, const struct regex_scan_input *input, size_t *found)
{
    struct naive_scan naive = {.entries = entries, .count = count, .matcher = matcher, .text = input->text};
    naive_run(&naive, input->segmentation);
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    bool same = !regex_scan_run(scan, matcher, input, &budget, naive_found, NULL, &naive, NULL);
    naive_leave_out(&naive, &naive.wanted);
    naive_leave_out(&naive, &naive.got);
    if (naive.wanted.items.count)
        qsort(naive.wanted.items.items, naive.wanted.items.count, sizeof *naive.wanted.items.items, naive_order);
    same = same && naive_same(&naive);
    if (found)
        *found += naive.wanted.items.count;
    array_finish(&alloc_system, &naive.wanted.items);
    array_finish(&alloc_system, &naive.got.items);
    array_finish(&alloc_system, &naive.left_out.items);
    return same;
}

#endif
