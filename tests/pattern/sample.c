#include "sample.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "../unit/english.h"

static void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "the sample cannot go on: %s\n", what);
    abort();
}

/* ---- Lists and lemmas ----------------------------------------------------------------------------------- */

struct entry {
    const char *words[4];
    const char *values[2];
};

static void add_list(struct lexicon *lexicon, const char *name, enum lexicon_by by, size_t columns,
                     const struct entry *entries, size_t count)
{
    const struct str names[] = {STR("sense"), STR("size")};
    lexicon_list list;
    must(!lexicon_add_list(&list, lexicon, str_of(name), by, names, columns, NULL), "a list");
    for (size_t i = 0; i < count; i++) {
        struct str words[4], values[2] = {str_of(entries[i].values[0]), str_of(entries[i].values[1])};
        size_t word_count = 0;
        for (; word_count < 4 && entries[i].words[word_count]; word_count++)
            words[word_count] = str_of(entries[i].words[word_count]);
        lexicon_entry entry;
        must(!lexicon_add_entry(&entry, lexicon, list, words, word_count, values, 1, NULL) && entry != LEXICON_NONE,
             "an entry");
    }
}

static struct lexicon *make_lexicon(void)
{
    static const struct entry places[] = {
        {{"bank"}, {"big", "1"}},
        {{"the", "bank"}, {"small", "2"}},
        {{"the", "bank", "warned"}, {"big", "10"}},
        {{"us"}, {"big", ""}},
        {{"no", "no"}, {"small", "2.5"}},
        {{"\u00e9t\u00e9"}, {"none", "-1"}},
        {{"warned", "us"}, {"", "3"}},
    };
    static const struct entry acts[] = {
        {{"warn"}, {0}}, {{"leave"}, {0}}, {{"warn", "bank"}, {0}}, {{"no", "leave"}, {0}}};
    static const struct entry codes[] = {{{"US"}, {0}}, {{"Bank"}, {0}}, {{"the", "US"}, {0}}};
    struct lexicon *lexicon;
    must(!lexicon_create(&lexicon, &alloc_system, NULL), "no lexicon");
    add_list(lexicon, "place", LEXICON_BY_FOLD, 2, places, sizeof places / sizeof *places);
    add_list(lexicon, "act", LEXICON_BY_LEMMA, 0, acts, sizeof acts / sizeof *acts);
    add_list(lexicon, "code", LEXICON_BY_TEXT, 0, codes, sizeof codes / sizeof *codes);
    must(!lexicon_seal(lexicon, NULL), "no seal");
    return lexicon;
}

/* ---- Callbacks ------------------------------------------------------------------------------------------ */

static size_t break_english(struct sample *sample, struct str words, struct str *out, size_t capacity)
{
    struct segmentation *broken = &sample->words;
    must(!segmentation_run(broken, words, TOCSIN_BREAKS_NEWS, sample->language, NULL, NULL),
         "words cannot be broken");
    for (size_t i = 0; i < broken->tokens.count && i < capacity; i++) {
        struct token token = broken->tokens.items[i];
        out[i] = (struct str){words.data + token.start, token.end - token.start};
    }
    return broken->tokens.count;
}

static size_t break_words(void *user, struct str words, struct str *out, size_t capacity)
{
    struct sample *sample = user;
    size_t count = 0;
    if (sample->english)
        return break_english(sample, words, out, capacity);
    for (size_t at = 0, end; at < words.length; at = end) {
        for (end = at; end < words.length && words.data[end] != ' ';)
            end++;
        if (end > at && count++ < capacity)
            out[count - 1] = (struct str){words.data + at, end - at};
        end += end < words.length;
    }
    return count;
}

static bool knows(void *user, struct str type, struct str name, bool is_role)
{
    (void)user;
    if (name.length == 0)
        return str_equal(type, STR("Party")) || str_equal(type, STR("Part")) || str_equal(type, STR("Claim"));
    if (is_role)
        return str_equal(type, STR("Claim")) && str_equal(name, STR("source"));
    return str_equal(type, STR("Party")) && (str_equal(name, STR("kind")) || str_equal(name, STR("size")));
}

