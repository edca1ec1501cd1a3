#include "english/trees.h"

#include "base/alloc.h"
#include "base/array.h"

enum { NOT_PARSED = 255 };

struct trees {
    const tocsin_allocator *alloc;
    struct parser *parser;
    struct tags *tags;
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    uint32_t relations[TAG_LANES], labels[TAG_LANES]; /* TREE_… of the models' numbers */
    ARRAY(struct parse_arc) arcs; /* by token; the first of a sentence that nobody asked for: NOT_PARSED */
    ARRAY(uint8_t) spoken;        /* the labels of the sentence at hand */
    ARRAY(struct tree_node) nodes;
    ARRAY(uint32_t) order, waiting;
    uint64_t parsed;
    uint32_t held; /* the sentence that nodes and order are of; TREE_NONE: none */
};

/* ---- What names say ------------------------------------------------------------------------------------- */

struct meaning {
    const char *name;
    uint32_t says;
};

/* Without what follows a colon. */
static const struct meaning relation_meanings[] = {
    {"nsubj", TREE_SUBJECT},
    {"csubj", TREE_SUBJECT | TREE_CLAUSAL | TREE_COMPLEMENT},
    {"obj", TREE_OBJECT},
    {"iobj", TREE_OBJECT},
    {"obl", TREE_OBLIQUE},
    {"nmod", TREE_NOMINAL},
    {"ccomp", TREE_CLAUSAL | TREE_COMPLEMENT},
    {"xcomp", TREE_CLAUSAL | TREE_OPEN},
    {"advcl", TREE_CLAUSAL | TREE_ADVERBIAL},
    {"acl", TREE_CLAUSAL},
    {"parataxis", TREE_CLAUSAL | TREE_PARATAXIS},
    {"conj", TREE_CONJUNCT},
    {"cop", TREE_COPULA | TREE_PART},
    {"expl", TREE_EXPLETIVE},
    {"cc", TREE_COORDINATOR | TREE_PART},
    {"mark", TREE_MARK | TREE_PART},
    {"case", TREE_CASE | TREE_PART},
    {"aux", TREE_AUXILIARY | TREE_PART},
    {"det", TREE_DETERMINER | TREE_BEFORE | TREE_PART},
    {"amod", TREE_BEFORE | TREE_PART | TREE_ATTRIBUTE},
    {"nummod", TREE_BEFORE | TREE_BEHIND | TREE_PART | TREE_ATTRIBUTE},
    {"compound", TREE_BEFORE | TREE_BEHIND | TREE_PART | TREE_ATTRIBUTE},
    {"flat", TREE_BEFORE | TREE_BEHIND | TREE_PART},
    {"fixed", TREE_BEHIND | TREE_PART},
    {"goeswith", TREE_BEHIND | TREE_PART},
    {"reparandum", TREE_PART},
    {"appos", TREE_APPOSITION},
    {"advmod", TREE_ADVERB | TREE_PART},
    {"discourse", TREE_PART},
    {"punct", TREE_PART},
};

/* Whole names that say more, or other things. */
static const struct meaning relation_kinds[] = {
    {"nmod:poss", TREE_POSSESSOR | TREE_BEFORE},
    {"nmod:desc", TREE_BEFORE | TREE_PART | TREE_ATTRIBUTE},
    {"aux:pass", TREE_PASSIVE},
    {"acl:relcl", TREE_RELATIVE},
    {"compound:prt", TREE_PARTICLE},
    {"det:predet", TREE_BEFORE},
};

static const struct meaning pos_meanings[] = {
    {"VERB", TREE_VERB},    {"AUX", TREE_AUX},           {"NOUN", TREE_NOUN},
    {"NUM", TREE_NOUN},     {"SYM", TREE_NOUN},          {"PROPN", TREE_NAME},
    {"PRON", TREE_PRONOUN}, {"PUNCT", TREE_PUNCTUATION}, {"PART", TREE_NEGATION},
};

