#include "english/parse_words.h"

void parse_tags_read(struct parse_tags *out, const struct tag_model *model)
{
    *out = (struct parse_tags){{false}, {false}};
    for (size_t i = 0; i < model->label_count; i++) {
        struct str pos = str_of(tag_model_pos(model, (uint8_t)i));
        out->mark[i] = str_equal(pos, STR("PUNCT"));
        out->verb[i] = str_equal(pos, STR("VERB")) || str_equal(pos, STR("AUX"));
    }
}

struct parse_word parse_word_of(const struct vocabulary *vocabulary, form_id form, const struct tag_words *words)
{
    enum { SHAPE_MARK = 1, SHAPE_SMALL, SHAPE_CAPITAL };
    const struct form *known = vocabulary_form(vocabulary, form);
    struct str folded = vocabulary_form(vocabulary, known->fold)->text;
    uint32_t hash = (uint32_t)(tag_word_hash(folded) >> 16);
    return (struct parse_word){
        .word = hash ? hash : 1,
        .cluster = tag_words_find(words, folded).cluster,
        .shape = !(known->facts & FORM_LETTERS)                          ? SHAPE_MARK
                 : known->facts & (FORM_TITLE | FORM_UPPER | FORM_MIXED) ? SHAPE_CAPITAL
                                                                         : SHAPE_SMALL,
    };
}

void parse_words_close(struct parse_word *words, uint32_t count, const struct parse_tags *tags)
{
    words[0] = (struct parse_word){.tag = PARSE_NO_TAG};
    for (uint32_t i = 1; i <= count; i++) {
        words[i].marks = (uint16_t)(words[i - 1].marks + tags->mark[words[i].tag]);
        words[i].verbs = (uint16_t)(words[i - 1].verbs + tags->verb[words[i].tag]);
    }
    for (uint32_t i = count + 1; i <= count + PARSE_PADS; i++)
        words[i] =
            (struct parse_word){.tag = PARSE_BEHIND, .marks = words[count].marks, .verbs = words[count].verbs};
}
