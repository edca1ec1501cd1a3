/* Days by month, weekday, or word: July 4, Monday, yesterday, 2022-02-24. */
#include "english/date.h"

const struct date_word date_no_word = {0, {0, 0}, {DATE_CLASSES, DATE_CLASSES}};

enum { FIRST_YEAR = 1000, LAST_YEAR = 2199, MOST_DAYS = 31 };

struct date date_blank(void)
{
    return (struct date){.year = DATE_NO_YEAR,
                         .end_year = DATE_NO_YEAR,
                         .which = DATE_WHICH_NONE,
                         .hour = -1,
                         .minute = -1,
                         .second = -1,
                         .zone = DATE_NO_ZONE,
                         .from = DATE_NO_DAY,
                         .to = DATE_NO_DAY};
}

bool date_is_year(const struct date_reader *reader, uint32_t at)
{
    int32_t year = date_value(reader, at, DATE_NUMBER);
    return date_is(reader, at, DATE_FOUR) && year >= FIRST_YEAR && year <= LAST_YEAR;
}

uint32_t date_read_year_behind(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_COMMA);
    bool of = next == at && date_is(reader, at, DATE_OF) && date_value(reader, at, DATE_RELATION) <= 1;
    next += of;
    if (date_is_year(reader, next) && !date_is(reader, next, DATE_PREFIXED)) {
        date->year = date_value(reader, next, DATE_NUMBER);
        return next + 1;
    }
    if (of && date_is(reader, next, DATE_ARTICLE) && date_value(reader, next + 1, DATE_UNIT) == 9) {
        date->which = 0;
        date->anchor = ANCHOR_DOCUMENT;
        return next + 2;
    }
    if (next - at <= of && date_is(reader, next, DATE_SHIFT) && date_value(reader, next + 1, DATE_UNIT) == 9) {
        date->which = 0;
        date->shift = date_value(reader, next, DATE_SHIFT);
        date->anchor = ANCHOR_DOCUMENT;
        return next + 2;
    }
    return at;
}

/* A day of a month: 24, 24th. */
static int32_t month_day(const struct date_reader *reader, uint32_t at)
{
    int32_t day = date_is(reader, at, DATE_DIGITS) && !date_is(reader, at, DATE_FOUR)
                      ? date_value(reader, at, DATE_NUMBER)
                      : date_value(reader, at, DATE_ORDINAL);
    return day >= 1 && day <= MOST_DAYS ? day : 0;
}

/* Prepositions that a month stands behind, but hardly a person. */
static bool leads_month(const struct date_reader *reader, uint32_t at)
{
    int32_t relation = date_value(reader, at, DATE_RELATION);
    bool of_edge = date_is(reader, at, DATE_OF) && !relation &&
                   (date_is(reader, at - 1, DATE_EDGE) || date_is(reader, at - 1, DATE_UNIT) ||
                    date_is(reader, at - 1, DATE_ORDINAL));
    bool in = relation == 1 && date_is(reader, at, DATE_OF);
    return in || of_edge || relation == 7 || (relation == 2 && !date_is(reader, at, DATE_FROM)) ||
           (relation == 3 && !date_is(reader, at, DATE_AND)) || date_is(reader, at, DATE_SHIFT) ||
           date_is(reader, at, DATE_EDGE) || (relation == 4 && date_is(reader, at, DATE_AT));
}

bool date_is_month(const struct date_reader *reader, uint32_t at)
{
    const struct date_word *word = date_at(reader, at);
    if (!date_word_is(word, DATE_MONTH))
        return false;
    if (!date_word_is(word, DATE_WEAK) && !date_word_is(word, DATE_NAME))
        return true;
    bool company = month_day(reader, at + 1) || date_is_year(reader, at + 1) || month_day(reader, at - 1) ||
                   (date_is(reader, at + 1, DATE_COMMA) && date_is_year(reader, at + 2)) ||
                   (date_is(reader, at - 1, DATE_OF) && month_day(reader, at - 2)) ||
                   ((date_is(reader, at + 1, DATE_AND) || date_is(reader, at + 1, DATE_DASH)) &&
                    date_is(reader, at + 2, DATE_MONTH) && date_is(reader, at + 2, DATE_CAPITAL));
    if (company)
        return true;
    bool name_follows = date_is(reader, at + 1, DATE_CAPITAL) && !date_is(reader, at + 1, DATE_WEEKDAY);
    bool capital = date_word_is(word, DATE_CAPITAL);
    if (date_word_is(word, DATE_NAME))
        return leads_month(reader, at - 1) ||
               (capital && !name_follows && at > reader->first && !date_is(reader, at - 1, DATE_CAPITAL) &&
                !date_is(reader, at + 1, DATE_APOSTROPHE));
    return capital && (leads_month(reader, at - 1) || date_word_is(word, DATE_PREFIXED));
}

