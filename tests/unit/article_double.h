/* article_double.h: a small article with three records, as the news bundle would give them. */
#ifndef TOCSIN_TEST_ARTICLE_DOUBLE_H
#define TOCSIN_TEST_ARTICLE_DOUBLE_H

#include "result_double.h"

static const char article_text[] =
    "China warned\n\nNATO chief Jens Stoltenberg has warned China that there will be “serious consequences” "
    "if it starts providing lethal aid to Russia. It rained.\n";

struct article {
    tocsin_result result;
    tocsin_record records[3];
    tocsin_role roles[8];
    tocsin_feature features[4];
    tocsin_link link;
    size_t holder;
    tocsin_span sentences[3];
    tocsin_span tokens[2];
};

static tocsin_role article_role(const char *name, const char *words)
{
    return (tocsin_role){name, span_of(article_text, words, 0), NULL, false};
}

static void article_roles(struct article *article)
{
    tocsin_role *roles = article->roles;
    roles[0] = article_role("source", "NATO chief Jens Stoltenberg");
    roles[1] = article_role("content", "there will be “serious consequences”");
    roles[2] = article_role("content", "if it starts");
    roles[3] = article_role("issuer", "Jens Stoltenberg");
    roles[3].entity = "Jens Stoltenberg";
    roles[4] = article_role("addressee", "China");
    roles[4].span = span_of(article_text, "China", 1);
    roles[5] = article_role("harm", "“serious consequences”");
    roles[6] = article_role("trigger", "it starts providing lethal aid to Russia");
    roles[7] = article_role("cause", "it starts");
    roles[7].entity = "the start";
    roles[7].inferred = true;
}

static void article_make(struct article *article)
{
    *article = (struct article){0};
    article_roles(article);
    tocsin_span sentence = span_of(article_text, "NATO chief Jens Stoltenberg has", 0);
    sentence.end = span_of(article_text, "Russia.", 0).end;
    article->sentences[0] = span_of(article_text, "China warned", 0);
    article->sentences[1] = sentence;
    article->sentences[2] = span_of(article_text, "It rained.", 0);
    article->tokens[0] = span_of(article_text, "China", 0);
    article->tokens[1] = span_of(article_text, "warned", 0);
    article->features[0] = (tocsin_feature){"act", TOCSIN_VALUE_STRING, {.string = "warn"}};
    article->features[1] = (tocsin_feature){"polarity", TOCSIN_VALUE_STRING, {.string = "positive"}};
    article->features[2] = (tocsin_feature){"severity", TOCSIN_VALUE_INTEGER, {.integer = 2}};
    article->features[3] = (tocsin_feature){"reason", TOCSIN_VALUE_SPAN, {.span = article->roles[5].span}};
    article->link = (tocsin_link){"consequence", 2};
    article->records[0] = (tocsin_record){"claim", sentence, 1, article->roles, 3, NULL, 0, NULL, 0, NULL, 0,
                                          "claims/said-that", "news@1.0.0", 1};
    article->records[1] = (tocsin_record){"warning", sentence, 1, article->roles + 3, 4, article->features, 4,
                                          &article->holder, 1, &article->link, 1, "warnings/if-then", "news@1.0.0", 0.9};
    article->records[2] = (tocsin_record){"consequence", article->roles[6].span, 1, article->roles + 7, 1, NULL, 0,
                                          NULL, 0, NULL, 0, "consequences/if", "news@1.0.0", 0.25};
    article->result = (tocsin_result){.id = "nato.txt", .text = article_text, .length = sizeof article_text - 1,
                                      .records = article->records, .record_count = 3,
                                      .tokens = article->tokens, .token_count = 2,
                                      .sentences = article->sentences, .sentence_count = 3};
}

#endif
