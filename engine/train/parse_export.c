#include "train/parse_export.h"

#include <stddef.h>
#include <stdlib.h>

#include "train/float_math.h"
#include "train/model_writer.h"

/* The nearest whole number of units. */
static int units(float number, unsigned bits, int most)
{
    float scaled = number * (float)(1 << bits);
    scaled = float_between(scaled, (float)-most, (float)most);
    return (int)(scaled < 0.0f ? scaled - 0.5f : scaled + 0.5f);
}

static void put_numbers(struct buffer *out, const float *numbers, size_t count, unsigned bits)
{
    for (size_t i = 0; i < count; i++)
        model_put_u16(out, (uint16_t)units(numbers[i], bits, INT16_MAX));
}

static void put_vector(struct buffer *out, const float *vector, const float *more)
{
    for (size_t i = 0; i < PARSE_VECTOR; i++) {
        int number = units(vector[i] + (more ? more[i] : 0.0f), PARSE_VECTOR_BITS, INT8_MAX);
        buffer_char(out, (char)(signed char)number);
    }
}

/* ---- Words ---------------------------------------------------------------------------------------------- */

struct word {
    uint32_t hash, row;
};

static int by_hash(const void *a, const void *b)
{
    const struct word *left = a, *right = b;
    return (left->hash > right->hash) - (left->hash < right->hash);
}

static void put_words(struct buffer *words, struct buffer *vectors, const struct word *sorted, size_t count,
                      const struct parse_corpus *corpus, const struct network *network)
{
    for (size_t i = 0; i < count; i++) {
        const float *base = word_vectors_of(corpus->vectors, sorted[i].row);
        model_put_u32(words, sorted[i].hash);
        put_vector(vectors, base ? base : network->now->unknown,
                   network_row(network, NETWORK_WORDS, sorted[i].row));
    }
}

static bool put_vectors(struct buffer *words, struct buffer *vectors, const struct parse_corpus *corpus,
                        const struct network *network)
{
    size_t count = corpus->vectors->hashes.count;
    struct word *sorted = alloc_new(corpus->alloc, (count + 1) * sizeof *sorted);
    if (!sorted)
        return false;
    for (size_t i = 0; i < count; i++)
        sorted[i] = (struct word){corpus->vectors->hashes.items[i], (uint32_t)i};
    qsort(sorted, count, sizeof *sorted, by_hash);
    put_words(words, vectors, sorted, count, corpus, network);
    put_vector(vectors, network->now->unknown, NULL);
    for (unsigned table = NETWORK_ENDINGS; table <= NETWORK_BEGINNINGS; table++)
        for (uint32_t row = 0; row < PARSE_PIECES; row++)
            put_vector(vectors, network_row(network, table, row), NULL);
    for (size_t i = 0; i < PARSE_SHAPES; i++)
        put_vector(vectors, network->now->shapes[i], NULL);
    alloc_free(corpus->alloc, sorted, (count + 1) * sizeof *sorted);
    return true;
}

/* ---- Models --------------------------------------------------------------------------------------------- */

static void put_sums(struct buffer *out, const struct network_sums *sums)
{
    size_t upper = offsetof(struct network_sums, steps) / sizeof(float);
    const float *numbers = (const float *)sums;
    put_numbers(out, numbers, upper, PARSE_SUM_BITS);
    put_numbers(out, numbers + upper, sizeof *sums / sizeof(float) - upper, PARSE_UPPER_SUM_BITS);
}

static void put_products(struct buffer *out, const struct network_products *products)
{
    size_t upper = offsetof(struct network_products, steps) / sizeof(float);
    const float *numbers = (const float *)products;
    put_numbers(out, numbers, upper, PARSE_PRODUCT_BITS);
    put_numbers(out, numbers + upper, sizeof *products / sizeof(float) - upper, PARSE_UPPER_PRODUCT_BITS);
}

static struct str str_of_buffer(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->length};
}

bool parse_export(struct buffer *out, const struct parse_corpus *corpus, const struct network *network)
{
    enum { TAGGER, NAMES, WORDS, VECTORS, SUMS, PRODUCTS, PARTS };
    static const char *const names[PARTS] = {"tagger", "relations", "words", "vectors", "sums", "products"};
    struct model_section sections[PARTS];
    struct buffer parts[PARTS];
    for (size_t i = 0; i < PARTS; i++)
        buffer_init(&parts[i], out->alloc);
    model_put_u64(&parts[TAGGER], model_u64(corpus->model->file.data.data + MODEL_SUM_AT));
    for (size_t i = 0; i < corpus->relation_count; i++) {
        buffer_append(&parts[NAMES], corpus->relations[i].data, corpus->relations[i].length);
        buffer_char(&parts[NAMES], '\0');
    }
    put_sums(&parts[SUMS], &network->now->sums);
    put_products(&parts[PRODUCTS], &network->now->products);
    bool well = put_vectors(&parts[WORDS], &parts[VECTORS], corpus, network);
    for (size_t i = 0; i < PARTS; i++) {
        well = well && !parts[i].failed;
        sections[i] = (struct model_section){names[i], str_of_buffer(&parts[i])};
    }
    if (well)
        model_write(out, &PARSE_KIND, sections, PARTS);
    for (size_t i = 0; i < PARTS; i++)
        buffer_finish(&parts[i]);
    return well && !out->failed;
}
