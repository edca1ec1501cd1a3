/* pattern_kit.h: token patterns from their text to their matches, for tests.
 *
 * Words are broken by UAX 29, sentences end at full stops. The lists @org (by fold, with column sense), @say (by
 * lemma), @code (by text) and @empty are there. Annotations are those given; every type but %Nothing is known. */
#ifndef TOCSIN_UNIT_PATTERN_KIT_H
#define TOCSIN_UNIT_PATTERN_KIT_H

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "pattern/pattern_scan.h"

enum { KIT_FINDINGS = 16, KIT_PATTERNS = 64 };

struct pattern_finding {
    uint32_t source, start, end;
    char id[40];
};

struct kit_annotation {
    const char *type, *role;
    struct layer_span item;
    const char *kind;
};

struct pattern_kit {
    const tocsin_allocator *alloc;
    struct arena arena;
    struct lexicon *lexicon;
    struct pattern_set *set;
    struct pattern_scan *scan;
    struct vocabulary *vocabulary;
    struct segmentation segmentation, words;
    struct pattern_input input;
    const struct kit_annotation *annotations;
    size_t annotation_count;
    struct layer_span layers[2][16]; /* annotations, roles */
    uint32_t phases[KIT_PATTERNS];
    size_t pattern_count;
    size_t asked; /* how often something was asked of a token's place */
    struct buffer found; /* "pattern:words{name=words}" a match, parted by a space */
    struct pattern_finding findings[KIT_FINDINGS];
    size_t finding_count;
    tocsin_error error;
    uint32_t source, end; /* of an error */
};

static inline size_t kit_break(void *user, struct str words, struct str *out, size_t capacity)
{
    struct segmentation *segmentation = user;
    if (segmentation_run(segmentation, words, TOCSIN_BREAKS_UAX29, NULL, NULL, NULL))
        return 0;
    for (size_t i = 0; i < segmentation->tokens.count && i < capacity; i++) {
        struct token token = segmentation->tokens.items[i];
        out[i] = (struct str){words.data + token.start, token.end - token.start};
    }
    return segmentation->tokens.count;
}

static inline bool kit_knows(void *user, struct str type, struct str name, bool is_role)
{
    (void)user;
    if (str_equal(type, STR("Nothing")))
        return false;
    return name.length == 0 || str_equal(name, is_role ? STR("source") : STR("kind"));
}

static inline bool kit_layer(void *user, uint32_t type, struct str role, uint32_t token,
                                      struct pattern_layer *out)
{
    struct pattern_kit *kit = user;
    struct str name = pattern_type_name(kit->set, type);
    struct layer_span *layer = kit->layers[role.length > 0];
    (void)token;
    *out = (struct pattern_layer){layer, 0, 0, UINT32_MAX};
    for (size_t i = 0; i < kit->annotation_count; i++)
        if (str_equal(name, str_of(kit->annotations[i].type)) && str_equal(role, str_of(kit->annotations[i].role)))
            layer[out->count++] = kit->annotations[i].item;
    return true;
}

static inline bool kit_feature(void *user, uint32_t handle, struct str name, struct attribute_value *out)
{
    const struct pattern_kit *kit = user;
    (void)name;
    for (size_t i = 0; i < kit->annotation_count; i++)
        if (kit->annotations[i].item.handle == handle && kit->annotations[i].kind) {
            out->strings[0] = str_of(kit->annotations[i].kind);
            out->string_count = 1;
            out->flag = true;
        }
    return true;
}

/* Words are quoted in the second half of the text. */
static inline bool kit_token(void *user, const struct attribute *attribute, uint32_t token,
                             struct attribute_value *out)
{
    struct pattern_kit *kit = user;
    kit->asked++;
    out->flag = str_equal(str_of(attribute->name), STR("quoted")) && token * 2 >= kit->segmentation.tokens.count;
    return true;
}

static inline bool kit_list(struct pattern_kit *kit, struct str name, enum lexicon_by by, struct str column,
                            const struct str (*entries)[3], size_t count)
{
    lexicon_list list;
    lexicon_entry entry;
    bool well = !lexicon_add_list(&list, kit->lexicon, name, by, &column, column.length > 0, &kit->error);
    for (size_t i = 0; i < count && well; i++)
        well = !lexicon_add_entry(&entry, kit->lexicon, list, entries[i], 1 + (entries[i][1].length > 0),
                                  &entries[i][2], 1, &kit->error);
    return well;
}

static inline bool kit_lists(struct pattern_kit *kit)
{
    const struct str none = {"", 0};
    const struct str orgs[][3] = {{STR("united"), STR("nations"), STR("big")},
                                  {STR("united"), none, STR("small")},
                                  {STR("imf"), none, STR("big")}};
    const struct str says[][3] = {{STR("warn"), none, none}, {STR("make"), STR("clear"), none}};
    const struct str codes[][3] = {{STR("US"), none, none}};
    return !lexicon_create(&kit->lexicon, kit->alloc, &kit->error) &&
           kit_list(kit, STR("org"), LEXICON_BY_FOLD, STR("sense"), orgs, 3) &&
           kit_list(kit, STR("say"), LEXICON_BY_LEMMA, none, says, 2) &&
           kit_list(kit, STR("code"), LEXICON_BY_TEXT, none, codes, 1) &&
           kit_list(kit, STR("empty"), LEXICON_BY_FOLD, none, NULL, 0) &&
           !lexicon_seal(kit->lexicon, &kit->error);
}

