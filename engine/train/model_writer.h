/* model_writer.h: writes the container of english/model_file.h. */
#ifndef TOCSIN_TRAIN_MODEL_WRITER_H
#define TOCSIN_TRAIN_MODEL_WRITER_H

#include "base/buffer.h"
#include "english/model_file.h"

struct model_section {
    const char *name; /* up to MODEL_NAME bytes */
    struct str data;
};

/* Appends a whole model to `out`, which is empty; out->failed says that memory was out. */
void model_write(struct buffer *out, const struct model_kind *kind, const struct model_section *sections,
                 size_t count);

/* Writes a model that was made in memory (`well` false: it was not, as memory was out) to a file, and says so.
 * Errors: IO, MEMORY. */
tocsin_status model_write_file(const char *path, const struct buffer *model, bool well, tocsin_error *error);

/* ---- Numbers, as english/model_file.h reads them ---------------------------------------------------------- */

void model_put_u16(struct buffer *out, uint16_t number);
void model_put_u32(struct buffer *out, uint32_t number);
void model_put_u64(struct buffer *out, uint64_t number);

#endif
