#include "english/layers.h"

static const char *const no_roles[] = {NULL};

static const struct layer_feature sentence_features[] = {
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const struct layer_feature paragraph_features[] = {
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {"sentences", LAYER_NUMBER, NULL, "how many sentences it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const char *const quote_roles[] = {"inner", "part", NULL};

/* In the order of enum quotation_kind. */
static const char *const quote_kinds[] = {"speech", "fragment", "scare", "title", "name", NULL};

static const struct layer_feature quote_features[] = {
    {"kind", LAYER_SYMBOL, quote_kinds, "an utterance, words of one, a word or two, a work's title, a nickname"},
    {"depth", LAYER_NUMBER, NULL, "1: in no other quotation"},
    {"opened", LAYER_FLAG, NULL, "its opening mark is there; else where it begins was guessed"},
    {"closed", LAYER_FLAG, NULL, "its closing mark is there; else where it ends was guessed"},
    {"continued", LAYER_FLAG, NULL, "a paragraph reopens what the one before left open"},
    {"confidence", LAYER_NUMBER, NULL, "1: its marks are as they should be"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const char *const clause_roles[] = {"body", NULL};

/* In the order of enum clause_kind. */
static const char *const clause_kinds[] = {"main",          "that",       "if",     "relative",
                                           "participial", "infinitive", "quoted", NULL};

static const struct layer_feature clause_features[] = {
    {"kind", LAYER_SYMBOL, clause_kinds, "what opens it, or the form of its verb"},
    {"depth", LAYER_NUMBER, NULL, "1: in no other clause"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const struct layer_schema schemas[LAYER_COUNT] = {
    [LAYER_SENTENCE] = {"Sentence", "a sentence", no_roles, sentence_features},
    [LAYER_PARAGRAPH] = {"Paragraph", "a paragraph or heading", no_roles, paragraph_features},
    [LAYER_QUOTE] = {"Quote", "a quotation with its marks", quote_roles, quote_features},
    [LAYER_CLAUSE] = {"Clause", "a clause with the word that opens it", clause_roles, clause_features},
};

const struct layer_schema *layer_schema_of(enum layer_type type)
{
    return type < LAYER_COUNT ? &schemas[type] : NULL;
}

enum layer_type layer_find(struct str name)
{
    for (unsigned i = 0; i < LAYER_COUNT; i++)
        if (str_equal(str_of(schemas[i].name), name))
            return (enum layer_type)i;
    return LAYER_NONE;
}

bool layer_has_role(enum layer_type type, struct str role)
{
    const struct layer_schema *schema = layer_schema_of(type);
    for (const char *const *name = schema ? schema->roles : no_roles; *name; name++)
        if (str_equal(str_of(*name), role))
            return true;
    return false;
}

const struct layer_feature *layer_find_feature(enum layer_type type, struct str name)
{
    const struct layer_schema *schema = layer_schema_of(type);
    for (const struct layer_feature *feature = schema ? schema->features : NULL; feature && feature->name; feature++)
        if (str_equal(str_of(feature->name), name))
            return feature;
    return NULL;
}
