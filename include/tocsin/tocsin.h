/* tocsin.h: the tocsin text analysis engine, its whole C API.
 *
 * SPDX-License-Identifier: MIT
 *
 *     bundle   compiled rules, immutable, shared by any number of threads
 *     worker   one thread's memory and Lua states for running bundles
 *     result   what one document gave, independent of the worker that made it
 *
 * Conventions that hold for every function here
 *
 *   Errors    A function that can fail returns a tocsin_status and takes, last, a tocsin_error that the
 *             caller owns (or NULL). Results go to the first parameter, untouched on failure.
 *   Memory    `_free` functions accept NULL. Everything is allocated through the tocsin_allocator of the
 *             options, malloc's family where none is given. Running out of memory is TOCSIN_ERROR_MEMORY.
 *   Text      Byte strings with a length; a NUL in them is data. `const char *` without a length beside it
 *             ends at NUL and is UTF-8.
 *   Offsets   Half-open [start, end) byte offsets into the bytes that the caller passed, unless another
 *             unit was asked for.
 *   Threads   A bundle or result may be read by many threads at once. A worker is used by one thread at a
 *             time; only tocsin_worker_cancel may come from another.
 *   Options   Structs that begin with their size: initialize them with their _INIT macro; zero means default.
 *
 * The library never logs, prints, exits, or keeps a mutable global.
 */
#ifndef TOCSIN_H
#define TOCSIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TOCSIN_API __attribute__((visibility("default")))
#else
#define TOCSIN_API
#endif

/* ---- Status, error, allocator ------------------------------------------------------------------------ */

typedef enum tocsin_status {
    TOCSIN_OK = 0,
    TOCSIN_ERROR_MEMORY = 1,    /* an allocation failed */
    TOCSIN_ERROR_ARGUMENT = 2,  /* the caller passed something that the function's comment rules out */
    TOCSIN_ERROR_IO = 3,        /* a file could not be read or written */
    TOCSIN_ERROR_BUNDLE = 4,    /* a bundle does not load: its Lua, its patterns, its lists */
    TOCSIN_ERROR_INPUT = 5,     /* a document is not what it should be: invalid UTF-8 under "reject", bad JSON */
    TOCSIN_ERROR_SCRIPT = 6,    /* Lua code of a bundle failed on a document */
    TOCSIN_ERROR_LIMIT = 7,     /* fuel, time, memory or a size limit ended the work on a document */
    TOCSIN_ERROR_CANCELLED = 8, /* tocsin_worker_cancel was called */
} tocsin_status;

/* A value: nothing in it needs freeing, copies are independent, texts too long for their field end in "...". A
 * function that fails fills in all of it, one that succeeds leaves it as it was. */
typedef struct tocsin_error {
    size_t size;           /* sizeof(tocsin_error) */
    tocsin_status status;  /* why, as a class */
    char id[40];           /* why, exactly: a stable id such as "regex-syntax", listed in include/README.md */
    char file[256];        /* file of a bundle or of input; empty where there is none */
    uint32_t line;         /* from 1; 0 where there is none */
    uint32_t column;       /* from 1, in bytes; 0 where there is none */
    uint64_t offset;       /* byte offset in the document or pattern; UINT64_MAX where there is none */
    char message[512];     /* one sentence for a person, without file or position */
    char traceback[1024];  /* Lua call stack; empty where there is none */
    char excerpt[160];     /* that line of the file, or the part of it around the place; empty where there is none */
    uint32_t mark;         /* the place in `excerpt`: its first byte */
    uint32_t mark_length;  /* and how many bytes it has; 0: no place in it is known */
} tocsin_error;

#define TOCSIN_ERROR_INIT                                                                                        \
    { sizeof(tocsin_error), TOCSIN_OK, "", "", 0, 0, UINT64_MAX, "", "", "", 0, 0 }

/* Writes "file:line:column: message" (as far as each is known) into `out`, always ended by NUL.
 * Returns the length that the whole text has, as snprintf does. */
TOCSIN_API size_t tocsin_error_format(const tocsin_error *error, char *out, size_t capacity);

/* Every allocation, growth, shrinking and release goes through `resize`: from `old_size` bytes at `memory`
 * (NULL and 0 for a new block) to `new_size` (0 releases and returns NULL). Returns NULL when it can't, and
 * then leaves the old block as it was. Called by every thread that uses objects made with it. */
