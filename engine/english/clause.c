/* Building clauses on what the words of a sentence are. */
#include "english/clause.h"

struct open_clause {
    size_t index;     /* of the clause in `out` */
    bool finite;      /* has its verb */
    bool behind_comma;
    bool bracket;     /* holds what a pair of brackets or marks holds */
};

struct building {
    const clause_words *words;
    const tocsin_allocator *alloc;
    clauses *out;
    size_t begin; /* of the sentence's clauses in `out` */
    struct open_clause stack[CLAUSE_DEPTH];
    size_t depth;
    uint32_t at;  /* word under way, from 0 */
    bool said;    /* "P, X said" was read already */
    bool failed;
};

static uint8_t class_at(const struct building *building, size_t at)
{
    return at < building->words->count ? building->words->items[at].class : CLAUSE_FINAL;
}

/* The class of the word before, adverbs passed over. */
static uint8_t class_before(const struct building *building, uint32_t at)
{
    while (at > 0 && class_at(building, at - 1) == CLAUSE_ADVERB)
        at--;
    return at > 0 ? class_at(building, at - 1) : CLAUSE_STOP;
}

/* The first word from `at` on that is no adverb. */
static uint32_t skip_adverbs(const struct building *building, uint32_t at)
{
    while (class_at(building, at) == CLAUSE_ADVERB)
        at++;
    return at;
}

static struct open_clause *top_of(struct building *building)
{
    return building->depth > 0 ? &building->stack[building->depth - 1] : NULL;
}

static uint8_t kind_of(const struct building *building, const struct open_clause *open)
{
    return building->out->items[open->index].kind;
}

static void push(struct building *building, enum clause_kind kind, uint32_t first, uint32_t body)
{
    struct clause clause = {.first = first, .body = body, .kind = (uint8_t)kind};
    if (building->depth == CLAUSE_DEPTH)
        return;
    if (building->out->count > building->begin &&
        building->out->items[building->out->count - 1].first > first)
        clause.first = building->out->items[building->out->count - 1].first;
    struct open_clause *open = &building->stack[building->depth++];
    *open = (struct open_clause){.index = building->out->count};
    open->finite = kind == CLAUSE_INFINITIVE || kind == CLAUSE_PARTICIPIAL;
    open->behind_comma = first > 0 && class_at(building, first - 1) == CLAUSE_COMMA;
    if (!array_push(building->alloc, building->out, clause))
        building->failed = true;
}

/* Ends the innermost clauses down to `depth` before word `last`. */
static void pop_to(struct building *building, size_t depth, uint32_t last)
{
    while (building->depth > depth)
        building->out->items[building->stack[--building->depth].index].last = last;
}

/* The depth that an open bracket or quotation must not be left below. */
static size_t floor_of(const struct building *building)
{
    size_t depth = building->depth;
    while (depth > 1 && !building->stack[depth - 1].bracket)
        depth--;
    return depth > 0 ? depth - 1 : 0;
}

/* The depth of the innermost clause that still lacks its verb, all clauses in it having theirs; 0: none. */
static size_t lacking(const struct building *building)
{
    for (size_t depth = building->depth, floor = floor_of(building); depth > floor; depth--)
        if (!building->stack[depth - 1].finite)
            return depth;
    return 0;
}

/* Ends clause `depth` before word `last`; another of its kind begins at `first`. */
static void begin_sibling(struct building *building, size_t depth, uint32_t last, uint32_t first)
{
    struct open_clause open = building->stack[depth - 1];
    uint8_t kind = kind_of(building, &open);
    pop_to(building, depth - 1, last);
    push(building, (enum clause_kind)kind, first, first);
    struct open_clause *sibling = top_of(building);
    sibling->bracket = open.bracket;
}

/* The innermost clause with a verb that can be joined to a finite one. */
static size_t finite_depth(const struct building *building)
{
    size_t depth = building->depth, floor = floor_of(building);
    while (depth > floor + 1 && (!building->stack[depth - 1].finite ||
                                 kind_of(building, &building->stack[depth - 1]) == CLAUSE_INFINITIVE ||
                                 kind_of(building, &building->stack[depth - 1]) == CLAUSE_PARTICIPIAL))
        depth--;
    return depth;
}

