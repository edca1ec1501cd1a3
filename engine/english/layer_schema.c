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

static const char *const clause_roles[] = {"body", "subject", "verb", "marker", NULL};

/* In the order of enum clause_kind. */
static const char *const clause_kinds[] = {"main",        "that",       "if",     "relative",
                                           "participial", "infinitive", "quoted", NULL};

static const struct layer_feature clause_features[] = {
    {"kind", LAYER_SYMBOL, clause_kinds, "what opens it, or the form of its verb"},
    {"depth", LAYER_NUMBER, NULL, "1: in no other clause"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

/* In the order of enum date_grain. */
static const char *const date_grains[] = {"century", "decade",  "year", "half", "quarter", "season", "month",
                                          "week",    "weekend", "day",  "part", "time",    NULL};

/* As the list numbers them. */
static const char *const date_relations[] = {"none",   "on",    "since",  "until", "by",
                                             "before", "after", "during", NULL};
static const char *const date_phases[] = {"whole", "early", "mid", "late", NULL};

static const struct layer_feature date_features[] = {
    {"value", LAYER_TEXT, NULL, "what it stands for: 2022-02-24, 2022-W08, XXXX-02; none where nothing is known"},
    {"granularity", LAYER_SYMBOL, date_grains, "how long a time it names"},
    {"relation", LAYER_SYMBOL, date_relations, "by the preposition before it"},
    {"phase", LAYER_SYMBOL, date_phases, "which part of the time named"},
    {"relative", LAYER_FLAG, NULL, "reckoned from the article's day, or from a date before it"},
    {"resolved", LAYER_FLAG, NULL, "its days are known"},
    {"from", LAYER_NUMBER, NULL, "the first day, as 20220224; none where it is not known"},
    {"to", LAYER_NUMBER, NULL, "the last day"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const char *const name_roles[] = {"title", "role", "family", NULL};

/* In the order of enum name_kind, and of enum name_sex. */
static const char *const name_kinds[] = {"person", "organization", "place", "nationality", "other", NULL};
static const char *const genders[] = {"unknown", "man", "woman", NULL};

static const struct layer_feature name_features[] = {
    {"kind", LAYER_SYMBOL, name_kinds, "what bears it; of a place: a word such as French"},
    {"entity", LAYER_TEXT, NULL, "the fullest name that the article has for the same, without its title"},
    {"gender", LAYER_SYMBOL, genders, "of a person, by title or given name"},
    {"speaker", LAYER_FLAG, NULL, "a verb of saying stands beside it"},
    {"inferred", LAYER_FLAG, NULL, "it may mean others as well"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const struct layer_feature pronoun_features[] = {
    {"entity", LAYER_TEXT, NULL, "the name of whom it means, where that is safe to say"},
    {"gender", LAYER_SYMBOL, genders, "man: he; woman: she"},
    {"inferred", LAYER_FLAG, NULL, "it has an entity"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const char *const np_roles[] = {"head",       "determiner", "modifier", "possessor",
                                       "apposition", "conjunct",   "whole",    NULL};

/* In the order of enum noun_phrase_kind and enum noun_phrase_place. */
static const char *const np_kinds[] = {"common", "name", "pronoun", NULL};
static const char *const np_places[] = {"subject",   "object",     "oblique", "modifier",
                                        "possessor", "apposition", "other",   NULL};

/* In the order of enum definiteness. */
static const char *const np_definiteness[] = {"definite", "indefinite", "bare", NULL};

static const struct layer_feature np_features[] = {
    {"kind", LAYER_SYMBOL, np_kinds, "what its head is"},
    {"place", LAYER_SYMBOL, np_places, "what it is to the verb or noun that it goes with"},
    {"definiteness", LAYER_SYMBOL, np_definiteness,
     "definite: the, this, a possessor, a name or pronoun; bare: no determiner"},
    {"plural", LAYER_FLAG, NULL, "its head is a plural"},
    {"possessed", LAYER_FLAG, NULL, "it has a possessor"},
    {"coordinated", LAYER_FLAG, NULL, "it is joined with another by a coordinator"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const char *const vp_roles[] = {"head", "subject", "object", "modal", NULL};

/* In the order of enum verb_tense and enum verb_aspect. */
static const char *const vp_tenses[] = {"none", "past", "present", "modal", NULL};
static const char *const vp_aspects[] = {"simple", "perfect", "progressive", "perfect-progressive", NULL};
static const char *const vp_voices[] = {"active", "passive", NULL};

static const struct layer_feature vp_features[] = {
    {"tense", LAYER_SYMBOL, vp_tenses, "by its first word"},
    {"aspect", LAYER_SYMBOL, vp_aspects, "has told, is telling, has been telling"},
    {"voice", LAYER_SYMBOL, vp_voices, "passive where an auxiliary makes it one"},
    {"negated", LAYER_FLAG, NULL, "by a particle: not"},
    {"finite", LAYER_FLAG, NULL, "it has a tense or a modal"},
    {"number", LAYER_NUMBER, NULL, "its place in the document, from 1"},
    {"length", LAYER_NUMBER, NULL, "how many words and marks it holds"},
    {NULL, LAYER_FLAG, NULL, NULL},
};

static const struct layer_schema schemas[LAYER_COUNT] = {
    [LAYER_SENTENCE] = {"Sentence", "a sentence", no_roles, sentence_features},
    [LAYER_PARAGRAPH] = {"Paragraph", "a paragraph or heading", no_roles, paragraph_features},
    [LAYER_QUOTE] = {"Quote", "a quotation with its marks", quote_roles, quote_features},
    [LAYER_CLAUSE] = {"Clause", "a clause with the word that opens it", clause_roles, clause_features},
    [LAYER_DATE] = {"Date", "a date or time", no_roles, date_features},
    [LAYER_NAME] = {"Name", "a name", name_roles, name_features},
    [LAYER_PRONOUN] = {"Pronoun", "he or she", no_roles, pronoun_features},
    [LAYER_NP] = {"NP", "a noun phrase up to its noun", np_roles, np_features},
    [LAYER_VP] = {"VP", "a verb with its auxiliaries", vp_roles, vp_features},
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
    for (const struct layer_feature *feature = schema ? schema->features : NULL; feature && feature->name;
         feature++)
        if (str_equal(str_of(feature->name), name))
            return feature;
    return NULL;
}