typedef struct tocsin_allocator {
    void *(*resize)(void *user, void *memory, size_t old_size, size_t new_size);
    void *user;
} tocsin_allocator;

/* ---- Version ----------------------------------------------------------------------------------------- */

typedef struct tocsin_version_info {
    size_t size;
    char engine[16];        /* "0.1.0" */
    char lua[16];           /* "5.4.4", of the headers built with: Lua itself tells no more than 5.4 */
    char pcre2[32];         /* "10.42", of the library in use */
    char pcre2_unicode[16]; /* Unicode version of regex properties */
    char utf8proc[16];      /* "2.8.0", of the library in use */
    char unicode[16];       /* Unicode version of word, sentence and grapheme breaking and of case folding */
    char simd[16];          /* instruction set chosen on this machine: "avx2", "sse2", "neon", "scalar" */
} tocsin_version_info;

/* Never fails. */
TOCSIN_API tocsin_version_info tocsin_version(void);

/* ---- Bundle ------------------------------------------------------------------------------------------ */

/* Compiled rules. Immutable and counted; may be shared by any number of threads and workers. */
typedef struct tocsin_bundle tocsin_bundle;

/* One file of a bundle held in memory. Names are relative, with "/" and without "..": "bundle.lua",
 * "rules/claims.lua". */
typedef struct tocsin_file {
    const char *name;
    const char *data;
    size_t length;
} tocsin_file;

typedef struct tocsin_param {
    const char *name;
    const char *value; /* read as the type that bundle.lua's `params` gives the name */
} tocsin_param;

/* Told of each thing found while a bundle loads, in the order found: a warning, or an error, after which loading goes
 * on as far as it makes sense, to find more. `finding` lives during the call. */
typedef void tocsin_finding_told(void *user, const tocsin_error *finding, bool is_warning);

typedef struct tocsin_bundle_options {
    size_t size;
    const tocsin_allocator *allocator; /* must outlive the bundle, its workers and their results */
    const tocsin_param *params;        /* overrides of the bundle's parameters */
    size_t param_count;
    bool warnings_as_errors;           /* a load warning fails the load */
    tocsin_finding_told *told;         /* NULL: nobody; the first error is returned in any case */
    void *told_user;
} tocsin_bundle_options;

#define TOCSIN_BUNDLE_OPTIONS_INIT                                                                               \
    { sizeof(tocsin_bundle_options), NULL, NULL, 0, false, NULL, NULL }

/* Loads the folder `path` (it holds bundle.lua), or a single rule file `path` ending in ".lua" as a bundle of
 * its own. Any thread. Errors: IO, BUNDLE (with file:line:column), LIMIT, MEMORY. */
TOCSIN_API tocsin_status tocsin_bundle_open(tocsin_bundle **out, const char *path,
                                            const tocsin_bundle_options *options, tocsin_error *error);

/* The same from files in memory, which need live only during the call. `name` stands for the folder in errors. */
TOCSIN_API tocsin_status tocsin_bundle_open_memory(tocsin_bundle **out, const char *name, const tocsin_file *files,
                                                   size_t file_count, const tocsin_bundle_options *options,
                                                   tocsin_error *error);

/* A bundle that is part of the library: "news". Errors: ARGUMENT for a name that is none, and as above. */
TOCSIN_API tocsin_status tocsin_bundle_open_builtin(tocsin_bundle **out, const char *name,
                                                    const tocsin_bundle_options *options, tocsin_error *error);

/* One more owner; returns `bundle`. Each owner calls tocsin_bundle_free once. */
TOCSIN_API tocsin_bundle *tocsin_bundle_retain(tocsin_bundle *bundle);
TOCSIN_API void tocsin_bundle_free(tocsin_bundle *bundle);

/* Live as long as the bundle. The hash is SHA-256 over names and contents of all its files, 64 hex digits. */
TOCSIN_API const char *tocsin_bundle_name(const tocsin_bundle *bundle);
TOCSIN_API const char *tocsin_bundle_version(const tocsin_bundle *bundle);
TOCSIN_API const char *tocsin_bundle_hash(const tocsin_bundle *bundle);

