/* value_test.h: a test as it is asked at run time: of a form, a token, an annotation's features or an entry's
 * columns. Compiled from a pattern's tests; owned by the set's arena, but for the regexes. */
#ifndef TOCSIN_PATTERN_VALUE_TEST_H
#define TOCSIN_PATTERN_VALUE_TEST_H

#include "base/budget.h"
#include "base/buffer.h"
#include "pattern/attribute.h"
#include "pattern/pattern_ast.h"
#include "pattern/word_keys.h"
#include "regex/regex.h"

struct value_test {
    enum pattern_test_kind kind;
    const struct value_test *left, *right; /* NOT has left alone */
    enum pattern_operator operator;
    const struct attribute *attribute; /* of forms and tokens */
    struct str name;                   /* of a feature */
    uint32_t column;                   /* of a list */
    const struct str *values;
    uint32_t value_count;
    const struct regex *regex; /* anchored at both ends */
    uint32_t list;             /* whose entries `in` means, as WORD_LISTED keys */
    double number;
};

/* Asks for what COMPARE compares; false: memory is out. A value that is not there has no strings and no number. */
typedef bool value_get(void *user, const struct value_test *test, struct attribute_value *out);

struct value_asker {
    const struct word_keys *words;
    struct regex_matcher *matcher;
    struct budget *budget;
    value_get *get;
    void *user;
    tocsin_error *error;
    tocsin_status status; /* what a regex or `get` failed with */
};

bool value_test_holds(const struct value_test *test, struct value_asker *asker);

/* Appends bytes that are equal for equal tests. */
void value_test_describe(struct buffer *out, const struct value_test *test);

#endif
