#include "english/tag_model.h"

/* ---- Reading -------------------------------------------------------------------------------------------- */

/* Names ended by NUL; false: too many, or one without its end. */
static bool read_names(const char **out, size_t *count, struct str text)
{
    size_t at = 0;
    for (*count = 0; at < text.length; (*count)++) {
        const char *end = memchr(text.data + at, '\0', text.length - at);
        if (!end || *count == TAG_NAMES)
            return false;
        out[*count] = text.data + at;
        at = (size_t)(end - text.data) + 1;
    }
    return true;
}

static bool labels_fit(const struct tag_model *model)
{
    if (!model->label_count || model->label_count > TAG_LABELS || model->labels.length % 2)
        return false;
    for (size_t i = 0; i < model->label_count; i++)
        if ((uint8_t)model->labels.data[2 * i] >= model->pos_count ||
            (uint8_t)model->labels.data[2 * i + 1] >= model->tag_count)
            return false;
    return true;
}

/* Whether so many weights begin at an offset, with labels of the model, each once and in order. */
static bool weights_fit(const struct tag_model *model, uint32_t at)
{
    if (at >= model->weights.length)
        return false;
    size_t count = (uint8_t)model->weights.data[at];
    if (count > (model->weights.length - at - 1) / 2)
        return false;
    for (size_t i = 0, least = 0; i < count; i++) {
        size_t label = (uint8_t)model->weights.data[at + 1 + 2 * i];
        if (label < least || label >= model->label_count)
            return false;
        least = label + 1;
    }
    return true;
}

/* Each search must come upon an empty slot. */
static bool features_fit(const struct tag_model *model)
{
    bool empty = false;
    if (model->features.length % TAG_FEATURE)
        return false;
    for (size_t at = 0; at < model->features.length; at += TAG_FEATURE) {
        uint32_t place = model_u32(model->features.data + at + 4);
        empty = empty || !place;
        if (place && !weights_fit(model, place - 1))
            return false;
    }
    return empty;
}

static bool read_sections(struct tag_model *model)
{
    const struct model_file *file = &model->file;
    struct str pos, tags, words;
    if (!model_file_section(&model->labels, file, "labels") || !model_file_section(&pos, file, "pos") ||
        !model_file_section(&tags, file, "tags") || !model_file_section(&words, file, "words") ||
        !model_file_section(&model->features, file, "features") ||
        !model_file_section(&model->weights, file, "weights"))
        return false;
    model->label_count = model->labels.length / 2;
    model->feature_slots = model->features.length / TAG_FEATURE;
    return read_names(model->pos, &model->pos_count, pos) && read_names(model->tags, &model->tag_count, tags) &&
           labels_fit(model) && tag_words_open(&model->words, words, model->label_count) && features_fit(model);
}

/* Takes the file over. */
static tocsin_status open_sections(struct tag_model *out, struct model_file *file, const char *name, tocsin_error *error)
{
    struct tag_model model = {.file = *file};
    if (read_sections(&model)) {
        *out = model;
        return TOCSIN_OK;
    }
    tocsin_status status = error_set(error, MESSAGE_MODEL_DAMAGED, "what it holds does not fit together");
    error_at(error, name, 0, 0);
    model_file_close(file);
    return status;
}

tocsin_status tag_model_borrow(struct tag_model *out, struct str data, const char *file, tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_borrow(&opened, data, &TAG_KIND, file, error);
    return status ? status : open_sections(out, &opened, file, error);
}

tocsin_status tag_model_open(struct tag_model *out, const char *path, tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_open(&opened, path, &TAG_KIND, error);
    return status ? status : open_sections(out, &opened, path, error);
}

void tag_model_close(struct tag_model *model)
{
    model_file_close(&model->file);
}

/* ---- Asking --------------------------------------------------------------------------------------------- */

const char *tag_model_pos(const struct tag_model *model, uint8_t label)
{
    return model->pos[(uint8_t)model->labels.data[2 * label]];
}

const char *tag_model_tag(const struct tag_model *model, uint8_t label)
{
    return model->tags[(uint8_t)model->labels.data[2 * label + 1]];
}
