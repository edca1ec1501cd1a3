/* explanation_text.h: an explanation for people. */
#ifndef TOCSIN_IO_EXPLANATION_TEXT_H
#define TOCSIN_IO_EXPLANATION_TEXT_H

#include "core/explanation.h"
#include "io/writer.h"

void explanation_text(struct writer *writer, const tocsin_explanation *explanation);

#endif