static const struct meaning tag_meanings[] = {
    {"NNS", TREE_PLURAL},  {"NNPS", TREE_PLURAL}, {"VBD", TREE_PAST},   {"VBP", TREE_PRESENT},
    {"VBZ", TREE_PRESENT}, {"MD", TREE_MODAL},    {"VBG", TREE_GERUND}, {"VBN", TREE_PARTICIPLE},
    {"TO", TREE_TO},       {"WDT", TREE_WH},      {"WP", TREE_WH},      {"WP$", TREE_WH},
    {"WRB", TREE_WH},
};

static uint32_t meaning_of(const struct meaning *meanings, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(str_of(meanings[i].name), name))
            return meanings[i].says;
    return 0;
}

#define MEANING(meanings, name) meaning_of(meanings, sizeof(meanings) / sizeof *(meanings), name)

static void read_names(struct trees *trees, const struct parse_model *model, const struct tag_model *tags)
{
    for (size_t i = 0; i < model->relation_count; i++) {
        struct str name = str_of(model->names[i]), base = name;
        const char *colon = memchr(name.data, ':', name.length);
        if (colon)
            base.length = (size_t)(colon - name.data);
        trees->relations[i] = MEANING(relation_meanings, base) | MEANING(relation_kinds, name);
    }
    for (size_t i = 0; i < tags->label_count; i++)
        trees->labels[i] = MEANING(pos_meanings, str_of(tag_model_pos(tags, (uint8_t)i))) |
                           MEANING(tag_meanings, str_of(tag_model_tag(tags, (uint8_t)i)));
}

/* ---- Trees ---------------------------------------------------------------------------------------------- */

tocsin_status trees_create(struct trees **out, const struct parse_model *model, struct tags *tags,
                           const tocsin_allocator *alloc, tocsin_error *error)
{
    struct trees *trees = alloc_zero(alloc, sizeof *trees);
    if (!trees)
        return error_set(error, MESSAGE_MEMORY);
    trees->alloc = alloc;
    trees->tags = tags;
    read_names(trees, model, tags_model(tags));
    tocsin_status status = parser_create(&trees->parser, model, tags_model(tags), alloc, error);
    if (status)
        trees_free(trees);
    else
        *out = trees;
    return status;
}

void trees_free(struct trees *trees)
{
    if (!trees)
        return;
    parser_free(trees->parser);
    array_finish(trees->alloc, &trees->arcs);
    array_finish(trees->alloc, &trees->spoken);
    array_finish(trees->alloc, &trees->nodes);
    array_finish(trees->alloc, &trees->order);
    array_finish(trees->alloc, &trees->waiting);
    alloc_free(trees->alloc, trees, sizeof *trees);
}

void trees_open(struct trees *trees, const struct segmentation *segmentation, const struct vocabulary *vocabulary)
{
    trees->segmentation = segmentation;
    trees->vocabulary = vocabulary;
    trees->held = TREE_NONE;
    array_clear(&trees->arcs);
}

static bool forget_all(struct trees *trees)
{
    size_t count = trees->segmentation->tokens.count;
    if (!array_reserve(trees->alloc, &trees->arcs, count))
        return false;
    for (size_t i = 0; i < count; i++)
        trees->arcs.items[i].relation = NOT_PARSED;
    trees->arcs.count = count;
    return true;
}

