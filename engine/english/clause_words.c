/* Saying what each word of a sentence is to its clause, by lists and by what stands beside it. */
#include "english/clause.h"
#include "english/lemma.h"

static uint32_t lemma_forms(const struct lemmas *lemmas, const struct layer_words *words, struct str folded)
{
    struct lemma_answer answer;
    uint32_t forms = 0;
    lemmas_of(&answer, lemmas, folded);
    for (uint32_t i = 0; i < answer.count; i++) {
        const struct lemma *lemma = &answer.items[i];
        bool base = str_equal(lemma->text, folded);
        if (lemma->classes & LEMMA_VERB) {
            forms |= base ? FORM_VERB_BASE : FORM_VERB_INFLECTED;
            forms |= layer_words_classes(words, lemma->text) & WORD_REPORT;
        }
        forms |= lemma->classes & LEMMA_NOUN ? FORM_NOUN : 0;
        forms |= lemma->classes & LEMMA_ADJECTIVE ? FORM_ADJECTIVE : 0;
    }
    return forms;
}

static uint32_t form_of(const struct layer_words *words, const struct lemmas *lemmas,
                        const struct vocabulary *vocabulary, form_id id)
{
    const struct form *form = vocabulary_form(vocabulary, id);
    if (form->facts & FORM_PUNCTUATION)
        return 0;
    struct str folded = vocabulary_form(vocabulary, form->fold)->text;
    uint32_t listed = layer_words_classes(words, folded) & ~(uint32_t)WORD_REPORT;
    if (listed)
        return listed;
    uint32_t forms = lemmas ? lemma_forms(lemmas, words, folded) : 0, endings = layer_words_endings(words, folded);
    if (!(forms & FORM_VERB_INFLECTED))
        endings &= WORD_ADVERB;
    if (forms & (FORM_NOUN | FORM_VERB_BASE))
        endings &= ~(uint32_t)WORD_ADVERB;
    return forms | endings;
}

bool clause_forms_update(struct form_classes *forms, const tocsin_allocator *alloc, const struct layer_words *words,
                         const struct lemmas *lemmas, const struct vocabulary *vocabulary)
{
    size_t count = vocabulary_count(vocabulary);
    forms->of.count = vocabulary_kept(vocabulary, &forms->generation, forms->of.count);
    if (forms->of.count >= count)
        return true;
    if (!array_reserve(alloc, &forms->of, count - forms->of.count))
        return false;
    for (size_t id = forms->of.count; id < count; id++)
        forms->of.items[id] = form_of(words, lemmas, vocabulary, (form_id)id);
    forms->of.count = count;
    return true;
}

/* ---- One sentence --------------------------------------------------------------------------------------- */

struct reading_words {
    const struct clause_text *text;
    struct clause_word *words; /* by token - first */
    uint32_t first, last, at;
    uint32_t before;    /* class of the word before, adverbs passed over; CLAUSE_STOP at the start */
    uint32_t auxiliary; /* classes of the auxiliary whose verb is still to come */
};

static uint32_t form_at(const struct reading_words *reading, uint32_t token)
{
    if (token < reading->first || token >= reading->last)
        return 0;
    return reading->text->forms[reading->text->marked.segmentation->forms.items[token]];
}

/* The first token from `token` on that is no adverb. */
static uint32_t skip_adverbs(const struct reading_words *reading, uint32_t token)
{
    while (token < reading->last && (form_at(reading, token) & (WORD_ADVERB | WORD_NEGATION)))
        token++;
    return token;
}

static uint32_t mark_class(const struct reading_words *reading)
{
    const struct marked_text *text = &reading->text->marked;
    uint32_t class = marked_class(text, reading->at);
    if (class & MARK_COMMA)
        return CLAUSE_COMMA;
    if (class & (MARK_SEMICOLON | MARK_COLON))
        return CLAUSE_STOP;
    if (class & MARK_LEFT)
        return CLAUSE_LEFT;
    if (class & MARK_RIGHT)
        return CLAUSE_RIGHT;
    if (class & MARK_FINAL)
        return CLAUSE_FINAL;
    const struct token *token = &text->segmentation->tokens.items[reading->at];
    bool hyphen =
        token->end - token->start == 1 && marked_glued(text, reading->at) && marked_glued(text, reading->at + 1);
    return (class & MARK_DASH) && !hyphen ? CLAUSE_COMMA : CLAUSE_OTHER;
}

