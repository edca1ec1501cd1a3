/* Longer and shorter than days, and what is counted from a day: last year, two weeks ago, the third quarter of
 * 2021, the 1990s, this evening, since 2014. */
#include "english/date.h"

/* Units, as the list numbers them. */
enum {
    UNIT_SECOND = 1,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_QUARTER,
    UNIT_HALF,
    UNIT_YEAR,
    UNIT_DECADE,
    UNIT_CENTURY,
    UNIT_WEEKEND,
    UNIT_FORTNIGHT,
    UNITS
};

/* Years that need no preposition. */
enum { MOST_YEARS = 2100, OLDEST_WORDED = 1900, NEWEST = 2050 };

static enum date_grain grain_of(int32_t unit)
{
    static const uint8_t grains[UNITS] = {GRAIN_TIME,   GRAIN_TIME,    GRAIN_TIME,    GRAIN_TIME, GRAIN_DAY,
                                          GRAIN_WEEK,   GRAIN_MONTH,   GRAIN_QUARTER, GRAIN_HALF, GRAIN_YEAR,
                                          GRAIN_DECADE, GRAIN_CENTURY, GRAIN_WEEKEND, GRAIN_WEEK};
    return grains[unit > 0 && unit < UNITS ? unit : 0];
}

/* "two", "a couple of", "twenty-five", "a few"; *count 0: some. */
static uint32_t read_count(int32_t *count, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at;
    if (date_is(reader, next, DATE_TENS)) {
        *count = date_value(reader, next++, DATE_TENS);
        uint32_t ones = next + date_is(reader, next, DATE_DASH);
        int32_t one = date_value(reader, ones, DATE_NUMBER);
        if (one < 1 || one > 9 || date_is(reader, ones, DATE_DIGITS))
            return next;
        *count += one;
        return ones + 1;
    }
    bool an = date_is(reader, next, DATE_AN);
    next += an;
    if (date_is(reader, next, DATE_NUMBER)) {
        *count = date_value(reader, next++, DATE_NUMBER);
        return next + (an && date_is(reader, next, DATE_OF) && !date_is(reader, next, DATE_RELATION));
    }
    *count = 1;
    return next;
}

/* A count and its unit: "two weeks", "10-year". */
static uint32_t read_amount(struct date *date, const struct date_reader *reader, uint32_t at, int32_t *unit)
{
    int32_t count = 0;
    uint32_t next = read_count(&count, reader, at);
    if (next == at)
        return at;
    next += date_is(reader, next, DATE_DASH);
    if (!date_is(reader, next, DATE_UNIT) || count > MOST_YEARS)
        return at;
    *unit = date_value(reader, next, DATE_UNIT);
    date->grain = (uint8_t)grain_of(*unit);
    date->shift = *unit == UNIT_FORTNIGHT ? count * 2 : count;
    date->vague = count == 0 || *unit < UNIT_DAY;
    return next + 1;
}

/* "two months ago", "three days later", "two weeks from now"; "two weeks" behind "in", if it looks ahead. */
static uint32_t read_turn(struct date *date, const struct date_reader *reader, uint32_t at)
{
    int32_t unit = 0;
    uint32_t next = read_amount(date, reader, at, &unit);
    if (next == at)
        return at;
    date->how = DATE_SHIFTED;
    if (date_is(reader, next, DATE_TURN) || date_is(reader, next, DATE_THEN)) {
        bool of_text = !date_is(reader, next, DATE_TURN);
        date->anchor = of_text ? ANCHOR_TEXT : ANCHOR_DOCUMENT;
        date->shift *= date_value(reader, next, of_text ? DATE_THEN : DATE_TURN);
        return next + 1;
    }
    date->anchor = ANCHOR_DOCUMENT;
    if (date_is(reader, next, DATE_FROM) && date_is(reader, next + 1, DATE_NOW))
        return next + 2;
    date->future = true;
    bool in = date_value(reader, at - 1, DATE_RELATION) == 1 && date_is(reader, at - 1, DATE_OF);
    return in && unit >= UNIT_DAY && !date_is(reader, next, DATE_OF) ? next : at;
}

/* Behind "last", "this", "next". */
static uint32_t read_shifted(struct date *date, const struct date_reader *reader, uint32_t at)
{
    int32_t which = date->which;
    int32_t unit = date_value(reader, at, DATE_UNIT);
    if (unit >= UNIT_DAY) {
        bool several = date_is(reader, at, DATE_PLURAL);
        if (which == 0 && several)
            return at;
        bool stretches = several || (unit != UNIT_WEEKEND && date_is(reader, at - 1, DATE_STRETCHES));
        date->how = stretches ? DATE_STRETCH : DATE_SHIFTED;
        date->grain = (uint8_t)grain_of(unit);
        date->shift = unit == UNIT_FORTNIGHT ? which * 2 : which;
        date->vague = several;
        return at + 1;
    }
    if (date->anchor == ANCHOR_TEXT)
        return at;
    if (date_is(reader, at, DATE_PART)) {
        date->how = DATE_SHIFTED;
        date->shift = which;
        date->part = (uint8_t)date_value(reader, at, DATE_PART);
        date->grain = GRAIN_PART;
        return at + 1;
    }
    if (date_is(reader, at, DATE_SEASON)) {
        date->grain = GRAIN_SEASON;
        date->index = (int8_t)date_value(reader, at, DATE_SEASON);
        return at + 1;
    }
    struct date day;
    uint32_t end = date_read_day(&day, reader, at);
    if (end == at || day.how != DATE_FIELDS || day.which != DATE_WHICH_NONE)
        return at;
    day.which = date->which;
    day.anchor = date->anchor;
    *date = day;
    return end;
}

