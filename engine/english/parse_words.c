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
