#include "english/date.h"

/* Words that an expression may begin with. */
#define STARTERS                                                                                                   \
    (UINT64_C(1) << DATE_MONTH | UINT64_C(1) << DATE_WEEKDAY | UINT64_C(1) << DATE_UNIT |                          \
     UINT64_C(1) << DATE_NUMBER | UINT64_C(1) << DATE_ORDINAL | UINT64_C(1) << DATE_TENS |                         \
     UINT64_C(1) << DATE_DAY | UINT64_C(1) << DATE_SHIFT | UINT64_C(1) << DATE_FOLLOW | UINT64_C(1) << DATE_THEN | \
     UINT64_C(1) << DATE_CLOCK | UINT64_C(1) << DATE_SEASON | UINT64_C(1) << DATE_EDGE |                           \
     UINT64_C(1) << DATE_DECADE | UINT64_C(1) << DATE_ERA | UINT64_C(1) << DATE_AN | UINT64_C(1) << DATE_ARTICLE | \
     UINT64_C(1) << DATE_TIME | UINT64_C(1) << DATE_NUMERIC)

enum { UNIT_DAY = 4, UNIT_MONTH = 6, EDGE_EARLY = 1, EDGE_MID = 2, EDGE_LATE = 3 };

/* Behind a day: "morning", "at 5 p.m. EST", ", 17:30". */
static uint32_t read_behind_day(struct date *date, const struct date_reader *reader, uint32_t at)
{
    if (date->part == 0 && date_is(reader, at, DATE_PART)) {
        date->part = (uint8_t)date_value(reader, at, DATE_PART);
        date->grain = GRAIN_PART;
        at++;
    }
    uint32_t next = at + date_is(reader, at, DATE_COMMA);
    next += date_is(reader, next, DATE_AT);
    struct date clock;
    uint32_t end = date->ranged ? next : date_read_clock(&clock, reader, next);
    if (end == next || clock.month)
        return at;
    date->grain = GRAIN_TIME;
    date->hour = clock.hour;
    date->minute = clock.minute;
    date->second = clock.second;
    date->zone = clock.zone;
    return end;
}

/* Behind a time of day: "Monday", "on July 4", ", Monday", "tomorrow". */
static uint32_t read_behind_clock(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_COMMA);
    next += date_value(reader, next, DATE_RELATION) == 1 && date_is(reader, next, DATE_AT);
    struct date day;
    uint32_t end = date_read_day(&day, reader, next);
    if (end == next || day.grain < GRAIN_DAY || day.ranged || date->month)
        return at;
    day.grain = GRAIN_TIME;
    day.hour = date->hour;
    day.minute = date->minute;
    day.second = date->second;
    day.zone = date->zone;
    *date = day;
    return end;
}

/* An expression without what may stand before it. */
static uint32_t read_core(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t end = date_read_clock(date, reader, at);
    if (end > at)
        return date->grain == GRAIN_TIME ? read_behind_clock(date, reader, end) : end;
    end = date_read_day(date, reader, at);
    if (end == at)
        end = date_read_period(date, reader, at);
    return end > at && date->grain == GRAIN_DAY && date->how != DATE_STRETCH ? read_behind_day(date, reader, end)
                                                                             : end;
}

/* "the year", "the month": only behind "the end of". */
static uint32_t read_present(struct date *date, const struct date_reader *reader, uint32_t at)
{
    struct date_word word = *date_at(reader, at + 1);
    if (!date_is(reader, at, DATE_ARTICLE) || !date_word_is(&word, DATE_UNIT))
        return at;
    static const uint8_t grains[] = {[5] = GRAIN_WEEK, [6] = GRAIN_MONTH,   [7] = GRAIN_QUARTER,
                                     [9] = GRAIN_YEAR, [10] = GRAIN_DECADE, [11] = GRAIN_CENTURY};
    int32_t unit = date_word_value(&word, DATE_UNIT);
    if (unit <= UNIT_DAY || (size_t)unit >= sizeof grains || !grains[unit])
        return at;
    *date = date_blank();
    date->how = DATE_SHIFTED;
    date->anchor = ANCHOR_DOCUMENT;
    date->grain = grains[unit];
    return at + 2;
}

