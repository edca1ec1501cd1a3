/* train_parser.h: the commands of train that make and measure a parser. */
#ifndef TOCSIN_TRAIN_TRAIN_PARSER_H
#define TOCSIN_TRAIN_TRAIN_PARSER_H

#include "base/error.h"

/* OUT LEMMAS TAGGER [TAGGER TREEBANK]…: writes OUT, to go with the first tagger's model; each treebank is tagged
 * by the model before it. Errors: IO, BUNDLE, MEMORY. */
tocsin_status train_parser(int count, char **arguments, tocsin_error *error);

/* MODEL LEMMAS TAGGER TREEBANK…: prints how often heads and relations are right. Errors: IO, BUNDLE, MEMORY. */
tocsin_status train_measure_parser(int count, char **arguments, tocsin_error *error);

#endif
