/* name.h: the names of a document: of people, organizations, places, and words for what is of a place.
 *
 * Two steps: names_find tells names from what else is written with a capital, by lists, shapes and what the
 * document itself shows; names_link joins those that mean the same. Both take linear time. */
#ifndef TOCSIN_ENGLISH_NAME_H
#define TOCSIN_ENGLISH_NAME_H

#include "base/buffer.h"
#include "english/date_words.h"
#include "english/name_words.h"
#include "text/segmentation.h"

/* In the order of the values of the feature "kind". */
enum name_kind {
    NAME_KIND_PERSON,
    NAME_KIND_ORGANIZATION,
    NAME_KIND_PLACE,
    NAME_KIND_NATIONALITY,
    NAME_KIND_OTHER
};

enum name_sex { NAME_SEX_UNKNOWN, NAME_SEX_MAN, NAME_SEX_WOMAN };

/* How well its kind is known. */
enum { NAME_GUESSED, NAME_LIKELY, NAME_SURE };

#define NAME_NO_ENTITY UINT32_MAX

struct name {
    uint32_t first, last;           /* tokens, with its title */
    uint32_t bare;                  /* the first token behind the title */
    uint32_t head;                  /* a person's family name, else the first token of the bare name */
    uint32_t role_first, role_last; /* the phrase that says what a person is; empty: none */
    uint32_t entity;
    uint8_t kind, sure, sex;
    bool inferred; /* which of several it means is a guess */
    bool says;     /* a verb of saying stands beside it */
    bool speaks;   /* that, or "who" */
};

typedef ARRAY(struct name) name_list;

/* What a document shows of a form, by its fold. */
struct name_seen {
    uint32_t stamp; /* of the document */
    uint32_t small, capital;
    uint32_t entity;   /* that a name of this one word, or with this family name, means */
    uint32_t earlier;  /* the one before that */
    uint32_t entities; /* how many have been met under it */
};

struct name_entity {
    uint32_t name; /* its fullest one */
    uint8_t kind, sure, sex;
};

/* Kept from document to document, for the sake of its memory. */
struct name_work {
    name_list names;
    ARRAY(struct name_entity) entities;
    ARRAY(struct name_seen) seen; /* by form_id */
    ARRAY(bool) caseless;         /* by sentence */
    uint32_t stamp;
};

struct name_text {
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    const struct name_words *words;
    const struct name_form *forms; /* by form_id */
    const struct date_word *dates; /* by form_id */
};

/* Fills work->names in the order of the text. False when memory is out. */
bool names_find(struct name_work *work, const tocsin_allocator *alloc, const struct name_text *text);

/* Finds the roles of people, and what each name means; kinds that were guessed follow what is known better. False
 * when memory is out. */
bool names_link(struct name_work *work, const tocsin_allocator *alloc, const struct name_text *text);

void name_work_finish(struct name_work *work, const tocsin_allocator *alloc);

/* ---- Inside ---------------------------------------------------------------------------------------------- */

/* A sentence under way. */
struct name_reader {
    const struct name_text *text;
    struct name_work *work;
    const tocsin_allocator *alloc;
    uint32_t first, end;
    bool caseless; /* nearly all words have capitals: they say nothing */
};

static inline const struct name_form *name_form_at(const struct name_reader *reader, uint32_t token)
{
    static const struct name_form none = {0, 0, 0};
    bool inside = token >= reader->first && token < reader->end;
    return inside ? &reader->text->forms[reader->text->segmentation->forms.items[token]] : &none;
}

static inline bool name_is(const struct name_reader *reader, uint32_t token, uint32_t words)
{
    return name_form_at(reader, token)->words & words;
}

static inline bool name_known(const struct name_reader *reader, uint32_t token, uint32_t known)
{
    return name_form_at(reader, token)->known & known;
}

static inline bool name_glued(const struct name_reader *reader, uint32_t token)
{
    const struct token *tokens = reader->text->segmentation->tokens.items;
    return token > reader->first && token < reader->end && tokens[token - 1].end == tokens[token].start;
}

/* What the document shows of a form. */
static inline struct name_seen *name_seen_of(struct name_work *work, form_id fold)
{
    struct name_seen *seen = &work->seen.items[fold];
    if (seen->stamp != work->stamp)
        *seen = (struct name_seen){.stamp = work->stamp, .entity = NAME_NO_ENTITY, .earlier = NAME_NO_ENTITY};
    return seen;
}

/* name_kind.c: the end of the longest known name of several words that begins with token `from` and does not reach
 * beyond `to`; `from`: there is none. */
uint32_t name_phrase_end(const struct name_reader *reader, uint32_t from, uint32_t to, uint32_t *classes);

/* Cuts a run of words with capitals into names and tells their kinds. False when memory is out. */
bool name_run_split(const struct name_reader *reader, uint32_t from, uint32_t to);

/* name_role.c: the phrase that says what a person is. */
void name_find_role(const struct name_reader *reader, struct name *name);

#endif
