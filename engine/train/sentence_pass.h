/* sentence_pass.h: what the lower layers of a network make of a sentence (english/parse_encoder.h in fractions),
 * and what the layers above want back from them. */
#ifndef TOCSIN_TRAIN_SENTENCE_PASS_H
#define TOCSIN_TRAIN_SENTENCE_PASS_H

#include "train/network.h"
#include "train/parse_corpus.h"

/* Shares of what is left out at random while learning, for the network not to lean on any one thing. */
struct dropout {
    float words; /* of words, as if they were not known */
    float known; /* of what was learned of a word beside the vectors' file */
    float codes, hidden;
};

struct pass_word {
    float vector[PARSE_VECTOR], input[PARSE_INPUT], code[PARSE_CODE], kept[PARSE_CODE];
    float seen[PARSE_PLACES][PARSE_HIDDEN], seen_slopes[PARSE_PLACES][PARSE_HIDDEN];
    float code_slopes[PARSE_CODE], input_slopes[PARSE_INPUT], vector_slopes[PARSE_VECTOR];
    const struct parse_known *known; /* NULL: nothing, at either end */
    bool is_known, is_learned;       /* has what the file says; what was learned of it */
};

struct sentence_pass {
    const tocsin_allocator *alloc;
    struct network *network;
    const struct parse_corpus *corpus;
    const struct parse_word *words;
    uint32_t count;
    ARRAY(struct pass_word) places; /* by word, with the nothing at either end */
};

void sentence_pass_init(struct sentence_pass *pass, const tocsin_allocator *alloc, struct network *network,
                        const struct parse_corpus *corpus);
void sentence_pass_finish(struct sentence_pass *pass);

/* Fills `seen` of all places of a sentence; what they want back is zero. False: out of memory. */
bool sentence_pass_run(struct sentence_pass *pass, const struct parse_sentence *sentence,
                       const struct dropout *dropout, uint64_t *random);

/* Adds to the network's slopes what `seen_slopes` ask for. */
void sentence_pass_back(struct sentence_pass *pass);

#endif
