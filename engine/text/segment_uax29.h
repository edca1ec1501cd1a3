/* segment_uax29.h: words and sentences by Unicode Standard Annex 29 as a struct segmentation. */
#ifndef TOCSIN_TEXT_SEGMENT_UAX29_H
#define TOCSIN_TEXT_SEGMENT_UAX29_H

#include "text/segmentation.h"

/* Fills tokens, sentences and paragraphs (not forms) in place of what they hold.
 *
 * A token is a word segment, a sentence is a sentence segment without the white space at its ends; segments of
 * white space only are left out. A token belongs to the sentence that it starts in; as the two kinds of boundary
 * are independent of each other, a token may reach into the next sentence, and that one may then hold no token. A
 * paragraph ends at a blank line or U+2029.
 *
 * `text` is valid UTF-8 of at most SEGMENTATION_LIMIT bytes. Takes linear time. Errors: MEMORY; the columns then
 * hold a part. */
tocsin_status segment_uax29(struct segmentation *out, struct str text, tocsin_error *error);

#endif
