#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "english.h"
#include "failing_alloc.h"
#include "text/segment_news.h"

static struct language *english;

static int open_english(void **state)
{
    (void)state;
    return english_create(&english, &alloc_system, NULL);
}

static int close_english(void **state)
{
    (void)state;
    language_free(english);
    return 0;
}

/* Tokens with spaces between them, sentences with " | ", paragraphs with " || ". */
static void print_columns(struct buffer *out, const struct segmentation *segmentation, struct str text)
{
    size_t sentence = 0, paragraph = 0;
    for (size_t i = 0; i < segmentation->tokens.count; i++) {
        struct token token = segmentation->tokens.items[i];
        bool new_sentence = segmentation->sentences.items[sentence].first_token +
                                segmentation->sentences.items[sentence].token_count ==
                            i;
        sentence += new_sentence;
        bool new_paragraph = new_sentence && segmentation->paragraphs.items[paragraph].first_sentence +
                                                     segmentation->paragraphs.items[paragraph].sentence_count ==
                                                 sentence;
        paragraph += new_paragraph;
        if (i > 0)
            buffer_text(out, new_paragraph ? " || " : new_sentence ? " | " : " ");
        buffer_append(out, text.data + token.start, token.end - token.start);
    }
    buffer_char(out, '\0');
}

static void expect_text(struct str text, const char *expected, enum cpu_simd simd)
{
    struct segmentation segmentation;
    struct buffer out;
    buffer_init(&out, &alloc_system);
    segmentation_init(&segmentation, &alloc_system);
    assert_int_equal(segment_news(&segmentation, text, english, simd, NULL), TOCSIN_OK);
    print_columns(&out, &segmentation, text);
    assert_false(out.failed);
    assert_string_equal(out.data, expected);
    segmentation_finish(&segmentation);
    buffer_finish(&out);
}

static void expect(const char *text, const char *expected)
{
    expect_text(str_of(text), expected, cpu_simd());
}

struct example {
    const char *text, *expected;
};

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(examples[i].text, examples[i].expected);
}

#define EXPECT_ALL(examples) expect_all(examples, sizeof(examples) / sizeof *(examples))

/* ---- Words ------------------------------------------------------------------------------------------------- */

static void test_contractions(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"They don't know", "They do n't know"},
        {"He can\xe2\x80\x99t say", "He ca n\xe2\x80\x99t say"},
        {"We won't and they'll say we've lied", "We wo n't and they 'll say we 've lied"},
        {"They cannot.", "They can not ."},
        {"It cannot wait", "It can not wait"},
        {"CANNOT", "CAN NOT"},
        {"I'm gonna go, wanna come?", "I 'm gon na go , wan na come ?"},
        {"DON'T", "DO N'T"},
        {"n't", "n't"},
        {"a cannon and a cannonade", "a cannon and a cannonade"},
    };
    EXPECT_ALL(examples);
}

static void test_possessives_and_apostrophes(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Kenya's debt", "Kenya 's debt"},
        {"Kenya\xe2\x80\x99s debt", "Kenya \xe2\x80\x99s debt"},
        {"the lenders' terms", "the lenders ' terms"},
        {"O'Hara's boss, Mr. D'Souza", "O'Hara 's boss , Mr. D'Souza"},
        {"rock 'n' roll for 'em in the '90s", "rock 'n' roll for 'em in the '90s"},
        {"'Twas said", "'Twas said"},
        {"\"The Post\"'s view", "\" The Post \" 's view"},
        {"the 1980's and 2003's", "the 1980's and 2003 's"},
        {"at five o'clock", "at five o'clock"},
    };
    EXPECT_ALL(examples);
}

static void test_hyphens(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"a well-known ex-minister", "a well - known ex-minister"},
        {"non-state actors re-elected", "non-state actors re-elected"},
        {"a 25-year-old", "a 25 - year - old"},
        {"2003-2007 and 10-15", "2003 - 2007 and 10 - 15"},
        {"call 202-555-0143 or 555-0143", "call 202-555-0143 or 555-0143"},
        {"it came -- late --, he said", "it came -- late -- , he said"},
        {"waited--then left", "waited -- then left"},
        {"Lima\xe2\x80\x93"
         "Quito",
         "Lima \xe2\x80\x93 Quito"},
        {"-5 degrees", "- 5 degrees"},
        {"U.S.-led", "U.S. - led"},
        {"-----", "-----"},
    };
    EXPECT_ALL(examples);
}

