#include "io/json_writer.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/character.h"

enum { DIGITS_MAX = 20 };

/* How many bytes at `at` need no look: no control, quote, backslash or byte over 0x7f. Eight are looked at in one
 * step, by the carries that a byte below a limit makes. */
static size_t plain_run(const char *at, size_t length)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    size_t done = 0;
    for (; done + 8 <= length; done += 8) {
        uint64_t word;
        memcpy(&word, at + done, 8);
        uint64_t quote = word ^ ones * '"', slash = word ^ ones * '\\';
        if (((word - ones * 0x20) | (quote - ones) | (slash - ones) | word) & tops)
            break;
    }
    while (done < length) {
        unsigned char byte = (unsigned char)at[done];
        if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\')
            break;
        done++;
    }
    return done;
}

static void escape(struct buffer *out, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    static const char *const names = "btn\0fr"; /* U+0008 to U+000D */
    if (byte == '"' || byte == '\\') {
        buffer_append(out, (char[]){'\\', (char)byte}, 2);
    } else if (byte >= 8 && byte <= 13 && byte != 11) {
        buffer_append(out, (char[]){'\\', names[byte - 8]}, 2);
    } else {
        buffer_append(out, (char[]){'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]}, 6);
    }
}

/* Appends the character at `at` and returns its bytes. */
static size_t copy_character(struct buffer *out, const char *at, size_t left)
{
    struct character character = character_at(at, left);
    if (character.valid)
        buffer_append(out, at, character.length);
    else
        json_raw(out, "\xef\xbf\xbd");
    return character.length;
}

void json_escaped(struct buffer *out, const char *data, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t run = plain_run(data + i, length - i);
        buffer_append(out, data + i, run);
        i += run;
        if (i == length)
            break;
        if ((unsigned char)data[i] >= 0x80)
            i += copy_character(out, data + i, length - i);
        else
            escape(out, (unsigned char)data[i++]);
    }
}

void json_string(struct buffer *out, const char *data, size_t length)
{
    buffer_char(out, '"');
    json_escaped(out, data, length);
    buffer_char(out, '"');
}

void json_text(struct buffer *out, const char *text)
{
    json_string(out, text, strlen(text));
}

void json_copy(struct buffer *out, const char *json, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t run = i;
        while (run < length && (unsigned char)json[run] < 0x80 && (unsigned char)json[run] >= 0x20)
            run++;
        buffer_append(out, json + i, run - i);
        i = run;
        if (i < length && (unsigned char)json[i] >= 0x80) {
            i += copy_character(out, json + i, length - i);
        } else if (i < length) {
            buffer_char(out, ' ');
            i++;
        }
    }
}

static unsigned count_digits(uint64_t number)
{
    unsigned count = 1;
    for (; number >= 10000; number /= 10000)
        count += 4;
    return count + (number >= 10) + (number >= 100) + (number >= 1000);
}

/* Writes the digits, two at a time from the last, and returns the end. */
static char *put_digits(char *at, uint64_t number)
{
    static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
                                "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    char *end = at + count_digits(number), *put = end;
    for (; number >= 100; number /= 100)
        memcpy(put -= 2, pairs + number % 100 * 2, 2);
    if (number >= 10)
        memcpy(put - 2, pairs + number * 2, 2);
    else
        put[-1] = (char)('0' + number);
    return end;
}

void json_unsigned(struct buffer *out, uint64_t number)
{
    if (buffer_reserve(out, DIGITS_MAX))
        out->length = (size_t)(put_digits(out->data + out->length, number) - out->data);
}

