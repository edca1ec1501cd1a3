/* Which days a date stands for. */
#include "english/date.h"

enum { MONTHS = 12, WEEK = 7, SATURDAY = 6, NEAR_DAYS = 92, HALF_YEAR = 183, LOOK_WORDS = 12, TOP_PARAGRAPHS = 8 };

/* What is known when a date is met. */
struct date_context {
    const struct date_text *text;
    bool dated;                /* the document has a day */
    int32_t today;             /* it, as a number */
    const struct date *before; /* the last date resolved; NULL: none */
    uint32_t sentence, sentence_first, sentence_end;
};

static const int8_t season_months[] = {0, 3, 6, 9, 12};

static int32_t month_start(int32_t year, int32_t month)
{
    return calendar_number((struct calendar_day){year, month, 1});
}

static int32_t week_start(int32_t day)
{
    return day - calendar_weekday(day) + 1;
}

/* The first day of the period of a grain that holds a day. */
static int32_t period_start(enum date_grain grain, int32_t number)
{
    struct calendar_day day = calendar_day_of(number);
    switch (grain) {
    case GRAIN_CENTURY:
        return month_start(day.year - (day.year % 100 + 100) % 100, 1);
    case GRAIN_DECADE:
        return month_start(day.year - (day.year % 10 + 10) % 10, 1);
    case GRAIN_YEAR:
        return month_start(day.year, 1);
    case GRAIN_HALF:
        return month_start(day.year, day.month > 6 ? 7 : 1);
    case GRAIN_QUARTER:
        return month_start(day.year, (day.month - 1) / 3 * 3 + 1);
    case GRAIN_SEASON:
        return month_start(day.year - (day.month < 3), day.month < 3 ? MONTHS : day.month / 3 * 3);
    case GRAIN_MONTH:
        return month_start(day.year, day.month);
    case GRAIN_WEEK:
        return week_start(number);
    case GRAIN_WEEKEND:
        return week_start(number) + SATURDAY - 1;
    default:
        return number;
    }
}

static int32_t add_units(enum date_grain grain, int32_t from, int32_t count)
{
    static const int16_t months[] = {
        [GRAIN_CENTURY] = 1200, [GRAIN_DECADE] = 120, [GRAIN_YEAR] = 12, [GRAIN_HALF] = 6,
        [GRAIN_QUARTER] = 3,    [GRAIN_SEASON] = 3,   [GRAIN_MONTH] = 1};
    if (grain <= GRAIN_MONTH)
        return calendar_add_months(from, count * months[grain]);
    return from + count * (grain <= GRAIN_WEEKEND ? WEEK : 1);
}

/* Its last day. */
static int32_t period_end(enum date_grain grain, int32_t from)
{
    return grain == GRAIN_WEEKEND ? from + 1 : add_units(grain, from, 1) - 1;
}

static void settle(struct date *date, int32_t from)
{
    date->from = from;
    date->to = period_end((enum date_grain)date->grain, from);
    date->resolved = true;
}

/* ---- Which way the sentence looks ------------------------------------------------------------------------- */

static int direction_of(const struct date_context *context, const struct date *date)
{
    const struct segmentation *segmentation = context->text->segmentation;
    for (uint32_t distance = 1; distance <= LOOK_WORDS; distance++) {
        uint64_t classes[2] = {0, 0};
        if (date->first >= context->sentence_first + distance)
            classes[0] = context->text->words[segmentation->forms.items[date->first - distance]].classes;
        if (date->last + distance <= context->sentence_end)
            classes[1] = context->text->words[segmentation->forms.items[date->last + distance - 1]].classes;
        for (size_t side = 0; side < 2; side++) {
            bool plain = classes[side] >> DATE_PLAIN & 1;
            if (plain && classes[side] >> DATE_FUTURE & 1)
                return 1;
            if (plain && classes[side] >> DATE_PAST & 1)
                return -1;
        }
    }
    return 0;
}

/* ---- Fields ----------------------------------------------------------------------------------------------- */

static int32_t first_month(const struct date *date)
{
    switch (date->grain) {
    case GRAIN_HALF:
        return date->index * 6 - 5;
    case GRAIN_QUARTER:
        return date->index * 3 - 2;
    case GRAIN_SEASON:
        return season_months[date->index];
    default:
        return date->month ? date->month : 1;
    }
}

/* The first day of it in a year; DATE_NO_DAY: the year has none such. */
static int32_t start_in(const struct date *date, int32_t year)
{
    struct calendar_day day = {year, first_month(date), date->day ? date->day : 1};
    return calendar_valid(day) ? calendar_number(day) : DATE_NO_DAY;
}