static void test_numbers_and_units(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"1,200,500.75 people", "1,200,500.75 people"},
        {"5km at 7:30pm", "5 km at 7:30 pm"},
        {"$3.5bn, US$5 and \xe2\x82\xac"
         "20m",
         "$ 3.5 bn , US$ 5 and \xe2\x82\xac 20 m"},
        {"Rs1000", "Rs 1000"},
        {"up 4.5% to 12p", "up 4.5 % to 12 p"},
        {"the 19th and the 1990s", "the 19th and the 1990s"},
        {"on 9/11, on 05/25/2001; 3/4 of it", "on 9/11 , on 05/25/2001 ; 3 / 4 of it"},
        {"a G20 and F-16 and 3D", "a G20 and F - 16 and 3D"},
        {"[1,2] and [13]", "[ 1 , 2 ] and [ 13 ]"},
        {"#1 with .5", "# 1 with .5"},
        {"+44 and a + b", "+44 and a + b"},
        {"24\xc2\xb0"
         "C",
         "24 \xc2\xb0 C"},
    };
    EXPECT_ALL(examples);
}

static void test_addresses_and_names(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"see https://example.org/a_b?c=1,2.", "see https://example.org/a_b?c=1,2 ."},
        {"(www.example.com/x)", "( www.example.com/x )"},
        {"write to jane.doe@mail.example.org, please", "write to jane.doe@mail.example.org , please"},
        {"<a.b@c.org>", "< a.b@c.org >"},
        {"at Example.com and report.pdf", "at Example.com and report.pdf"},
        {"@news_desk says #ThisIsIt!", "@news_desk says #ThisIsIt !"},
        {"AT&T and R&D, Smith & Co", "AT&T and R&D , Smith & Co"},
        {"and/or w/o", "and / or w/o"},
        {"snake_case", "snake_case"},
        {"as .doc files", "as .doc files"},
    };
    EXPECT_ALL(examples);
}

static void test_marks(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Wait... what?!", "Wait ... what ?!"},
        {"so\xe2\x80\xa6 no", "so \xe2\x80\xa6 no"},
        {"glad :-) and sad :(.", "glad :-) and sad :( ."},
        {"so...? so..?", "so ... ? | so ..?"},
        {"(he said):", "( he said ) :"},
        {"\xe2\x80\x9cYes,\xe2\x80\x9d he said", "\xe2\x80\x9c Yes , \xe2\x80\x9d he said"},
        {"a,b;c", "a , b ; c"},
        {"account(s)", "account ( s )"},
        {"***", "***"},
        {"it is [...] over", "it is [...] over"},
        {"``so''", "`` so ''"},
        {"Yahoo! shares", "Yahoo! shares"},
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80!", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80 !"},
    };
    EXPECT_ALL(examples);
}

static void test_abbreviations(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Mr. Amos, Dr. Bell and Gen. Cole met.", "Mr. Amos , Dr. Bell and Gen. Cole met ."},
        {"Acme Inc. sued Bolt Corp. yesterday.", "Acme Inc. sued Bolt Corp. yesterday ."},
        {"No. 5 won. No. That is all.", "No. 5 won . | No . | That is all ."},
        {"i.e. that, e.g. this, etc.", "i.e. that , e.g. this , etc."},
        {"a Ph.D. in law", "a Ph.D. in law"},
        {"J. K. Ames and A.B. Cole", "J. K. Ames and A.B. Cole"},
        {"Ft.Worth and S.Korea", "Ft. Worth and S. Korea"},
        {"the sun.", "the sun ."},
        {"Plan B.", "Plan B ."},
        {"Ann Lee (b. 1950) spoke.", "Ann Lee ( b. 1950 ) spoke ."},
    };
    EXPECT_ALL(examples);
}

