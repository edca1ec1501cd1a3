/* pattern_ast.h: a token pattern as it was written: a tree whose nodes know the bytes that they were read from.
 *
 * Everything lives in one arena. A pattern and the named sub-patterns that it uses are texts of their own: a node
 * names its text by `source`, so that errors and explanations point at the place that the author wrote. */
#ifndef TOCSIN_PATTERN_AST_H
#define TOCSIN_PATTERN_AST_H

#include <stdint.h>

#include "base/str.h"

enum pattern_kind {
    PATTERN_WORDS,      /* word, "two words", 'Word': `text`, `exact` keeps case; broken into tokens as text is */
    PATTERN_LEMMA,      /* <warn|alert>: `values` */
    PATTERN_REGEX,      /* /re/i: `text` (in the source, as written), `flags` */
    PATTERN_TEST,       /* [lemma=warn & !cap]: `test` */
    PATTERN_LIST,       /* @list[sense=x]: `name`, `test` or NULL */
    PATTERN_ANNOTATION, /* %NP[kind=person], %claim.source: `name`, `role` or empty, `test` or NULL */
    PATTERN_REFERENCE,  /* $name, $name(a, b): `name`, children are the arguments; gone after expansion */
    PATTERN_ANY,        /* . */
    PATTERN_GAP,        /* .., ..{0,6}, ..!(but|;): `least`, `most`; the child is the barrier; shortest first */
    PATTERN_SEQUENCE,   /* children one after the other; none: matches nothing, of no length */
    PATTERN_CHOICE,     /* children, the first that matches */
    PATTERN_REPEAT,     /* child, `least` to `most` times; `lazy` tries fewer first */
    PATTERN_CAPTURE,    /* name:child */
    PATTERN_SAME,       /* =name: the words of that capture again */
    PATTERN_START,      /* ^: the scope's first edge */
    PATTERN_END,        /* $ */
    PATTERN_LOOK,       /* (?= ) (?! ) (?<= ) (?<! ): child, `behind`, `negative` */
    PATTERN_ANY_ORDER,  /* { a , b? , c }: children in any order, each once */
};

#define PATTERN_NO_LIMIT UINT32_MAX

enum pattern_test_kind { PATTERN_AND, PATTERN_OR, PATTERN_NOT, PATTERN_COMPARE };

enum pattern_operator {
    PATTERN_HAS,       /* [cap] */
    PATTERN_IS,        /* = a|b: any of `values` */
    PATTERN_IS_NOT,    /* != a|b: none of them */
    PATTERN_MATCHES,   /* ~ /re/: the whole value; `text` (in the source, as written), `flags` */
    PATTERN_IN,        /* in @list: `name` */
    PATTERN_LESS,      /* < <= > >= with a number in `number`, and as written in `text` */
    PATTERN_LESS_EQUAL,
    PATTERN_MORE,
    PATTERN_MORE_EQUAL,
};

struct pattern_test {
    enum pattern_test_kind kind;
    uint32_t start, end; /* bytes of the source */
    const struct pattern_test *left, *right; /* of AND, OR; NOT has left alone */
    struct str attribute;
    enum pattern_operator operator;
    const struct str *values;
    uint32_t value_count;
    struct str text;
    unsigned flags; /* REGEX_… of regex/regex.h */
    struct str name;
    double number;
};

struct pattern_node {
    enum pattern_kind kind;
    uint32_t source;     /* which text */
    uint32_t start, end; /* bytes of it */
    struct pattern_node *child, *next;
    struct str name;
    struct str role;
    struct str text;
    const struct str *values;
    uint32_t value_count;
    const struct pattern_test *test;
    unsigned flags; /* REGEX_… */
    uint32_t least, most;
    bool lazy, exact, behind, negative;
};

#endif
