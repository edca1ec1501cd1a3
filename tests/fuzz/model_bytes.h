/* model_bytes.h: what fuzz targets of model files share. */
#ifndef TOCSIN_FUZZ_MODEL_BYTES_H
#define TOCSIN_FUZZ_MODEL_BYTES_H

#include <stdlib.h>

#include "english/model_file.h"

static inline void check(bool holds)
{
    if (!holds)
        abort();
}

/* The lowest byte first. */
static inline void put(char *out, uint64_t number, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        out[i] = (char)(unsigned char)(number >> 8 * i & 0xff);
}

/* Writes what every model begins with, when all the rest is written; `kind` is shorter than MODEL_NAME. */
static inline void close_model(char *model, size_t size, const char *kind, uint32_t version)
{
    memcpy(model, MODEL_MAGIC, 8);
    put(model + 8, MODEL_VERSION, 4);
    put(model + 12, version, 4);
    memset(model + 16, 0, MODEL_NAME);
    memcpy(model + 16, kind, strlen(kind));
    put(model + 32, size, 8);
    put(model + MODEL_SUM_AT, model_file_sum((struct str){model, size}), 8);
}

#endif
