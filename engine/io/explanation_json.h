/* explanation_json.h: an explanation as one JSON object. */
#ifndef TOCSIN_IO_EXPLANATION_JSON_H
#define TOCSIN_IO_EXPLANATION_JSON_H

#include "core/explanation.h"
#include "io/writer.h"

void explanation_json(struct writer *writer, const tocsin_explanation *explanation);

#endif