/* "the end of", "early", "late on", "the last days of", "the first week of": *edge 0 where there is none. */
static uint32_t read_edge(uint8_t *edge, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_ARTICLE);
    *edge = (uint8_t)date_value(reader, next, DATE_EDGE);
    if (*edge) {
        next++;
        next += date_is(reader, next, DATE_DASH);
        return next + (date_is(reader, next, DATE_OF) || date_is(reader, next, DATE_AT));
    }
    bool last = date_is(reader, next, DATE_SHIFT) && date_value(reader, next, DATE_SHIFT) < 0;
    int32_t unit = date_value(reader, next + 1, DATE_UNIT);
    if (next == at || !(last || date_is(reader, next, DATE_ORDINAL)) || unit < UNIT_DAY || unit > UNIT_MONTH ||
        !date_is(reader, next + 2, DATE_OF) || date_is(reader, next + 2, DATE_RELATION))
        return at;
    *edge = last ? EDGE_LATE : date_value(reader, next, DATE_ORDINAL) == 1 ? EDGE_EARLY : EDGE_MID;
    return next + 3;
}

static uint32_t read_edged(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint8_t edge;
    uint32_t core = read_edge(&edge, reader, at);
    if (core == at)
        return at;
    uint32_t end = read_core(date, reader, core);
    if (end == core)
        end = read_present(date, reader, core);
    if (end == core || (date->grain == GRAIN_TIME && !date->month && !date->weekday))
        return at;
    date->edge = edge;
    return end;
}

/* The expression that begins with token `at`; returns the token behind it, `at` where there is none. */
static uint32_t read_date(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t end = read_edged(date, reader, at);
    if (end == at)
        end = read_core(date, reader, at);
    if (end == at)
        return at;
    date->first = at;
    date->last = end;
    date->relation = (uint8_t)date_value(reader, at - 1, DATE_RELATION);
    return end;
}

/* "May and June in 1981", "January - June 2016": the year is that of the date behind. */
static void share_year(struct date *before, const struct date *date, const struct date_reader *reader)
{
    bool joined = before->last + 1 == date->first &&
                  (date_is(reader, before->last, DATE_AND) || date_is(reader, before->last, DATE_DASH) ||
                   date_is(reader, before->last, DATE_COMMA));
    if (!joined || before->how != DATE_FIELDS || before->year != DATE_NO_YEAR || before->which != DATE_WHICH_NONE ||
        date->how != DATE_FIELDS || date->year == DATE_NO_YEAR || !date->month != !before->month ||
        date->index * before->index < 0 || (!before->month && !before->index) || before->month > date->month)
        return;
    before->year = date->year;
}

bool dates_find(date_list *out, const tocsin_allocator *alloc, const struct date_text *text)
{
    const struct segmentation *segmentation = text->segmentation;
    array_clear(out);
    for (size_t i = 0; i < segmentation->sentences.count; i++) {
        const struct sentence *sentence = &segmentation->sentences.items[i];
        struct date_reader reader = {text, text->words, segmentation->forms.items, sentence->first_token,
                                     sentence->first_token + sentence->token_count};
        size_t first = out->count;
        for (uint32_t at = reader.first; at < reader.end;) {
            struct date date;
            uint32_t end = text->words[reader.forms[at]].classes & STARTERS ? read_date(&date, &reader, at) : at;
            if (end > at && !array_push(alloc, out, date))
                return false;
            if (end > at && out->count > first + 1)
                share_year(&out->items[out->count - 2], &out->items[out->count - 1], &reader);
            at = end > at ? end : at + 1;
        }
    }
    return true;
}