static bool layer(void *user, uint32_t type, struct str role, uint32_t token,
                    struct pattern_layer *out)
{
    struct sample *sample = user;
    struct str name = pattern_type_name(sample->set, type);
    (void)token;
    *out = (struct pattern_layer){NULL, 0, 0, UINT32_MAX};
    struct layer_span *items = arena_new(&sample->layers, SAMPLE_ANNOTATIONS * sizeof *items);
    must(items, "no memory");
    for (size_t i = 0; i < sample->annotation_count; i++) {
        const struct reference_annotation *annotation = &sample->annotations[i];
        if (str_equal(annotation->type, name) && str_equal(annotation->role, role))
            items[out->count++] =
                (struct layer_span){annotation->first, annotation->last, annotation->handle};
    }
    out->items = items;
    return true;
}

static bool feature(void *user, uint32_t handle, struct str name, struct attribute_value *out)
{
    const struct sample *sample = user;
    const struct reference_annotation *annotation = NULL;
    for (size_t i = 0; i < sample->annotation_count; i++)
        if (sample->annotations[i].handle == handle)
            annotation = &sample->annotations[i];
    must(annotation, "an annotation that is none");
    out->string_count = 0;
    out->flag = false;
    out->number = (double)NAN;
    for (size_t i = 0; i < annotation->feature_count; i++)
        if (str_equal(annotation->features[i].name, name)) {
            struct str value = annotation->features[i].value;
            char *end, text[32];
            memcpy(text, value.data, value.length);
            text[value.length] = '\0';
            double number = strtod(text, &end);
            out->strings[0] = value;
            out->string_count = 1;
            out->flag = value.length > 0;
            out->number = value.length > 0 && !*end ? number : (double)NAN;
        }
    return true;
}

static bool token_attribute(void *user, const struct attribute *attribute, uint32_t token,
                            struct attribute_value *out)
{
    const struct sample *sample = user;
    must(str_equal(str_of(attribute->name), STR("quoted")), "an attribute that is not the document's");
    out->flag = sample->quoted[token];
    return true;
}

/* ---- Life ------------------------------------------------------------------------------------------------ */

void sample_create(struct sample *sample)
{
    memset(sample, 0, sizeof *sample);
    arena_init(&sample->arena, &alloc_system);
    arena_init(&sample->layers, &alloc_system);
    buffer_init(&sample->text, &alloc_system);
    segmentation_init(&sample->segmentation, &alloc_system);
    segmentation_init(&sample->words, &alloc_system);
    sample->lexicon = make_lexicon();
    must(!english_lemmas(&sample->lemmas, &alloc_system, NULL), "no lemmas");
    must(!english_create(&sample->language, &alloc_system, NULL), "no language");
    must(!vocabulary_create(&sample->vocabulary, &alloc_system, NULL), "no vocabulary");
    sample->cache = reference_cache_create();
}

void sample_clear(struct sample *sample)
{
    pattern_scan_free(sample->scan);
    pattern_set_free(sample->set);
    sample->scan = NULL;
    sample->set = NULL;
    sample->pattern_count = 0;
    arena_reset(&sample->arena, SIZE_MAX);
}

void sample_free(struct sample *sample)
{
    sample_clear(sample);
    arena_finish(&sample->arena);
    arena_finish(&sample->layers);
    buffer_finish(&sample->text);
    segmentation_finish(&sample->segmentation);
    segmentation_finish(&sample->words);
    language_free(sample->language);
    reference_cache_free(sample->cache);
    vocabulary_free(sample->vocabulary);
    lemmas_free(sample->lemmas);
    lexicon_free(sample->lexicon);
}

/* ---- Patterns ------------------------------------------------------------------------------------------- */