/* ---- What each word does ---------------------------------------------------------------------------------- */

static void on_finite(struct building *building)
{
    struct open_clause *top = top_of(building);
    if (!top->finite) {
        top->finite = true;
        return;
    }
    size_t depth = lacking(building);
    if (depth == 0)
        return;
    uint32_t last = building->at;
    while (last > 0 && class_at(building, last - 1) == CLAUSE_ADVERB)
        last--;
    pop_to(building, depth, last);
    top_of(building)->finite = true;
}

/* "P, X said": all before the comma is what is said. */
static bool said_behind(const struct building *building)
{
    const struct clause_word *words = building->words->items;
    uint32_t at = building->at + 1, verb = at, count = (uint32_t)building->words->count;
    while (verb < count && verb - at < 8 &&
           (words[verb].class <= CLAUSE_ADVERB && words[verb].class != CLAUSE_PREPOSITION))
        verb++;
    if (verb >= count || words[verb].class != CLAUSE_FINITE || !words[verb].reports)
        return false;
    uint8_t behind = class_at(building, verb + 1);
    if (verb == at) /* said X */
        return behind == CLAUSE_SUBJECT || behind == CLAUSE_NOUN || behind == CLAUSE_DETERMINER;
    return behind >= CLAUSE_COMMA || behind == CLAUSE_PREPOSITION || behind == CLAUSE_IF ||
           (behind == CLAUSE_NOUN && !words[verb + 1].finite_ahead);
}

static void wrap_said(struct building *building)
{
    size_t index = building->stack[0].index;
    building->said = true;
    pop_to(building, 0, building->at);
    if (!array_reserve(building->alloc, building->out, 1)) {
        building->failed = true;
        return;
    }
    struct clause *items = building->out->items;
    memmove(items + index + 1, items + index, (building->out->count - index) * sizeof *items);
    building->out->count++;
    items[index + 1].kind = CLAUSE_OF_THAT;
    building->stack[building->depth++] = (struct open_clause){.index = index, .finite = true};
}

static void on_comma(struct building *building)
{
    bool first = building->stack[0].index == building->begin && !building->said;
    if (first && floor_of(building) == 0 && building->stack[0].finite && said_behind(building)) {
        wrap_said(building);
        return;
    }
    size_t depth = lacking(building);
    if (depth > 0 && depth < building->depth) {
        pop_to(building, depth, building->at);
        return;
    }
    if (depth > 0)
        return;
    uint8_t next = class_at(building, building->at + 1);
    if (next == CLAUSE_SUBJECT &&
        class_at(building, skip_adverbs(building, building->at + 2)) == CLAUSE_FINITE) {
        begin_sibling(building, floor_of(building) + 1, building->at, building->at + 1);
        return;
    }
    if (next == CLAUSE_GERUND)
        pop_to(building, finite_depth(building), building->at);
    for (depth = building->depth; depth > floor_of(building) + 1; depth--)
        if (building->stack[depth - 1].behind_comma && next != CLAUSE_COORDINATOR && next != CLAUSE_NOUN &&
            next != CLAUSE_OTHER && kind_of(building, &building->stack[depth - 1]) != CLAUSE_MAIN) {
            pop_to(building, depth - 1, building->at);
            return;
        }
}

static void on_stop(struct building *building)
{
    size_t floor = floor_of(building);
    struct open_clause *base = &building->stack[floor];
    bool quotation = class_at(building, building->at + 1) == CLAUSE_LEFT; /* He said: “P” */
    if (base->finite && building->words->items[building->at].finite_behind_commas && !quotation)
        begin_sibling(building, floor + 1, building->at, building->at + 1);
    else
        pop_to(building, floor + 1, building->at);
}

static void on_left(struct building *building)
{
    bool holds_clause = building->words->items[building->at].finite_behind_commas;
    if (!holds_clause || building->depth == CLAUSE_DEPTH)
        return;
    push(building, CLAUSE_QUOTED, building->at + 1, building->at + 1);
    top_of(building)->bracket = true;
}

