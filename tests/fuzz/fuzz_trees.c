/* fuzz_trees.c: any bytes through tagger and parser. What must hold of every input: each sentence's tree has one root and
 * no word is below itself; phrases, verb groups and clauses lie in their sentence, sorted, and every feature of the schema
 * has a value of its kind; asked for from the last sentence to the first, they are the same as all at once. */
#include "../unit/reading.h"
#include "english/trees.h"
#include "layer_checks.h"
#include "text/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Two of all that a worker has, so that one can be asked in another order. */
struct parsed {
    struct reading reading;
    struct tags *tags;
    struct trees *trees;
};

static struct reading_lists lists;
static struct tag_model tagger;
static struct parse_model parser;

static void parsed_create(struct parsed *out)
{
    check(reading_init(&out->reading, &lists, &alloc_system) &&
              !tags_create(&out->tags, &tagger, lists.lemmas, &alloc_system, NULL) &&
              !trees_create(&out->trees, &parser, out->tags, &alloc_system, NULL),
          "there is memory");
    layers_use_trees(out->reading.layers, out->trees);
}

static void parsed_open(struct parsed *parsed, struct str text)
{
    struct reading *reading = &parsed->reading;
    check(!segmentation_run(&reading->segmentation, text, TOCSIN_BREAKS_NEWS, lists.language, reading->vocabulary,
                            NULL),
          "there is memory");
    tags_open(parsed->tags, &reading->segmentation, reading->vocabulary);
    layers_open(reading->layers, &reading->segmentation, reading->vocabulary);
}

static void check_tree(const struct tree *tree)
{
    uint32_t roots = 0;
    for (uint32_t word = 0; word < tree->count; word++) {
        const struct tree_node *node = &tree->nodes[word];
        roots += node->head == TREE_NONE;
        check(node->head == TREE_NONE || (node->head < tree->count && node->head != word), "heads are words");
        check(node->first <= node->last && node->last <= tree->count, "what is below a word is in its sentence");
    }
    check(roots == (tree->count > 0), "a sentence has one root");
    uint32_t seen = 0;
    for (uint32_t i = 0; i < tree->count; i++)
        seen += tree->order[i] < tree->count;
    check(seen == tree->count, "no word is below itself");
}

static void check_trees(struct parsed *parsed)
{
    const struct segmentation *segmentation = &parsed->reading.segmentation;
    for (size_t i = 0; i < segmentation->sentences.count; i++) {
        struct tree tree;
        check(trees_get(&tree, parsed->trees, (uint32_t)i), "there is memory");
        check_tree(&tree);
        for (uint32_t word = 0; word < tree.count; word++) {
            uint32_t head, base = segmentation->sentences.items[i].first_token;
            struct str relation;
            check(trees_arc(&head, &relation, parsed->trees, base + word), "there is memory");
            check(relation.length > 0, "arcs have names");
            check(head == (tree.nodes[word].head == TREE_NONE ? TREE_NONE : base + tree.nodes[word].head),
                  "arcs are those of the tree");
        }
    }
}

/* From the last sentence to the first, each as it stands in the whole. */
static void check_parts(struct parsed *parsed, const struct layer *whole, enum layer_type type, const char *role)
{
    const struct segmentation *segmentation = &parsed->reading.segmentation;
    size_t left = whole->count;
    for (size_t i = segmentation->sentences.count; i-- > 0;) {
        const struct sentence *sentence = &segmentation->sentences.items[i];
        struct layer_part part;
        if (!sentence->token_count)
            continue;
        check(layers_around(&part, parsed->reading.layers, type, str_of(role), sentence->first_token),
              "there is memory");
        check(part.first == sentence->first_token && part.last == part.first + sentence->token_count,
              "a part is a sentence");
        check(part.layer.count <= left, "parts are of the whole");
        left -= part.layer.count;
        for (size_t k = 0; k < part.layer.count; k++)
            check(part.layer.items[k].first == whole->items[left + k].first &&
                      part.layer.items[k].last == whole->items[left + k].last &&
                      part.layer.items[k].first >= part.first && part.layer.items[k].last <= part.last,
                  "parts are the whole's");
    }
    check(left == 0, "parts are all of the whole");
}

static void check_layer(struct parsed *at_once, struct parsed *in_parts, enum layer_type type)
{
    struct layers *layers = at_once->reading.layers;
    struct layer whole = layer_of(layers, type, "");
    check_order(&whole, at_once->reading.segmentation.tokens.count);
    check_parts(in_parts, &whole, type, "");
    for (size_t i = 0; i < whole.count; i++) {
        check(layer_handle_type(whole.items[i].handle) == type, "handles tell their type");
        check_features(layers, type, whole.items[i].handle);
    }
    for (const char *const *role = layer_schema_of(type)->roles; *role; role++) {
        struct layer spans = layer_of(layers, type, *role);
        check_order(&spans, at_once->reading.segmentation.tokens.count);
        check_parts(in_parts, &spans, type, *role);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* The same for every input: loading the lists takes longer than all else. */
    static struct parsed at_once, in_parts;
    static const enum layer_type types[] = {LAYER_NP, LAYER_VP, LAYER_CLAUSE};
    struct source source;
    struct str bytes = {(const char *)data, size};
    if (source_open(&source, &alloc_system, bytes, TOCSIN_INVALID_REPLACE, NULL))
        return 0;
    if (!lists.words) {
        check(reading_lists_open(&lists, &alloc_system) && !english_tags(&tagger, NULL) &&
                  !english_parser(&parser, &tagger, NULL),
              "the lists and models load");
        parsed_create(&at_once);
        parsed_create(&in_parts);
    }
    vocabulary_trim(at_once.reading.vocabulary);
    vocabulary_trim(in_parts.reading.vocabulary);
    parsed_open(&at_once, source.text);
    parsed_open(&in_parts, source.text);
    check_trees(&at_once);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        check_layer(&at_once, &in_parts, types[i]);
    source_close(&source);
    return 0;
}