/* Warnings that loading gave, in the order of the files; NULL past the last. */
TOCSIN_API const tocsin_error *tocsin_bundle_warning(const tocsin_bundle *bundle, size_t index);

/* Parameters in force, sorted by name, values as text; false past the last. */
TOCSIN_API bool tocsin_bundle_param(const tocsin_bundle *bundle, size_t index, tocsin_param *out);

/* ---- Rules and their examples ------------------------------------------------------------------------ */

/* What an example says of one field of a record: a role, a feature, its `type`, or `span`, the words of the whole. */
typedef enum tocsin_expectation {
    TOCSIN_EXPECT_ABSENT,  /* there is no such role, and no such feature but `false` */
    TOCSIN_EXPECT_PRESENT, /* there is such a role, or such a feature that is not `false` */
    TOCSIN_EXPECT_TEXTS,   /* the words of the role's spans, in text order; or the feature, written as text */
    TOCSIN_EXPECT_NUMBER,  /* a feature that is this number */
} tocsin_expectation;

typedef struct tocsin_expected_field {
    const char *name;
    tocsin_expectation kind;
    const char *const *texts;
    size_t text_count;
    double number;
} tocsin_expected_field;

typedef struct tocsin_expected_record {
    const tocsin_expected_field *fields; /* sorted by name; none: any record */
    size_t field_count;
} tocsin_expected_record;

/* A text that stands beside a rule to show what it finds. */
typedef struct tocsin_example {
    bool accepts; /* from `accepts`: the rule makes the records expected; else from `rejects`: it makes none */
    const char *text;
    size_t length;
    const char *file;
    uint32_t line;
    const tocsin_expected_record *records; /* at least one for `accepts`, none for `rejects` */
    size_t record_count;
} tocsin_example;

typedef struct tocsin_rule {
    const char *name;  /* "warnings/verb", as records have it */
    const char *about; /* NULL: nothing is said */
    const char *file;
    uint32_t line;
    const char *const *types; /* of the records that it declares to make; none where only its Lua code knows */
    size_t type_count;
    const tocsin_example *examples; /* those of `accepts` first */
    size_t example_count;
} tocsin_rule;

/* Rules in their order; NULL past the last. Lives as long as the bundle. */
TOCSIN_API const tocsin_rule *tocsin_bundle_rule(const tocsin_bundle *bundle, size_t index);

/* ---- Worker ------------------------------------------------------------------------------------------ */

typedef struct tocsin_worker tocsin_worker;
typedef struct tocsin_result tocsin_result;

/* What to do with bytes that are not UTF-8. */
typedef enum tocsin_invalid {
    TOCSIN_INVALID_REPLACE = 0, /* U+FFFD for each maximal subpart (WHATWG); offsets stay those of the input */
    TOCSIN_INVALID_REJECT = 1,  /* TOCSIN_ERROR_INPUT with the offset */
} tocsin_invalid;

typedef enum tocsin_breaks {
    TOCSIN_BREAKS_NEWS = 0,  /* words as in Universal Dependencies, sentences as a reader of news sees them */
    TOCSIN_BREAKS_UAX29 = 1, /* Unicode Standard Annex 29, without the segments that hold only white space; the words
                              * of token patterns and lists are broken as news all the same */
} tocsin_breaks;

typedef struct tocsin_worker_options {
    size_t size;
    const tocsin_allocator *allocator;
    tocsin_invalid invalid;
    tocsin_breaks breaks;
    size_t max_document_bytes; /* 0: 1 GiB, which is also the most */
    uint64_t fuel;             /* per document; 0: 1e9 units. See include/README.md for what a unit is */
    uint32_t time_ms;          /* per document; 0: 10 s; UINT32_MAX: no deadline */
    size_t lua_memory_bytes;   /* per bundle and worker; 0: 64 MiB */
    bool profile;              /* counts what each rule costs: tocsin_worker_profile */
    bool tags;                 /* results tell parts of speech and lemmas: tocsin_result_tags */
} tocsin_worker_options;

#define TOCSIN_WORKER_OPTIONS_INIT                                                                               \
    { sizeof(tocsin_worker_options), NULL, TOCSIN_INVALID_REPLACE, TOCSIN_BREAKS_NEWS, 0, 0, 0, 0, false, false }

