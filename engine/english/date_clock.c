/* Times of day, and dates in figures: 5:30 p.m., 1730 GMT, noon; 2022-02-24T17:30Z, 24/02/2022. */
#include "english/date.h"

enum { HALF_DAY = 12, DAY_HOURS = 24, HOUR_MINUTES = 60, TWO_DIGITS = 100, PIVOT = 70, LARGE = 100000 };

static struct str word_text(const struct date_reader *reader, uint32_t at)
{
    return vocabulary_form(reader->text->vocabulary, reader->forms[at])->text;
}

/* The next number of at most `most` digits, behind one other character where *at is not 0. False: there is none. */
static bool next_number(int32_t *out, struct str text, size_t *at, size_t most)
{
    size_t start = *at += *at > 0;
    int32_t number = 0;
    while (*at < text.length && *at - start < most && text.data[*at] >= '0' && text.data[*at] <= '9')
        number = (number < LARGE ? number * 10 : number) + (text.data[(*at)++] - '0');
    *out = number;
    return *at > start;
}

/* "17:30", "17:30:05" from byte `at` of a word on. False: no such time of day. */
static bool read_time(struct date *date, struct str text, size_t at)
{
    int32_t parts[3] = {-1, -1, -1};
    struct str rest = {text.data + at, text.length - at};
    size_t count = 0;
    for (at = 0; count < 3 && (at == 0 || (at < rest.length && rest.data[at] == ':')); count++)
        if (!next_number(&parts[count], rest, &at, 2))
            return false;
    if (parts[0] > DAY_HOURS || parts[1] >= HOUR_MINUTES || parts[2] > HOUR_MINUTES)
        return false;
    date->hour = (int8_t)parts[0];
    date->minute = (int8_t)parts[1];
    date->second = (int8_t)parts[2];
    return true;
}

/* "p.m.", "o'clock": returns the token behind; false in *well where there is none or the hour does not go with it.
 */
static uint32_t read_half(struct date *date, const struct date_reader *reader, uint32_t at, bool *well)
{
    *well = date_is(reader, at, DATE_MERIDIEM) || date_is(reader, at, DATE_OCLOCK);
    if (!*well || date->hour > HALF_DAY)
        return at;
    if (date_is(reader, at, DATE_MERIDIEM))
        date->hour = (int8_t)(date->hour % HALF_DAY + date_value(reader, at, DATE_MERIDIEM));
    return at + 1;
}

static bool is_zone(const struct date_reader *reader, uint32_t at)
{
    return date_is(reader, at, DATE_ZONE) && (!date_is(reader, at, DATE_WEAK) || date_is(reader, at, DATE_CAPITAL));
}

static uint32_t read_zone(struct date *date, const struct date_reader *reader, uint32_t at)
{
    enum { UNKNOWN = 9999 };
    if (!is_zone(reader, at))
        return at;
    int32_t zone = date_value(reader, at, DATE_ZONE);
    date->zone = (int16_t)(zone == UNKNOWN ? DATE_NO_ZONE : zone);
    return at + 1;
}

/* "1730 GMT" */
static bool read_military(struct date *date, const struct date_reader *reader, uint32_t at)
{
    int32_t number = date_value(reader, at, DATE_NUMBER);
    if (!date_is(reader, at, DATE_FOUR) || !is_zone(reader, at + 1) || number / TWO_DIGITS >= DAY_HOURS ||
        number % TWO_DIGITS >= HOUR_MINUTES)
        return false;
    date->hour = (int8_t)(number / TWO_DIGITS);
    date->minute = (int8_t)(number % TWO_DIGITS);
    return true;
}

static uint32_t read_hour(struct date *date, const struct date_reader *reader, uint32_t at)
{
    bool well = true;
    uint32_t next = at + 1;
    int32_t number = date_value(reader, at, DATE_NUMBER);
    if (date_is(reader, at, DATE_CLOCK)) {
        date->hour = (int8_t)date_value(reader, at, DATE_CLOCK);
        date->minute = 0;
    } else if (date_is(reader, at, DATE_TIME)) {
        if (!read_time(date, word_text(reader, at), 0))
            return at;
        next = read_half(date, reader, next, &well);
    } else if (read_military(date, reader, at)) {
        return read_zone(date, reader, next);
    } else if (date_is(reader, at, DATE_NUMBER) && number >= 1 && number <= HALF_DAY) {
        date->hour = (int8_t)number;
        next = read_half(date, reader, next, &well);
        if (!well || next == at + 1)
            return at;
        date->minute = 0;
    } else {
        return at;
    }
    return read_zone(date, reader, next);
}

