/* record_text.h: all records of a result as one line of text, to compare: "type role=words feature=value; …". */
#ifndef TOCSIN_UNIT_RECORD_TEXT_H
#define TOCSIN_UNIT_RECORD_TEXT_H

#include <stdio.h>

#include "bundle_kit.h"

struct record_text {
    char data[4096];
    size_t length;
};

static inline void record_text_add(struct record_text *out, const char *text, size_t length)
{
    size_t room = sizeof out->data - 1 - out->length;
    length = length < room ? length : room;
    memcpy(out->data + out->length, text, length);
    out->length += length;
    out->data[out->length] = '\0';
}

static inline void record_text_span(struct record_text *out, const tocsin_result *result, tocsin_span span)
{
    record_text_add(out, tocsin_result_text(result, NULL) + span.start, span.end - span.start);
}

static inline void record_text_feature(struct record_text *out, const tocsin_result *result,
                                       const tocsin_feature *feature)
{
    char text[100];
    int length = snprintf(text, sizeof text, " %s=", feature->name);
    record_text_add(out, text, (size_t)length);
    length = 0;
    if (feature->kind == TOCSIN_VALUE_STRING)
        length = snprintf(text, sizeof text, "%s", feature->value.string);
    else if (feature->kind == TOCSIN_VALUE_INTEGER)
        length = snprintf(text, sizeof text, "%lld", (long long)feature->value.integer);
    else if (feature->kind == TOCSIN_VALUE_NUMBER)
        length = snprintf(text, sizeof text, "%g", feature->value.number);
    else if (feature->kind == TOCSIN_VALUE_BOOLEAN)
        length = snprintf(text, sizeof text, "%s", feature->value.boolean ? "true" : "false");
    else
        record_text_span(out, result, feature->value.span);
    record_text_add(out, text, (size_t)length);
}

static inline const char *record_text_of(struct record_text *out, const tocsin_result *result)
{
    char text[100];
    const tocsin_record *record;
    out->length = 0;
    out->data[0] = '\0';
    for (size_t i = 0; (record = tocsin_result_record(result, i)) != NULL; i++) {
        record_text_add(out, i ? "; " : "", i ? 2 : 0);
        record_text_add(out, record->type, strlen(record->type));
        for (size_t r = 0; r < record->role_count; r++) {
            int length = snprintf(text, sizeof text, " %s=", record->roles[r].name);
            record_text_add(out, text, (size_t)length);
            record_text_span(out, result, record->roles[r].span);
        }
        for (size_t f = 0; f < record->feature_count; f++)
            record_text_feature(out, result, &record->features[f]);
        for (size_t l = 0; l < record->link_count; l++) {
            int length = snprintf(text, sizeof text, " %s>%zu", record->links[l].relation, record->links[l].record);
            record_text_add(out, text, (size_t)length);
        }
    }
    return out->data;
}

/* Runs a bundle of one rule file over a text and compares. A diagnostic fails the test. */
static inline void check_records_with(const char *manifest, const char *rules, const char *text, const char *expected)
{
    struct kit kit = {NULL, NULL};
    struct record_text found;
    tocsin_error error = TOCSIN_ERROR_INIT;
    char message[1024];
    if (kit_bundle(&kit.bundle, manifest, rules, &error) ||
        tocsin_worker_create(&kit.worker, &kit.bundle, 1, NULL, &error)) {
        tocsin_error_format(&error, message, sizeof message);
        fail_msg("%s\n%s", message, error.excerpt);
    }
    tocsin_result *result = kit_run(&kit, text);
    if (tocsin_result_diagnostic(result, 0)) {
        tocsin_error_format(tocsin_result_diagnostic(result, 0), message, sizeof message);
        fail_msg("%s", message);
    }
    assert_string_equal(record_text_of(&found, result), expected);
    tocsin_result_free(result);
    kit_close(&kit);
}

static inline void check_records(const char *rules, const char *text, const char *expected)
{
    check_records_with(KIT_MANIFEST, rules, text, expected);
}

#endif