/* A worker that runs `bundles` in their order (it keeps them alive); none: words and sentences only.
 * Errors: BUNDLE, MEMORY, ARGUMENT. */
TOCSIN_API tocsin_status tocsin_worker_create(tocsin_worker **out, tocsin_bundle *const *bundles,
                                              size_t bundle_count, const tocsin_worker_options *options,
                                              tocsin_error *error);
TOCSIN_API void tocsin_worker_free(tocsin_worker *worker);

typedef struct tocsin_document {
    size_t size;
    const char *id;    /* record ids begin with it; NULL: "document" */
    const char *text;
    size_t length;     /* bytes */
    const char *meta;  /* a JSON object that scripts see as doc.meta and the document record repeats; NULL: none. Its
                        * "date" (else "published"), "2022-02-24…", is the day that "yesterday" is reckoned from */
    size_t meta_length;
} tocsin_document;

#define TOCSIN_DOCUMENT_INIT                                                                                     \
    { sizeof(tocsin_document), NULL, NULL, 0, NULL, 0 }

/* Runs all bundles over one document. One rule that fails is a diagnostic of the result, and the rest goes on; a
 * document that cannot be read or that reaches a limit is an error. The result outlives the worker.
 * Errors: INPUT, LIMIT, CANCELLED, MEMORY, ARGUMENT. */
TOCSIN_API tocsin_status tocsin_worker_run(tocsin_result **out, tocsin_worker *worker,
                                           const tocsin_document *document, tocsin_error *error);

/* Makes a run that is under way end with TOCSIN_ERROR_CANCELLED soon. From any thread, also a signal handler.
 * The flag stays until tocsin_worker_resume. */
TOCSIN_API void tocsin_worker_cancel(tocsin_worker *worker);
TOCSIN_API void tocsin_worker_resume(tocsin_worker *worker);

/* ---- Profile ----------------------------------------------------------------------------------------- */

/* What a rule cost over all documents of a worker. Times are estimated from samples. */
typedef struct tocsin_rule_profile {
    const char *bundle;        /* its name */
    const char *name;          /* of the rule; "FILE on.document", "FILE on.explain" for a handler */
    const tocsin_rule *rule;   /* NULL: a document handler, which has only lua_nanoseconds */
    uint64_t triggers;         /* words, or segments with such words, that woke it */
    uint64_t candidates;       /* places or segments at which it was tried */
    uint64_t matches;
    uint64_t records;
    uint64_t match_nanoseconds;
    uint64_t lua_nanoseconds;  /* in its `when` and `emit` */
} tocsin_rule_profile;

/* All rules of all bundles in their order, then each bundle's handlers behind its rules. `*out` lives until the next
 * call or the worker's end. Errors: ARGUMENT where the worker was not made with `profile`, MEMORY. */
TOCSIN_API tocsin_status tocsin_worker_profile(tocsin_worker *worker, const tocsin_rule_profile **out,
                                               size_t *count, tocsin_error *error);

/* ---- Explain ----------------------------------------------------------------------------------------- */

/* Why a document has the records that it has, and why no others. Written by tocsin_write_explanation. */
typedef struct tocsin_explanation tocsin_explanation;

typedef struct tocsin_explain_options {
    size_t size;
    const char *rule; /* only this one ("warnings/verb"), and why it has no match where it has none; NULL: all */
    size_t sentence;  /* only this one, from 1, and why rules have no match in it; 0: all */
} tocsin_explain_options;

#define TOCSIN_EXPLAIN_OPTIONS_INIT                                                                              \
    { sizeof(tocsin_explain_options), NULL, 0 }

/* Runs the document as tocsin_worker_run does, and keeps how it went. It outlives the worker, not the bundles.
 * Errors: as of tocsin_worker_run; ARGUMENT for a rule that no bundle has, or a sentence that is not there. */
TOCSIN_API tocsin_status tocsin_worker_explain(tocsin_explanation **out, tocsin_worker *worker,
                                               const tocsin_document *document,
                                               const tocsin_explain_options *options, tocsin_error *error);
TOCSIN_API void tocsin_explanation_free(tocsin_explanation *explanation);

/* What the run gave; lives as long as the explanation. */
TOCSIN_API const tocsin_result *tocsin_explanation_result(const tocsin_explanation *explanation);

/* ---- Result ------------------------------------------------------------------------------------------ */

