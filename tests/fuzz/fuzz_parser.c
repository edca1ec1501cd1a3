/* Anything as a parser's model: as it is, it is refused with an error, or whole. Its sections are then put into a
 * model with the right head, sizes and checksum, repeated where they are too short, which is refused, or can be
 * used: every sentence becomes one tree with relations of the model, the same when it is asked again. */
#include <string.h>

#include "base/alloc.h"
#include "english/parser.h"
#include "model_bytes.h"

enum { WORDS = 14, PARTS = 6, LABELS = 3 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a parser asks a tagger's model for. */
static struct tag_model small_tagger(void)
{
    static const char head[MODEL_HEAD] = {0}, labels[2 * LABELS] = {0, 0, 1, 0, 2, 0};
    struct tag_model tags = {.file = {.data = {head, sizeof head}},
                             .labels = {labels, sizeof labels},
                             .label_count = LABELS,
                             .pos_count = LABELS,
                             .tag_count = 1,
                             .pos = {"NOUN", "VERB", "PUNCT"},
                             .tags = {"X"}};
    return tags;
}

static void parse_words(const struct parse_model *model, const struct tag_model *tags)
{
    static const char *const words[WORDS] = {"She", "can", "fish",     ".",     "THE",   "saw", "n't",
                                             "1,5", "w",   "\xc3\xa9", "Kenya", "sayin", "3rd", "!"};
    struct vocabulary *vocabulary = NULL;
    struct parser *parser = NULL;
    struct parse_arc arcs[WORDS], again[WORDS];
    form_id forms[WORDS];
    uint8_t labels[WORDS];
    size_t roots = 0;
    check(vocabulary_create(&vocabulary, &alloc_system, NULL) == TOCSIN_OK);
    check(parser_create(&parser, model, tags, &alloc_system, NULL) == TOCSIN_OK);
    for (size_t i = 0; i < WORDS; i++) {
        forms[i] = vocabulary_intern(vocabulary, str_of(words[i]));
        labels[i] = (uint8_t)(i % LABELS);
    }
    check(parser_parse(arcs, parser, vocabulary, forms, labels, WORDS));
    check(parser_parse(again, parser, vocabulary, forms, labels, WORDS));
    for (size_t i = 0; i < WORDS; i++) {
        roots += arcs[i].head == i;
        check(arcs[i].head < WORDS && arcs[i].head == again[i].head && arcs[i].relation == again[i].relation);
        check(arcs[i].head == i || arcs[i].relation < model->relation_count);
        check(arcs[i].head == i || strlen(model->names[arcs[i].relation]) < model->file.data.length);
    }
    check(roots == 1);
    parser_free(parser);
    vocabulary_free(vocabulary);
}

static void try_model(struct str data)
{
    struct parse_model model;
    struct tag_model tags = small_tagger();
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (parse_model_borrow(&model, data, &tags, "fuzz", &error) != TOCSIN_OK) {
        check(error.status == TOCSIN_ERROR_BUNDLE && strncmp(error.id, "model-", 6) == 0);
        return;
    }
    parse_words(&model, &tags);
    parse_model_close(&model);
}

/* ---- Whole models --------------------------------------------------------------------------------------- */

struct part {
    const char *name;
    size_t size, at;
};

/* As many names of relations and words as the first two bytes say. */
static size_t plan(struct part parts[PARTS], const uint8_t *data)
{
    size_t words = data[0] % 32, names = data[1] % 80;
    const struct part plan[PARTS] = {
        {"tagger", 8, 0},
        {"relations", names, 0},
        {"words", 4 * words, 0},
        {"vectors", (words + 1 + 2 * PARSE_PIECES + PARSE_SHAPES) * PARSE_VECTOR, 0},
        {"sums", sizeof(struct parse_sums), 0},
        {"products", sizeof(struct parse_products), 0},
    };
    size_t size = MODEL_HEAD + PARTS * MODEL_ENTRY;
    for (size_t i = 0; i < PARTS; i++) {
        parts[i] = plan[i];
        parts[i].at = (size + MODEL_ALIGNMENT - 1) / MODEL_ALIGNMENT * MODEL_ALIGNMENT;
        size = parts[i].at + parts[i].size;
    }
    return size;
}

/* All but the tagger's checksum, which is zero, and the end of the last name is of the input's bytes. */
static void build(char *model, size_t model_size, const struct part parts[PARTS], const uint8_t *data, size_t size)
{
    put(model + 48, PARTS, 4);
    for (size_t i = 0, used = 0; i < PARTS; i++) {
        char *entry = model + MODEL_HEAD + i * MODEL_ENTRY;
        memcpy(entry, parts[i].name, strlen(parts[i].name));
        put(entry + MODEL_NAME, parts[i].at, 8);
        put(entry + MODEL_NAME + 8, parts[i].size, 8);
        for (size_t byte = 0; i > 0 && byte < parts[i].size; byte++)
            model[parts[i].at + byte] = (char)data[used++ % size];
    }
    if (parts[1].size)
        model[parts[1].at + parts[1].size - 1] = '\0';
    close_model(model, model_size, "parser", PARSE_VERSION);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    check(copy != NULL);
    if (size)
        memcpy(copy, data, size);
    try_model((struct str){copy, size});
    free(copy);
    if (size > 2) {
        struct part parts[PARTS];
        size_t model_size = plan(parts, data);
        char *model = calloc(model_size, 1);
        check(model != NULL);
        build(model, model_size, parts, data + 2, size - 2);
        try_model((struct str){model, model_size});
        free(model);
    }
    return 0;
}
