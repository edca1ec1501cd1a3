/* calendar.h: days of the Gregorian calendar, also before it began, as numbers: 0 is 1970-01-01. */
#ifndef TOCSIN_ENGLISH_CALENDAR_H
#define TOCSIN_ENGLISH_CALENDAR_H

#include <stdint.h>

#include "base/str.h"

/* Years that are reckoned with. */
enum { CALENDAR_FIRST_YEAR = -9999, CALENDAR_LAST_YEAR = 9999 };

struct calendar_day {
    int32_t year; /* 0 is 1 BC */
    int32_t month, day;
};

int32_t calendar_number(struct calendar_day day);
struct calendar_day calendar_day_of(int32_t number);

/* 1 Monday … 7 Sunday */
int32_t calendar_weekday(int32_t number);
int32_t calendar_month_days(int32_t year, int32_t month);

/* The day so many months on; beyond a month's end, its last day. */
int32_t calendar_add_months(int32_t number, int32_t months);

/* The year and number of the ISO 8601 week that a day is in. */
void calendar_week(int32_t number, int32_t *year, int32_t *week);

/* "2022-02-24", "20220224", both with whatever is behind a T or space. False: it is none, or no day of any year. */
bool calendar_parse(struct calendar_day *out, struct str text);
bool calendar_valid(struct calendar_day day);

#endif