/* Documents are below 2 GiB, so 32 bits hold any offset in them. */
typedef struct tocsin_span {
    uint32_t start, end; /* bytes of the caller's text */
} tocsin_span;

/* One span of a role. A role with several spans comes as several entries with the same name, in text order. */
typedef struct tocsin_role {
    const char *name;
    tocsin_span span;
    const char *entity; /* fullest form of the name seen; NULL: not resolved */
    bool inferred;
} tocsin_role;

typedef enum tocsin_value_kind {
    TOCSIN_VALUE_STRING,
    TOCSIN_VALUE_NUMBER,
    TOCSIN_VALUE_INTEGER,
    TOCSIN_VALUE_BOOLEAN,
    TOCSIN_VALUE_SPAN, /* words of the text that are the reason for something */
} tocsin_value_kind;

typedef struct tocsin_feature {
    const char *name;
    tocsin_value_kind kind;
    union {
        const char *string;
        double number;
        int64_t integer;
        bool boolean;
        tocsin_span span;
    } value;
} tocsin_feature;

typedef struct tocsin_link {
    const char *relation;
    size_t record; /* index of the record it leads to */
} tocsin_link;

typedef struct tocsin_record {
    const char *type;
    tocsin_span span;
    size_t sentence; /* index of the sentence that holds its start */
    const tocsin_role *roles;
    size_t role_count;
    const tocsin_feature *features;
    size_t feature_count;
    const size_t *attributed_to; /* record indexes, innermost first */
    size_t attributed_to_count;
    const tocsin_link *links;
    size_t link_count;
    const char *rule;
    const char *bundle; /* "news@1.0.0" */
    double confidence;  /* 0 to 1 */
} tocsin_record;

/* Conditions of the text that a user may want to know of. */
enum {
    TOCSIN_TEXT_REPAIRED = 1,   /* held invalid UTF-8 */
    TOCSIN_TEXT_BOM = 2,        /* began with a byte order mark, which is not part of any token */
    TOCSIN_TEXT_NUL = 4,
    TOCSIN_TEXT_BIDI = 8,       /* holds bidirectional controls, which can make text look other than it is */
    TOCSIN_TEXT_ZERO_WIDTH = 16 /* holds zero-width characters inside words */
};

/* Everything here lives as long as the result; all may be called from many threads at once. */
TOCSIN_API void tocsin_result_free(tocsin_result *result);
TOCSIN_API const char *tocsin_result_id(const tocsin_result *result);
TOCSIN_API const char *tocsin_result_text(const tocsin_result *result, size_t *length); /* the caller's bytes */
TOCSIN_API const char *tocsin_result_meta(const tocsin_result *result, size_t *length); /* NULL: none */
TOCSIN_API unsigned tocsin_result_flags(const tocsin_result *result);                   /* TOCSIN_TEXT_… */

/* Records are sorted by start, then longest first, then type, then rule order. NULL past the last. */
TOCSIN_API size_t tocsin_result_record_count(const tocsin_result *result);
TOCSIN_API const tocsin_record *tocsin_result_record(const tocsin_result *result, size_t index);

/* Words, sentences and paragraphs as columns, in text order. */
TOCSIN_API size_t tocsin_result_tokens(const tocsin_result *result, const tocsin_span **out);

/* What a word is where it stands. All text lives as long as the result. */
typedef struct tocsin_tag {
    const char *pos; /* part of speech, as Universal Dependencies name it: "VERB" */
    const char *tag; /* as the Penn treebank names it: "VBD" */
    const char *lemma; /* case folded: "warn" */
    size_t lemma_length;
} tocsin_tag;

/* One for each token; none where the worker was made without `tags`. */
TOCSIN_API size_t tocsin_result_tags(const tocsin_result *result, const tocsin_tag **out);
TOCSIN_API size_t tocsin_result_sentences(const tocsin_result *result, const tocsin_span **out);
TOCSIN_API size_t tocsin_result_paragraphs(const tocsin_result *result, const tocsin_span **out);

/* What went wrong on the way without ending it: a rule that failed, a regex that met a limit. NULL past the last. */
TOCSIN_API const tocsin_error *tocsin_result_diagnostic(const tocsin_result *result, size_t index);

/* ---- Test -------------------------------------------------------------------------------------------- */