static const struct pattern_named *look_up(void *user, struct str name)
{
    struct sample *sample = user;
    static const char *const heads[] = {"twice(x)", "person"}, *const bodies[] = {"$x (no)? $x", "The? Bank | us"};
    for (size_t i = 0; i < 2; i++) {
        struct pattern_named *named = arena_new(&sample->arena, sizeof *named);
        struct pattern_node *body;
        must(named && !pattern_parse_head(named, &sample->arena, str_of(heads[i]), NULL), "a head");
        must(!pattern_parse(&body, &sample->arena, str_of(bodies[i]), 1 + (uint32_t)i, NULL), "a body");
        named->body = body;
        if (str_equal(named->name, name))
            return named;
    }
    return NULL;
}

static bool make_set(struct sample *sample)
{
    struct pattern_world world = {.alloc = &alloc_system,
                                  .lexicon = sample->lexicon,
                                  .lemmas = sample->lemmas,
                                  .break_words = break_words,
                                  .break_user = sample,
                                  .knows_annotation = knows};
    return sample->set || !pattern_set_create(&sample->set, &world, NULL);
}

bool sample_add(struct sample *sample, struct str pattern, const struct pattern_scope *scope, tocsin_error *error)
{
    struct pattern_node *tree, *expanded;
    uint32_t source, end;
    pattern_id id;
    struct str kept = {arena_text(&sample->arena, pattern.data, pattern.length), pattern.length};
    must(sample->pattern_count < SAMPLE_PATTERNS && kept.data && make_set(sample), "too many patterns");
    if (pattern_parse(&tree, &sample->arena, kept, 0, error) ||
        pattern_expand(&expanded, &sample->arena, tree, look_up, sample, &source, error) ||
        pattern_set_add(&id, sample->set, expanded, scope, NULL, NULL, &source, &end, error))
        return false;
    must(id == sample->pattern_count, "ids are not in order");
    sample->scopes[sample->pattern_count] = *scope;
    sample->patterns[sample->pattern_count++] = expanded;
    return true;
}

void sample_seal(struct sample *sample)
{
    static const uint32_t phases[SAMPLE_PATTERNS];
    must(make_set(sample) && !pattern_set_seal(sample->set, phases, NULL) &&
             !pattern_scan_create(&sample->scan, sample->set, &alloc_system, NULL),
         "no scan");
    if (sample->notes)
        pattern_scan_limit_notes(sample->scan, sample->notes);
}

/* ---- Texts ---------------------------------------------------------------------------------------------- */

static void lay_sentence(struct segmentation *out, bool paragraph_ends)
{
    uint32_t from = 0, count = (uint32_t)out->tokens.count;
    if (out->sentences.count > 0) {
        const struct sentence *before = &out->sentences.items[out->sentences.count - 1];
        from = before->first_token + before->token_count;
    }
    if (from < count) {
        struct sentence sentence = {out->tokens.items[from].start, out->tokens.items[count - 1].end, from,
                                    count - from};
        must(array_push(out->alloc, &out->sentences, sentence), "no memory");
    }
    uint32_t first = 0, sentences = (uint32_t)out->sentences.count;
    if (out->paragraphs.count > 0) {
        const struct paragraph *before = &out->paragraphs.items[out->paragraphs.count - 1];
        first = before->first_sentence + before->sentence_count;
    }
    if (!paragraph_ends || first == sentences)
        return;
    struct paragraph paragraph = {out->sentences.items[first].start, out->sentences.items[sentences - 1].end, first,
                                  sentences - first};
    must(array_push(out->alloc, &out->paragraphs, paragraph), "no memory");
}

