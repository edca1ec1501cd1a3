/* parse_model.h: a parser's model: names of relations, vectors of words, weights. Immutable, shared by all threads.
 *
 * Goes with the one tagger's model whose labels it was trained on. The sections of its file:
 *
 *     tagger          the checksum of that model's file, u64
 *     relations       names, each ended by NUL
 *     words, vectors  see parse_vectors.h; used where they lie
 *     sums, products  the numbers of parse_net.h in their order there, 16 bits with a sign */
#ifndef TOCSIN_ENGLISH_PARSE_MODEL_H
#define TOCSIN_ENGLISH_PARSE_MODEL_H

#include "english/parse_state.h"
#include "english/parse_vectors.h"
#include "english/parse_weights.h"
#include "english/tag_model.h"

#define PARSE_KIND ((struct model_kind){"parser", PARSE_VERSION})

struct parse_model {
    struct model_file file;
    uint64_t tagger; /* its checksum */
    struct parse_vectors vectors;
    void *memory; /* of the weights */
    const struct parse_weights *weights;
    size_t relation_count;
    const char *names[PARSE_RELATIONS];
};

/* All of the model is looked at: what does not fit together, or not with `tags`, is refused. `data` must outlive
 * it, `file` is for errors. Errors: BUNDLE (model-…), MEMORY. */
tocsin_status parse_model_borrow(struct parse_model *out, struct str data, const struct tag_model *tags,
                                 const char *file, tocsin_error *error);

/* The same of bytes that are part of the program: their checksum is not looked at. */
tocsin_status parse_model_trust(struct parse_model *out, struct str data, const struct tag_model *tags,
                                const char *file, tocsin_error *error);

/* As parse_model_borrow, of a file, which is mapped. Errors: IO and LIMIT, too. */
tocsin_status parse_model_open(struct parse_model *out, const char *path, const struct tag_model *tags,
                               tocsin_error *error);
void parse_model_close(struct parse_model *model);

/* The number of a relation; PARSE_NO_RELATION: the model has none of that name. */
uint8_t parse_model_relation(const struct parse_model *model, struct str name);

#endif