/* "Z", "+02:00", "-05" from byte `at` on; nothing where there is none. */
static void read_offset(struct date *date, struct str text, size_t at)
{
    int32_t hours = 0, minutes = 0;
    if (at >= text.length)
        return;
    if (text.data[at] == 'Z' || text.data[at] == 'z')
        date->zone = 0;
    if ((text.data[at] != '+' && text.data[at] != '-') || at == 0)
        return;
    bool west = text.data[at] == '-';
    if (!next_number(&hours, text, &at, 2) || hours > DAY_HOURS)
        return;
    if (at < text.length && text.data[at] == ':' &&
        (!next_number(&minutes, text, &at, 2) || minutes >= HOUR_MINUTES))
        return;
    date->zone = (int16_t)((west ? -1 : 1) * (hours * HOUR_MINUTES + minutes));
}

/* Behind "2022-02-24T17": ":" and "30:00Z", which are words of their own. Returns the token behind. */
static uint32_t read_time_behind(struct date *date, const struct date_reader *reader, uint32_t at)
{
    int32_t minute = 0, second = -1;
    size_t from = 0;
    if (!date_glued(reader, at) || !str_equal(word_text(reader, at), STR(":")) || !date_glued(reader, at + 1))
        return at;
    struct str text = word_text(reader, at + 1);
    if (!next_number(&minute, text, &from, 2) || minute >= HOUR_MINUTES)
        return at;
    date->minute = (int8_t)minute;
    if (from < text.length && text.data[from] == ':' && next_number(&second, text, &from, 2) &&
        second <= HOUR_MINUTES)
        date->second = (int8_t)second;
    if (from < text.length && text.data[from] == '.')
        next_number(&second, text, &from, text.length);
    read_offset(date, text, from);
    return at + 2;
}

/* 24/02/2022 or 02/24/2022: the month is first unless it cannot be. */
static bool set_numeric(struct date *date, struct str text, const int32_t parts[3])
{
    size_t first = 0;
    while (text.data[first] >= '0' && text.data[first] <= '9')
        first++;
    bool year_first = first == 4, day_first = text.data[first] == '.' || parts[0] > HALF_DAY;
    int32_t year = year_first ? parts[0] : parts[2];
    if (!year_first && year < TWO_DIGITS && text.data[first] == '/')
        year += year < PIVOT ? 2000 : 1900;
    struct calendar_day day = {year,
                               parts[year_first  ? 1
                                     : day_first ? 1
                                                 : 0],
                               parts[year_first  ? 2
                                     : day_first ? 0
                                                 : 1]};
    bool one_digit = !year_first && (text.data[text.length - 2] < '0' || text.data[text.length - 2] > '9');
    if (!calendar_valid(day) || year < 1000 || one_digit)
        return false;
    date->year = day.year;
    date->month = (int8_t)day.month;
    date->day = (int8_t)day.day;
    date->grain = GRAIN_DAY;
    return true;
}

static uint32_t read_numeric(struct date *date, const struct date_reader *reader, uint32_t at)
{
    int32_t parts[3];
    size_t from = 0;
    struct str text = word_text(reader, at);
    for (size_t i = 0; i < 3; i++)
        if (!next_number(&parts[i], text, &from, 4))
            return at;
    if (!set_numeric(date, text, parts))
        return at;
    if (from >= text.length || !read_time(date, text, from + 1))
        return at + 1;
    date->grain = GRAIN_TIME;
    return date->minute < 0 ? read_time_behind(date, reader, at + 1) : at + 1;
}

uint32_t date_read_clock(struct date *date, const struct date_reader *reader, uint32_t at)
{
    *date = date_blank();
    if (date_is(reader, at, DATE_NUMERIC))
        return read_numeric(date, reader, at);
    date->grain = GRAIN_TIME;
    return read_hour(date, reader, at);
}
