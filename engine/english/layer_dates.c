#include "english/layers_inside.h"

bool layer_dates_make(struct layers *layers)
{
    struct layer_columns *columns = &layers->columns[LAYER_DATE];
    struct date_text text = {layers->segmentation, layers->vocabulary, NULL};
    buffer_clear(&layers->date_values);
    if (!date_forms_update(&layers->date_forms, layers->alloc, layer_words_dates(layers->words),
                           layers->vocabulary))
        return false;
    text.words = layers->date_forms.of.items;
    if (!dates_find(&layers->dates, layers->alloc, &text))
        return false;
    dates_resolve(&layers->dates, &text, layers->dated ? &layers->today : NULL);
    dates_write(&layers->dates, &layers->date_values);
    if (layers->date_values.failed || !array_reserve(layers->alloc, &columns->spans, layers->dates.count))
        return false;
    for (size_t i = 0; i < layers->dates.count; i++)
        columns->spans.items[columns->spans.count++] = (struct layer_span){
            layers->dates.items[i].first, layers->dates.items[i].last, layer_handle(LAYER_DATE, i)};
    return true;
}

/* 20220224; none where the day is not known. */
static bool day_value(struct layer_value *out, const struct date *date, int32_t number)
{
    enum { YEAR = 10000, MONTH = 100 };
    if (!date->resolved || number == DATE_NO_DAY)
        return false;
    struct calendar_day day = calendar_day_of(number);
    int32_t sign = day.year < 0 ? -1 : 1;
    return layer_value_number(out, sign * (sign * day.year * YEAR + day.month * MONTH + day.day));
}

bool layer_dates_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    const struct date *date = &layers->dates.items[index];
    if (str_equal(name, STR("value")))
        return date->value_length &&
               layer_value_text(out, (struct str){layers->date_values.data + date->value, date->value_length});
    if (str_equal(name, STR("granularity")))
        return layer_value_symbol(out, LAYER_DATE, name, date->grain);
    if (str_equal(name, STR("relation")))
        return layer_value_symbol(out, LAYER_DATE, name, date->relation);
    if (str_equal(name, STR("phase")))
        return layer_value_symbol(out, LAYER_DATE, name, date->edge);
    if (str_equal(name, STR("relative")))
        return layer_value_flag(out, date->relative);
    if (str_equal(name, STR("resolved")))
        return layer_value_flag(out, date->resolved);
    if (str_equal(name, STR("from")))
        return day_value(out, date, date->from);
    return str_equal(name, STR("to")) && day_value(out, date, date->to);
}