/* Whether what follows token `at` looks like what stands behind a verb rather than behind a noun. */
static bool object_follows(const struct reading_words *reading, uint32_t at)
{
    uint32_t next = form_at(reading, skip_adverbs(reading, at + 1));
    return (next & (WORD_DETERMINER | WORD_OBJECT | WORD_SUBJECT | WORD_THAT | WORD_TO | WORD_QUESTION)) != 0;
}

static uint32_t auxiliary_class(struct reading_words *reading, uint32_t form)
{
    const uint32_t all = WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL;
    bool inside = (reading->auxiliary & (WORD_MODAL | WORD_TO)) || (reading->auxiliary & form & WORD_HAVE);
    if (inside && !(form & WORD_MODAL))
        reading->auxiliary = form & (WORD_BE | WORD_HAVE);
    else
        reading->auxiliary = form & all;
    return inside && !(form & WORD_MODAL) ? CLAUSE_VERB : CLAUSE_FINITE;
}

/* "be", "been" behind an auxiliary; "being", "having" without one. */
static uint32_t part_class(struct reading_words *reading, uint32_t form)
{
    bool inside = reading->auxiliary != 0;
    reading->auxiliary = form & WORD_PART ? WORD_BE : 0;
    return inside ? CLAUSE_VERB : CLAUSE_GERUND;
}

/* 's behind a noun is a possessive unless what follows shows a verb. */
static bool is_possessive(const struct reading_words *reading)
{
    if (!marked_glued(&reading->text->marked, reading->at) || reading->before != CLAUSE_NOUN)
        return false;
    uint32_t next = form_at(reading, reading->at + 1);
    return !(next & (WORD_DETERMINER | WORD_NEGATION | WORD_GERUND | WORD_TO));
}

static uint32_t listed_class(struct reading_words *reading, uint32_t form)
{
    if ((form & WORD_BE) && is_possessive(reading))
        return CLAUSE_DETERMINER;
    if ((form & WORD_IF) && (form_at(reading, reading->at + 1) & WORD_PREPOSITION) && !(form & WORD_PREPOSITION) &&
        !(form_at(reading, reading->at + 1) & WORD_IF))
        return CLAUSE_PREPOSITION; /* because of */
    bool name = (form & WORD_MODAL) && reading->before != CLAUSE_STOP &&
                (marked_facts(&reading->text->marked, reading->at) & FORM_TITLE); /* in May */
    if (name)
        return CLAUSE_NOUN;
    if (form & (WORD_BE | WORD_HAVE | WORD_DO | WORD_MODAL))
        return auxiliary_class(reading, form);
    if (form & WORD_PART)
        return part_class(reading, form);
    if ((form & WORD_COORDINATOR) && (form & WORD_ADVERB)) {
        uint32_t next = form_at(reading, reading->at + 1);
        return next & (WORD_SUBJECT | WORD_DETERMINER) ? CLAUSE_COORDINATOR : CLAUSE_ADVERB;
    }
    if (form & WORD_TO) {
        uint32_t verb = skip_adverbs(reading, reading->at + 1), next = form_at(reading, verb);
        const uint32_t verbs = FORM_VERB_BASE | WORD_HAVE | WORD_DO | WORD_PART;
        uint32_t facts = verb < reading->last ? marked_facts(&reading->text->marked, verb) : 0;
        bool capital = (facts & (FORM_TITLE | FORM_UPPER)) != 0;
        if (!(next & verbs) || (next & WORD_GERUND) || capital)
            return CLAUSE_PREPOSITION;
        reading->auxiliary = WORD_TO;
        return CLAUSE_TO;
    }
    static const struct {
        uint32_t form;
        uint8_t class;
    } simple[] = {
        {WORD_QUESTION, CLAUSE_QUESTION},
        {WORD_IF, CLAUSE_IF},
        {WORD_PREPOSITION, CLAUSE_PREPOSITION},
        {WORD_THAT, CLAUSE_THAT},
        {WORD_RELATIVE, CLAUSE_RELATIVE},
        {WORD_COORDINATOR, CLAUSE_COORDINATOR},
        {WORD_SUBJECT, CLAUSE_SUBJECT},
        {WORD_DETERMINER, CLAUSE_DETERMINER},
        {WORD_OBJECT, CLAUSE_NOUN},
        {WORD_ADVERB, CLAUSE_ADVERB},
        {WORD_NEGATION, CLAUSE_ADVERB},
    };
    for (size_t i = 0; i < sizeof simple / sizeof *simple; i++)
        if (form & simple[i].form)
            return simple[i].class;
    return CLAUSE_OTHER;
}