static inline bool kit_open(struct pattern_kit *kit, const tocsin_allocator *alloc)
{
    memset(kit, 0, sizeof *kit);
    kit->alloc = alloc;
    kit->error = (tocsin_error)TOCSIN_ERROR_INIT;
    arena_init(&kit->arena, alloc);
    buffer_init(&kit->found, alloc);
    segmentation_init(&kit->segmentation, alloc);
    segmentation_init(&kit->words, alloc);
    if (!kit_lists(kit))
        return false;
    struct pattern_world world = {.alloc = alloc,
                                  .lexicon = kit->lexicon,
                                  .break_words = kit_break,
                                  .break_user = &kit->words,
                                  .knows_annotation = kit_knows,
                                  .knows_user = kit};
    return !pattern_set_create(&kit->set, &world, &kit->error);
}

static inline void kit_close(struct pattern_kit *kit)
{
    pattern_scan_free(kit->scan);
    pattern_set_free(kit->set);
    lexicon_free(kit->lexicon);
    vocabulary_free(kit->vocabulary);
    segmentation_finish(&kit->segmentation);
    segmentation_finish(&kit->words);
    buffer_finish(&kit->found);
    arena_finish(&kit->arena);
}

static inline void kit_report(void *user, uint32_t source, uint32_t start, uint32_t end, const tocsin_error *finding)
{
    struct pattern_kit *kit = user;
    if (kit->finding_count == KIT_FINDINGS)
        return;
    struct pattern_finding *kept = &kit->findings[kit->finding_count++];
    *kept = (struct pattern_finding){.source = source, .start = start, .end = end};
    memcpy(kept->id, finding->id, sizeof kept->id);
}

static inline bool kit_add_scope(struct pattern_kit *kit, const char *pattern, const struct pattern_scope *scope)
{
    struct pattern_node *node, *expanded;
    pattern_id id;
    kit->source = kit->end = UINT32_MAX;
    return !pattern_parse(&node, &kit->arena, str_of(pattern), (uint32_t)kit->pattern_count, &kit->error) &&
           !pattern_expand(&expanded, &kit->arena, node, NULL, NULL, &kit->source, &kit->error) &&
           !pattern_set_add(&id, kit->set, expanded, scope, kit_report, kit, &kit->source, &kit->end, &kit->error) &&
           ++kit->pattern_count;
}

static inline bool kit_add(struct pattern_kit *kit, const char *pattern, enum pattern_within within)
{
    struct pattern_scope scope = {within, STR("Part"), {"", 0}};
    if (within != PATTERN_INSIDE && within != PATTERN_OUTSIDE)
        scope.type.length = 0;
    return kit_add_scope(kit, pattern, &scope);
}

static inline void kit_words(struct pattern_kit *kit, uint32_t first, uint32_t last)
{
    const struct token *tokens = kit->segmentation.tokens.items;
    buffer_append(&kit->found, kit->input.text.data + tokens[first].start, tokens[last - 1].end - tokens[first].start);
}

static inline bool kit_found(void *user, const struct pattern_match *match)
{
    struct pattern_kit *kit = user;
    buffer_format(&kit->found, "%s%u:", kit->found.length ? " " : "", match->pattern);
    kit_words(kit, match->first, match->last);
    for (uint32_t i = 0; i < match->capture_count; i++) {
        const struct pattern_capture *capture = &match->captures[i];
        struct str name = pattern_capture_name(kit->set, match->pattern, capture->name);
        buffer_format(&kit->found, "{%.*s=", (int)name.length, name.data);
        kit_words(kit, capture->first, capture->last);
        if (capture->entry != LEXICON_NONE)
            buffer_text(&kit->found, "@");
        if (capture->annotation != UINT32_MAX)
            buffer_format(&kit->found, "%%%u", capture->annotation);
        buffer_char(&kit->found, '}');
    }
    for (uint32_t i = 0; i < match->step_count; i++) {
        const struct pattern_step *step = &match->steps[i];
        buffer_format(&kit->found, "[%u:%u-%u]", step->element, step->first, step->last);
    }
    return true;
}

static inline bool kit_seal(struct pattern_kit *kit)
{
    return !pattern_set_seal(kit->set, kit->phases, &kit->error) &&
           !vocabulary_create(&kit->vocabulary, kit->alloc, &kit->error) &&
           !pattern_scan_create(&kit->scan, kit->set, kit->alloc, &kit->error);
}

/* Opens a text in the scan; what is found in it is told by kit_run. */
static inline bool kit_read(struct pattern_kit *kit, struct str text)
{
    kit->input = (struct pattern_input){.text = text,
                                        .segmentation = &kit->segmentation,
                                        .vocabulary = kit->vocabulary,
                                        .user = kit,
                                        .layer = kit_layer,
                                        .feature = kit_feature,
                                        .token_attribute = kit_token};
    return !segmentation_run(&kit->segmentation, text, TOCSIN_BREAKS_UAX29, NULL, kit->vocabulary, &kit->error) &&
           !pattern_scan_open(kit->scan, &kit->input, &kit->error);
}

static inline bool kit_run(struct pattern_kit *kit, uint32_t phase)
{
    struct budget budget;
    budget_start(&budget, UINT64_MAX, 0, NULL);
    buffer_clear(&kit->found);
    bool well = !pattern_scan_run(kit->scan, phase, &budget, kit_found, kit, &kit->error);
    buffer_char(&kit->found, '\0');
    return well && !kit->found.failed;
}

#endif