static void on_right(struct building *building)
{
    size_t floor = floor_of(building);
    if (building->stack[floor].bracket)
        pop_to(building, floor, building->at);
}

/* "that P and that Q", "if P or if Q": the clause of the same kind ends where the next begins. */
static void join_opened(struct building *building, uint8_t class)
{
    uint8_t kind = CLAUSE_OF_THAT;
    if (class == CLAUSE_IF || class == CLAUSE_RELATIVE)
        kind = class == CLAUSE_IF ? CLAUSE_OF_IF : CLAUSE_OF_RELATIVE;
    size_t depth = building->depth, floor = floor_of(building);
    while (depth > floor + 1 && kind_of(building, &building->stack[depth - 1]) != kind)
        depth--;
    if (depth > floor + 1)
        pop_to(building, depth - 1, building->at);
    else if (class == CLAUSE_IF && building->words->items[building->at].finite_behind_commas)
        begin_sibling(building, floor + 1, building->at, building->at + 1);
}

static void on_coordinator(struct building *building)
{
    uint32_t at = building->at, next = skip_adverbs(building, at + 1);
    uint8_t class = class_at(building, next);
    const struct clause_word *word = &building->words->items[at];
    struct open_clause *top = top_of(building);
    bool comma = at > 0 && class_at(building, at - 1) == CLAUSE_COMMA;
    size_t depth = finite_depth(building);
    if (!building->stack[depth - 1].finite)
        return;
    comma = comma || word->contrasts;
    bool infinitive = kind_of(building, top) == CLAUSE_INFINITIVE;
    if (class == CLAUSE_FINITE && building->words->items[next].base && infinitive) {
        begin_sibling(building, building->depth, at, at + 1);
    } else if (class == CLAUSE_FINITE) {
        begin_sibling(building, depth, at, at + 1);
    } else if (class == CLAUSE_SUBJECT && word->finite_ahead) {
        begin_sibling(building, comma ? floor_of(building) + 1 : depth, at, at + 1);
    } else if (class == CLAUSE_VERB || class == CLAUSE_TO) {
        if (infinitive)
            begin_sibling(building, building->depth, at, at + 1);
    } else if (class == CLAUSE_THAT || class == CLAUSE_IF || class == CLAUSE_RELATIVE ||
               class == CLAUSE_QUESTION) {
        join_opened(building, class);
    } else if (comma && class == CLAUSE_PREPOSITION && word->finite_ahead && lacking(building) == 0) {
        begin_sibling(building, floor_of(building) + 1, at, at + 1);
    } else if (class == CLAUSE_GERUND && kind_of(building, top) == CLAUSE_PARTICIPIAL) {
        begin_sibling(building, building->depth, at, at + 1);
    } else if ((class == CLAUSE_NOUN || class == CLAUSE_DETERMINER) && lacking(building) == 0 &&
               (word->finite_ahead || (word->contrasts && word->finite_behind_commas))) {
        if (comma || at == 0)
            begin_sibling(building, floor_of(building) + 1, at, at + 1);
        else
            begin_sibling(building, depth, at, at + 1);
    }
}

static void on_if(struct building *building)
{
    const struct clause_word *word = &building->words->items[building->at];
    uint8_t next = class_at(building, building->at + 1);
    if (word->may_be_preposition ? !word->finite_ahead : !word->finite_behind_commas)
        return;
    if (next == CLAUSE_COMMA || next >= CLAUSE_STOP)
        return;
    uint32_t at = building->at;
    bool adverb = at > 0 && class_at(building, at - 1) == CLAUSE_ADVERB; /* even if */
    push(building, CLAUSE_OF_IF, adverb ? at - 1 : at, at + 1);
}

static void on_that(struct building *building)
{
    uint32_t at = building->at;
    uint8_t before = class_before(building, at), next = class_at(building, skip_adverbs(building, at + 1));
    if (before == CLAUSE_STOP || before == CLAUSE_PREPOSITION || !building->words->items[at].finite_behind_commas)
        return;
    if (next == CLAUSE_FINITE && before != CLAUSE_NOUN)
        return;
    push(building, next == CLAUSE_FINITE ? CLAUSE_OF_RELATIVE : CLAUSE_OF_THAT, at, at + 1);
}

