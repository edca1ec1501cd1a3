#include "english/parse_vectors.h"

enum { HASH = 4 /* bytes */, OTHERS = 1 + 2 * PARSE_PIECES + PARSE_SHAPES };

bool parse_vectors_fit(const struct parse_vectors *vectors)
{
    size_t words = vectors->words.length / HASH;
    return vectors->words.length % HASH == 0 && vectors->vectors.length == (words + OTHERS) * PARSE_VECTOR;
}

/* Its place; that behind the last where it has none. */
static size_t find_word(const struct parse_vectors *vectors, uint32_t hash)
{
    size_t count = vectors->words.length / HASH, low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (model_u32(vectors->words.data + middle * HASH) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && model_u32(vectors->words.data + low * HASH) == hash ? low : count;
}

static void add(int16_t *sums, const struct parse_vectors *vectors, size_t row)
{
    const signed char *vector = (const signed char *)vectors->vectors.data + row * PARSE_VECTOR;
    for (size_t i = 0; i < PARSE_VECTOR; i++)
        sums[i] = (int16_t)(sums[i] + vector[i]);
}

void parse_vector_of(int16_t out[PARSE_VECTOR], const struct parse_vectors *vectors, const struct parse_form *form)
{
    enum { MOST = (PARSE_MOST << PARSE_VECTOR_BITS) - 1 };
    size_t first = vectors->words.length / HASH + 1;
    memset(out, 0, PARSE_VECTOR * sizeof *out);
    add(out, vectors, find_word(vectors, form->word));
    add(out, vectors, first + form->ending);
    add(out, vectors, first + PARSE_PIECES + form->beginning);
    add(out, vectors, first + 2 * PARSE_PIECES + form->shape);
    for (size_t i = 0; i < PARSE_VECTOR; i++) {
        int number = out[i] < -MOST ? -MOST : out[i] > MOST ? MOST : out[i];
        out[i] = (int16_t)(number * (1 << (PARSE_NUMBER_BITS - PARSE_VECTOR_BITS)));
    }
}
