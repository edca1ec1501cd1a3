#include "english/tags.h"

#include "base/alloc.h"
#include "base/array.h"
#include "english/form_memory.h"

enum { LABEL_UNKNOWN = 254, NOTE_BITS = 13, NOTED_BYTES = 18 };

/* The lemma that goes with a label of a folded word. */
struct lemma_note {
    form_id fold;
    uint8_t label; /* + 1; 0: empty */
    uint8_t length;
    char text[NOTED_BYTES];
};

#define NOTES_SIZE (sizeof(struct lemma_note) << NOTE_BITS)

struct tags {
    const tocsin_allocator *alloc;
    const struct tag_model *model;
    const struct lemmas *lemmas;
    struct tagger *tagger;
    const struct segmentation *segmentation;
    const struct vocabulary *vocabulary;
    struct form_memory lemmas_noted; /* struct lemma_note */
    ARRAY(uint8_t)
    labels; /* by token, LABEL_UNKNOWN in sentences that nobody asked for; empty while nobody asked at all */
};

tocsin_status tags_create(struct tags **out, const struct tag_model *model, const struct lemmas *lemmas,
                          const tocsin_allocator *alloc, tocsin_error *error)
{
    struct tags *tags = alloc_zero(alloc, sizeof *tags);
    if (!tags)
        return error_set(error, MESSAGE_MEMORY);
    tags->alloc = alloc;
    tags->model = model;
    tags->lemmas = lemmas;
    tocsin_status status = tagger_create(&tags->tagger, model, lemmas, alloc, error);
    if (status)
        tags_free(tags);
    else
        *out = tags;
    return status;
}

void tags_free(struct tags *tags)
{
    if (!tags)
        return;
    tagger_free(tags->tagger);
    array_finish(tags->alloc, &tags->labels);
    form_memory_finish(&tags->lemmas_noted, tags->alloc, NOTES_SIZE);
    alloc_free(tags->alloc, tags, sizeof *tags);
}

void tags_open(struct tags *tags, const struct segmentation *segmentation, const struct vocabulary *vocabulary)
{
    tags->segmentation = segmentation;
    tags->vocabulary = vocabulary;
    array_clear(&tags->labels);
}

const struct tag_model *tags_model(const struct tags *tags)
{
    return tags->model;
}

/* ---- Labels --------------------------------------------------------------------------------------------- */

static bool forget_all(struct tags *tags)
{
    size_t count = tags->segmentation->tokens.count;
    if (!array_reserve(tags->alloc, &tags->labels, count))
        return false;
    memset(tags->labels.items, LABEL_UNKNOWN, count);
    tags->labels.count = count;
    return true;
}

bool tags_label(uint8_t *out, struct tags *tags, uint32_t token)
{
    if (!tags->labels.count && !forget_all(tags))
        return false;
    if (tags->labels.items[token] == LABEL_UNKNOWN) {
        const struct sentence *sentence =
            &tags->segmentation->sentences.items[segmentation_sentence_of(tags->segmentation, token)];
        if (!tagger_tag(tags->labels.items + sentence->first_token, tags->tagger, tags->vocabulary,
                        tags->segmentation->forms.items + sentence->first_token, sentence->token_count))
            return false;
    }
    *out = tags->labels.items[token];
    return true;
}

bool tags_pos(struct str *out, struct tags *tags, uint32_t token)
{
    uint8_t label;
    if (!tags_label(&label, tags, token))
        return false;
    *out = str_of(tag_model_pos(tags->model, label));
    return true;
}

bool tags_tag(struct str *out, struct tags *tags, uint32_t token)
{
    uint8_t label;
    if (!tags_label(&label, tags, token))
        return false;
    *out = str_of(tag_model_tag(tags->model, label));
    return true;
}

/* ---- Lemmas --------------------------------------------------------------------------------------------- */

/* The parts of speech of lemma.h that go with one of Universal Dependencies. */
static unsigned classes_of(const char *pos)
{
    static const struct {
        const char *pos;
        unsigned classes;
    } pairs[] = {{"NOUN", LEMMA_NOUN}, {"PROPN", LEMMA_NOUN},    {"VERB", LEMMA_VERB},
                 {"AUX", LEMMA_VERB},  {"ADJ", LEMMA_ADJECTIVE}, {"ADV", LEMMA_ADVERB}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i].pos, pos) == 0)
            return pairs[i].classes;
    return LEMMA_OTHER;
}

/* The first candidate of some part of speech that is the word itself, or that is not; NULL: there is none. */
static const struct lemma *candidate(const struct lemma_answer *answer, unsigned classes, struct str folded,
                                     bool own)
{
    for (uint32_t i = 0; i < answer->count; i++)
        if ((answer->items[i].classes & classes) && str_equal(answer->items[i].text, folded) == own)
            return &answer->items[i];
    return NULL;
}

struct str tags_choose_lemma(struct lemma_answer *answer, const struct tag_model *model, uint8_t label,
                             const struct lemmas *lemmas, struct str folded)
{
    enum { ALL = LEMMA_NOUN | LEMMA_VERB | LEMMA_ADJECTIVE | LEMMA_ADVERB | LEMMA_OTHER };
    unsigned classes = classes_of(tag_model_pos(model, label));
    answer->count = 0;
    if (!lemmas)
        return folded;
    lemmas_of(answer, lemmas, folded);
    const struct lemma *own = candidate(answer, classes, folded, true);
    const struct lemma *other = candidate(answer, classes, folded, false);
    switch ((enum tag_lemma)model->lemmas.data[label]) {
    case TAG_LEMMA_OWN:
        return own || !other || candidate(answer, ALL, folded, true) ? folded : other->text;
    case TAG_LEMMA_OTHER:
        return other ? other->text : folded;
    default:
        break;
    }
    for (uint32_t i = 0; i < answer->count; i++)
        if (answer->items[i].classes & classes)
            return answer->items[i].text;
    return candidate(answer, ALL, folded, true) ? folded : answer->items[0].text;
}

static struct lemma_note *find_note(struct tags *tags, form_id fold, uint8_t label)
{
    struct lemma_note *notes = tags->lemmas_noted.items;
    return &notes[form_memory_place(fold * 61 + label, NOTE_BITS)];
}

static void note_lemma(struct lemma_note *note, form_id fold, uint8_t label, struct str lemma)
{
    if (lemma.length > NOTED_BYTES)
        return;
    *note = (struct lemma_note){.fold = fold, .label = (uint8_t)(label + 1), .length = (uint8_t)lemma.length};
    memcpy(note->text, lemma.data, lemma.length);
}

bool tags_lemma(struct str *out, struct lemma_answer *answer, struct tags *tags, uint32_t token)
{
    uint8_t label;
    if (!tags_label(&label, tags, token) ||
        !form_memory_open(&tags->lemmas_noted, tags->alloc, NOTES_SIZE, tags->vocabulary))
        return false;
    form_id form = tags->segmentation->forms.items[token];
    form_id fold = vocabulary_form(tags->vocabulary, form)->fold;
    struct lemma_note *note = find_note(tags, fold, label);
    if (note->fold == fold && note->label == label + 1) {
        *out = (struct str){memcpy(answer->made[0], note->text, NOTED_BYTES), note->length};
        return true;
    }
    *out =
        tags_choose_lemma(answer, tags->model, label, tags->lemmas, vocabulary_form(tags->vocabulary, fold)->text);
    note_lemma(note, fold, label, *out);
    return true;
}