/* ---- Sentences --------------------------------------------------------------------------------------------- */

static void test_sentences_end(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"It rained. We left! Why? Who knows.", "It rained . | We left ! | Why ? | Who knows ."},
        {"it rained. we left. nobody cared.", "it rained . | we left . | nobody cared ."},
        {"Troops left Ukraine.Paris agreed.", "Troops left Ukraine . | Paris agreed ."},
        {"He paused... Then he left.", "He paused ... | Then he left ."},
        {"He paused... then left.", "He paused ... then left ."},
        {"It fell.[3] Prices rose.", "It fell . [ 3 ] | Prices rose ."},
        {"It fell. [4,5] Prices rose.", "It fell . [ 4 , 5 ] | Prices rose ."},
        {"So it is :-) Next one.", "So it is :-) | Next one ."},
        {"\xe7\x9a\x84\xe3\x80\x82\xe7\x9a\x84", "\xe7\x9a\x84 \xe3\x80\x82 | \xe7\x9a\x84"},
    };
    EXPECT_ALL(examples);
}

static void test_abbreviations_end_sentences(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"They fled to the U.S. The border shut.", "They fled to the U.S. | The border shut ."},
        {"They met U.S. Senator Dale.", "They met U.S. Senator Dale ."},
        {"He left at 6 p.m. Guards saw him.", "He left at 6 p.m. | Guards saw him ."},
        {"He left here at 6 p.m. Monday.", "He left here at 6 p.m. Monday ."},
        {"At 6 a.m. Mr. Cole left.", "At 6 a.m. Mr. Cole left ."},
        {"She joined Bolt Inc. It was late.", "She joined Bolt Inc. | It was late ."},
        {"it was march 9. he said \"no\". she said \"go now.\" we left.",
         "it was march 9 . | he said \" no \" . | she said \" go now . \" | we left ."},
        {"Oil from the U.S. Has become dear.", "Oil from the U.S. Has become dear ."},
        {"Bolt Inc. <BLT.L> fell to Cole. Acme L.P. <ACM.N> rose.",
         "Bolt Inc. < BLT . L > fell to Cole . | Acme L.P. < ACM . N > rose ."},
        {"you and I. Did Al I. Dean call?", "you and I . | Did Al I. Dean call ?"},
    };
    EXPECT_ALL(examples);
}

static void test_quotations(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"\"We will go.\" She rose.", "\" We will go . \" | She rose ."},
        {"\"We will go.\" she said.", "\" We will go . \" she said ."},
        {"\"Why?\" he asked. \"Why now?\"", "\" Why ? \" he asked . | \" Why now ? \""},
        {"\xe2\x80\x9cGo. Now.\xe2\x80\x9d He went.", "\xe2\x80\x9c Go . | Now . \xe2\x80\x9d | He went ."},
        {"(It was late.) He went.", "( It was late . ) | He went ."},
        {"\"It was late. We left.\" - The Gazette", "\" It was late . We left . \" - The Gazette"},
        {"He said \"no. Then he left.", "He said \" no . | Then he left ."},
        {"It is so . \" Then what ?", "It is so . | \" Then what ?"},
    };
    EXPECT_ALL(examples);
}

static void test_lists(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"1. Buy bread 2. Sell milk", "1 . Buy bread | 2 . Sell milk"},
        {"1) Buy bread 2) Sell milk", "1 ) Buy bread | 2 ) Sell milk"},
        {"a. Bread b. Milk c. Eggs", "a . Bread | b . Milk | c . Eggs"},
        {"\xe2\x80\xa2 Bread \xe2\x80\xa2 Milk", "\xe2\x80\xa2 Bread | \xe2\x80\xa2 Milk"},
        {"He came in 2. She came in 3.", "He came in 2 . | She came in 3 ."},
    };
    EXPECT_ALL(examples);
}

