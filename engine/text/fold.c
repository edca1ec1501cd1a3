#include "text/fold.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

#define EACH_BYTE UINT64_C(0x0101010101010101)
#define HIGH_BITS (EACH_BYTE * 0x80)

/* Eight ASCII bytes with A to Z in lower case. */
static uint64_t fold_eight(uint64_t bytes)
{
    uint64_t from_a = bytes + EACH_BYTE * (0x80 - 'A');
    uint64_t behind_z = bytes + EACH_BYTE * (0x80 - 'Z' - 1);
    return bytes | ((from_a & ~behind_z & HIGH_BITS) >> 2);
}

static char fold_byte(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

/* Folds the ASCII that `word` begins with, at most `capacity` bytes of it; returns its length. */
static size_t fold_ascii(struct str word, char *out, size_t capacity)
{
    size_t length = word.length < capacity ? word.length : capacity, at = 0;
    uint64_t bytes;
    for (; length - at >= sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, word.data + at, sizeof bytes);
        if (bytes & HIGH_BITS)
            break;
        bytes = fold_eight(bytes);
        memcpy(out + at, &bytes, sizeof bytes);
    }
    for (; at < length && (unsigned char)word.data[at] < 0x80; at++)
        out[at] = fold_byte(word.data[at]);
    return at;
}

/* Writes a folded code point where it fits; returns its length. */
static size_t put_folded(uint32_t point, char *out, size_t capacity)
{
    char bytes[UTF8_MAX];
    if (point == 0x2019 || point == 0x2bc)
        point = '\'';
    size_t length = utf8_put(bytes, point);
    if (length <= capacity)
        memcpy(out, bytes, length);
    return length;
}

size_t fold_word(struct str word, char *out, size_t capacity)
{
    size_t at = fold_ascii(word, out, capacity);
    size_t length = at;
    while (at < word.length) {
        uint32_t point = utf8_next(word.data, &at);
        const struct unicode_record *record = unicode_find(point);
        size_t count = record->fold_length > 1 ? record->fold_length : 1;
        for (size_t i = 0; i < count; i++) {
            uint32_t folded = count > 1 ? unicode_folds[record->fold + (int32_t)i]
                                        : (uint32_t)((int32_t)point + record->fold);
            size_t fits = length < capacity ? capacity - length : 0;
            length += put_folded(folded, fits ? out + length : NULL, fits);
        }
    }
    return length;
}
