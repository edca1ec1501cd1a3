/* train: makes the models that ship from treebanks, and says how good they are. Built with tocsin, not installed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "train/gloss_text.h"
#include "train/lemma_files.h"
#include "train/model_writer.h"
#include "train/tag_export.h"
#include "train/tag_measure.h"
#include "train/tag_trainer.h"
#include "train/train_parser.h"

static int fail(const tocsin_error *error)
{
    fprintf(stderr, "train: %s%s%s", error->file, error->file[0] ? ": " : "", error->message);
    fprintf(stderr, error->line ? " (line %u)\n" : "\n", error->line);
    return 1;
}

/* ---- train tagger --------------------------------------------------------------------------------------- */

/* What gave the best figures on the development parts of the treebanks. */
static const struct tag_training tagger_training = {.runs = 6, .rounds = 6, .margin = 5};
static const struct weight_precision tagger_precision = {.scale = WEIGHTS_UNIT, .least = 6};

static void tell_round(void *user, unsigned run, unsigned round, unsigned right)
{
    (void)user;
    fprintf(stderr, "train: run %u, round %u: %u.%02u %% of ambiguous words right\n", run, round, right / 100,
            right % 100);
}

static tocsin_status write_tagger(const char *path, const struct tag_corpus *corpus, const struct tag_lists *lists,
                                  const struct weights *weights, tocsin_error *error)
{
    struct buffer model;
    buffer_init(&model, &alloc_system);
    bool well = tag_export(&model, corpus, lists, weights, &tagger_precision);
    tocsin_status status = model_write_file(path, &model, well, error);
    buffer_finish(&model);
    return status;
}

static const struct cluster_settings cluster_settings = {.clusters = 130, .least = 5, .rounds = 10};

/* Of the words of the treebanks, and of what WordNet says of words. */
static tocsin_status find_clusters(word_clusters *out, const struct tag_corpus *corpus, const char *wordnet,
                                   tocsin_error *error)
{
    cluster_text text = {0};
    bool well = true;
    for (size_t i = 0; i < corpus->sentences.count && well; i++) {
        const struct tag_sentence *sentence = &corpus->sentences.items[i];
        for (uint32_t word = 0; word < sentence->count && well; word++)
            well = array_push(&alloc_system, &text, tag_corpus_fold(corpus, sentence->first + word));
        well = well && array_push(&alloc_system, &text, FORM_NONE);
    }
    tocsin_status status = well ? gloss_text_read(&text, &alloc_system, corpus->vocabulary, wordnet, error)
                                : error_set(error, MESSAGE_MEMORY);
    fprintf(stderr, "train: clusters of %zu words\n", text.count);
    if (!status &&
        !clusters_find(out, &alloc_system, &text, vocabulary_count(corpus->vocabulary), &cluster_settings))
        status = error_set(error, MESSAGE_MEMORY);
    array_finish(&alloc_system, &text);
    return status;
}

static tocsin_status train_on(const char *path, const struct tag_corpus *corpus, const struct lemmas *lemmas,
                              const char *wordnet, tocsin_error *error)
{
    word_clusters clusters = {0};
    struct tag_lists lists;
    struct tag_trainer *trainer = NULL;
    tag_lists_init(&lists, &alloc_system);
    tocsin_status status = find_clusters(&clusters, corpus, wordnet, error);
    if (!status && !tag_lists_count(&lists, corpus, &clusters))
        status = error_set(error, MESSAGE_MEMORY);
    if (!status)
        status = tag_trainer_create(&trainer, &alloc_system, corpus, &lists, lemmas, error);
    if (!status && !tag_trainer_run(trainer, &tagger_training, tell_round, NULL))
        status = error_set(error, MESSAGE_MEMORY);
    if (!status)
        status = write_tagger(path, corpus, &lists, tag_trainer_weights(trainer), error);
    tag_trainer_free(trainer);
    tag_lists_finish(&lists);
    array_finish(&alloc_system, &clusters);
    return status;
}

static int train_tagger(int count, char **arguments)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct lemma_files lemmas;
    struct tag_corpus *corpus = NULL;
    tocsin_status status = lemma_files_read(&lemmas, &alloc_system, arguments[1], &error);
    if (!status)
        status = tag_corpus_create(&corpus, &alloc_system, (const char *const *)arguments + 3, (size_t)count - 3,
                                   &error);
    if (!status)
        status = train_on(arguments[0], corpus, lemmas.lemmas, arguments[2], &error);
    tag_corpus_free(corpus);
    lemma_files_finish(&lemmas);
    return status ? fail(&error) : 0;
}

/* ---- train measure -------------------------------------------------------------------------------------- */

static tocsin_status measure(const struct tag_model *model, const struct lemmas *lemmas, const char *path,
                             tocsin_error *error)
{
    static const char *const writings[TAG_WRITINGS] = {"as-is", "capitals", "small", "headline"};
    struct conllu treebank;
    conllu_init(&treebank, &alloc_system);
    tocsin_status status = conllu_read(&treebank, path, error);
    for (unsigned i = 0; i < TAG_WRITINGS && !status; i++) {
        struct tag_measure got = {0};
        status = tag_measure(&got, &alloc_system, model, lemmas, &treebank, (enum tag_writing)i, error);
        if (!status)
            printf("%s %s words %llu upos %.2f xpos %.2f lemma %.2f\n", path, writings[i],
                   (unsigned long long)got.words, 100.0 * (double)got.pos / (double)got.words,
                   100.0 * (double)got.tags / (double)got.words, 100.0 * (double)got.lemmas / (double)got.words);
    }
    conllu_finish(&treebank);
    return status;
}

static int train_measure(int count, char **arguments)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct lemma_files lemmas;
    struct tag_model model;
    tocsin_status status = lemma_files_read(&lemmas, &alloc_system, arguments[1], &error);
    bool opened = !status && !(status = tag_model_open(&model, arguments[0], &error));
    for (int i = 2; i < count && !status; i++)
        status = measure(&model, lemmas.lemmas, arguments[i], &error);
    if (opened)
        tag_model_close(&model);
    lemma_files_finish(&lemmas);
    return status ? fail(&error) : 0;
}

int main(int count, char **arguments)
{
    tocsin_error error = TOCSIN_ERROR_INIT;
    if (count > 7 && strcmp(arguments[1], "parser") == 0)
        return train_parser(count - 2, arguments + 2, &error) ? fail(&error) : 0;
    if (count > 5 && strcmp(arguments[1], "measure-parser") == 0)
        return train_measure_parser(count - 2, arguments + 2, &error) ? fail(&error) : 0;
    if (count > 5 && strcmp(arguments[1], "tagger") == 0)
        return train_tagger(count - 2, arguments + 2);
    if (count > 4 && strcmp(arguments[1], "measure") == 0)
        return train_measure(count - 2, arguments + 2);
    fputs("train tagger OUT LEMMAS WORDNET TREEBANK...  makes a tagger's model\n"
          "train measure MODEL LEMMAS TREEBANK...       how often it is right\n"
          "train parser OUT LEMMAS TAGGER VECTORS [TAGGER TREEBANK]...  makes a parser's model, of treebanks "
          "tagged so\n"
          "train measure-parser MODEL LEMMAS TAGGER TREEBANK... how often it is right\n"
          "VECTORS: a file of vectors of words\n"
          "LEMMAS: the folder of a language's lists of lemmas; WORDNET: that of WordNet's data.* files\n",
          stderr);
    return 2;
}
