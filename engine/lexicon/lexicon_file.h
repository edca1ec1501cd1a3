/* lexicon_file.h: a list from a file.
 *
 * UTF-8, an entry a line. Columns are parted by tabs: the entry's words, then a value for each column that the line
 * "#: entry<TAB>column<TAB>…" names, which stands once and before all entries ("entry" there is for people). Without
 * such a line there are no columns. Empty lines and other lines that begin with "#" are passed over. */
#ifndef TOCSIN_LEXICON_LEXICON_FILE_H
#define TOCSIN_LEXICON_LEXICON_FILE_H

#include "lexicon/lexicon.h"

/* Breaks written words into tokens as text is: writes at most `capacity`, returns how many there are. */
typedef size_t lexicon_break(void *user, struct str words, struct str *out, size_t capacity);

/* A finding that does not end the reading, with file, line and column: an entry that stands there twice. An error
 * that it returns does end it. */
typedef tocsin_status lexicon_warn(void *user, tocsin_error *warning);

struct lexicon_file {
    const char *name; /* of the file, for errors */
    struct str data;
    enum lexicon_by by;
    lexicon_break *break_words;
    void *break_user;
    lexicon_warn *warn; /* NULL: nobody wants to know */
    void *warn_user;
};

/* Makes the list `name` of a file's entries. Errors: BUNDLE with file:line:column (columns that do not fit, invalid
 * UTF-8, an entry without a word, no entry at all), LIMIT, MEMORY, and what `warn` returns. */
tocsin_status lexicon_file_read(lexicon_list *out, struct lexicon *lexicon, struct str name,
                                const struct lexicon_file *file, tocsin_error *error);

#endif