static void on_relative(struct building *building)
{
    uint32_t at = building->at, first = at;
    if (at == 0 || !building->words->items[at].finite_behind_commas)
        return;
    uint8_t before = class_before(building, at);
    if (class_at(building, at - 1) == CLAUSE_PREPOSITION)
        first = at - 1;
    bool content = before == CLAUSE_FINITE || before == CLAUSE_VERB;
    push(building, content ? CLAUSE_OF_THAT : CLAUSE_OF_RELATIVE, first, at + 1);
}

static void on_question(struct building *building)
{
    uint32_t at = building->at;
    uint8_t before = class_before(building, at), next = class_at(building, at + 1);
    if (next == CLAUSE_TO) {
        push(building, CLAUSE_INFINITIVE, at, at + 1);
        return;
    }
    if (!building->words->items[at].finite_behind_commas || (at == 0 && !building->words->items[at].may_be_if))
        return;
    bool lacks = !top_of(building)->finite;
    if (lacks && next == CLAUSE_FINITE)
        return;
    bool adverbial = building->words->items[at].may_be_if && before != CLAUSE_NOUN;
    enum clause_kind kind = adverbial ? CLAUSE_OF_IF : CLAUSE_OF_THAT;
    push(building, before == CLAUSE_NOUN && !lacks ? CLAUSE_OF_RELATIVE : kind, at, at + 1);
}

static void on_to(struct building *building)
{
    uint32_t at = building->at;
    uint8_t before = at > 0 ? class_at(building, at - 1) : CLAUSE_STOP;
    if (before == CLAUSE_QUESTION || before == CLAUSE_COORDINATOR)
        return;
    push(building, CLAUSE_INFINITIVE, at, at + 1);
}

static void on_gerund(struct building *building)
{
    uint32_t at = building->at;
    uint8_t before = at > 0 ? class_at(building, at - 1) : CLAUSE_STOP;
    if (before == CLAUSE_COORDINATOR)
        return;
    bool behind = before == CLAUSE_PREPOSITION || before == CLAUSE_IF;
    push(building, CLAUSE_PARTICIPIAL, behind ? at - 1 : at, at);
}

/* "the man arrested there was …"; in a clause that has no other verb it is a past tense. */
static void on_participle(struct building *building)
{
    bool finite_ahead = building->words->items[building->at].finite_ahead;
    if (building->depth > 0 && lacking(building) == building->depth && !finite_ahead)
        on_finite(building);
    else
        on_gerund(building);
}

/* Whether the words of the innermost clause up to `at` are one noun phrase. */
static bool is_noun_phrase(struct building *building, uint32_t at)
{
    uint32_t first = building->out->items[top_of(building)->index].first;
    if (class_at(building, first) != CLAUSE_DETERMINER)
        return false;
    while (++first < at)
        if (class_at(building, first) != CLAUSE_NOUN && class_at(building, first) != CLAUSE_OTHER)
            return false;
    return true;
}

/* "the things they want", "I know he came": a subject begins a clause that no word opens. */
static void on_subject(struct building *building)
{
    uint32_t at = building->at;
    struct open_clause *top = top_of(building);
    uint8_t before = class_before(building, at), next = class_at(building, skip_adverbs(building, at + 1));
    if (next != CLAUSE_FINITE || !(top->finite || is_noun_phrase(building, at)))
        return;
    if (before == CLAUSE_NOUN)
        push(building, CLAUSE_OF_RELATIVE, at, at);
    else if (before == CLAUSE_FINITE || before == CLAUSE_VERB || before == CLAUSE_OTHER)
        push(building, CLAUSE_OF_THAT, at, at);
}

/* "said the man came". */
static void on_noun(struct building *building)
{
    uint32_t at = building->at;
    const struct clause_word *words = building->words->items;
    bool reported = at > 0 && words[at - 1].reports && words[at].finite_ahead;
    if (reported && top_of(building)->finite && lacking(building) == 0)
        push(building, CLAUSE_OF_THAT, at, at);
}