/* "last week", "the past two weeks", "this coming Friday", "the following year". */
static uint32_t read_shift(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_ARTICLE);
    bool of_text = date_is(reader, next, DATE_FOLLOW);
    if (!of_text && !date_is(reader, next, DATE_SHIFT))
        return at;
    date->which = (int16_t)date_value(reader, next, of_text ? DATE_FOLLOW : DATE_SHIFT);
    date->anchor = of_text ? ANCHOR_TEXT : ANCHOR_DOCUMENT;
    next++;
    if (date->which == 0 && date_is(reader, next, DATE_SHIFT) && date_value(reader, next, DATE_SHIFT) != 0)
        date->which = (int16_t)date_value(reader, next++, DATE_SHIFT);
    uint32_t end = read_shifted(date, reader, next);
    if (end > next)
        return end;
    int32_t unit = 0;
    end = read_amount(date, reader, next, &unit);
    if (end == next || date->which == 0)
        return at;
    date->how = DATE_STRETCH;
    date->shift *= date->which;
    return end;
}

/* "century", "quarter of 2021", "half", "three months of 2021" behind an ordinal. */
static uint32_t read_counted(struct date *date, const struct date_reader *reader, uint32_t at, int32_t ordinal)
{
    int32_t unit = date_value(reader, at, DATE_UNIT);
    if (unit == UNIT_CENTURY && ordinal >= 1 && ordinal <= 21) {
        date->grain = GRAIN_CENTURY;
        date->year = (ordinal - 1) * 100;
        return at + 1;
    }
    bool compound = date_is(reader, at + 1, DATE_DASH) && date_glued(reader, at + 2); /* quarter-final */
    if (!compound && ((unit == UNIT_QUARTER && ordinal <= 4) || (unit == UNIT_HALF && ordinal <= 2))) {
        date->grain = unit == UNIT_QUARTER ? GRAIN_QUARTER : GRAIN_HALF;
        date->index = (int8_t)ordinal;
        return date_read_year_behind(date, reader, at + 1);
    }
    int32_t count = 0;
    uint32_t next = read_count(&count, reader, at), end;
    if (ordinal != 1 || next == at || date_value(reader, next, DATE_UNIT) != UNIT_MONTH || count < 2 || count > 11)
        return at;
    date->grain = GRAIN_MONTH;
    date->month = 1;
    date->end_month = (int8_t)count;
    date->ranged = true;
    end = date_read_year_behind(date, reader, next + 1);
    return end > next + 1 ? end : at;
}

/* "the third quarter of 2021", "Q3 2021", "the 19th century". */
static uint32_t read_ordinal(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_ARTICLE);
    int32_t ordinal = date_value(reader, next, DATE_ORDINAL);
    if (ordinal < 1)
        return at;
    bool whole = date_value(reader, next, DATE_UNIT) >= UNIT_QUARTER;
    next += !whole;
    next += !whole && date_is(reader, next, DATE_DASH);
    uint32_t end = read_counted(date, reader, next, ordinal);
    return end > next ? end : at;
}

/* "summer 2012", "the summer of 2012", "in the summer". */
static uint32_t read_season(struct date *date, const struct date_reader *reader, uint32_t at)
{
    bool article = date_is(reader, at, DATE_ARTICLE);
    uint32_t next = at + article;
    if (!date_is(reader, next, DATE_SEASON))
        return at;
    date->grain = GRAIN_SEASON;
    date->index = (int8_t)date_value(reader, next, DATE_SEASON);
    uint32_t end = date_read_year_behind(date, reader, next + 1);
    if (end > next + 1)
        return end;
    int32_t relation = date_value(reader, at - 1, DATE_RELATION);
    bool placed = relation == 7 || relation == 2 || relation == 3 || relation == 4 ||
                  (relation == 1 && date_is(reader, at - 1, DATE_OF));
    return article && placed && !date_is(reader, next + 1, DATE_OF) ? end : at;
}

