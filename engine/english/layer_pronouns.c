/* He and she, with whom they mean where that is safe to say: the only person of the sentences around them, or the
 * last of several that speaks, of a sex that goes with the pronoun. */
#include "english/layers_inside.h"

enum { MOST_NAMES = 12, BACK_SENTENCES = 1, FAR_SENTENCES = 8 };

struct pronoun_search {
    struct layers *layers;
    const struct name *names;
    size_t before;     /* names that begin before the pronoun */
    uint32_t sentence; /* of the pronoun, by number */
    uint8_t sex;
    struct pronoun_before {
        bool met;
        uint32_t entity, sentence;
        size_t before;          /* names that begin before it */
    } last[NAME_SEX_WOMAN + 1]; /* pronouns before it, by sex */
};

static uint32_t first_token(const struct layers *layers, uint32_t sentence)
{
    return layers->segmentation->sentences.items[sentence].first_token;
}

/* Whether a name lies in a quotation: whoever speaks there, the writer's pronouns seldom mean it. */
static bool in_quotation(struct layers *layers, uint32_t token, bool *well)
{
    const struct layer_span *quotation = NULL;
    *well = *well && layers_quotation_at(&quotation, layers, token);
    return quotation != NULL;
}

static bool goes_with(const struct name *name, uint8_t sex)
{
    return name->kind == NAME_KIND_PERSON && (name->sex == sex || name->sex == NAME_SEX_UNKNOWN);
}

/* Whether a name may be that of the speaker, rather than `other` behind it (NULL: none). In the pronoun's own
 * sentence it is enough that the sex may be the same; in any, who says something comes before "Berg, who". */
static bool is_speaker(const struct pronoun_search *search, const struct name *name, const struct name *other)
{
    const struct segmentation *segmentation = search->layers->segmentation;
    bool near =
        name->first >= first_token(search->layers, search->sentence) && name->says && name->sure > NAME_GUESSED;
    if (!name->speaks || (name->sex != search->sex && !near))
        return false;
    return !other || (name->says && !other->says &&
                      segmentation_sentence_of(segmentation, name->first) ==
                          segmentation_sentence_of(segmentation, other->first));
}

/* The entity that is meant: that of the pronoun before, unless someone has spoken since; else the only one, or the
 * last that speaks. NAME_NO_ENTITY: there is none, or too many. False: memory is out. */
static bool search(const struct pronoun_search *search, uint32_t *out)
{
    struct layers *layers = search->layers;
    uint32_t only = NAME_NO_ENTITY;
    const struct name *speaker = NULL;
    uint32_t back = search->sentence > BACK_SENTENCES ? search->sentence - BACK_SENTENCES : 0;
    bool several = false, well = true;
    size_t least = search->before > MOST_NAMES ? search->before - MOST_NAMES : 0;
    for (size_t i = search->before; i > least && well; i--) {
        const struct name *name = &search->names[i - 1];
        if (name->first < first_token(layers, back))
            break;
        if (!goes_with(name, search->sex) || in_quotation(layers, name->first, &well))
            continue;
        several |= only != NAME_NO_ENTITY && only != name->entity;
        only = only == NAME_NO_ENTITY ? name->entity : only;
        if (is_speaker(search, name, speaker))
            speaker = name;
    }
    const struct pronoun_before *last = &search->last[search->sex];
    bool known = last->met && last->entity != NAME_NO_ENTITY;
    bool goes_on =
        known && (last->sentence >= back || (several && last->sentence + FAR_SENTENCES > search->sentence));
    bool spoke_since = speaker && speaker->says && (size_t)(speaker - search->names) >= last->before;
    if (goes_on && !spoke_since)
        *out = last->entity;
    else if (several)
        *out = speaker ? speaker->entity : NAME_NO_ENTITY;
    else
        *out = only;
    return well;
}

static bool add_pronoun(struct layers *layers, uint32_t token, uint32_t entity, uint8_t sex)
{
    struct layer_columns *columns = &layers->columns[LAYER_PRONOUN];
    struct layer_pronoun pronoun = {entity, sex};
    struct layer_span span = {token, token + 1, layer_handle(LAYER_PRONOUN, columns->spans.count)};
    return array_push(layers->alloc, &columns->spans, span) &&
           array_push(layers->alloc, &layers->pronouns, pronoun);
}

bool layer_pronouns_make(struct layers *layers)
{
    struct layer names;
    array_clear(&layers->pronouns);
    if (!layers_get(&names, layers, LAYER_NAME, STR("")))
        return false;
    struct pronoun_search at = {.layers = layers, .names = layers->name_work.names.items};
    const struct segmentation *segmentation = layers->segmentation;
    for (uint32_t sentence = 0; sentence < segmentation->sentences.count; sentence++) {
        uint32_t first = first_token(layers, sentence),
                 end = first + segmentation->sentences.items[sentence].token_count;
        at.sentence = sentence;
        for (uint32_t token = first; token < end; token++) {
            uint32_t words = layers->name_forms.of.items[segmentation->forms.items[token]].words,
                     entity = NAME_NO_ENTITY;
            bool well = true;
            if (!(words & (NAME_HE | NAME_SHE)))
                continue;
            while (at.before < layers->name_work.names.count && at.names[at.before].first < token)
                at.before++;
            at.sex = words & NAME_HE ? NAME_SEX_MAN : NAME_SEX_WOMAN;
            bool quoted = in_quotation(layers, token, &well);
            if (!quoted && well)
                well = search(&at, &entity);
            if (!quoted)
                at.last[at.sex] = (struct pronoun_before){true, entity, sentence, at.before};
            if (!well || !add_pronoun(layers, token, entity, at.sex))
                return false;
        }
    }
    return true;
}

bool layer_pronouns_feature(struct layer_value *out, const struct layers *layers, size_t index, struct str name)
{
    struct layer_pronoun pronoun = layers->pronouns.items[index];
    if (str_equal(name, STR("gender")))
        return layer_value_symbol(out, LAYER_PRONOUN, name, pronoun.sex);
    if (str_equal(name, STR("inferred")))
        return layer_value_flag(out, pronoun.entity != NAME_NO_ENTITY);
    if (!str_equal(name, STR("entity")) || pronoun.entity == NAME_NO_ENTITY)
        return false;
    struct layer_place place = layers->entity_places.items[pronoun.entity];
    return layer_value_text(out, (struct str){layers->entity_texts.data + place.start, place.length});
}