static int32_t apart(int32_t a, int32_t b)
{
    return a > b ? a - b : b - a;
}

/* Of the years around today the one that a date without a year most likely means. `which`: the last before today,
 * the next behind it. */
static int32_t likely_start(const struct date_context *context, const struct date *date, int direction)
{
    int32_t year = calendar_day_of(context->today).year, best = DATE_NO_DAY, best_cost = INT32_MAX;
    for (int32_t y = year - 4; y <= year + 4; y++) {
        int32_t from = start_in(date, y);
        if (from == DATE_NO_DAY)
            continue;
        int32_t to = period_end((enum date_grain)date->grain, from), cost = apart(from, context->today);
        bool wrong_day = date->weekday && date->day && calendar_weekday(from) != date->weekday;
        bool wrong_side = (date->which == -1 && to >= context->today) ||
                          (date->which == 1 && from <= context->today) || (date->which == 0 && y != year);
        bool far = date->which == DATE_WHICH_NONE && cost > NEAR_DAYS &&
                   ((direction < 0 && from > context->today) || (direction > 0 && to < context->today));
        cost += (wrong_day ? 100000 : 0) + (wrong_side ? 10000 : 0) + (far ? HALF_YEAR * 2 : 0) +
                (from > context->today);
        if (cost < best_cost) {
            best_cost = cost;
            best = from;
        }
    }
    return best;
}

/* A weekday by itself. */
static int32_t weekday_near(const struct date_context *context, const struct date *date, int direction)
{
    int32_t today = context->today, monday = week_start(today);
    int32_t of_week = monday + date->weekday - 1;
    switch (date->which) {
    case 0:
        return of_week;
    case 1:
        return of_week + WEEK;
    case -1:
        return of_week < today ? of_week : of_week - WEEK;
    default:
        if (direction > 0)
            return of_week >= today ? of_week : of_week + WEEK;
        return of_week <= today ? of_week : of_week - WEEK;
    }
}

/* The year that the text spoke of last, where a date without one means it; DATE_NO_YEAR: not. */
static int32_t year_of_text(const struct date_context *context, const struct date *date)
{
    const struct date *before = context->before;
    if (!before || !before->resolved || before->from == DATE_NO_DAY || before->grain < GRAIN_YEAR ||
        before->anchor == ANCHOR_DOCUMENT || (context->dated && before->from > context->today))
        return DATE_NO_YEAR;
    bool same_sentence = before->first >= context->sentence_first;
    if ((context->dated && !same_sentence) || date->first - before->last > 64)
        return DATE_NO_YEAR;
    return calendar_day_of(before->from).year;
}

static void resolve_range(struct date *date, int32_t year)
{
    if (date->end_year != DATE_NO_YEAR)
        date->to = month_start(date->end_year + 1, 1) - 1;
    else if (date->end_month)
        date->to = period_end(GRAIN_MONTH, month_start(year, date->end_month));
    else
        date->to = date->from + date->end_day - date->day;
}

static void resolve_fields(const struct date_context *context, struct date *date)
{
    int32_t from = DATE_NO_DAY, year = date->year;
    if (date->grain == GRAIN_TIME && !date->month && !date->weekday)
        return; /* a time of no day */
    if (year == DATE_NO_YEAR && date->anchor == ANCHOR_DOCUMENT && date->which == 0 && context->dated &&
        (date->month || date->index))
        year = calendar_day_of(context->today).year + date->shift;
    bool placeless = year == DATE_NO_YEAR && date->which == DATE_WHICH_NONE && (date->month || date->index);
    if (placeless)
        year = year_of_text(context, date);
    date->relative = date->year == DATE_NO_YEAR;
    if (year != DATE_NO_YEAR)
        from = start_in(date, year);
    else if (context->dated && date->weekday && !date->month)
        from = weekday_near(context, date, direction_of(context, date));
    else if (context->dated)
        from = likely_start(context, date, direction_of(context, date));
    if (from == DATE_NO_DAY)
        return;
    settle(date, from);
    date->year = calendar_day_of(from).year;
    if (date->ranged)
        resolve_range(date, date->year);
}

/* ---- Counted from a day ----------------------------------------------------------------------------------- */

/* Days of years that are reckoned with. */
static bool within_years(int32_t number)
{
    int32_t year = calendar_day_of(number).year;
    return year >= CALENDAR_FIRST_YEAR && year <= CALENDAR_LAST_YEAR;
}

