#include "text/segment_news.h"

uint64_t news_last_bytes(const struct news *news, uint32_t start, uint32_t end)
{
    uint64_t bytes = 0;
    memcpy(&bytes, news->text + start, end - start);
    return bytes;
}

tocsin_status segment_news(struct segmentation *out, struct str text, const struct language *language,
                           enum cpu_simd simd, tocsin_error *error)
{
    struct news news = {.language = language,
                        .filters = language_filters(language),
                        .out = out,
                        .text = text.data,
                        .length = (uint32_t)text.length};
    if (!news_words(&news, simd) || !news_sentences(&news))
        return error_set(error, MESSAGE_MEMORY);
    return TOCSIN_OK;
}
