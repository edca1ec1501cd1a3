#include "english/affix.h"

#include "english/lemma.h"
#include "text/language.h"

enum { SHORTEST_STEM = 3, IS_EXCEPTION = 1 };

/* ---- Reading the list ----------------------------------------------------------------------------------- */

/* False: a letter that stands for no stem. */
static bool read_stems(struct affix *out, struct str letters)
{
    static const char known[] = "nvar";
    static const unsigned classes[] = {LEMMA_NOUN, LEMMA_VERB, LEMMA_ADJECTIVE, LEMMA_ADVERB};
    for (size_t i = 0; i < letters.length; i++) {
        const char *at = letters.data[i] ? strchr(known, letters.data[i]) : NULL;
        if (letters.data[i] == 'p')
            out->of_participle = true;
        else if (at)
            out->stems |= classes[at - known];
        else
            return false;
    }
    return letters.length > 0;
}

static bool read_affix(struct affixes *affixes, const struct lemma_line *line)
{
    struct str text = line->columns[0];
    struct affix affix = {.behind = text.data[0] == '-', .sense = line->columns[1]};
    if (affixes->count == AFFIXES_MOST || text.length < 2 || !affix.sense.length ||
        !read_stems(&affix, line->columns[2]))
        return false;
    affix.text = (struct str){text.data + affix.behind, text.length - 1};
    affixes->items[affixes->count++] = affix;
    return true;
}

static bool read_ending(struct affixes *affixes, struct str text)
{
    if (affixes->ending_count == AFFIX_ENDINGS_MOST || text.length < 2 || text.data[0] != '-')
        return false;
    affixes->endings[affixes->ending_count++] = (struct str){text.data + 1, text.length - 1};
    return true;
}

/* Three columns: an affix, "un-" or "-less"; two: an ending that may follow, "-ly", or a word that is an
 * exception. */
static bool read_line(struct affixes *affixes, const struct lemma_line *line, bool *exception)
{
    struct str text = line->columns[0];
    *exception = false;
    if (!text.length)
        return false;
    if (line->count == 3)
        return (text.data[0] == '-') != (text.data[text.length - 1] == '-') && read_affix(affixes, line);
    *exception = line->count == 2 && str_equal(line->columns[1], STR("none"));
    if (*exception)
        return true;
    return line->count == 2 && str_equal(line->columns[1], STR("ending")) && read_ending(affixes, text);
}

tocsin_status affixes_read(struct affixes *affixes, const struct language_list *list, const tocsin_allocator *alloc,
                           tocsin_error *error)
{
    struct lemma_line line = {.rest = list->data};
    tocsin_status status = lemma_table_open(&affixes->exceptions, list->data, alloc, error);
    while (!status && lemma_line_next(&line)) {
        bool exception;
        if (!read_line(affixes, &line, &exception))
            return lemma_line_error(&line, list->file, error);
        if (exception)
            status = lemma_table_add(&affixes->exceptions, &line, IS_EXCEPTION, list->file, error);
    }
    return status;
}

void affixes_finish(struct affixes *affixes, const tocsin_allocator *alloc)
{
    lemma_table_close(&affixes->exceptions, alloc);
}

/* ---- Looking up ----------------------------------------------------------------------------------------- */

static bool stem_fits(const struct affix *affix, const struct lemmas *lemmas, struct str stem)
{
    struct lemma_answer answer;
    if (stem.length < SHORTEST_STEM)
        return false;
    if (lemmas_base_classes(lemmas, stem) & affix->stems)
        return true;
    if (!affix->of_participle)
        return false;
    lemmas_of(&answer, lemmas, stem);
    for (uint32_t i = 0; i < answer.count; i++)
        if ((answer.items[i].classes & LEMMA_VERB) && !str_equal(answer.items[i].text, stem))
            return true;
    return false;
}

/* "unrolled" is a form of "unroll", not "rolled" turned round: one that is no adjective besides. */
static bool is_verb_form(const struct lemmas *lemmas, struct str word)
{
    struct lemma_answer answer;
    if (lemmas_base_classes(lemmas, word) & (LEMMA_ADJECTIVE | LEMMA_ADVERB))
        return false;
    lemmas_of(&answer, lemmas, word);
    return answer.items[0].classes & LEMMA_VERB;
}

static const struct affix *find(const struct affixes *affixes, const struct lemmas *lemmas, struct str word)
{
    for (size_t i = 0; i < affixes->count; i++) {
        const struct affix *affix = &affixes->items[i];
        if (word.length <= affix->text.length)
            continue;
        size_t rest = word.length - affix->text.length;
        const char *place = word.data + (affix->behind ? rest : 0);
        struct str stem = {word.data + (affix->behind ? 0 : affix->text.length), rest};
        if (*place == *affix->text.data && memcmp(place, affix->text.data, affix->text.length) == 0 &&
            stem_fits(affix, lemmas, stem))
            return affix;
    }
    return NULL;
}

static bool is_exception(const struct affixes *affixes, struct str word)
{
    return lemma_table_value(&affixes->exceptions, word) == IS_EXCEPTION;
}

struct str affixes_sense(const struct affixes *affixes, const struct lemmas *lemmas, struct str folded)
{
    struct str none = {"", 0};
    if (!affixes->count || folded.length > LEMMA_BYTES || is_exception(affixes, folded))
        return none;
    const struct affix *affix = find(affixes, lemmas, folded);
    for (size_t i = 0; i < affixes->ending_count && !affix; i++) {
        struct str ending = affixes->endings[i];
        if (folded.length <= ending.length ||
            memcmp(folded.data + folded.length - ending.length, ending.data, ending.length) != 0)
            continue;
        struct str core = {folded.data, folded.length - ending.length};
        if (!is_exception(affixes, core))
            affix = find(affixes, lemmas, core);
    }
    return affix && !is_verb_form(lemmas, folded) ? affix->sense : none;
}