void json_integer(struct buffer *out, int64_t number)
{
    if (number < 0)
        buffer_char(out, '-');
    json_unsigned(out, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

/* Numbers of up to four decimals need no search: a division rounds as reading a decimal does, so when it gives the
 * number back, these digits are its shortest. */
static bool short_decimal(struct buffer *out, double number)
{
    const double scale = 1e4, limit = 1e11;
    double magnitude = fabs(number);
    if (magnitude >= limit)
        return false;
    uint64_t scaled = (uint64_t)(magnitude * scale + 0.5);
    if ((double)scaled / scale != magnitude)
        return false;
    if (signbit(number))
        buffer_char(out, '-');
    json_unsigned(out, scaled / 10000);
    unsigned rest = (unsigned)(scaled % 10000);
    if (!rest)
        return true;
    char decimals[5] = {'.', (char)('0' + rest / 1000), (char)('0' + rest / 100 % 10),
                        (char)('0' + rest / 10 % 10), (char)('0' + rest % 10)};
    size_t length = sizeof decimals;
    while (decimals[length - 1] == '0')
        length--;
    buffer_append(out, decimals, length);
    return true;
}

/* `count` digits with the decimal point behind the first `before` of them, as Python and JavaScript print numbers
 * that are neither very large nor very small. */
static void put_fixed(struct buffer *out, const char *digits, int count, int before)
{
    if (before <= 0)
        json_raw(out, "0.");
    for (int i = before; i < 0; i++)
        buffer_char(out, '0');
    for (int i = 0; i < count || i < before; i++) {
        if (i == before && i)
            buffer_char(out, '.');
        buffer_char(out, i < count ? digits[i] : '0');
    }
}

static void put_scientific(struct buffer *out, const char *digits, int count, int exponent)
{
    buffer_char(out, digits[0]);
    if (count > 1) {
        buffer_char(out, '.');
        buffer_append(out, digits + 1, (size_t)count - 1);
    }
    buffer_char(out, 'e');
    json_integer(out, exponent);
}

/* The fewest digits that read back: of a normal number, fifteen without the zeros behind, or more. Only digits and exponent are taken from what printf gives, so that the
 * locale's decimal mark does not matter. */
static void long_decimal(struct buffer *out, double number)
{
    char text[40], digits[24] = "0";
    int precision = fabs(number) < DBL_MIN ? 0 : 14, count = 0;
    do {
        snprintf(text, sizeof text, "%.*e", precision, fabs(number));
    } while (strtod(text, NULL) != fabs(number) && ++precision <= 16);
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at >= '0' && *at <= '9')
            digits[count++] = *at;
    }
    int exponent = (int)strtol(at + 1, NULL, 10);
    while (count > 1 && digits[count - 1] == '0')
        count--;
    if (signbit(number))
        buffer_char(out, '-');
    if (exponent >= -5 && exponent <= 16)
        put_fixed(out, digits, count, exponent + 1);
    else
        put_scientific(out, digits, count, exponent);
}

void json_number(struct buffer *out, double number)
{
    if (!isfinite(number))
        json_raw(out, "null");
    else if (!short_decimal(out, number))
        long_decimal(out, number);
}

void json_boolean(struct buffer *out, bool value)
{
    if (value)
        json_raw(out, "true");
    else
        json_raw(out, "false");
}

static char *put_pair(char *at, uint64_t start, uint64_t end)
{
    *at++ = '[';
    at = put_digits(at, start);
    *at++ = ',';
    at = put_digits(at, end);
    *at++ = ']';
    return at;
}

void json_pairs(struct buffer *out, const tocsin_span *spans, size_t count)
{
    enum { STEP = 256, PAIR_MAX = 2 * DIGITS_MAX + 4 };
    buffer_char(out, '[');
    for (size_t done = 0; done < count;) {
        size_t end = count - done > STEP ? done + STEP : count;
        if (!buffer_reserve(out, (end - done) * PAIR_MAX))
            return;
        char *at = out->data + out->length;
        for (; done < end; done++) {
            if (done)
                *at++ = ',';
            at = put_pair(at, spans[done].start, spans[done].end);
        }
        out->length = (size_t)(at - out->data);
    }
    buffer_char(out, ']');
}
