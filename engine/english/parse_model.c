#include "english/parse_model.h"

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

static bool find_sections(struct parse_model *model)
{
    const struct model_file *file = &model->file;
    struct str tagger, names;
    if (!model_file_section(&tagger, file, "tagger") || tagger.length != 8 ||
        !model_file_section(&names, file, "relations") || !model_file_section(&model->steps, file, "steps") ||
        !model_file_section(&model->relations.buckets, file, "buckets") ||
        !model_file_section(&model->relations.features, file, "features") || model->steps.length % PARSE_SLOT ||
        model->steps.length / PARSE_SLOT <= PARSE_PROBES)
        return false;
    model->tagger = model_u64(tagger.data);
    model->slot_count = model->steps.length / PARSE_SLOT - PARSE_PROBES;
    model->relations.bucket_count = model->relations.buckets.length / 4 - 1;
    return names_fit(model, names);
}

/* Takes the file over. */
static tocsin_status open_sections(struct parse_model *out, struct model_file *file, const struct tag_model *tags,
                                   bool trusted, const char *name, tocsin_error *error)
{
    struct parse_model model = {.file = *file};
    const char *wrong = NULL;
    if (!find_sections(&model) || (!trusted && !weight_table_fits(&model.relations, model.relation_count)))
        wrong = "what it holds does not fit together";
    else if (model.tagger != model_u64(tags->file.data.data + MODEL_SUM_AT))
        wrong = "it was made for another tagger's model";
    if (!wrong) {
        *out = model;
        return TOCSIN_OK;
    }
    tocsin_status status = error_set(error, MESSAGE_MODEL_DAMAGED, wrong);
    error_at(error, name, 0, 0);
    model_file_close(file);
    return status;
}

tocsin_status parse_model_borrow(struct parse_model *out, struct str data, const struct tag_model *tags,
                                 const char *file, tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_borrow(&opened, data, &PARSE_KIND, file, error);
    return status ? status : open_sections(out, &opened, tags, false, file, error);
}

tocsin_status parse_model_trust(struct parse_model *out, struct str data, const struct tag_model *tags,
                                const char *file, tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_trust(&opened, data, &PARSE_KIND, file, error);
    return status ? status : open_sections(out, &opened, tags, true, file, error);
}

tocsin_status parse_model_open(struct parse_model *out, const char *path, const struct tag_model *tags,
                               tocsin_error *error)
{
    struct model_file opened;
    tocsin_status status = model_file_open(&opened, path, &PARSE_KIND, error);
    return status ? status : open_sections(out, &opened, tags, false, path, error);
}

void parse_model_close(struct parse_model *model)
{
    model_file_close(&model->file);
}

uint8_t parse_model_relation(const struct parse_model *model, struct str name)
{
    for (size_t i = 0; i < model->relation_count; i++)
        if (str_equal(str_of(model->names[i]), name))
            return (uint8_t)i;
    return PARSE_NO_RELATION;
}
