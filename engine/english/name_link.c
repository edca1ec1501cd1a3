/* Which names mean the same: "Stoltenberg" and "Jens Stoltenberg", "IMF" and "International Monetary Fund". What is
 * known of a name is kept with the form of one of its words, so that each takes a look or two. */
#include "english/name.h"

enum { ACRONYM_BYTES = 12 };

struct linker {
    const struct name_text *text;
    struct name_work *work;
    const tocsin_allocator *alloc;
    struct name_reader reader; /* of the sentence at hand */
    size_t sentence;
};

static struct name_seen *seen_at(const struct linker *linker, uint32_t token)
{
    return name_seen_of(linker->work, name_form_at(&linker->reader, token)->fold);
}

/* Of any sentence. */
static uint32_t known_of(const struct linker *linker, uint32_t token)
{
    return linker->text->forms[linker->text->segmentation->forms.items[token]].known;
}

static form_id fold_of(const struct linker *linker, uint32_t token)
{
    return linker->text->forms[linker->text->segmentation->forms.items[token]].fold;
}

static const struct name *fullest(const struct linker *linker, uint32_t entity)
{
    return &linker->work->names.items[linker->work->entities.items[entity].name];
}

static uint32_t words_of(const struct name *name)
{
    return name->last - name->bare;
}

/* ---- Whether two names can mean the same -------------------------------------------------------------------- */

static bool same_words(const struct linker *linker, const struct name *a, const struct name *b)
{
    uint32_t count = words_of(a) < words_of(b) ? words_of(a) : words_of(b);
    for (uint32_t i = 0; i < count; i++)
        if (fold_of(linker, a->bare + i) != fold_of(linker, b->bare + i))
            return false;
    return true;
}

static char first_letter(const struct linker *linker, uint32_t token)
{
    return vocabulary_form(linker->text->vocabulary, fold_of(linker, token))->text.data[0];
}

/* Given names: alike, or one an initial of the other. */
static bool same_given(const struct linker *linker, const struct name *a, const struct name *b)
{
    if (a->bare == a->head || b->bare == b->head || fold_of(linker, a->bare) == fold_of(linker, b->bare))
        return true;
    return (known_of(linker, a->bare) | known_of(linker, b->bare)) & NAME_INITIAL &&
           first_letter(linker, a->bare) == first_letter(linker, b->bare);
}

static bool can_mean(const struct linker *linker, const struct name *name, uint32_t entity)
{
    const struct name_entity *known = &linker->work->entities.items[entity];
    const struct name *other = fullest(linker, entity);
    bool sexes = !name->sex || !known->sex || name->sex == known->sex;
    bool kinds = name->kind == known->kind || name->sure < NAME_SURE || known->sure < NAME_SURE;
    if (!sexes || !kinds)
        return false;
    if (name->kind == NAME_KIND_PERSON && known->kind == NAME_KIND_PERSON && name->head != name->bare &&
        other->head != other->bare)
        return same_given(linker, name, other);
    return words_of(name) == 1 || words_of(other) == 1 || same_words(linker, name, other);
}

/* ---- Entities ----------------------------------------------------------------------------------------------- */

static bool add_entity(struct linker *linker, uint32_t index)
{
    struct name *name = &linker->work->names.items[index];
    struct name_entity entity = {index, name->kind, name->sure, name->sex};
    name->entity = (uint32_t)linker->work->entities.count;
    return array_push(linker->alloc, &linker->work->entities, entity);
}

static void join_entity(struct linker *linker, uint32_t index, uint32_t entity)
{
    struct name *name = &linker->work->names.items[index];
    struct name_entity *known = &linker->work->entities.items[entity];
    name->entity = entity;
    const struct name *full = fullest(linker, entity);
    bool spelled = known_of(linker, full->bare) & NAME_INITIAL && !(known_of(linker, name->bare) & NAME_INITIAL);
    bool shouted = known_of(linker, full->bare) & NAME_UPPER && !(known_of(linker, name->bare) & NAME_UPPER);
    if (words_of(name) > words_of(full) || (words_of(name) == words_of(full) && (spelled || shouted)))
        known->name = index;
    if (name->sure > known->sure) {
        known->kind = name->kind;
        known->sure = name->sure;
    }
    known->sex = known->sex ? known->sex : name->sex;
}

/* The initials of a name's words with capitals; with `all` also those of the words between. */
static size_t initials(char out[ACRONYM_BYTES], const struct linker *linker, const struct name *name, bool all)
{
    size_t length = 0;
    for (uint32_t i = name->bare; i < name->last; i++) {
        bool capital = name_known(&linker->reader, i, NAME_CAPITAL);
        char letter = first_letter(linker, i);
        if (!capital && !(all && name_is(&linker->reader, i, NAME_OF | NAME_AND)))
            continue;
        if (letter < 'a' || letter > 'z' || length == ACRONYM_BYTES)
            return 0;
        out[length++] = letter;
    }
    return length >= 2 ? length : 0;
}

