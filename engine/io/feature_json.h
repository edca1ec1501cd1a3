/* feature_json.h: the value of a feature in JSON, but for a span, which each writer has its own form for. */
#ifndef TOCSIN_IO_FEATURE_JSON_H
#define TOCSIN_IO_FEATURE_JSON_H

#include "io/json_writer.h"
#include "tocsin/tocsin.h"

/* False, and nothing written: it is a span. */
static inline bool feature_json(struct buffer *out, const tocsin_feature *feature)
{
    switch (feature->kind) {
    case TOCSIN_VALUE_STRING: json_text(out, feature->value.string); return true;
    case TOCSIN_VALUE_NUMBER: json_number(out, feature->value.number); return true;
    case TOCSIN_VALUE_INTEGER: json_integer(out, feature->value.integer); return true;
    case TOCSIN_VALUE_BOOLEAN: json_boolean(out, feature->value.boolean); return true;
    case TOCSIN_VALUE_SPAN: break;
    }
    return false;
}

#endif