/* A form in -ing. */
static uint32_t gerund_class(struct reading_words *reading, uint32_t form)
{
    if (reading->auxiliary & WORD_BE) {
        reading->auxiliary = 0;
        return CLAUSE_VERB;
    }
    uint32_t next = form_at(reading, reading->at + 1);
    const uint32_t behind_verbs = WORD_PREPOSITION | WORD_DETERMINER | WORD_OBJECT | WORD_SUBJECT | WORD_TO |
                                  WORD_QUESTION | WORD_THAT | WORD_ADVERB | WORD_IF;
    if (reading->before == CLAUSE_DETERMINER)
        return CLAUSE_NOUN;
    if ((reading->before == CLAUSE_NOUN || reading->before == CLAUSE_VERB || reading->before == CLAUSE_FINITE) &&
        (next & behind_verbs))
        return CLAUSE_GERUND;
    if (reading->before == CLAUSE_COMMA && reading->at + 1 < reading->last && !(next & WORD_COORDINATOR) &&
        !(marked_class(&reading->text->marked, reading->at + 1) & (MARK_COMMA | MARK_FINAL)))
        return CLAUSE_GERUND;
    bool noun_follows = (next & FORM_NOUN) && !(next & WORD_DETERMINER);
    if ((form & (FORM_NOUN | FORM_ADJECTIVE)) && reading->before != CLAUSE_PREPOSITION &&
        (noun_follows || !object_follows(reading, reading->at)))
        return form & FORM_NOUN && !noun_follows ? CLAUSE_NOUN : CLAUSE_OTHER;
    return CLAUSE_GERUND;
}

/* A past tense or past participle. */
static uint32_t past_class(struct reading_words *reading, uint32_t form)
{
    bool inside = (reading->auxiliary & (WORD_BE | WORD_HAVE)) != 0;
    uint32_t next = form_at(reading, reading->at + 1);
    if (inside) {
        reading->auxiliary = 0;
        return CLAUSE_VERB;
    }
    switch (reading->before) {
    case CLAUSE_SUBJECT:
    case CLAUSE_RELATIVE:
    case CLAUSE_THAT:
    case CLAUSE_QUESTION:
        return CLAUSE_FINITE;
    case CLAUSE_DETERMINER:
    case CLAUSE_PREPOSITION:
    case CLAUSE_OTHER:
        return CLAUSE_OTHER;
    case CLAUSE_NOUN:
        return (next & WORD_PREPOSITION) && (form & WORD_PAST) && !(form & WORD_REPORT) ? CLAUSE_PARTICIPLE
                                                                                        : CLAUSE_FINITE;
    case CLAUSE_COORDINATOR:
        return (form & FORM_ADJECTIVE) && (next & FORM_NOUN) ? CLAUSE_OTHER : CLAUSE_FINITE;
    case CLAUSE_COMMA:
        if (!(form & WORD_REPORT) && (form & WORD_PAST))
            return CLAUSE_PARTICIPLE;
        /* fall through */
    case CLAUSE_STOP:
    case CLAUSE_IF:
        return form & WORD_REPORT ? CLAUSE_FINITE : (next & WORD_PREPOSITION) ? CLAUSE_PARTICIPLE : CLAUSE_OTHER;
    default:
        return (form & FORM_ADJECTIVE) ? CLAUSE_OTHER : CLAUSE_FINITE;
    }
}