static void lay_text(struct sample *sample, const struct sample_text *text)
{
    struct segmentation *out = &sample->segmentation;
    segmentation_clear(out);
    buffer_clear(&sample->text);
    for (size_t i = 0; i < text->count; i++) {
        const struct sample_token *token = &text->tokens[i];
        buffer_text(&sample->text, i && !token->glued ? " " : "");
        struct token place = {(uint32_t)sample->text.length, (uint32_t)(sample->text.length + strlen(token->word))};
        buffer_text(&sample->text, token->word);
        form_id form = vocabulary_intern(sample->vocabulary, str_of(token->word));
        must(form != FORM_NONE && array_push(out->alloc, &out->tokens, place) &&
                 array_push(out->alloc, &out->forms, form) && !sample->text.failed,
             "no memory");
        sample->quoted[i] = token->quoted;
        bool last = i + 1 == text->count;
        if (token->sentence_ends || last)
            lay_sentence(out, token->paragraph_ends || last);
    }
}

static bool before(const struct sample_annotation *a, const struct sample_annotation *b)
{
    return a->first != b->first ? a->first < b->first : a->last > b->last;
}

static void lay_annotations(struct sample *sample, const struct sample_annotation *annotations, size_t count)
{
    sample->annotation_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct sample_annotation *written = &annotations[i];
        struct reference_feature *features = sample->features[i];
        struct reference_annotation laid = {
            str_of(written->type), str_of(written->role), written->first, written->last, (uint32_t)i, features, 0};
        if (written->kind)
            features[laid.feature_count++] = (struct reference_feature){STR("kind"), str_of(written->kind)};
        if (written->size)
            features[laid.feature_count++] = (struct reference_feature){STR("size"), str_of(written->size)};
        size_t at = sample->annotation_count++;
        for (; at > 0 && before(written, &annotations[sample->annotations[at - 1].handle]); at--)
            sample->annotations[at] = sample->annotations[at - 1];
        sample->annotations[at] = laid;
    }
}

/* The tokens of the first place where the phrase stands. */
static bool find_phrase(const struct sample *sample, struct str phrase, uint32_t *first, uint32_t *last)
{
    const struct segmentation *segmentation = &sample->segmentation;
    for (uint32_t i = 0; i < segmentation->tokens.count; i++) {
        size_t start = segmentation->tokens.items[i].start;
        if (sample->text.length - start < phrase.length ||
            memcmp(sample->text.data + start, phrase.data, phrase.length) != 0)
            continue;
        for (uint32_t end = i; end < segmentation->tokens.count; end++)
            if (segmentation->tokens.items[end].end == start + phrase.length) {
                *first = i;
                *last = end + 1;
                return true;
            }
    }
    return false;
}

/* ---- What is found -------------------------------------------------------------------------------------- */

static bool found(void *user, const struct pattern_match *match)
{
    struct sample *sample = user;
    struct reference_result *result = &sample->found[match->pattern];
    must(result->count < REFERENCE_MATCHES && match->capture_count <= REFERENCE_CAPTURES, "too much is found");
    struct reference_match *kept = &result->matches[result->count++];
    kept->first = match->first;
    kept->last = match->last;
    kept->capture_count = match->capture_count;
    for (uint32_t i = 0; i < match->capture_count; i++) {
        const struct pattern_capture *capture = &match->captures[i];
        kept->captures[i] =
            (struct reference_capture){pattern_capture_name(sample->set, match->pattern, capture->name),
                                       capture->first, capture->last, capture->entry, capture->annotation};
    }
    return true;
}

/* Runs the engine over what was laid out. */
static void run(struct sample *sample)
{
    struct budget budget;
    tocsin_error error = TOCSIN_ERROR_INIT;
    arena_reset(&sample->layers, SIZE_MAX);
    sample->input = (struct pattern_input){.text = {sample->text.data, sample->text.length},
                                           .segmentation = &sample->segmentation,
                                           .vocabulary = sample->vocabulary,
                                           .user = sample,
                                           .layer = layer,
                                           .feature = feature,
                                           .token_attribute = token_attribute};
    budget_start(&budget, UINT64_MAX, 0, NULL);
    for (size_t i = 0; i < sample->pattern_count; i++)
        sample->found[i].count = 0;
    tocsin_status status = pattern_scan_open(sample->scan, &sample->input, &error);
    if (!status)
        status = pattern_scan_run(sample->scan, 0, &budget, found, sample, &error);
    must(!status, error.message);
}

