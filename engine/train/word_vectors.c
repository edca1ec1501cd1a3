#include "train/word_vectors.h"

#include "base/file.h"

#define FILE_LIMIT ((size_t)1 << 30)

void word_vectors_init(struct word_vectors *vectors, const tocsin_allocator *alloc)
{
    *vectors = (struct word_vectors){.alloc = alloc};
    hash_map_init(&vectors->rows, alloc);
}

void word_vectors_finish(struct word_vectors *vectors)
{
    hash_map_finish(&vectors->rows);
    array_finish(vectors->alloc, &vectors->hashes);
    array_finish(vectors->alloc, &vectors->numbers);
}

/* ---- Rows ----------------------------------------------------------------------------------------------- */

static uint64_t spread(uint32_t hash)
{
    return hash_bytes(&hash, sizeof hash);
}

static bool hash_equal_row(const void *user, uint32_t index, const void *key)
{
    const struct word_vectors *vectors = user;
    return vectors->hashes.items[index] == *(const uint32_t *)key;
}

uint32_t word_vectors_find(const struct word_vectors *vectors, uint32_t hash)
{
    return hash_map_find(&vectors->rows, spread(hash), hash_equal_row, vectors, &hash);
}

bool word_vectors_add(struct word_vectors *vectors, uint32_t hash)
{
    return word_vectors_find(vectors, hash) != WORD_NONE ||
           (array_push(vectors->alloc, &vectors->hashes, hash) &&
            hash_map_add(&vectors->rows, spread(hash), (uint32_t)vectors->hashes.count - 1));
}

const float *word_vectors_of(const struct word_vectors *vectors, uint32_t row)
{
    size_t at = (size_t)row * PARSE_VECTOR;
    return at < vectors->numbers.count ? vectors->numbers.items + at : NULL;
}

/* ---- Files ---------------------------------------------------------------------------------------------- */

/* -1: no hexadecimal digit. */
static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_numbers(float *out, const char *digits)
{
    for (size_t i = 0; i < PARSE_VECTOR; i++) {
        int high = digit(digits[2 * i]), low = digit(digits[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (float)(int8_t)(high << 4 | low) / (float)(1 << PARSE_VECTOR_BITS);
    }
    return true;
}

static tocsin_status take_line(struct word_vectors *vectors, struct str line, tocsin_error *error)
{
    const char *tab = memchr(line.data, '\t', line.length);
    struct str word = {line.data, tab ? (size_t)(tab - line.data) : line.length};
    float numbers[PARSE_VECTOR];
    if (!word.length || line.length != word.length + 1 + (size_t)2 * PARSE_VECTOR ||
        !read_numbers(numbers, tab + 1))
        return error_set(error, MESSAGE_LIST_COLUMNS);
    size_t before = vectors->hashes.count;
    if (!word_vectors_add(vectors, parse_word_hash(word)) ||
        !array_reserve(vectors->alloc, &vectors->numbers, PARSE_VECTOR))
        return error_set(error, MESSAGE_MEMORY);
    if (vectors->hashes.count == before)
        return TOCSIN_OK;
    memcpy(vectors->numbers.items + vectors->numbers.count, numbers, sizeof numbers);
    vectors->numbers.count += PARSE_VECTOR;
    return TOCSIN_OK;
}

tocsin_status word_vectors_read(struct word_vectors *vectors, const char *path, tocsin_error *error)
{
    struct buffer data;
    buffer_init(&data, vectors->alloc);
    tocsin_status status = file_read(&data, path, FILE_LIMIT, error);
    size_t at = 0;
    for (uint32_t line = 1; !status && at < data.length; line++) {
        const char *start = data.data + at, *end = memchr(start, '\n', data.length - at);
        size_t size = end ? (size_t)(end - start) : data.length - at;
        at += size + 1;
        if (!size || *start == '#')
            continue;
        status = take_line(vectors, (struct str){start, size}, error);
        if (status)
            error_at(error, path, line, 1);
    }
    buffer_finish(&data);
    return status;
}
