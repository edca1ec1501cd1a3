#include "english/weight_table.h"

/* Whether a feature's weights have labels of the model, each once and in order. */
static bool weights_fit(const char *feature, size_t labels)
{
    size_t count = (uint8_t)feature[2], least = 0;
    for (size_t i = 0; count != TAG_WHOLE && i < count; i++) {
        size_t label = (uint8_t)feature[TAG_FEATURE_HEAD + 2 * i];
        if (label < least || label >= labels)
            return false;
        least = label + 1;
    }
    return true;
}

/* Whether features fill the bytes of a bucket. */
static bool bucket_fits(const struct weight_table *table, size_t start, size_t end, size_t labels)
{
    while (start < end) {
        const char *feature = table->features.data + start;
        if (end - start < TAG_FEATURE_HEAD || end - start - TAG_FEATURE_HEAD < weight_feature_size(feature) ||
            !weights_fit(feature, labels))
            return false;
        start += TAG_FEATURE_HEAD + weight_feature_size(feature);
    }
    return true;
}

bool weight_table_fits(const struct weight_table *table, size_t labels)
{
    if (table->buckets.length < 8 || table->buckets.length % 4)
        return false;
    for (size_t i = 0; i < table->bucket_count; i++) {
        size_t start = model_u32(table->buckets.data + 4 * i);
        size_t end = model_u32(table->buckets.data + 4 * i + 4);
        if (start > end || end > table->features.length || !bucket_fits(table, start, end, labels))
            return false;
    }
    return true;
}