static void test_lines(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Storm nears\n\nIt is late.\n\nIt rains.", "Storm nears || It is late . || It rains ."},
        {"Storm nears\r\n\r\nIt is late.\r\rIt rains.", "Storm nears || It is late . || It rains ."},
        {"Storm nears\fIt is late.", "Storm nears || It is late ."},
        {"Bread\nMilk\nEggs", "Bread || Milk || Eggs"},
        {"The council said on Tuesday that the bridge would stay shut\nuntil the spring, when "
         "the last of the repairs should be done.",
         "The council said on Tuesday that the bridge would stay shut until the spring , when "
         "the last of the repairs should be done ."},
        {"LONDON, March 3 (Newswire) - Shares fell.", "LONDON , March 3 ( Newswire ) - | Shares fell ."},
        {"Harbour shut again Friday, March 3, 2017\n\nIt froze.",
         "Harbour shut again | Friday , March 3 , 2017 || It froze ."},
        {"The harbour at dawn Image: A. Cole.", "The harbour at dawn | Image : A. Cole ."},
        {"One\n==========\nTwo", "One || ========== || Two"},
        {"", ""},
        {" \n\t ", ""},
    };
    EXPECT_ALL(examples);
}

/* ---- What must hold of any text --------------------------------------------------------------------------------
 */

static void test_odd_characters_are_kept(void **state)
{
    (void)state;
    expect_text(STR("a\0b c"), "a", cpu_simd()); /* NUL belongs to its word: the printed text ends there */
    expect("zero\xe2\x80\x8bwidth", "zero\xe2\x80\x8bwidth");
    expect("\xe2\x80\xae"
           "evil\xe2\x80\xac text",
           "\xe2\x80\xae"
           "evil\xe2\x80\xac text");
    expect("soft\xc2\xadhyphen", "soft\xc2\xadhyphen");
    expect("no\xc2\xa0"
           "break",
           "no break");
    expect("caf\xc3\xa9 na\xc3\xafve", "caf\xc3\xa9 na\xc3\xafve");
    expect("e\xcc\x81t\xc3\xa9", "e\xcc\x81t\xc3\xa9");
    expect("line\xe2\x80\xa8"
           "end",
           "line end");
}

static void test_every_variant_at_every_offset(void **state)
{
    (void)state;
    char text[256], expected[512];
    for (size_t shift = 0; shift < 130; shift++) {
        memset(text, 'x', shift);
        snprintf(text + shift, sizeof text - shift, "%sThey don't go, Mr. Amos; 1,000 left.", shift ? " " : "");
        memset(expected, 'x', shift);
        snprintf(expected + shift, sizeof expected - shift, "%sThey do n't go , Mr. Amos ; 1,000 left .",
                 shift ? " " : "");
        for (enum cpu_simd simd = 0; simd < CPU_SIMD_COUNT; simd++)
            if (cpu_has(simd))
                expect_text(str_of(text), expected, simd);
    }
}

static void test_columns_fit_together(void **state)
{
    (void)state;
    struct segmentation segmentation;
    struct vocabulary *vocabulary = NULL;
    struct str text = STR("One is here. Two is.\n\nThree isn't. ");
    segmentation_init(&segmentation, &alloc_system);
    assert_int_equal(vocabulary_create(&vocabulary, &alloc_system, NULL), TOCSIN_OK);
    for (int round = 0; round < 2; round++) { /* the columns are filled anew */
        assert_int_equal(segmentation_run(&segmentation, text, TOCSIN_BREAKS_NEWS, english, vocabulary, NULL),
                         TOCSIN_OK);
        assert_int_equal(segmentation.tokens.count, 11);
        assert_int_equal(segmentation.forms.count, 11);
        assert_int_equal(segmentation.sentences.count, 3);
        assert_int_equal(segmentation.paragraphs.count, 2);
    }
    assert_int_equal(segmentation.sentences.items[1].start, 13);
    assert_int_equal(segmentation.sentences.items[1].end, 20);
    assert_int_equal(segmentation.sentences.items[1].first_token, 4);
    assert_int_equal(segmentation.sentences.items[1].token_count, 3);
    assert_int_equal(segmentation.paragraphs.items[1].start, 22);
    assert_int_equal(segmentation.paragraphs.items[1].end, 34);
    assert_int_equal(segmentation.forms.items[1], segmentation.forms.items[5]); /* is */
    assert_int_equal(segmentation_sentence_at(&segmentation, 0), 0);
    assert_int_equal(segmentation_sentence_at(&segmentation, 12), 0);
    assert_int_equal(segmentation_sentence_at(&segmentation, 13), 1);
    assert_int_equal(segmentation_sentence_at(&segmentation, 1000), 2);
    segmentation_finish(&segmentation);
    vocabulary_free(vocabulary);
}

