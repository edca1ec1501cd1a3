#include "english/parse_model.h"

#include "base/alloc.h"

enum { WEIGHTS_ROOM = sizeof(struct parse_weights) + PARSE_LINE - 1 };

static bool names_fit(struct parse_model *out, struct str text)
{
    size_t at = 0;
    for (out->relation_count = 0; at < text.length; out->relation_count++) {
        const char *end = memchr(text.data + at, '\0', text.length - at);
        if (!end || out->relation_count == PARSE_RELATIONS)
            return false;
        out->names[out->relation_count] = text.data + at;
        at = (size_t)(end - text.data) + 1;
    }
    return out->relation_count > 0;
}

static bool find_sections(struct parse_model *model, struct str *sums, struct str *products)
{
    const struct model_file *file = &model->file;
    struct str tagger, names;
    if (!model_file_section(&tagger, file, "tagger") || tagger.length != 8 ||
        !model_file_section(&names, file, "relations") ||
        !model_file_section(&model->vectors.words, file, "words") ||
        !model_file_section(&model->vectors.vectors, file, "vectors") || !model_file_section(sums, file, "sums") ||
        !model_file_section(products, file, "products"))
        return false;
    model->tagger = model_u64(tagger.data);
    return parse_vectors_fit(&model->vectors) && parse_weights_fit(*sums, *products) && names_fit(model, names);
}

static tocsin_status read_weights(struct parse_model *model, struct str sums, struct str products,
                                  tocsin_error *error)
{
    model->memory = alloc_new(&alloc_system, WEIGHTS_ROOM);
    if (!model->memory)
        return error_set(error, MESSAGE_MEMORY);
    size_t over = (uintptr_t)model->memory % PARSE_LINE;
    struct parse_weights *weights = (void *)((char *)model->memory + (PARSE_LINE - over) % PARSE_LINE);
    parse_weights_read(weights, sums, products);
    model->weights = weights;
    return TOCSIN_OK;
}

/* Takes the file over. */
static tocsin_status open_sections(struct parse_model *out, struct model_file *file, const struct tag_model *tags,
                                   const char *name, tocsin_error *error)
{
    struct parse_model model = {.file = *file};
    struct str sums, products;
    tocsin_status status;
    if (!find_sections(&model, &sums, &products))
        status = error_set(error, MESSAGE_MODEL_DAMAGED, "what it holds does not fit together");
    else if (model.tagger != model_u64(tags->file.data.data + MODEL_SUM_AT))
        status = error_set(error, MESSAGE_MODEL_DAMAGED, "it was made for another tagger's model");
    else
        status = read_weights(&model, sums, products, error);
    if (!status) {
        *out = model;
        return TOCSIN_OK;
    }
    error_at(error, name, 0, 0);
    model_file_close(file);
    return status;
}

tocsin_status parse_model_borrow(struct parse_model *out, struct str data, const struct tag_model *tags,
                                 const char *file, tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_borrow(&opened, data, &PARSE_KIND, file, error);
    return status ? status : open_sections(out, &opened, tags, file, error);
}

tocsin_status parse_model_trust(struct parse_model *out, struct str data, const struct tag_model *tags,
                                const char *file, tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_trust(&opened, data, &PARSE_KIND, file, error);
    return status ? status : open_sections(out, &opened, tags, file, error);
}

tocsin_status parse_model_open(struct parse_model *out, const char *path, const struct tag_model *tags,
                               tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_open(&opened, path, &PARSE_KIND, error);
    return status ? status : open_sections(out, &opened, tags, path, error);
}

void parse_model_close(struct parse_model *model)
{
    alloc_free(&alloc_system, model->memory, WEIGHTS_ROOM);
    model_file_close(&model->file);
}

uint8_t parse_model_relation(const struct parse_model *model, struct str name)
{
    for (size_t i = 0; i < model->relation_count; i++)
        if (str_equal(str_of(model->names[i]), name))
            return (uint8_t)i;
    return PARSE_NO_RELATION;
}