/* "July 4", "September 5 - 6", "July 4, 2014", "July 2014", "July". */
static uint32_t read_month(struct date *date, const struct date_reader *reader, uint32_t at)
{
    if (!date_is_month(reader, at))
        return at;
    date->grain = GRAIN_MONTH;
    date->month = (int8_t)date_value(reader, at, DATE_MONTH);
    date->edge = (uint8_t)date_value(reader, at, DATE_PREFIXED);
    uint32_t next = at + 1, year;
    bool article = date_is(reader, next, DATE_ARTICLE) && date_is(reader, next + 1, DATE_ORDINAL);
    int32_t day = month_day(reader, next + article);
    bool counts = date_is(reader, next + 1, DATE_NOUN) || date_is(reader, next + 1, DATE_MERIDIEM) ||
                  (date_is(reader, next, DATE_ORDINAL) && date_is(reader, next + 1, DATE_UNIT));
    if (day && !counts && day <= calendar_month_days(2000, date->month)) {
        date->grain = GRAIN_DAY;
        date->day = (int8_t)day;
        next += 1 + article;
        int32_t end = date_is(reader, next, DATE_DASH) ? month_day(reader, next + 1) : 0;
        if (end > day && end <= calendar_month_days(2000, date->month)) {
            date->ranged = true;
            date->end_day = (int8_t)end;
            next += 2;
        }
    }
    year = date_read_year_behind(date, reader, next);
    return year;
}

/* "4 July 2014", "5 - 6 September", "the 3rd of May". */
static uint32_t read_day_month(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + (date_is(reader, at, DATE_ARTICLE) && date_is(reader, at + 1, DATE_ORDINAL));
    int32_t day = month_day(reader, next), end = 0;
    if (!day)
        return at;
    next++;
    if (date_is(reader, next, DATE_DASH) && (end = month_day(reader, next + 1)) != 0)
        next += 2;
    next += date_is(reader, next, DATE_OF) && !date_is(reader, next, DATE_RELATION);
    if (!date_is(reader, next, DATE_MONTH) || !date_is_month(reader, next))
        return at;
    date->month = (int8_t)date_value(reader, next, DATE_MONTH);
    int32_t most = calendar_month_days(2000, date->month);
    if (day > most || end > most || (end && end <= day))
        return at;
    date->grain = GRAIN_DAY;
    date->day = (int8_t)day;
    date->end_day = (int8_t)end;
    date->ranged = end > 0;
    return date_read_year_behind(date, reader, next + 1);
}

static bool is_weekday(const struct date_reader *reader, uint32_t at)
{
    if (!date_is(reader, at, DATE_WEEKDAY))
        return false;
    if (!date_is(reader, at, DATE_WEAK))
        return true;
    uint32_t next = at + 1 + date_is(reader, at + 1, DATE_COMMA);
    bool company = date_is(reader, next, DATE_MONTH) || month_day(reader, next) ||
                   date_is(reader, next, DATE_TIME) || date_is(reader, next, DATE_PART) ||
                   date_is(reader, at - 1, DATE_SHIFT) || date_is(reader, at - 1, DATE_DAY) ||
                   (date_is(reader, at - 1, DATE_AT) && !date_is(reader, at + 1, DATE_CAPITAL)) ||
                   (date_is(reader, at - 1, DATE_DASH) && date_is(reader, at - 2, DATE_WEEKDAY));
    return date_is(reader, at, DATE_CAPITAL) && company;
}

/* "Monday", "Monday, July 28, 2014", "Monday 28 July". */
static uint32_t read_weekday(struct date *date, const struct date_reader *reader, uint32_t at)
{
    if (!is_weekday(reader, at))
        return at;
    int8_t weekday = (int8_t)date_value(reader, at, DATE_WEEKDAY);
    uint32_t next = at + 1 + date_is(reader, at + 1, DATE_COMMA);
    struct date whole = date_blank();
    uint32_t end = read_month(&whole, reader, next);
    if (end == next || !whole.day) {
        whole = date_blank();
        end = read_day_month(&whole, reader, next);
    }
    *date = end > next ? whole : date_blank();
    date->weekday = weekday;
    date->grain = GRAIN_DAY;
    return end > next ? end : at + 1;
}

/* "yesterday", "tonight", "the day before yesterday". */
static uint32_t read_word(struct date *date, const struct date_reader *reader, uint32_t at)
{
    uint32_t next = at + date_is(reader, at, DATE_ARTICLE);
    int32_t beyond = 0;
    if (date_value(reader, next, DATE_UNIT) == 4 && date_is(reader, next + 2, DATE_DAY)) {
        beyond = date_is(reader, next + 1, DATE_AFTER) - date_is(reader, next + 1, DATE_BEFORE);
        if (beyond == 0)
            return at;
        next += 2;
    } else if (next > at) {
        return at;
    }
    if (!date_is(reader, next, DATE_DAY))
        return at;
    date->how = DATE_SHIFTED;
    date->grain = GRAIN_DAY;
    date->anchor = ANCHOR_DOCUMENT;
    date->shift = date_value(reader, next, DATE_DAY) + beyond;
    date->part = (uint8_t)date_value(reader, next, DATE_PART);
    date->grain = date->part ? GRAIN_PART : GRAIN_DAY;
    return next + 1;
}

uint32_t date_read_day(struct date *date, const struct date_reader *reader, uint32_t at)
{
    typedef uint32_t read_function(struct date *, const struct date_reader *, uint32_t);
    static read_function *const ways[] = {read_word, read_weekday, read_day_month, read_month};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        *date = date_blank();
        uint32_t end = ways[i](date, reader, at);
        if (end > at)
            return end;
    }
    return at;
}
