/* Values as text: ISO 8601, with EDTF's X for what is not known, and codes of TimeML for what neither has. */
#include "english/date.h"

static const char *const part_codes[] = {"", "MO", "MI", "AF", "EV", "NI"};
static const char *const season_codes[] = {"", "SP", "SU", "AU", "WI"};

static void write_year(struct buffer *out, int32_t year)
{
    if (year == DATE_NO_YEAR)
        buffer_text(out, "XXXX");
    else
        buffer_format(out, "%s%04d", year < 0 ? "-" : "", year < 0 ? -year : year);
}

/* T17:30Z, TEV */
static void write_clock(struct buffer *out, const struct date *date)
{
    if (date->grain == GRAIN_PART)
        buffer_format(out, "T%s", part_codes[date->part]);
    if (date->grain != GRAIN_TIME || date->hour < 0)
        return;
    buffer_format(out, "T%02d", date->hour);
    if (date->minute >= 0)
        buffer_format(out, ":%02d", date->minute);
    if (date->second >= 0)
        buffer_format(out, ":%02d", date->second);
    if (date->zone == 0)
        buffer_char(out, 'Z');
    else if (date->zone != DATE_NO_ZONE)
        buffer_format(out, "%c%02d:%02d", date->zone < 0 ? '-' : '+',
                      (date->zone < 0 ? -date->zone : date->zone) / 60,
                      (date->zone < 0 ? -date->zone : date->zone) % 60);
}

static void write_day(struct buffer *out, struct calendar_day day)
{
    write_year(out, day.year);
    buffer_format(out, "-%02d-%02d", day.month, day.day);
}

/* The period of a grain that begins with a day. */
static void write_period(struct buffer *out, enum date_grain grain, int32_t from)
{
    struct calendar_day day = calendar_day_of(from);
    int32_t year = day.year, week = 0;
    if (grain == GRAIN_WEEK || grain == GRAIN_WEEKEND)
        calendar_week(from, &year, &week);
    if (grain >= GRAIN_DAY) {
        write_day(out, day);
        return;
    }
    if (grain <= GRAIN_DECADE) {
        buffer_format(out, grain == GRAIN_CENTURY ? "%02dXX" : "%03dX", year / (grain == GRAIN_CENTURY ? 100 : 10));
        return;
    }
    write_year(out, year);
    if (grain == GRAIN_HALF)
        buffer_format(out, "-H%d", day.month > 6 ? 2 : 1);
    else if (grain == GRAIN_QUARTER)
        buffer_format(out, "-Q%d", (day.month + 2) / 3);
    else if (grain == GRAIN_SEASON)
        buffer_format(out, "-%s", season_codes[day.month / 3]);
    else if (grain == GRAIN_MONTH)
        buffer_format(out, "-%02d", day.month);
    else if (grain != GRAIN_YEAR)
        buffer_format(out, "-W%02d%s", week, grain == GRAIN_WEEKEND ? "-WE" : "");
}

/* What is known of a date whose year is not. */
static void write_fields(struct buffer *out, const struct date *date)
{
    if (date->how != DATE_FIELDS || date->ranged)
        return;
    if (date->index && date->grain == GRAIN_SEASON)
        buffer_format(out, "XXXX-%s", season_codes[date->index]);
    else if (date->index)
        buffer_format(out, "XXXX-%c%d", date->grain == GRAIN_HALF ? 'H' : 'Q', date->index);
    else if (date->month && date->day)
        buffer_format(out, "XXXX-%02d-%02d", date->month, date->day);
    else if (date->month)
        buffer_format(out, "XXXX-%02d", date->month);
    else if (date->weekday)
        buffer_format(out, "XXXX-WXX-%d", date->weekday);
    write_clock(out, date);
}

static void write_date(struct buffer *out, const struct date *date)
{
    enum date_grain grain = (enum date_grain)date->grain;
    if (!date->resolved) {
        write_fields(out, date);
        return;
    }
    if (!date->ranged) {
        write_period(out, grain, date->from);
        write_clock(out, date);
        return;
    }
    if (date->how == DATE_STRETCH)
        grain = GRAIN_DAY;
    if (date->from == DATE_NO_DAY)
        buffer_text(out, "..");
    else
        write_period(out, grain, date->from);
    buffer_char(out, '/');
    if (date->to == DATE_NO_DAY)
        buffer_text(out, "..");
    else
        write_period(out, grain, date->to);
}

void dates_write(date_list *dates, struct buffer *values)
{
    for (size_t i = 0; i < dates->count; i++) {
        size_t start = values->length;
        write_date(values, &dates->items[i]);
        dates->items[i].value = (uint32_t)start;
        dates->items[i].value_length = (uint32_t)(values->length - start);
    }
}
