/* lexicon.h: word and phrase lists of a bundle, all in one automaton over word ids.
 *
 * An entry is a run of tokens, broken and folded as text is, with a value for each column of its list. Filled while
 * a bundle loads, then sealed and shared by all threads. A lexicon_view is one worker's: it knows for each distinct
 * form, once, which words of the lists it is. */
#ifndef TOCSIN_LEXICON_LEXICON_H
#define TOCSIN_LEXICON_LEXICON_H

#include "base/error.h"
#include "base/str.h"
#include "english/lemma.h"
#include "text/vocabulary.h"

struct lexicon;
typedef uint32_t lexicon_list;
typedef uint32_t lexicon_entry; /* over all lists */

#define LEXICON_NONE UINT32_MAX

enum lexicon_by { LEXICON_BY_FOLD, LEXICON_BY_TEXT, LEXICON_BY_LEMMA };

/* Most words of one entry. */
enum { LEXICON_ENTRY_LIMIT = 64 };

tocsin_status lexicon_create(struct lexicon **out, const tocsin_allocator *alloc, tocsin_error *error);
void lexicon_free(struct lexicon *lexicon);

/* A new list; columns are copied. Errors: BUNDLE (a list or column of that name is there already), MEMORY. */
tocsin_status lexicon_add_list(lexicon_list *out, struct lexicon *lexicon, struct str name, enum lexicon_by by,
                               const struct str *columns, size_t column_count, tocsin_error *error);

/* `words` are folded (by text: as written). One value a column. An entry that is there already is refused with
 * LEXICON_NONE in `out` and TOCSIN_OK: the caller warns. `line` is kept for explanations. Errors: LIMIT, MEMORY. */
tocsin_status lexicon_add_entry(lexicon_entry *out, struct lexicon *lexicon, lexicon_list list,
                                const struct str *words, size_t word_count, const struct str *values, uint32_t line,
                                tocsin_error *error);

/* No additions after this; gives back what only they needed. */
tocsin_status lexicon_seal(struct lexicon *lexicon, tocsin_error *error);

lexicon_list lexicon_find(const struct lexicon *lexicon, struct str name); /* LEXICON_NONE: none */
struct str lexicon_name(const struct lexicon *lexicon, lexicon_list list);
enum lexicon_by lexicon_key(const struct lexicon *lexicon, lexicon_list list);
size_t lexicon_list_count(const struct lexicon *lexicon);
size_t lexicon_size(const struct lexicon *lexicon, lexicon_list list);      /* entries */
size_t lexicon_longest(const struct lexicon *lexicon, lexicon_list list);   /* words of its longest entry */
size_t lexicon_column_count(const struct lexicon *lexicon, lexicon_list list);
struct str lexicon_column(const struct lexicon *lexicon, lexicon_list list, size_t column);
size_t lexicon_column_find(const struct lexicon *lexicon, lexicon_list list, struct str name); /* SIZE_MAX: none */
bool lexicon_column_has(const struct lexicon *lexicon, lexicon_list list, size_t column, struct str value);

lexicon_list lexicon_entry_list(const struct lexicon *lexicon, lexicon_entry entry);
uint32_t lexicon_entry_line(const struct lexicon *lexicon, lexicon_entry entry);
struct str lexicon_value(const struct lexicon *lexicon, lexicon_entry entry, size_t column);

/* The entry of these words; LEXICON_NONE: none. */
lexicon_entry lexicon_find_entry(const struct lexicon *lexicon, lexicon_list list, const struct str *words,
                                 size_t word_count);

/* The entries of a list, in the order they were added: their words are given back for checks and indexes. */
lexicon_entry lexicon_entry_at(const struct lexicon *lexicon, lexicon_list list, size_t index);
size_t lexicon_words(const struct lexicon *lexicon, lexicon_entry entry, struct str *out, size_t capacity);

/* ---- Looking up ---------------------------------------------------------------------------------------- */

struct lexicon_view;

/* `lemmas` may be NULL: each word is then its own lemma. */
tocsin_status lexicon_view_create(struct lexicon_view **out, const struct lexicon *lexicon,
                                  const struct lemmas *lemmas, const tocsin_allocator *alloc, tocsin_error *error);
void lexicon_view_free(struct lexicon_view *view);

/* Before a document: drops what belongs to another vocabulary or generation of it. False: out of memory. */
bool lexicon_view_open(struct lexicon_view *view, const struct vocabulary *vocabulary);

/* Whether an entry of the list may begin with this form. The first time a form is seen it is worked out. Running
 * out of memory answers true and is told by lexicon_view_failed. */
bool lexicon_begins(struct lexicon_view *view, lexicon_list list, form_id form);

/* All lists that have an entry which may begin with this form, sorted; valid until the view is asked of another
 * form. For indexes that ask once for each distinct form. */
size_t lexicon_starts(struct lexicon_view *view, form_id form, const lexicon_list **out);

struct lexicon_hit {
    lexicon_entry entry;
    uint32_t length; /* tokens */
};

/* The list's entries that begin at `forms[0]`, within `count` tokens, longest first: at most `capacity` of them are
 * written, the number is returned. */
size_t lexicon_match(struct lexicon_view *view, lexicon_list list, const form_id *forms, size_t count,
                     struct lexicon_hit *out, size_t capacity);

/* Ways followed through lists by lemma since the view was made: there may be many where words have several. */
uint64_t lexicon_view_steps(const struct lexicon_view *view);

bool lexicon_view_failed(const struct lexicon_view *view);

#endif
