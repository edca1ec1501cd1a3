#include "english/model_file.h"

/* ---- Checksum ------------------------------------------------------------------------------------------- */

#define SUM_SEED UINT64_C(0x9e3779b97f4a7c15)
#define SUM_STEP UINT64_C(0xd6e8feb86659fd93)

/* Each step can be undone, so that no single word can be changed unseen; the same on every machine. */
static inline uint64_t sum_word(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * SUM_STEP;
    return sum ^ sum >> 32;
}

static uint64_t sum_bytes(uint64_t sum, struct str data)
{
    size_t at = 0;
    for (; at + 8 <= data.length; at += 8)
        sum = sum_word(sum, model_u64(data.data + at));
    char rest[8] = {0};
    memcpy(rest, data.data + at, data.length - at);
    return sum_word(sum_word(sum, model_u64(rest)), data.length);
}

uint64_t model_file_sum(struct str data)
{
    size_t behind = MODEL_SUM_AT + 8;
    uint64_t sum = sum_bytes(SUM_SEED, (struct str){data.data, MODEL_SUM_AT});
    return sum_bytes(sum, (struct str){data.data + behind, data.length - behind});
}

/* ---- Opening -------------------------------------------------------------------------------------------- */

static struct str name_at(const char *at)
{
    const char *end = memchr(at, '\0', MODEL_NAME);
    return (struct str){at, end ? (size_t)(end - at) : MODEL_NAME};
}

static const char *entry_of(const struct model_file *model, uint32_t section)
{
    return model->data.data + MODEL_HEAD + (size_t)section * MODEL_ENTRY;
}

/* Whether the sections stand in order within the file. */
static bool sections_fit(const struct model_file *model)
{
    uint64_t behind = MODEL_HEAD + (uint64_t)model->section_count * MODEL_ENTRY;
    if (model->section_count > MODEL_SECTIONS || behind > model->data.length)
        return false;
    for (uint32_t i = 0; i < model->section_count; i++) {
        uint64_t start = model_u64(entry_of(model, i) + MODEL_NAME);
        uint64_t size = model_u64(entry_of(model, i) + MODEL_NAME + 8);
        if (start % MODEL_ALIGNMENT || start < behind || start > model->data.length ||
            size > model->data.length - start)
            return false;
        behind = start + size;
    }
    return true;
}

static tocsin_status check_head(struct str data, const struct model_kind *kind, tocsin_error *error)
{
    if (data.length < MODEL_HEAD || memcmp(data.data, MODEL_MAGIC, 8) != 0)
        return error_set(error, MESSAGE_MODEL_FOREIGN);
    if (model_u32(data.data + 8) != MODEL_VERSION)
        return error_set(error, MESSAGE_MODEL_VERSION, model_u32(data.data + 8), (unsigned)MODEL_VERSION);
    struct str found = name_at(data.data + 16);
    if (!str_equal(found, str_of(kind->name)))
        return error_set(error, MESSAGE_MODEL_KIND, (int)found.length, found.data, kind->name);
    if (model_u32(data.data + 12) != kind->version)
        return error_set(error, MESSAGE_MODEL_VERSION, model_u32(data.data + 12), kind->version);
    if (model_u64(data.data + 32) != data.length)
        return error_set(error, MESSAGE_MODEL_DAMAGED, "its size is not the one it names");
    return TOCSIN_OK;
}

static tocsin_status check_sum(struct str data, tocsin_error *error)
{
    if (model_u64(data.data + MODEL_SUM_AT) == model_file_sum(data))
        return TOCSIN_OK;
    return error_set(error, MESSAGE_MODEL_DAMAGED, "its checksum is wrong");
}

static tocsin_status borrow(struct model_file *out, struct str data, const struct model_kind *kind, bool trusted,
                            const char *file, tocsin_error *error)
{
    tocsin_status status = check_head(data, kind, error);
    if (!status && !trusted)
        status = check_sum(data, error);
    if (!status) {
        struct model_file model = {data, model_u32(data.data + 48), {{NULL, 0}}};
        if (sections_fit(&model))
            *out = model;
        else
            status = error_set(error, MESSAGE_MODEL_DAMAGED, "its sections do not fit into it");
    }
    if (status)
        error_at(error, file, 0, 0);
    return status;
}

tocsin_status model_file_borrow(struct model_file *out, struct str data, const struct model_kind *kind,
                                const char *file, tocsin_error *error)
{
    return borrow(out, data, kind, false, file, error);
}

tocsin_status model_file_trust(struct model_file *out, struct str data, const struct model_kind *kind,
                               const char *file, tocsin_error *error)
{
    return borrow(out, data, kind, true, file, error);
}

tocsin_status model_file_open(struct model_file *out, const char *path, const struct model_kind *kind,
                              tocsin_error *error)
{
    struct file_map map;
    tocsin_status status = file_map_open(&map, path, MODEL_LIMIT, error);
    if (status)
        return status;
    status = model_file_borrow(out, map.data, kind, path, error);
    if (status)
        file_map_close(&map);
    else
        out->map = map;
    return status;
}

void model_file_close(struct model_file *model)
{
    file_map_close(&model->map);
}

bool model_file_section(struct str *out, const struct model_file *model, const char *name)
{
    for (uint32_t i = 0; i < model->section_count; i++) {
        const char *entry = entry_of(model, i);
        if (strncmp(entry, name, MODEL_NAME) != 0)
            continue;
        *out = (struct str){model->data.data + model_u64(entry + MODEL_NAME),
                            (size_t)model_u64(entry + MODEL_NAME + 8)};
        return true;
    }
    return false;
}