static void take_word(struct building *building)
{
    static void (*const actions[])(struct building *) = {
        [CLAUSE_NOUN] = on_noun,
        [CLAUSE_DETERMINER] = on_noun,
        [CLAUSE_SUBJECT] = on_subject,
        [CLAUSE_FINITE] = on_finite,
        [CLAUSE_GERUND] = on_gerund,
        [CLAUSE_PARTICIPLE] = on_participle,
        [CLAUSE_TO] = on_to,
        [CLAUSE_COORDINATOR] = on_coordinator,
        [CLAUSE_IF] = on_if,
        [CLAUSE_THAT] = on_that,
        [CLAUSE_RELATIVE] = on_relative,
        [CLAUSE_QUESTION] = on_question,
        [CLAUSE_COMMA] = on_comma,
        [CLAUSE_STOP] = on_stop,
        [CLAUSE_FINAL] = on_stop,
        [CLAUSE_LEFT] = on_left,
        [CLAUSE_RIGHT] = on_right,
    };
    uint8_t class = class_at(building, building->at);
    if (class < sizeof actions / sizeof *actions && actions[class])
        actions[class](building);
}

/* ---- What is kept ----------------------------------------------------------------------------------------- */

static bool is_edge(uint8_t class)
{
    return class >= CLAUSE_COMMA || class == CLAUSE_COORDINATOR;
}

/* Takes marks and coordinators off the edges; false where nothing is left. */
static bool trim(struct clause *clause, const clause_words *words)
{
    while (clause->first < clause->last && is_edge(words->items[clause->first].class))
        clause->first++;
    while (clause->first < clause->last && is_edge(words->items[clause->last - 1].class))
        clause->last--;
    if (clause->body < clause->first)
        clause->body = clause->first;
    if (clause->body >= clause->last)
        clause->body = clause->first;
    return clause->first < clause->last;
}

static bool holds_verb(const struct clause *clause, const clause_words *words)
{
    for (uint32_t at = clause->first; at < clause->last; at++)
        if (words->items[at].class == CLAUSE_FINITE || words->items[at].class == CLAUSE_VERB ||
            words->items[at].class == CLAUSE_GERUND || words->items[at].class == CLAUSE_PARTICIPLE)
            return true;
    return false;
}

static int order_clauses(const struct clause *a, const struct clause *b)
{
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return a->last == b->last ? 0 : a->last > b->last ? -1 : 1;
}

/* Trims, drops what holds no verb, sorts (nearly sorted as they are), counts depths, makes places tokens. */
static void finish(clauses *out, size_t begin, const clause_words *words, uint32_t first)
{
    uint32_t around[CLAUSE_DEPTH + 2];
    size_t kept = begin, depth = 0;
    for (size_t i = begin; i < out->count; i++) {
        struct clause clause = out->items[i];
        if (!trim(&clause, words) || !holds_verb(&clause, words))
            continue;
        size_t place = kept++;
        for (; place > begin && order_clauses(&out->items[place - 1], &clause) > 0; place--)
            out->items[place] = out->items[place - 1];
        out->items[place] = clause;
    }
    out->count = kept;
    for (size_t i = begin; i < kept; i++) {
        struct clause *clause = &out->items[i];
        while (depth > 0 && around[depth - 1] <= clause->first)
            depth--;
        around[depth++] = clause->last;
        clause->depth = (uint8_t)depth;
        clause->first += first;
        clause->last += first;
        clause->body += first;
    }
}

bool clause_find(clauses *out, const tocsin_allocator *alloc, const clause_words *words, uint32_t first)
{
    struct building building = {.words = words, .alloc = alloc, .out = out, .begin = out->count};
    uint32_t count = (uint32_t)words->count;
    push(&building, CLAUSE_MAIN, 0, 0);
    for (; building.at < count && !building.failed; building.at++)
        take_word(&building);
    if (building.failed)
        return false;
    pop_to(&building, 0, count);
    finish(out, building.begin, words, first);
    return true;
}