void sample_run(struct sample *sample, const struct sample_text *text)
{
    lay_text(sample, text);
    lay_annotations(sample, text->annotations, text->annotation_count);
    run(sample);
}

bool sample_run_english(struct sample *sample, struct str text, struct sample_annotation *annotations,
                        const char *const *phrases, size_t annotation_count)
{
    buffer_clear(&sample->text);
    buffer_append(&sample->text, text.data, text.length);
    struct str kept = {sample->text.data, sample->text.length};
    memset(sample->quoted, 0, sizeof sample->quoted);
    must(!segmentation_run(&sample->segmentation, kept, TOCSIN_BREAKS_NEWS, sample->language, sample->vocabulary,
                           NULL),
         "a text cannot be broken");
    must(sample->segmentation.tokens.count <= SAMPLE_TOKENS, "a text is too long");
    for (size_t i = 0; i < annotation_count; i++)
        if (!find_phrase(sample, str_of(phrases[i]), &annotations[i].first, &annotations[i].last))
            return false;
    for (size_t i = 0; i < annotation_count; i++)
        for (uint32_t at = annotations[i].first; at < annotations[i].last; at++)
            sample->quoted[at] = sample->quoted[at] || strcmp(annotations[i].type, "Part") == 0;
    lay_annotations(sample, annotations, annotation_count);
    run(sample);
    return true;
}

void sample_reference(struct reference_result *out, struct sample *sample, size_t pattern, uint64_t steps)
{
    struct reference_text text = {
        &sample->segmentation, sample->vocabulary,       sample->lemmas, sample->lexicon, break_words, sample,
        sample->annotations,   sample->annotation_count, sample->quoted};
    reference_run(out, &text, sample->cache, sample->patterns[pattern], &sample->scopes[pattern], steps);
}

static bool same_match(const struct reference_match *a, const struct reference_match *b)
{
    bool same = a->first == b->first && a->last == b->last && a->capture_count == b->capture_count;
    for (size_t i = 0; i < a->capture_count && same; i++)
        same = str_equal(a->captures[i].name, b->captures[i].name) &&
               a->captures[i].first == b->captures[i].first && a->captures[i].last == b->captures[i].last &&
               a->captures[i].entry == b->captures[i].entry &&
               a->captures[i].annotation == b->captures[i].annotation;
    return same;
}

bool sample_agrees(const struct reference_result *result, const struct reference_result *wanted)
{
    size_t at = 0;
    for (size_t i = 0; i < result->count; i++) {
        const struct reference_match *match = &result->matches[i];
        bool same = false;
        size_t from = at;
        for (; at < wanted->count && wanted->matches[at].first == match->first &&
               wanted->matches[at].last == match->last;
             at++)
            same = same || same_match(match, &wanted->matches[at]);
        if (at == from || !same)
            return false;
    }
    return at == wanted->count;
}

static void print_words(struct buffer *out, const struct sample *sample, uint32_t first, uint32_t last)
{
    const struct token *tokens = sample->segmentation.tokens.items;
    buffer_append(out, sample->text.data + tokens[first].start, tokens[last - 1].end - tokens[first].start);
}

void sample_print(struct buffer *out, const struct sample *sample, const struct reference_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        const struct reference_match *match = &result->matches[i];
        buffer_text(out, i ? " / " : "");
        print_words(out, sample, match->first, match->last);
        for (size_t c = 0; c < match->capture_count; c++) {
            const struct reference_capture *capture = &match->captures[c];
            buffer_format(out, " {%.*s=", (int)capture->name.length, capture->name.data);
            print_words(out, sample, capture->first, capture->last);
            buffer_text(out, capture->entry != LEXICON_NONE ? "@" : "");
            if (capture->annotation != UINT32_MAX)
                buffer_format(out, "%%%u", (unsigned)capture->annotation);
            buffer_char(out, '}');
        }
    }
}
