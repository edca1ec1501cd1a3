/* sample.h: a small world for patterns to be tried in: three lists, lemmas of English, a few annotation types, and
 * texts that are laid out word by word. What the engine and the reference see is the same.
 *
 * Lists: @place by fold (columns sense, size), @act by lemma, @code by text. Annotations: %Party[kind, size], %Part,
 * %Claim with the role source. Words are parted by blanks, in patterns, too, or (`english`) broken as news is. */
#ifndef TOCSIN_PATTERN_SAMPLE_H
#define TOCSIN_PATTERN_SAMPLE_H

#include "base/buffer.h"
#include "pattern/pattern_scan.h"
#include "reference.h"

enum { SAMPLE_TOKENS = 64, SAMPLE_ANNOTATIONS = 12, SAMPLE_PATTERNS = 4 };

/* One word of a text, and what is behind it. */
struct sample_token {
    const char *word;
    bool glued; /* no blank before it */
    bool quoted;
    bool sentence_ends;  /* behind it */
    bool paragraph_ends; /* behind it, where a sentence ends */
};

struct sample_annotation {
    uint32_t first, last;
    const char *type, *role; /* "Party", "" */
    const char *kind, *size; /* features; NULL: has none */
};

struct sample_text {
    struct sample_token tokens[SAMPLE_TOKENS];
    size_t count;
    struct sample_annotation annotations[SAMPLE_ANNOTATIONS];
    size_t annotation_count;
};

struct sample {
    struct lexicon *lexicon;
    struct lemmas *lemmas;
    struct language *language;
    struct vocabulary *vocabulary;
    struct reference_cache *cache;
    struct segmentation words; /* of patterns */
    bool english;
    size_t notes; /* bytes of notes that a large pattern may keep at once; 0: as many as it does of itself */
    /* the patterns under way */
    struct arena arena;
    struct pattern_set *set;
    struct pattern_scan *scan;
    const struct pattern_node *patterns[SAMPLE_PATTERNS];
    struct pattern_scope scopes[SAMPLE_PATTERNS];
    size_t pattern_count;
    /* the text under way */
    struct buffer text;
    struct segmentation segmentation;
    struct reference_annotation annotations[SAMPLE_ANNOTATIONS];
    struct reference_feature features[SAMPLE_ANNOTATIONS][2];
    size_t annotation_count;
    bool quoted[SAMPLE_TOKENS];
    struct arena layers; /* as the engine asked for them */
    struct pattern_input input;
    /* what the engine found: by pattern */
    struct reference_result found[SAMPLE_PATTERNS];
};

void sample_create(struct sample *sample);
void sample_free(struct sample *sample);

/* Drops the patterns. */
void sample_clear(struct sample *sample);

/* Parses, expands ($twice(x) and $person are there) and adds a pattern. False: it is refused, as `error` says. */
bool sample_add(struct sample *sample, struct str pattern, const struct pattern_scope *scope, tocsin_error *error);

/* After all were added. */
void sample_seal(struct sample *sample);

/* What the engine finds in a text: sample->found. */
void sample_run(struct sample *sample, const struct sample_text *text);

/* The same for a text as it is written, in an English sample. The words of each annotation are looked for in the
 * text; `first` and `last` are set. What is in %Part is quoted. False: a phrase is not there. */
bool sample_run_english(struct sample *sample, struct str text, struct sample_annotation *annotations,
                        const char *const *phrases, size_t annotation_count);

/* What the reference finds of one pattern in the text of sample_run. */
void sample_reference(struct reference_result *out, struct sample *sample, size_t pattern, uint64_t steps);

/* Whether the engine found the same; where scopes overlap, it tells a match once. */
bool sample_agrees(const struct reference_result *found, const struct reference_result *wanted);

/* Appends matches as "the bank{x=the}{y=bank@}": "@" a list entry, "%3" annotation 3. */
void sample_print(struct buffer *out, const struct sample *sample, const struct reference_result *result);

#endif
