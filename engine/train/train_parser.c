#include "train/train_parser.h"

#include <stdio.h>

#include "train/lemma_files.h"
#include "train/model_writer.h"
#include "train/parse_export.h"
#include "train/parse_measure.h"
#include "train/parse_trainer.h"

/* What gave the best figures on the development parts of the treebanks. */
static const struct parse_training parser_training = {
    .rounds = 12,
    .batch = 8,
    .rate = 0.002f,
    .own_way = 0.9f,
    .dropout = {.words = 0.1f, .known = 0.3f, .codes = 0.25f, .hidden = 0.25f},
    .seed = 1,
};

static void tell_round(void *user, unsigned round, unsigned steps, unsigned relations)
{
    (void)user;
    fprintf(stderr, "train: round %u: %u.%02u %% of steps right, %u.%02u %% of relations\n", round, steps / 100,
            steps % 100, relations / 100, relations % 100);
}

static tocsin_status write_parser(const char *path, const struct parse_corpus *corpus,
                                  const struct parse_trainer *trainer, tocsin_error *error)
{
    struct buffer model;
    buffer_init(&model, &alloc_system);
    bool well = parse_export(&model, corpus, parse_trainer_network(trainer));
    tocsin_status status = model_write_file(path, &model, well, error);
    buffer_finish(&model);
    return status;
}

/* Adds pairs of a tagger's model and a treebank. */
static tocsin_status add_pairs(struct parse_corpus *corpus, int count, char **arguments, tocsin_error *error)
{
    tocsin_status status = TOCSIN_OK;
    for (int i = 0; i + 1 < count && !status; i += 2) {
        struct tag_model tagger;
        status = tag_model_open(&tagger, arguments[i], error);
        if (status)
            break;
        status = parse_corpus_add(corpus, arguments[i + 1], &tagger, error);
        tag_model_close(&tagger);
    }
    return status;
}

static tocsin_status train_on(const char *path, struct parse_corpus *corpus, tocsin_error *error)
{
    struct parse_trainer *trainer = NULL;
    tocsin_status status = parse_corpus_close(corpus) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
    if (!status)
        status = parse_trainer_create(&trainer, &alloc_system, corpus, &parser_training, error);
    if (!status && !parse_trainer_run(trainer, tell_round, NULL))
        status = error_set(error, MESSAGE_MEMORY);
    if (!status)
        status = write_parser(path, corpus, trainer, error);
    parse_trainer_free(trainer);
    return status;
}

tocsin_status train_parser(int count, char **arguments, tocsin_error *error)
{
    struct lemma_files lemmas;
    struct tag_model tags;
    struct word_vectors vectors;
    struct parse_corpus corpus;
    word_vectors_init(&vectors, &alloc_system);
    tocsin_status status = lemma_files_read(&lemmas, &alloc_system, arguments[1], error);
    if (!status)
        status = word_vectors_read(&vectors, arguments[3], error);
    bool opened = !status && !(status = tag_model_open(&tags, arguments[2], error));
    if (opened) {
        parse_corpus_init(&corpus, &alloc_system, &tags, lemmas.lemmas, &vectors);
        status = add_pairs(&corpus, count - 4, arguments + 4, error);
        if (!status)
            status = train_on(arguments[0], &corpus, error);
        parse_corpus_finish(&corpus);
        tag_model_close(&tags);
    }
    word_vectors_finish(&vectors);
    lemma_files_finish(&lemmas);
    return status;
}

static tocsin_status measure(const struct parse_model *model, const struct tag_model *tags,
                             const struct lemmas *lemmas, const char *path, tocsin_error *error)
{
    struct conllu treebank;
    struct parse_measure got = {0};
    conllu_init(&treebank, &alloc_system);
    tocsin_status status = conllu_read(&treebank, path, error);
    if (!status)
        status = parse_measure(&got, &alloc_system, model, tags, lemmas, &treebank, error);
    if (!status)
        printf("%s words %llu uas %.2f las %.2f\n", path, (unsigned long long)got.words,
               100.0 * (double)got.heads / (double)got.words, 100.0 * (double)got.both / (double)got.words);
    conllu_finish(&treebank);
    return status;
}

tocsin_status train_measure_parser(int count, char **arguments, tocsin_error *error)
{
    struct lemma_files lemmas;
    struct tag_model tags;
    struct parse_model model;
    tocsin_status status = lemma_files_read(&lemmas, &alloc_system, arguments[1], error);
    bool tagged = !status && !(status = tag_model_open(&tags, arguments[2], error));
    bool opened = tagged && !(status = parse_model_open(&model, arguments[0], &tags, error));
    for (int i = 3; i < count && !status; i++)
        status = measure(&model, &tags, lemmas.lemmas, arguments[i], error);
    if (opened)
        parse_model_close(&model);
    if (tagged)
        tag_model_close(&tags);
    lemma_files_finish(&lemmas);
    return status;
}