/* Files an organization under its acronym; one that was met before it is the same. */
static void file_acronym(struct linker *linker, uint32_t index, bool all)
{
    char letters[ACRONYM_BYTES];
    const struct name *name = &linker->work->names.items[index];
    size_t length = initials(letters, linker, name, all);
    form_id fold = length ? vocabulary_find(linker->text->vocabulary, (struct str){letters, length}) : FORM_NONE;
    if (fold == FORM_NONE)
        return;
    struct name_seen *seen = name_seen_of(linker->work, fold);
    if (seen->entity == NAME_NO_ENTITY)
        seen->entity = name->entity;
    else if (seen->entity != name->entity && words_of(fullest(linker, seen->entity)) == 1 &&
             known_of(linker, fullest(linker, seen->entity)->bare) & NAME_UPPER)
        join_entity(linker, index, seen->entity);
}

/* "(IMF)" behind a name is another for it. */
static void file_bracket(struct linker *linker, uint32_t index)
{
    const struct name *name = &linker->work->names.items[index];
    if (!name_is(&linker->reader, name->last, NAME_LEFT) || !name_is(&linker->reader, name->last + 2, NAME_RIGHT) ||
        !name_known(&linker->reader, name->last + 1, NAME_UPPER))
        return;
    seen_at(linker, name->last + 1)->entity = name->entity;
}

/* The entity that a name means of those that are filed under its head: the last, or the one before where "Mr." says
 * so. */
static uint32_t entity_of(const struct linker *linker, const struct name *name, const struct name_seen *seen)
{
    if (seen->entity != NAME_NO_ENTITY && can_mean(linker, name, seen->entity))
        return seen->entity;
    bool titled = name->sex && name->bare > name->first;
    bool earlier = titled && seen->earlier != NAME_NO_ENTITY && can_mean(linker, name, seen->earlier);
    return earlier ? seen->earlier : NAME_NO_ENTITY;
}

/* Whether a part of a name may mean others: of two, the sex may tell which. */
static bool is_ambiguous(const struct linker *linker, const struct name *name, const struct name_seen *seen)
{
    if (seen->entities < 2 || seen->earlier == NAME_NO_ENTITY)
        return seen->entities > 1;
    uint8_t last = linker->work->entities.items[seen->entity].sex;
    uint8_t earlier = linker->work->entities.items[seen->earlier].sex;
    return seen->entities > 2 || !name->sex || !last || !earlier || last == earlier;
}

static bool link_name(struct linker *linker, uint32_t index)
{
    struct name *name = &linker->work->names.items[index];
    struct name_seen *seen = seen_at(linker, name->head);
    bool person = name->kind == NAME_KIND_PERSON;
    uint32_t known = entity_of(linker, name, seen);
    if (known != NAME_NO_ENTITY) {
        bool part = words_of(name) < words_of(fullest(linker, known));
        name->inferred =
            part && (is_ambiguous(linker, name, seen) || name_is(&linker->reader, name->head, NAME_HEAD));
        join_entity(linker, index, known);
    } else {
        if (!add_entity(linker, index))
            return false;
        seen->earlier = seen->entity;
        seen->entity = name->entity;
        seen->entities++;
    }
    if (words_of(name) == 1)
        return true;
    if (person && name->bare != name->head && seen_at(linker, name->bare)->entity == NAME_NO_ENTITY)
        seen_at(linker, name->bare)->entity = name->entity;
    if (!person) {
        file_acronym(linker, index, false);
        file_acronym(linker, index, true);
        file_bracket(linker, index);
    }
    return true;
}

/* A kind that is better known of the entity, or of what it was taken for. */
static void settle_kind(struct linker *linker, struct name *name)
{
    const struct name_entity *entity = &linker->work->entities.items[name->entity];
    if (name->sure < entity->sure ||
        (name->sure < NAME_SURE && words_of(fullest(linker, name->entity)) > words_of(name))) {
        name->kind = entity->kind;
        name->sure = entity->sure;
    }
    if (name->kind == NAME_KIND_PERSON)
        name->sex = name->sex ? name->sex : entity->sex;
}

static void enter_sentence(struct linker *linker, uint32_t token)
{
    while (linker->reader.end <= token) {
        const struct sentence *sentence = &linker->text->segmentation->sentences.items[linker->sentence++];
        linker->reader.first = sentence->first_token;
        linker->reader.end = sentence->first_token + sentence->token_count;
    }
}

bool names_link(struct name_work *work, const tocsin_allocator *alloc, const struct name_text *text)
{
    struct linker linker = {text, work, alloc, {text, work, alloc, 0, 0, false}, 0};
    for (size_t i = 0; i < work->names.count; i++) {
        struct name *name = &work->names.items[i];
        enter_sentence(&linker, name->first);
        if (name->kind == NAME_KIND_PERSON || name->sure < NAME_SURE)
            name_find_role(&linker.reader, name);
        if (name->role_first < name->role_last && name->sure < NAME_SURE && name->kind != NAME_KIND_NATIONALITY) {
            name->kind = NAME_KIND_PERSON;
            name->sure = NAME_LIKELY;
        }
        if (!link_name(&linker, (uint32_t)i))
            return false;
    }
    for (size_t i = 0; i < work->names.count; i++)
        settle_kind(&linker, &work->names.items[i]);
    return true;
}