/* How one example went. Lives during the call that tells it. */
typedef struct tocsin_test {
    const tocsin_rule *rule;
    const tocsin_example *example;
    bool passed;
    const tocsin_result *result; /* NULL: the text could not be worked on, `error` says why */
    const tocsin_error *error;   /* that, or what a rule failed of; NULL */
    const size_t *records;       /* beside example->records: the record that meets each; SIZE_MAX: none does */
} tocsin_test;

/* Whether a record's field is as an example says. */
TOCSIN_API bool tocsin_expected_field_met(const tocsin_expected_field *field, const tocsin_result *result,
                                          const tocsin_record *record);

/* A part of a rule's token patterns, or one of its regexes. */
typedef struct tocsin_element {
    const char *text; /* as it is written */
    uint32_t pattern; /* which of the rule's it stands in, from 0 */
    const char *file;
    uint32_t line, column; /* 0: not known */
    bool covered;          /* an accepted example has a record whose match went through it */
} tocsin_element;

/* What the examples of a rule make use of. Lives during the call that tells it. */
typedef struct tocsin_coverage {
    const tocsin_rule *rule;
    const tocsin_element *elements;
    size_t element_count;
} tocsin_coverage;

/* False ends the tests. */
typedef bool tocsin_test_told(void *user, const tocsin_test *test);
typedef bool tocsin_coverage_told(void *user, const tocsin_coverage *coverage);

/* Runs the whole bundle over the text of each example, and tells how it went, rule by rule. An example of `accepts`
 * passes where each record expected is met by a record of its own that the rule made (it may make more); one of
 * `rejects` where the rule made none; neither where any rule failed on the text. Behind its tests each rule's coverage is
 * told, unless `coverage_told` is NULL. `options` are for the worker.
 * Errors: ARGUMENT, BUNDLE, MEMORY; an example that fails is none. */
TOCSIN_API tocsin_status tocsin_bundle_test(tocsin_bundle *bundle, const tocsin_worker_options *options,
                                            tocsin_test_told *told, tocsin_coverage_told *coverage_told, void *user,
                                            tocsin_error *error);

/* ---- Output ------------------------------------------------------------------------------------------ */

typedef enum tocsin_format { TOCSIN_FORMAT_JSONL = 0, TOCSIN_FORMAT_TEXT = 1 } tocsin_format;

typedef enum tocsin_offsets {
    TOCSIN_OFFSETS_BYTES = 0,
    TOCSIN_OFFSETS_CODEPOINTS = 1,
    TOCSIN_OFFSETS_UTF16 = 2,
} tocsin_offsets;

typedef struct tocsin_write_options {
    size_t size;
    const tocsin_allocator *allocator;
    tocsin_format format;
    tocsin_offsets offsets;
    bool color;     /* text: roles in ANSI colours */
    bool documents; /* jsonl: a `document` record before each document's records */
    unsigned width; /* text: columns to fold at; 0: 100 */
} tocsin_write_options;

#define TOCSIN_WRITE_OPTIONS_INIT                                                                                \
    { sizeof(tocsin_write_options), NULL, TOCSIN_FORMAT_JSONL, TOCSIN_OFFSETS_BYTES, false, false, 0 }

/* Takes `length` bytes; returns false to stop (the writing function then returns TOCSIN_ERROR_IO). */
typedef bool tocsin_sink(void *user, const char *data, size_t length);

/* The record that a run's output begins with: engine version, bundles with hashes, parameters (jsonl only). */
TOCSIN_API tocsin_status tocsin_write_run(tocsin_bundle *const *bundles, size_t bundle_count,
                                          const tocsin_write_options *options, tocsin_sink *sink, void *user,
                                          tocsin_error *error);

/* All records of a document, diagnostics first. */
TOCSIN_API tocsin_status tocsin_write_result(const tocsin_result *result, const tocsin_write_options *options,
                                             tocsin_sink *sink, void *user, tocsin_error *error);

/* {"doc":ID,"tokens":[[start,end],…],"sentences":[[start,end],…]} or, as text, a sentence a line with its words
 * parted by spaces. Of a worker with `tags` also "pos":[…],"tags":[…],"lemmas":[…], and as text word/TAG. */
