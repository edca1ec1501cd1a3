#include "core/worker_tags.h"

#include "core/builtin.h"
#include "text/language.h"

enum { LISTS_LIMIT = 64 };

/* English: the language of a worker without bundles. */
static tocsin_status open_own(struct worker_tags *out, const tocsin_allocator *alloc, tocsin_error *error)
{
    static const char folder[] = "en.lemmas/";
    struct language_list lists[LISTS_LIMIT];
    struct program_sources files = builtin_folder(folder), models = builtin_folder("en.models/");
    size_t count = 0;
    for (; count < files.count && count < LISTS_LIMIT; count++)
        lists[count] = (struct language_list){files.items[count].name.data + sizeof folder - 1,
                                              files.items[count].name.data, files.items[count].data};
    const struct program_source *model = program_sources_find(&models, STR("en.models/tagger.model"));
    if (!model)
        return TOCSIN_OK;
    tocsin_status status = lemmas_create(&out->lemmas, alloc, lists, count, error);
    if (!status)
        status = tag_model_trust(&out->model, model->data, model->name.data, error);
    return status ? status : tags_create(&out->tags, &out->model, out->lemmas, alloc, error);
}

static tocsin_status open_program(struct worker_tags *out, const struct program *program,
                                  const tocsin_allocator *alloc, tocsin_error *error)
{
    tocsin_status status = tags_create(&out->tags, program->tags, program->lemmas, alloc, error);
    return status || !program->parser ? status
                                      : trees_create(&out->trees, program->parser, out->tags, alloc, error);
}

tocsin_status worker_tags_open(struct worker_tags *out, tocsin_bundle *const *bundles, size_t count, bool needed,
                               const tocsin_allocator *alloc, tocsin_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const struct program *program = bundles[i]->program;
        if (program->tags && program->lemmas)
            return open_program(out, program, alloc, error);
    }
    return needed ? open_own(out, alloc, error) : TOCSIN_OK;
}

void worker_tags_finish(struct worker_tags *tags)
{
    trees_free(tags->trees);
    tags_free(tags->tags);
    lemmas_free(tags->lemmas);
}

/* Names are copied once: a result outlives the bundle. */
static const char *name_copy(tocsin_result *result, const char **copies, const char *const *names, const char *name)
{
    size_t at = 0;
    while (names[at] != name)
        at++;
    if (!copies[at])
        copies[at] = arena_text(&result->arena, name, strlen(name));
    return copies[at];
}

tocsin_status worker_tags_take(tocsin_result *result, const struct worker_tags *tags,
                               const struct segmentation *segmentation, tocsin_error *error)
{
    size_t count = tags->tags ? segmentation->tokens.count : 0;
    const char *pos[TAG_NAMES] = {NULL}, *names[TAG_NAMES] = {NULL};
    tocsin_tag *items = arena_new(&result->arena, (count + 1) * sizeof *items);
    if (!items)
        return error_set(error, MESSAGE_MEMORY);
    for (size_t i = 0; i < count; i++) {
        uint8_t label;
        struct lemma_answer answer;
        struct str lemma;
        if (!tags_label(&label, tags->tags, (uint32_t)i) || !tags_lemma(&lemma, &answer, tags->tags, (uint32_t)i))
            return error_set(error, MESSAGE_MEMORY);
        const struct tag_model *model = tags_model(tags->tags);
        items[i].pos = name_copy(result, pos, model->pos, tag_model_pos(model, label));
        items[i].tag = name_copy(result, names, model->tags, tag_model_tag(model, label));
        items[i].lemma = arena_text(&result->arena, lemma.data, lemma.length);
        items[i].lemma_length = lemma.length;
        if (!items[i].pos || !items[i].tag || !items[i].lemma)
            return error_set(error, MESSAGE_MEMORY);
    }
    result->tags = items;
    result->tag_count = count;
    return TOCSIN_OK;
}
