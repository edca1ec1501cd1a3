#include "text/source.h"

#include "base/buffer.h"
#include "text/char_class.h"
#include "text/utf8.h"

static const struct str byte_order_mark = {"\xef\xbb\xbf", 3};
static const struct str replacement = {"\xef\xbf\xbd", 3};

static size_t source_mark_length(const struct source *source)
{
    return source->flags & TOCSIN_TEXT_BOM ? byte_order_mark.length : 0;
}

/* A document that is being repaired. */
struct repair {
    struct source *source;
    enum cpu_simd simd;
    struct buffer text;
    size_t at;      /* in the original */
    unsigned found; /* UTF8_… */
};

/* Copies what is valid of the next `length` bytes. */
static void repair_copy(struct repair *repair, size_t length)
{
    struct str bytes = {repair->source->original.data + repair->at, length};
    size_t valid = utf8_valid(bytes, repair->simd, &repair->found);
    buffer_append(&repair->text, bytes.data, valid);
    repair->at += valid;
}

/* Copies or replaces the sequence at `at`. */
static void repair_sequence(struct repair *repair)
{
    bool valid;
    struct str original = repair->source->original;
    size_t length = utf8_measure(original, repair->at, &valid);
    if (valid) {
        repair_copy(repair, length);
        return;
    }
    buffer_append(&repair->text, replacement.data, replacement.length);
    repair->at += length;
}

/* From an error on, until SOURCE_STRIDE bytes of text are behind its edit. */
static void repair_stretch(struct repair *repair)
{
    struct source *source = repair->source;
    size_t first = repair->text.length;
    if (!array_push(source->alloc, &source->edits, (struct source_edit){first, repair->at}))
        repair->text.failed = true; /* one flag for both */
    while (repair->at < source->original.length && repair->text.length - first < SOURCE_STRIDE &&
           !repair->text.failed) {
        repair_sequence(repair);
        size_t behind = repair->text.length - first, left = source->original.length - repair->at;
        size_t stretch = behind < SOURCE_STRIDE ? SOURCE_STRIDE - behind : 0;
        repair_copy(repair, stretch < left ? stretch : left);
    }
}

/* Makes `repaired`. The first `valid` bytes behind the BOM are so, and what comes then is not. */
static tocsin_status source_repair(struct source *source, size_t valid, enum cpu_simd simd, unsigned *found,
                                   tocsin_error *error)
{
    struct repair repair = {.source = source, .simd = simd, .at = source_mark_length(source)};
    size_t length = source->original.length;
    buffer_init(&repair.text, source->alloc);
    buffer_reserve(&repair.text, length + SOURCE_STRIDE);
    buffer_append(&repair.text, source->original.data + repair.at, valid);
    repair.at += valid;
    while (repair.at < length && !repair.text.failed) {
        repair_stretch(&repair);
        repair_copy(&repair, length - repair.at);
    }
    if (repair.text.failed) {
        buffer_finish(&repair.text);
        array_finish(source->alloc, &source->edits);
        return error_set(error, MESSAGE_MEMORY);
    }
    source->repaired = repair.text.data;
    source->repaired_size = repair.text.capacity;
    source->text = (struct str){repair.text.data, repair.text.length};
    source->flags |= TOCSIN_TEXT_REPAIRED;
    *found |= repair.found;
    return TOCSIN_OK;
}

static bool char_is_of_word(uint32_t point)
{
    enum char_class class = char_class_of(point);
    return char_class_is_letter(class) || class == CHAR_MARK || class == CHAR_DIGIT;
}

/* Whether a zero-width character, or a run of them, stands between characters of a word. */
static bool text_has_inner_zero_width(struct str text)
{
    bool after_word = false, inside = false;
    for (size_t at = 0; at < text.length;) {
        uint32_t point = utf8_next(text.data, &at);
        if (utf8_mark(point) & UTF8_ZERO_WIDTH) {
            inside = after_word;
            continue;
        }
        after_word = char_is_of_word(point);
        if (inside && after_word)
            return true;
        inside = false;
    }
    return false;
}

static unsigned flags_of_marks(struct str text, unsigned found)
{
    unsigned flags = 0;
    if (found & UTF8_NUL)
        flags |= TOCSIN_TEXT_NUL;
    if (found & UTF8_BIDI)
        flags |= TOCSIN_TEXT_BIDI;
    if ((found & UTF8_ZERO_WIDTH) && text_has_inner_zero_width(text))
        flags |= TOCSIN_TEXT_ZERO_WIDTH;
    return flags;
}

tocsin_status source_open_with(struct source *out, const tocsin_allocator *alloc, struct str bytes,
                               tocsin_invalid invalid, enum cpu_simd simd, tocsin_error *error)
{
    struct source source = {.alloc = alloc, .original = bytes, .text = bytes};
    if (bytes.length >= byte_order_mark.length &&
        memcmp(bytes.data, byte_order_mark.data, byte_order_mark.length) == 0) {
        source.flags = TOCSIN_TEXT_BOM;
        source.text = (struct str){bytes.data + byte_order_mark.length, bytes.length - byte_order_mark.length};
    }
    unsigned found = 0;
    size_t valid = utf8_valid(source.text, simd, &found);
    if (valid < source.text.length) {
        if (invalid == TOCSIN_INVALID_REJECT) {
            tocsin_status status = error_set(error, MESSAGE_TEXT_UTF8);
            error_offset(error, source_mark_length(&source) + valid);
            return status;
        }
        tocsin_status status = source_repair(&source, valid, simd, &found, error);
        if (status)
            return status;
    }
    source.flags |= flags_of_marks(source.text, found);
    *out = source;
    return TOCSIN_OK;
}

tocsin_status source_open(struct source *out, const tocsin_allocator *alloc, struct str bytes,
                          tocsin_invalid invalid, tocsin_error *error)
{
    return source_open_with(out, alloc, bytes, invalid, cpu_simd(), error);
}

void source_close(struct source *source)
{
    alloc_free(source->alloc, source->repaired, source->repaired_size);
    array_finish(source->alloc, &source->edits);
    *source = (struct source){.alloc = source->alloc};
}

/* The last edit at or before a text offset, or NULL. */
static const struct source_edit *source_edit_before(const struct source *source, size_t text_offset)
{
    size_t low = 0, high = source->edits.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (source->edits.items[middle].text <= text_offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &source->edits.items[low - 1] : NULL;
}

static size_t source_original(const struct source *source, size_t text_offset, bool end)
{
    const struct source_edit *edit = source_edit_before(source, text_offset);
    if (!edit)
        return text_offset + source_mark_length(source);
    size_t text = edit->text, original = edit->original;
    while (text < text_offset && text - edit->text < SOURCE_STRIDE) {
        bool whole;
        size_t length = utf8_measure(source->original, original, &whole);
        size_t width = whole ? length : replacement.length;
        if (!whole && text + width > text_offset)
            return end ? original + length : original;
        if (text + width > text_offset)
            break;
        text += width;
        original += length;
    }
    return original + (text_offset - text);
}

size_t source_original_start(const struct source *source, size_t text_offset)
{
    return source_original(source, text_offset, false);
}

size_t source_original_end(const struct source *source, size_t text_offset)
{
    return source_original(source, text_offset, true);
}