static bool parse(struct trees *trees, const struct sentence *sentence)
{
    uint32_t first = sentence->first_token, count = sentence->token_count;
    array_clear(&trees->spoken);
    trees->parsed++;
    if (!array_reserve(trees->alloc, &trees->spoken, count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!tags_label(&trees->spoken.items[i], trees->tags, first + i))
            return false;
    return parser_parse(trees->arcs.items + first, trees->parser, trees->vocabulary,
                        trees->segmentation->forms.items + first, trees->spoken.items, count);
}

static bool read_nodes(struct trees *trees, const struct sentence *sentence)
{
    uint32_t count = sentence->token_count;
    array_clear(&trees->nodes);
    if (!array_reserve(trees->alloc, &trees->nodes, count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct parse_arc *arc = &trees->arcs.items[sentence->first_token + i];
        uint8_t label;
        if (!tags_label(&label, trees->tags, sentence->first_token + i))
            return false;
        bool root = arc->head == i, mark = trees->labels[label] & TREE_PUNCTUATION;
        trees->nodes.items[i] = (struct tree_node){
            .head = root ? TREE_NONE : arc->head,
            .relation = root ? TREE_CLAUSAL | TREE_PARATAXIS : trees->relations[arc->relation],
            .tags = trees->labels[label],
            .first = i + mark,
            .last = i + 1,
            .child = TREE_NONE,
            .next = TREE_NONE,
        };
    }
    for (uint32_t i = count; i-- > 0;) {
        struct tree_node *node = &trees->nodes.items[i];
        if (node->head == TREE_NONE)
            continue;
        node->next = trees->nodes.items[node->head].child;
        trees->nodes.items[node->head].child = i;
    }
    return true;
}

static void widen(struct tree_node *head, const struct tree_node *node)
{
    if (node->first == node->last)
        return; /* only marks */
    if (head->first == head->last) {
        head->first = node->first;
        head->last = node->last;
    }
    head->first = node->first < head->first ? node->first : head->first;
    head->last = node->last > head->last ? node->last : head->last;
}

/* From the leaves up: a word waits until all its children are through. */
static bool order_nodes(struct trees *trees, uint32_t count)
{
    array_clear(&trees->order);
    array_clear(&trees->waiting);
    if (!array_reserve(trees->alloc, &trees->order, count) || !array_reserve(trees->alloc, &trees->waiting, count))
        return false;
    struct tree_node *nodes = trees->nodes.items;
    uint32_t *order = trees->order.items, *waiting = trees->waiting.items, filled = 0;
    memset(waiting, 0, count * sizeof *waiting);
    for (uint32_t i = 0; i < count; i++)
        if (nodes[i].head != TREE_NONE)
            waiting[nodes[i].head]++;
    for (uint32_t i = 0; i < count; i++)
        if (!waiting[i])
            order[filled++] = i;
    for (uint32_t i = 0; i < filled; i++) {
        uint32_t head = nodes[order[i]].head;
        if (head == TREE_NONE)
            continue;
        widen(&nodes[head], &nodes[order[i]]);
        if (--waiting[head] == 0)
            order[filled++] = head;
    }
    return true;
}

/* Parses the sentence unless that is done. */
static bool need_arcs(struct trees *trees, const struct sentence *sentence)
{
    if (!trees->arcs.count && !forget_all(trees))
        return false;
    return !sentence->token_count || trees->arcs.items[sentence->first_token].relation != NOT_PARSED ||
           parse(trees, sentence);
}

bool trees_get(struct tree *out, struct trees *trees, uint32_t sentence)
{
    const struct sentence *place = &trees->segmentation->sentences.items[sentence];
    if (trees->held != sentence) {
        trees->held = TREE_NONE;
        if (!need_arcs(trees, place) || !read_nodes(trees, place) || !order_nodes(trees, place->token_count))
            return false;
        trees->held = sentence;
    }
    *out = (struct tree){trees->nodes.items, trees->order.items, place->token_count};
    return true;
}

bool trees_arc(uint32_t *head, struct str *relation, struct trees *trees, uint32_t token)
{
    size_t index = segmentation_sentence_of(trees->segmentation, token);
    const struct sentence *sentence = &trees->segmentation->sentences.items[index];
    if (!need_arcs(trees, sentence))
        return false;
    const struct parse_arc *arc = &trees->arcs.items[token];
    bool root = sentence->first_token + arc->head == token;
    if (head)
        *head = root ? TREE_NONE : sentence->first_token + arc->head;
    if (relation)
        *relation = root ? STR("root") : str_of(parser_model(trees->parser)->names[arc->relation]);
    return true;
}

bool trees_arcs(const struct parse_arc **out, struct trees *trees, const struct sentence *sentence)
{
    if (!need_arcs(trees, sentence))
        return false;
    *out = trees->arcs.items + sentence->first_token;
    return true;
}

const char *trees_relation(const struct trees *trees, uint8_t relation)
{
    return parser_model(trees->parser)->names[relation];
}

uint64_t trees_parsed(const struct trees *trees)
{
    return trees->parsed;
}
