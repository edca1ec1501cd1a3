/* What attributes say of forms. */
#include "failing_alloc.h"
#include "base/alloc.h"
#include "pattern/attribute.h"

struct row {
    const char *word;
    const char *shape;
    double length;
    const char *flags; /* names of the flags of forms that hold, in the table's order */
};

static const struct row rows[] = {
    {"The", "title", 3, "cap alpha ascii"},
    {"I", "title", 1, "cap alpha ascii"},
    {"IMF", "upper", 3, "cap upper alpha ascii"},
    {"warn", "lower", 4, "lowercase alpha ascii"},
    {"McDonald", "mixed", 8, "cap alpha ascii"},
    {"iPhone", "mixed", 6, "alpha ascii"},
    {"a1", "lower", 2, "lowercase digit ascii"},
    {"G20", "title", 3, "cap digit ascii"},
    {"2024", "number", 4, "digit number ascii"},
    {"3.5", "number", 3, "digit number ascii"},
    {";", "mark", 1, "punct ascii"},
    {"\u201c", "mark", 1, "punct"},
    {"\u00c9tat", "title", 4, "cap alpha"},
    {"\u65e5\u672c", "other", 2, "alpha"},
    {"so-called", "lower", 9, "lowercase ascii"},
};

static void assert_form(const struct vocabulary *vocabulary, form_id form, const struct row *row)
{
    struct attribute_value value;
    char flags[128] = "";
    uint32_t traits = attribute_traits(vocabulary, form);
    attribute_of_form(&value, attribute_find(STR("shape")), vocabulary, form, NULL);
    assert_true(str_equal(value.strings[0], str_of(row->shape)));
    attribute_of_form(&value, attribute_find(STR("length")), vocabulary, form, NULL);
    assert_true(value.number == row->length);
    for (size_t i = 0; attribute_at(i); i++) {
        const struct attribute *attribute = attribute_at(i);
        if (attribute->kind != ATTRIBUTE_FLAG || attribute->level != ATTRIBUTE_OF_FORM)
            continue;
        attribute_of_form(&value, attribute, vocabulary, form, NULL);
        assert_int_equal(value.flag, (traits & attribute->trait) != 0);
        if (value.flag)
            strcat(strcat(flags, *flags ? " " : ""), attribute->name);
    }
    assert_string_equal(flags, row->flags);
    uint32_t shape = traits & TRAIT_SHAPES;
    assert_int_equal(shape & (shape - 1), 0);
    assert_int_equal(attribute_traits_sure(shape) & ~traits, 0);
    assert_int_equal(traits & ~attribute_traits_possible(shape), 0);
}

static void forms_have_the_traits_that_they_show(void **state)
{
    struct vocabulary *vocabulary;
    (void)state;
    assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_form(vocabulary, vocabulary_intern(vocabulary, str_of(rows[i].word)), &rows[i]);
    vocabulary_free(vocabulary);
}

static void strings_are_the_word_and_its_folding(void **state)
{
    struct vocabulary *vocabulary;
    struct attribute_value value;
    (void)state;
    assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
    form_id form = vocabulary_intern(vocabulary, STR("WARNED"));
    static const char *const names[] = {"text", "lower", "lemma"}, *const values[] = {"WARNED", "warned", "warned"};
    for (size_t i = 0; i < 3; i++) {
        attribute_of_form(&value, attribute_find(str_of(names[i])), vocabulary, form, NULL);
        assert_int_equal(value.string_count, 1);
        assert_true(str_equal(value.strings[0], str_of(values[i])));
    }
    vocabulary_free(vocabulary);
}

static void names_are_found_and_listed(void **state)
{
    size_t count = 0;
    (void)state;
    for (; attribute_at(count); count++) {
        assert_ptr_equal(attribute_find(str_of(attribute_at(count)->name)), attribute_at(count));
        assert_true(attribute_at(count)->about[0]);
        bool of_form = attribute_at(count)->level == ATTRIBUTE_OF_FORM; /* a model has the values of the others */
        assert_int_equal(attribute_at(count)->kind == ATTRIBUTE_SYMBOL && of_form, attribute_at(count)->values != NULL);
    }
    assert_true(count > 10);
    assert_null(attribute_find(STR("part")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_have_the_traits_that_they_show),
        cmocka_unit_test(strings_are_the_word_and_its_folding),
        cmocka_unit_test(names_are_found_and_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