static bool anchor_of(const struct date_context *context, const struct date *date, int32_t *out)
{
    if (date->anchor == ANCHOR_DOCUMENT) {
        *out = context->today;
        return context->dated;
    }
    if (!context->before || !context->before->resolved || context->before->from == DATE_NO_DAY)
        return false;
    *out = context->before->from;
    return true;
}

/* "this weekend" on a Monday that looks back is the one just over. */
static int32_t weekend_shift(const struct date_context *context, const struct date *date)
{
    bool just_over = date->shift == 0 && calendar_weekday(context->today) <= 3;
    bool not_over = date->shift == -1 && calendar_weekday(context->today) > SATURDAY;
    return just_over && direction_of(context, date) < 0 ? -1 : not_over ? -1 : date->shift;
}

static void resolve_shift(const struct date_context *context, struct date *date)
{
    int32_t anchor;
    date->relative = true;
    if (!anchor_of(context, date, &anchor) || date->vague)
        return;
    enum date_grain grain = (enum date_grain)date->grain;
    int32_t shift = date->shift;
    if (grain == GRAIN_WEEKEND && date->anchor == ANCHOR_DOCUMENT)
        shift = weekend_shift(context, date);
    int32_t from = add_units(grain, period_start(grain, anchor), shift);
    if (!within_years(from))
        return;
    settle(date, from);
    date->year = calendar_day_of(from).year;
}

/* "the past two weeks": up to today; "the next": from today on. Open where nobody says how many. */
static void resolve_stretch(const struct date_context *context, struct date *date)
{
    int32_t anchor;
    date->relative = true;
    if (!anchor_of(context, date, &anchor))
        return;
    enum date_grain grain = date->grain == GRAIN_TIME ? GRAIN_DAY : (enum date_grain)date->grain;
    bool back = date->which < 0;
    int32_t other = date->vague ? DATE_NO_DAY : add_units(grain, anchor, date->shift);
    if (!date->vague && !within_years(other))
        return;
    date->from = back ? other : anchor;
    date->to = back ? anchor : other;
    date->ranged = true;
    date->resolved = true;
}

/* ---- A document ------------------------------------------------------------------------------------------- */

/* Moves the context to the sentence of a token. */
static void enter_sentence(struct date_context *context, uint32_t token)
{
    const struct segmentation *segmentation = context->text->segmentation;
    while (context->sentence_end <= token) {
        const struct sentence *sentence = &segmentation->sentences.items[context->sentence++];
        context->sentence_first = sentence->first_token;
        context->sentence_end = sentence->first_token + sentence->token_count;
    }
}

/* The day that stands as a paragraph of its own near the top: the article's own date. */
static bool own_date(const date_list *dates, const struct date_text *text, struct calendar_day *out)
{
    const struct segmentation *segmentation = text->segmentation;
    size_t paragraph = 0;
    for (size_t i = 0; i < dates->count; i++) {
        const struct date *date = &dates->items[i];
        const struct paragraph *at;
        const struct sentence *first, *last;
        do {
            if (paragraph >= segmentation->paragraphs.count || paragraph >= TOP_PARAGRAPHS)
                return false;
            at = &segmentation->paragraphs.items[paragraph++];
            first = &segmentation->sentences.items[at->first_sentence];
            last = first + at->sentence_count - 1;
        } while (last->first_token + last->token_count <= date->first);
        paragraph--;
        bool whole = date->first == first->first_token && date->last == last->first_token + last->token_count;
        if (whole && date->day && date->year != DATE_NO_YEAR && !date->ranged) {
            *out = (struct calendar_day){date->year, date->month, date->day};
            return calendar_valid(*out);
        }
    }
    return false;
}

static void resolve(struct date_context *context, struct date *date)
{
    switch (date->how) {
    case DATE_FIELDS:
        resolve_fields(context, date);
        break;
    case DATE_SHIFTED:
        resolve_shift(context, date);
        break;
    default:
        resolve_stretch(context, date);
    }
}

void dates_resolve(date_list *dates, const struct date_text *text, const struct calendar_day *today)
{
    struct calendar_day found;
    struct date_context context = {.text = text, .dated = today != NULL};
    size_t kept = 0;
    if (!today && own_date(dates, text, &found)) {
        today = &found;
        context.dated = true;
    }
    context.today = today ? calendar_number(*today) : 0;
    for (size_t i = 0; i < dates->count; i++) {
        struct date *date = &dates->items[kept];
        *date = dates->items[i];
        enter_sentence(&context, date->first);
        if (date->future && direction_of(&context, date) <= 0)
            continue;
        resolve(&context, date);
        context.before = date->resolved && date->from != DATE_NO_DAY ? date : context.before;
        kept++;
    }
    dates->count = kept;
}