/* A form in -s, or a base form, either of which may be a noun as well. */
static uint32_t present_class(struct reading_words *reading, uint32_t form)
{
    bool third = (form & WORD_THIRD) && (form & FORM_VERB_INFLECTED);
    bool noun = (form & (FORM_NOUN | FORM_ADJECTIVE)) != 0;
    if (!third && (reading->auxiliary & (WORD_MODAL | WORD_TO | WORD_DO))) {
        reading->auxiliary = 0;
        return CLAUSE_VERB;
    }
    reading->auxiliary = 0;
    uint32_t otherwise = form & FORM_NOUN ? CLAUSE_NOUN : CLAUSE_OTHER;
    switch (reading->before) {
    case CLAUSE_SUBJECT:
    case CLAUSE_RELATIVE:
        return CLAUSE_FINITE;
    case CLAUSE_DETERMINER:
    case CLAUSE_PREPOSITION:
        return otherwise;
    case CLAUSE_NOUN:
        if (!noun)
            return CLAUSE_FINITE;
        return (third || (form & WORD_REPORT)) && object_follows(reading, reading->at) ? CLAUSE_FINITE : otherwise;
    case CLAUSE_STOP:
    case CLAUSE_COORDINATOR:
        return !third && (!noun || object_follows(reading, reading->at)) ? CLAUSE_FINITE : otherwise;
    case CLAUSE_THAT:
        return !noun || (third && object_follows(reading, reading->at)) ? CLAUSE_FINITE : otherwise;
    default:
        return noun ? otherwise : CLAUSE_FINITE;
    }
}

static uint32_t open_class(struct reading_words *reading, uint32_t form)
{
    const struct marked_text *text = &reading->text->marked;
    bool capital = (marked_facts(text, reading->at) & (FORM_TITLE | FORM_UPPER)) && reading->before != CLAUSE_STOP;
    if (!(form & (FORM_VERB_BASE | FORM_VERB_INFLECTED)) || (capital && reading->before != CLAUSE_SUBJECT)) {
        if (form & WORD_ADVERB)
            return CLAUSE_ADVERB;
        reading->auxiliary &= WORD_DO | WORD_MODAL | WORD_HAVE | WORD_BE; /* "did the man go" */
        return (form & FORM_ADJECTIVE) && !(form & FORM_NOUN) && !capital ? CLAUSE_OTHER : CLAUSE_NOUN;
    }
    if (form & FORM_VERB_INFLECTED && form & WORD_GERUND)
        return gerund_class(reading, form);
    bool past = (form & FORM_VERB_INFLECTED) && !(form & WORD_THIRD);
    if (past && !((form & FORM_VERB_BASE) && (reading->auxiliary & (WORD_MODAL | WORD_TO | WORD_DO))))
        return past_class(reading, form);
    return present_class(reading, form);
}

static void read_word(struct reading_words *reading)
{
    struct clause_word *word = &reading->words[reading->at - reading->first];
    uint32_t form = form_at(reading, reading->at);
    const uint32_t open = FORM_VERB_BASE | FORM_VERB_INFLECTED | FORM_NOUN | FORM_ADJECTIVE;
    if (marked_facts(&reading->text->marked, reading->at) & FORM_PUNCTUATION)
        word->class = (uint8_t)mark_class(reading);
    else if (form & ~(open | WORD_REPORT | WORD_GERUND | WORD_THIRD | WORD_PAST | WORD_ADVERB) ||
             (form & (WORD_ADVERB | open)) == WORD_ADVERB)
        word->class = (uint8_t)listed_class(reading, form);
    else
        word->class = (uint8_t)open_class(reading, form);
    word->reports = (form & WORD_REPORT) &&
                    (word->class == CLAUSE_FINITE || word->class == CLAUSE_VERB || word->class == CLAUSE_GERUND);
    word->may_be_preposition = (form & WORD_PREPOSITION) != 0;
    word->may_be_if = (form & WORD_IF) != 0;
    word->contrasts = (form & WORD_CONTRAST) != 0;
    word->base = (form & FORM_VERB_BASE) != 0;
    if (word->class == CLAUSE_ADVERB)
        return;
    if (word->class == CLAUSE_COMMA || word->class >= CLAUSE_STOP)
        reading->auxiliary = 0;
    if (word->class == CLAUSE_OTHER && (marked_facts(&reading->text->marked, reading->at) & FORM_PUNCTUATION))
        return;
    reading->before = word->class >= CLAUSE_STOP ? CLAUSE_STOP : word->class;
}

