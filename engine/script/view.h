/* view.h: what Lua sees of a document: light objects that hold offsets, not text, and die with the document. Using
 * one later is an error at the caller's line. */
#ifndef TOCSIN_SCRIPT_VIEW_H
#define TOCSIN_SCRIPT_VIEW_H

#include <lauxlib.h>

#include "script/machine_state.h"
#include "script/script_error.h"

/* A stretch of the document: bytes of the valid text. Views of a pattern's match and of its captures begin like it.
 * Sentences, paragraphs and tokens are spans too. */
struct view_span {
    uint64_t generation;
    tocsin_span span;
};

struct view_match {
    uint64_t generation;
    const struct regex *regex;
    uint32_t count;
    struct regex_span groups[]; /* text offsets */
};

struct view_record {
    uint64_t generation;
    record_handle handle;
};

/* Makes the metatable of a kind of views; once a state. `name` and `methods` live for ever. */
void view_kind_open(lua_State *L, enum view_kind kind, const char *name, const luaL_Reg *methods);

/* Pushes a view of that kind. Its `size` bytes are to be filled. */
void *view_new(lua_State *L, enum view_kind kind, size_t size);

/* The view at `index`, if it is of that kind: NULL, or an error at the caller's line, where it is not. */
void *view_test(lua_State *L, int index, enum view_kind kind);
void *view_check(lua_State *L, int index, enum view_kind kind);
enum view_kind view_kind_of(lua_State *L, int index); /* VIEW_KINDS: no view */

enum { VIEW_KEY = 2 }; /* the place on the stack of what an `__index` is asked for */

/* For an `__index`: pushes a method of a kind; false, and nothing pushed, where it has none or the name, the key that
 * is asked for, is one of Lua's own. */
bool view_push_method(lua_State *L, enum view_kind kind, const char *name);

/* Make the metatables; once a state. */
void view_span_open(lua_State *L);
void view_lists_open(lua_State *L);
void view_arcs_open(lua_State *L);
void view_match_open(lua_State *L);
void view_annotation_open(lua_State *L);
void view_document_open(lua_State *L);
void view_record_open(lua_State *L);
void view_hit_open(lua_State *L);
void view_capture_open(lua_State *L);

void view_span_push(lua_State *L, tocsin_span span);
/* `offset` is what the match's offsets lack to be text offsets. */
void view_match_push(lua_State *L, const struct regex *regex, const struct regex_match *match, size_t offset);
void view_hit_push(lua_State *L, const struct rule_match *match); /* of a token pattern */
void view_document_push(lua_State *L); /* the same one all through a document */
void view_record_push(lua_State *L, record_handle handle);

/* For an `__index`: pushes a span's field or method; false (and nothing pushed) when it has none of that name. */
bool view_span_field(lua_State *L, int index, const char *key);

/* Pushes `pos`, `tag`, `lemma`, `rel` or `head` of a span of one word, nil for other spans; false (and nothing pushed) for
 * other keys. Asked last: an entry's column of that name comes first. */
bool view_word_field(lua_State *L, int index, const char *key);
struct tags *view_word_check(lua_State *L); /* raises where no words are tagged */

/* The part of it that asks a sentence's tree. */
bool view_tree_field(lua_State *L, int index, const char *key);
/* Methods of spans: the words that hang on a word, all that is below it, and the word that a span hangs on. */
int view_tree_children(lua_State *L);
int view_tree_subtree(lua_State *L);
int view_tree_top(lua_State *L);
struct trees *view_tree_check(lua_State *L); /* raises where no sentences are parsed */
/* The same as lists of all words (view_arcs.c): heads, relations, or all there is to know of a tree. */
int view_arcs_heads(lua_State *L);
int view_arcs_relations(lua_State *L);
int view_arcs_tree(lua_State *L);

/* A method of documents, document:annotations(type [, role]): all that the engine itself makes; the same of spans: those
 * that lie in them. */
int view_annotations(lua_State *L);
int view_annotations_within(lua_State *L);
/* A method of spans: span:around(type [, role]). */
int view_annotation_around(lua_State *L);

/* A method of documents: document:explain([record | question]). */
int view_explain(lua_State *L);

/* Pushes a feature's value. */
void view_feature_push(lua_State *L, const tocsin_feature *feature);

/* The span of a span, match or annotation view; false when the value is none of them. Raises when the view is dead. */
bool view_to_span(lua_State *L, int index, tocsin_span *out);
tocsin_span view_check_span(lua_State *L, int index);
int view_span_equal(lua_State *L); /* a metamethod */
record_handle view_check_record(lua_State *L, int index);
bool view_is_document(lua_State *L, int index);

/* Raises unless `generation` is that of the document at hand. */
struct machine_document *view_check_alive(lua_State *L, uint64_t generation);

/* Tokens that a span covers, whole or in part: indexes [*first, *last). */
void view_tokens_of(const struct segmentation *segmentation, tocsin_span span, size_t *first, size_t *last);

/* Methods of spans: what all its words are, as lists. */
int view_list_words(lua_State *L);
int view_list_lowers(lua_State *L);
int view_list_starts(lua_State *L);
int view_list_stops(lua_State *L);
int view_list_classes(lua_State *L);
int view_list_tags(lua_State *L);
int view_list_lemmas(lua_State *L);
int view_list_all(lua_State *L);

/* Begins a method that gives something of each word of argument 1, a span: its tokens, and on the stack the list, with
 * room for them. */
void view_list_begin(lua_State *L, size_t *first, size_t *last);

#endif