TOCSIN_API tocsin_status tocsin_write_tokens(const tocsin_result *result, const tocsin_write_options *options,
                                             tocsin_sink *sink, void *user, tocsin_error *error);

/* What is known of a rule without running it: as text a line, as jsonl {"type":"rule","rule":…,"file":…,"line":…,
 * "about":…,"types":[…],"accepts":N,"rejects":N}. */
TOCSIN_API tocsin_status tocsin_write_rule(const tocsin_rule *rule, const tocsin_write_options *options,
                                           tocsin_sink *sink, void *user, tocsin_error *error);

/* How an example went. As text: a heading and what was expected and found, for one that passed the heading alone; as
 * jsonl: {"type":"test","rule":…,"file":…,"line":…,"example":"accepts"|"rejects","text":…,"passed":…,"expected":[…],
 * "found":[…]}, see include/README.md. */
TOCSIN_API tocsin_status tocsin_write_test(const tocsin_test *test, const tocsin_write_options *options,
                                           tocsin_sink *sink, void *user, tocsin_error *error);

/* What a rule's examples make use of: as text the elements that they do not, nothing where there are none; as jsonl
 * {"type":"coverage","rule":…,"accepts":N,"rejects":N,"elements":N,"covered":N,"uncovered":[{"element":…,"file":…,
 * "line":…,"column":…}]}. */
TOCSIN_API tocsin_status tocsin_write_coverage(const tocsin_coverage *coverage, const tocsin_write_options *options,
                                               tocsin_sink *sink, void *user, tocsin_error *error);

/* As text for people; as jsonl one object, whose fields include/README.md lists. */
TOCSIN_API tocsin_status tocsin_write_explanation(const tocsin_explanation *explanation,
                                                  const tocsin_write_options *options, tocsin_sink *sink,
                                                  void *user, tocsin_error *error);

/* What rules cost. As text: a table, the dearest first, without those that were never woken; as jsonl a line a rule:
 * {"type":"profile","bundle":…,"rule":…,"triggers":N,"candidates":N,"matches":N,"records":N,"match_ns":N,"lua_ns":N}. */
TOCSIN_API tocsin_status tocsin_write_profile(const tocsin_rule_profile *profile, size_t count,
                                              const tocsin_write_options *options, tocsin_sink *sink, void *user,
                                              tocsin_error *error);

/* A load error or warning: as text its place, the message and the line with the place marked below, as jsonl
 * {"type":"finding","severity":"error"|"warning","error":{…}}. */
TOCSIN_API tocsin_status tocsin_write_finding(const tocsin_error *finding, bool is_warning,
                                              const tocsin_write_options *options, tocsin_sink *sink, void *user,
                                              tocsin_error *error);

/* The `error` record that stands in place of a document's records. `id` may be NULL. */
TOCSIN_API tocsin_status tocsin_write_error(const char *id, const tocsin_error *failure,
                                            const tocsin_write_options *options, tocsin_sink *sink, void *user,
                                            tocsin_error *error);

/* ---- Input ------------------------------------------------------------------------------------------- */

/* Reads documents from a file, one after the other, in constant memory but for the largest of them. */
typedef struct tocsin_reader tocsin_reader;

typedef enum tocsin_input {
    TOCSIN_INPUT_AUTO = 0,  /* by the file's name: .jsonl and .ndjson (else, a pipe whose first byte is "{") */
    TOCSIN_INPUT_TEXT = 1,  /* the whole file is one document */
    TOCSIN_INPUT_JSONL = 2, /* a JSON object a line: "id", "text"; other fields become the document's meta */
} tocsin_input;

/* `path` "-" is standard input. Errors: IO, MEMORY. */
TOCSIN_API tocsin_status tocsin_reader_open(tocsin_reader **out, const char *path, tocsin_input input,
                                            const tocsin_allocator *allocator, tocsin_error *error);
TOCSIN_API void tocsin_reader_free(tocsin_reader *reader);

/* The next document; valid until the next call. `*out` NULL at the end. A line that is no document gives
 * TOCSIN_ERROR_INPUT with file and line; the call after it goes on with the line behind. */
TOCSIN_API tocsin_status tocsin_reader_next(tocsin_reader *reader, const tocsin_document **out,
                                            tocsin_error *error);

#ifdef __cplusplus
}
#endif

#endif