/* Marks of quotations of whole utterances part clauses as brackets do. */
static void read_quotations(struct reading_words *reading, size_t quotation)
{
    const quotations *all = reading->text->quotations;
    for (size_t i = quotation; i < all->count && all->items[i].first < reading->last; i++) {
        const struct quotation *found = &all->items[i];
        if (found->kind != QUOTATION_SPEECH)
            continue;
        if (found->opened && found->first >= reading->first)
            reading->words[found->first - reading->first].class = CLAUSE_LEFT;
        if (found->closed && found->last > reading->first && found->last <= reading->last)
            reading->words[found->last - 1 - reading->first].class = CLAUSE_RIGHT;
    }
}

/* Whether what is behind word `at` belongs to a clause that begins there. */
static bool opens_clause(const clause_words *words, size_t at)
{
    uint8_t class = words->items[at].class;
    return class == CLAUSE_IF || class == CLAUSE_RELATIVE || class == CLAUSE_QUESTION ||
           (class == CLAUSE_SUBJECT && at > 0 && words->items[at - 1].class == CLAUSE_NOUN);
}

static void look_ahead(clause_words *words)
{
    bool before_comma = false, before_stop = false;
    for (size_t i = words->count; i-- > 0;) {
        struct clause_word *word = &words->items[i];
        word->finite_ahead = before_comma;
        word->finite_behind_commas = before_stop;
        if (word->class == CLAUSE_FINITE)
            before_comma = before_stop = true;
        else if (word->class == CLAUSE_STOP || word->class == CLAUSE_FINAL)
            before_comma = before_stop = false;
        else if (word->class == CLAUSE_COMMA || opens_clause(words, i))
            before_comma = false;
    }
}

/* Words [from, to), which must be a clause, without a finite verb: the first word behind a noun that may be one is.
 */
static void promote_verb(struct reading_words *reading, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (reading->words[i].class == CLAUSE_FINITE)
            return;
    for (uint32_t i = from + 1; i < to; i++) {
        struct clause_word *word = &reading->words[i];
        uint32_t form = form_at(reading, reading->first + i), before = reading->words[i - 1].class;
        bool may = (form & (FORM_VERB_BASE | FORM_VERB_INFLECTED)) && !(form & WORD_GERUND) &&
                   !(marked_facts(&reading->text->marked, reading->first + i) & (FORM_TITLE | FORM_UPPER));
        if (may && (before == CLAUSE_NOUN || before == CLAUSE_ADVERB) &&
            (word->class == CLAUSE_NOUN || word->class == CLAUSE_OTHER || word->class == CLAUSE_PARTICIPLE)) {
            word->class = CLAUSE_FINITE;
            word->reports = (form & WORD_REPORT) != 0;
            return;
        }
    }
}

/* Whether a clause surely ends before word `at`, that began with `from`. */
static bool parts_clauses(const struct reading_words *reading, uint32_t from, uint32_t at)
{
    const struct clause_word *word = &reading->words[at];
    uint32_t next = at + 1 < reading->last - reading->first ? reading->words[at + 1].class : CLAUSE_FINAL;
    if (word->class == CLAUSE_COORDINATOR)
        return next == CLAUSE_SUBJECT;
    if (word->class == CLAUSE_COMMA)
        return reading->words[from].class == CLAUSE_IF;
    return word->class == CLAUSE_STOP || word->class == CLAUSE_FINAL ||
           (word->class == CLAUSE_IF && !word->may_be_preposition);
}

static void promote_verbs(struct reading_words *reading)
{
    uint32_t count = reading->last - reading->first, from = 0;
    for (uint32_t at = 1; at < count; at++) {
        if (!parts_clauses(reading, from, at))
            continue;
        promote_verb(reading, from, at);
        from = at;
    }
    promote_verb(reading, from, count);
}

bool clause_read(clause_words *out, const tocsin_allocator *alloc, const struct clause_text *text, uint32_t first,
                 uint32_t last, size_t quotation)
{
    array_clear(out);
    if (!array_reserve(alloc, out, last - first))
        return false;
    out->count = last - first;
    struct reading_words reading = {
        .text = text, .words = out->items, .first = first, .last = last, .before = CLAUSE_STOP};
    for (reading.at = first; reading.at < last; reading.at++)
        read_word(&reading);
    promote_verbs(&reading);
    read_quotations(&reading, quotation);
    look_ahead(out);
    return true;
}