static void test_too_large(void **state)
{
    (void)state;
    struct segmentation segmentation;
    tocsin_error error = TOCSIN_ERROR_INIT;
    struct str text = {"", SEGMENTATION_LIMIT + 1};
    segmentation_init(&segmentation, &alloc_system);
    assert_int_equal(segmentation_run(&segmentation, text, TOCSIN_BREAKS_NEWS, english, NULL, &error),
                     TOCSIN_ERROR_LIMIT);
    assert_string_equal(error.id, "text-too-large");
    segmentation_finish(&segmentation);
}

/* Each of these once made, or could make, the work grow with the square of the length. */
static void test_long_monotonous_texts(void **state)
{
    (void)state;
    static const char *const parts[] = {".",  "'",     "-",  "a",       "\n", ". ",     "a.",
                                        "a@", "\" . ", "1/", "http://", "[1", "LONDON "};
    enum { LENGTH = 1 << 20 };
    char *text = malloc(LENGTH);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct segmentation segmentation;
        size_t length = strlen(parts[i]), covered = 0;
        for (size_t at = 0; at < LENGTH; at++)
            text[at] = parts[i][at % length];
        segmentation_init(&segmentation, &alloc_system);
        assert_int_equal(segment_news(&segmentation, (struct str){text, LENGTH}, english, cpu_simd(), NULL),
                         TOCSIN_OK);
        for (size_t j = 0; j < segmentation.tokens.count; j++)
            covered += segmentation.tokens.items[j].end - segmentation.tokens.items[j].start;
        size_t spaces = 0;
        for (size_t at = 0; at < LENGTH; at++)
            spaces += text[at] == ' ' || text[at] == '\n';
        assert_int_equal(covered, LENGTH - spaces);
        segmentation_finish(&segmentation);
    }
    free(text);
}

static bool run_scenario(const tocsin_allocator *alloc, void *user)
{
    static const char text[] =
        "Mr. Amos can't. \"It's 5km,\" she said.\n\n* See http://example.org/ now!\n\nA\n\nB C.";
    struct segmentation segmentation;
    struct vocabulary *vocabulary = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    (void)user;
    segmentation_init(&segmentation, alloc);
    tocsin_status status = vocabulary_create(&vocabulary, alloc, &error);
    if (!status)
        status = segmentation_run(&segmentation, str_of(text), TOCSIN_BREAKS_NEWS, english, vocabulary, &error);
    if (status) {
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
        assert_string_equal(error.id, "memory");
    }
    segmentation_finish(&segmentation);
    vocabulary_free(vocabulary);
    return !status;
}

static void test_out_of_memory(void **state)
{
    (void)state;
    assert_true(failing_alloc_every(run_scenario, NULL) > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contractions),
        cmocka_unit_test(test_possessives_and_apostrophes),
        cmocka_unit_test(test_hyphens),
        cmocka_unit_test(test_numbers_and_units),
        cmocka_unit_test(test_addresses_and_names),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_abbreviations),
        cmocka_unit_test(test_sentences_end),
        cmocka_unit_test(test_abbreviations_end_sentences),
        cmocka_unit_test(test_quotations),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_odd_characters_are_kept),
        cmocka_unit_test(test_every_variant_at_every_offset),
        cmocka_unit_test(test_columns_fit_together),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_long_monotonous_texts),
        cmocka_unit_test(test_out_of_memory),
    };
    return cmocka_run_group_tests(tests, open_english, close_english);
}
