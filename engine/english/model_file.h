/* model_file.h: the container of trained models: what it holds, in named sections, and whether it is whole.
 *
 * A model is used where it lies, in a mapped file or in the library itself; nothing is copied. All numbers in it
 * are little endian, and read by the functions below.
 *
 *     bytes   0  "tocsin\r\n"
 *             8  version of this container, u32
 *            12  version of what the kind makes of its sections, u32
 *            16  kind, filled up with NUL: "tagger"
 *            32  size of the file, u64
 *            40  checksum of all but these eight bytes, u64
 *            48  how many sections, u32; twelve bytes of zero
 *            64  for each: name, filled up with NUL (16 bytes), where it begins, u64, and its size, u64
 *
 * Sections begin at multiples of 64 and stand in the order of the table; what is between them is zero. */
#ifndef TOCSIN_ENGLISH_MODEL_FILE_H
#define TOCSIN_ENGLISH_MODEL_FILE_H

#include <string.h>

#include "base/error.h"
#include "base/file_map.h"

#define MODEL_MAGIC "tocsin\r\n"
#define MODEL_LIMIT ((size_t)8 << 20) /* bytes of a model, at most */

enum {
    MODEL_VERSION = 1,
    MODEL_HEAD = 64,
    MODEL_ENTRY = 32,
    MODEL_NAME = 16,
    MODEL_ALIGNMENT = 64,
    MODEL_SECTIONS = 64, /* at most */
    MODEL_SUM_AT = 40,
};

struct model_file {
    struct str data;
    uint32_t section_count;
    struct file_map map; /* nothing where the bytes are borrowed */
};

/* What a model has to be to be opened. */
struct model_kind {
    const char *name;
    uint32_t version;
};

/* `data` must outlive the model; `file` is for errors. Errors: BUNDLE (model-…, with the file), MEMORY. */
tocsin_status model_file_borrow(struct model_file *out, struct str data, const struct model_kind *kind,
                                const char *file, tocsin_error *error);

/* The same of bytes that are part of the program, and need no checksum. */
tocsin_status model_file_trust(struct model_file *out, struct str data, const struct model_kind *kind,
                               const char *file, tocsin_error *error);

/* As model_file_borrow, of a file, which is mapped. Errors: IO and LIMIT, too. */
tocsin_status model_file_open(struct model_file *out, const char *path, const struct model_kind *kind,
                              tocsin_error *error);
void model_file_close(struct model_file *model);

/* The bytes of a section, which begin at a multiple of 64 of the file; false: it has none of that name. */
bool model_file_section(struct str *out, const struct model_file *model, const char *name);

/* The checksum of a whole file of at least MODEL_HEAD bytes. */
uint64_t model_file_sum(struct str data);

/* ---- Numbers ---------------------------------------------------------------------------------------------- */

static inline uint16_t model_u16(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return (uint16_t)(byte[0] | byte[1] << 8);
}

static inline uint32_t model_u32(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return (uint32_t)byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

/* Several u32 that stand side by side. */
static inline void model_u32s(uint32_t *out, const char *at, size_t count)
{
    memcpy(out, at, count * sizeof *out);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (size_t i = 0; i < count; i++)
        out[i] = model_u32(at + 4 * i);
#endif
}

/* Several u16 that stand side by side, into memory of any 16-bit numbers. */
static inline void model_u16s(void *out, const char *at, size_t count)
{
    memcpy(out, at, 2 * count);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (size_t i = 0; i < count; i++) {
        uint16_t number = model_u16(at + 2 * i);
        memcpy((char *)out + 2 * i, &number, 2);
    }
#endif
}

static inline uint64_t model_u64(const char *at)
{
    return model_u32(at) | (uint64_t)model_u32(at + 4) << 32;
}

#endif
