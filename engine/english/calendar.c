#include "english/calendar.h"

enum { MONTHS = 12, WEEK = 7, ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH = 719468, THURSDAY = 4 };

static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

/* Years are counted from March, so that the leap day is a year's last. */
int32_t calendar_number(struct calendar_day day)
{
    int32_t year = day.year - (day.month <= 2);
    int32_t era = floor_div(year, ERA_YEARS), of_era = year - era * ERA_YEARS;
    int32_t of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
    return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
}

struct calendar_day calendar_day_of(int32_t number)
{
    int32_t days = number + EPOCH, era = floor_div(days, ERA_DAYS), of_era = days - era * ERA_DAYS;
    int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * of_year + 2) / 153;
    struct calendar_day day = {.day = of_year - (153 * month + 2) / 5 + 1,
                               .month = month < 10 ? month + 3 : month - 9};
    day.year = year_of_era + era * ERA_YEARS + (day.month <= 2);
    return day;
}

int32_t calendar_weekday(int32_t number)
{
    int32_t of_week = (number + THURSDAY - 1) % WEEK;
    return (of_week < 0 ? of_week + WEEK : of_week) + 1;
}

int32_t calendar_month_days(int32_t year, int32_t month)
{
    static const int8_t days[MONTHS] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % ERA_YEARS == 0);
    return days[month - 1] + (month == 2 && leap);
}

int32_t calendar_add_months(int32_t number, int32_t months)
{
    struct calendar_day day = calendar_day_of(number);
    int32_t month = day.year * MONTHS + day.month - 1 + months;
    day.year = floor_div(month, MONTHS);
    day.month = month - day.year * MONTHS + 1;
    int32_t days = calendar_month_days(day.year, day.month);
    day.day = day.day < days ? day.day : days;
    return calendar_number(day);
}

/* A week belongs to the year that its Thursday is in. */
void calendar_week(int32_t number, int32_t *year, int32_t *week)
{
    int32_t thursday = number - calendar_weekday(number) + THURSDAY;
    *year = calendar_day_of(thursday).year;
    *week = (thursday - calendar_number((struct calendar_day){*year, 1, 1})) / WEEK + 1;
}

bool calendar_valid(struct calendar_day day)
{
    return day.year >= CALENDAR_FIRST_YEAR && day.year <= CALENDAR_LAST_YEAR && day.month >= 1 &&
           day.month <= MONTHS && day.day >= 1 && day.day <= calendar_month_days(day.year, day.month);
}

/* `count` digits at *at, which goes behind them; -1: there are not so many. */
static int32_t read_digits(struct str text, size_t *at, size_t count)
{
    int32_t number = 0;
    for (size_t end = *at + count; *at < end; ++*at) {
        if (*at >= text.length || text.data[*at] < '0' || text.data[*at] > '9')
            return -1;
        number = number * 10 + (text.data[*at] - '0');
    }
    return number;
}

bool calendar_parse(struct calendar_day *out, struct str text)
{
    struct calendar_day day;
    size_t at = 0;
    day.year = read_digits(text, &at, 4);
    bool dashes = at < text.length && text.data[at] == '-';
    at += dashes;
    day.month = read_digits(text, &at, 2);
    if (dashes && (at >= text.length || text.data[at++] != '-'))
        return false;
    day.day = read_digits(text, &at, 2);
    bool ends = at >= text.length || text.data[at] == 'T' || text.data[at] == ' ';
    if (day.year < 0 || !ends || !calendar_valid(day))
        return false;
    *out = day;
    return true;
}
