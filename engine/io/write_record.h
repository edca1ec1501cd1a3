/* write_record.h: one record as a line for people. */
#ifndef TOCSIN_IO_WRITE_RECORD_H
#define TOCSIN_IO_WRITE_RECORD_H

#include "io/line_fold.h"

/* `#2 warning  issuer: …  → addressee: …  harm: …  [conditional, severity 2]  < #1  warnings/if-then`. The type is
 * padded to `type_width` columns. */
void write_record(struct line_fold *fold, const tocsin_result *result, size_t index, size_t type_width);

#endif