/* "the 1990s", "the '90s", "the nineties", "mid-1990s". */
static uint32_t read_decade(struct date *date, const struct date_reader *reader, uint32_t at)
{
    bool article = date_is(reader, at, DATE_ARTICLE);
    uint32_t next = at + article;
    next += article && date_is(reader, next, DATE_EDGE) && date_is(reader, next + 1, DATE_DECADE);
    int32_t year = date_value(reader, next, DATE_DECADE);
    if (!date_is(reader, next, DATE_DECADE) || year % 10 != 0 || (year < 1000 && (!article || year > 99)) ||
        year > 2100)
        return at;
    date->grain = GRAIN_DECADE;
    date->year = year < 1000 ? OLDEST_WORDED + year : year;
    date->edge = (uint8_t)(date_value(reader, next, DATE_PREFIXED) + date_value(reader, next - 1, DATE_EDGE));
    return next + 1;
}

/* Whether four digits are a year where they stand, and no number of things. */
static bool is_plain_year(const struct date_reader *reader, uint32_t at)
{
    int32_t year = date_value(reader, at, DATE_NUMBER);
    bool priced = date_is(reader, at - 1, DATE_NOUN) && !date_is(reader, at - 1, DATE_PLAIN);
    if (!date_is_year(reader, at) || date_is(reader, at + 1, DATE_NOUN) || priced ||
        date_is(reader, at + 1, DATE_UNIT) || date_is(reader, at + 1, DATE_ZONE) ||
        (date_is(reader, at + 1, DATE_DASH) && date_is(reader, at + 2, DATE_UNIT)))
        return false;
    if (date_is(reader, at, DATE_PREFIXED))
        return true;
    bool recent = year >= OLDEST_WORDED && year < NEWEST, round = year % 50 == 0;
    if (date_is(reader, at + 1, DATE_PLURAL) && (round || !recent) && !date_is(reader, at - 1, DATE_ARTICLE))
        return false;
    return recent || date_value(reader, at - 1, DATE_RELATION) > 0 || date_is(reader, at - 1, DATE_BRACKET) ||
           date_is(reader, at + 1, DATE_BRACKET) ||
           (date_is(reader, at - 1, DATE_AND) && date_is_year(reader, at - 2));
}

/* "2014", "2019 - 20", "mid-2021". */
static uint32_t read_year(struct date *date, const struct date_reader *reader, uint32_t at)
{
    if (!is_plain_year(reader, at))
        return at;
    date->grain = GRAIN_YEAR;
    date->year = date_value(reader, at, DATE_NUMBER);
    date->edge = (uint8_t)date_value(reader, at, DATE_PREFIXED);
    if (!date_is(reader, at + 1, DATE_DASH) || !date_is(reader, at + 2, DATE_DIGITS))
        return at + 1;
    int32_t end = date_value(reader, at + 2, DATE_NUMBER);
    end += date_is(reader, at + 2, DATE_FOUR) ? 0 : date->year / 100 * 100;
    if (end <= date->year || end > date->year + 100 || date_is(reader, at + 3, DATE_DASH))
        return at + 1;
    date->ranged = true;
    date->end_year = end;
    return at + 3;
}

/* "44 BC", "AD 79" */
static uint32_t read_era(struct date *date, const struct date_reader *reader, uint32_t at)
{
    bool before = date_is(reader, at, DATE_ERA) && date_is(reader, at, DATE_CAPITAL);
    uint32_t number = at + before, era = before ? at : at + 1;
    int32_t year = date_value(reader, number, DATE_NUMBER);
    if (!date_is(reader, number, DATE_DIGITS) || !date_is(reader, era, DATE_ERA) || year < 1 ||
        !date_is(reader, era, DATE_CAPITAL))
        return at;
    date->grain = GRAIN_YEAR;
    date->year = date_value(reader, era, DATE_ERA) < 0 ? 1 - year : year;
    return at + 2;
}

/* "the weekend" */
static uint32_t read_weekend(struct date *date, const struct date_reader *reader, uint32_t at)
{
    if (!date_is(reader, at, DATE_ARTICLE) || date_value(reader, at + 1, DATE_UNIT) != UNIT_WEEKEND)
        return at;
    date->how = DATE_SHIFTED;
    date->anchor = ANCHOR_DOCUMENT;
    date->grain = GRAIN_WEEKEND;
    return at + 2;
}

/* "the morning of July 4" */
static uint32_t read_part(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_ARTICLE);
    if (next == at || !date_is(reader, next, DATE_PART) || !date_is(reader, next + 1, DATE_OF))
        return at;
    uint8_t part = (uint8_t)date_value(reader, next, DATE_PART);
    uint32_t end = date_read_day(date, reader, next + 2);
    if (end == next + 2 || date->grain != GRAIN_DAY)
        return at;
    date->part = part;
    date->grain = GRAIN_PART;
    return end;
}

uint32_t date_read_period(struct date *date, const struct date_reader *reader, uint32_t at)
{
    typedef uint32_t read_function(struct date *, const struct date_reader *, uint32_t);
    static read_function *const ways[] = {read_shift,   read_turn, read_ordinal, read_season, read_decade,
                                          read_weekend, read_part, read_era,     read_year};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        *date = date_blank();
        uint32_t end = ways[i](date, reader, at);
        if (end > at)
            return end;
    }
    return at;
}
