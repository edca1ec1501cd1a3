#include <stdio.h>

#include "../pattern/same_tree.h"
#include "failing_alloc.h"
#include "pattern/pattern_parse.h"
#include "pattern/pattern_print.h"

/* One pattern parsed, or the error. */
struct parsed {
    struct arena arena;
    struct pattern_node *tree;
    tocsin_status status;
    tocsin_error error;
};

static void parse(struct parsed *out, struct str text)
{
    arena_init(&out->arena, &alloc_system);
    out->tree = NULL;
    out->error = (tocsin_error)TOCSIN_ERROR_INIT;
    out->status = pattern_parse(&out->tree, &out->arena, text, 7, &out->error);
    if (out->status)
        assert_null(out->tree);
}

static void print(struct buffer *out, const struct pattern_node *tree)
{
    buffer_init(out, &alloc_system);
    pattern_print(out, tree);
    buffer_char(out, '\0');
    assert_false(out->failed);
}

/* ---- What is read --------------------------------------------------------------------------------------- */

/* A pattern, and how its tree is printed; NULL: as it was written. */
static const struct {
    const char *text, *printed;
} READ[] = {
    /* words */
    {"word", NULL},
    {"  one  two\tthree\r\n four ", "one two three four"},
    {"don't", NULL},
    {"don\xe2\x80\x99t so-called snake_case B2B 1990s _x", NULL},
    {"\xc3\xa9t\xc3\xa9 \xe4\xb8\xad\xe5\x9b\xbd \xce\xba\xcf\x8c\xcf\x83\xce\xbc\xce\xbf\xcf\x82", NULL},
    {"one\xc2\xa0two\xe3\x80\x80three", "one two three"},
    {"\"two words\"", NULL},
    {"\"word\"", "word"},
    {"'Word'", NULL},
    {"'World Health Organization'", NULL},
    {"\"say \\\"no\\\" \\\\ now\"", NULL},
    {"'it\\'s \\\\'", NULL},
    {"\"it's\"", "it's"},
    {"\"'s\"", NULL},
    {"'\"'", NULL},
    {"\"?\" \"U.S.\" \"AT&T\" \"-- no comment\"", NULL},
    {"a ; b , c & d ~ # - `", "a \";\" b \",\" c \"&\" d \"~\" \"#\" \"-\" \"`\""},
    {"a, b; c", "a \",\" b \";\" c"},
    {"\xe2\x80\x94 \xe2\x80\xa6 \xe2\x80\x9cno\xe2\x80\x9d", NULL},
    {"a -- to the end | ( of the line\nb -- of the text", "a b"},
    {"-- a whole line\na", "a"},
    {"(a)--x", "a"},
    /* lemmas, regexes */
    {"<warn>", NULL},
    {"<warn|alert|so-called>", NULL},
    {"< warn | \xc3\xaatre >", "<warn|\xc3\xaatre>"},
    {"<warn>that", "<warn> that"},
    {"/colou?r(s|ed)?/", NULL},
    {"/a\\/b \" c/", NULL},
    {"/x/i /x/smxi", "/x/i /x/ixms"},
    {"/[\\]\\/\\\\]/", NULL},
    /* tests */
    {"[cap]", NULL},
    {"[ ! cap ]", "[!cap]"},
    {"[lemma=warn]", NULL},
    {"[lemma = warn | alert|  tell ]", "[lemma=warn|alert|tell]"},
    {"[lemma != warn|alert]", "[lemma!=warn|alert]"},
    {"[text=\"U.S.\"|\"say \\\"\"|b]", NULL},
    {"[text=\"word\"]", "[text=word]"},
    {"[text ~ /^A.*/i]", NULL},
    {"[text~/x/]", "[text ~ /x/]"},
    {"[lemma in @verbs]", NULL},
    {"[lemma in@verbs]", "[lemma in @verbs]"},
    {"[length<3]", NULL},
    {"[length <= 3 & length >= -1.50 & x > 2]", "[length<=3 & length>=-1.50 & x>2]"},
    {"[score=3.5|-2|3rd|3-5|in]", NULL},
    {"[a=b | c]", "[a=b|c]"},
    {"[a=b | c & d]", "[a=b|c & d]"},
    {"[a=b | c=d]", NULL},
    {"[a=b|c|d=e]", "[a=b|c | d=e]"},
    {"[a=b | c!=d]", NULL},
    {"[a=b | c ~ /d/]", NULL},
    {"[a=b | c in @d]", NULL},
    {"[a=b | in in @d]", NULL},
    {"[a=b | c<3]", NULL},
    {"[a=b | c >= 3]", "[a=b | c>=3]"},
    {"[a=b | !c]", NULL},
    {"[a=b | (c)]", NULL},
    {"[a=b | (c & d)]", NULL},
    {"[a=b | \"c\"]", "[a=b|c]"},
    {"[a | b & c | d]", "[a | (b & c) | (d)]"},
    {"[(a | b) & c]", "[(a | (b)) & c]"},
    {"[a & (b & c)]", NULL},
    {"[a & b & !(c & d)]", NULL},
    {"[!(a=b)]", "[!a=b]"},
    {"[!!a]", NULL},
    {"[a=1 -- why\n & b]", "[a=1 & b]"},
    /* what is named */
    {"@list", NULL},
    {"@list[direction=forward & sense!=2]", NULL},
    {"@list [cap]", NULL},
    {"%NP", NULL},
    {"%NP[kind=person]", NULL},
    {"%claim.source", NULL},
    {"%claim.source[polarity=negative]", NULL},
    {"%NP..x", "%NP .. x"},
    {"%NP .", NULL},
    {"$name", NULL},
    {"$name(a, b c | d)", "$name(a , b c | d)"},
    {"$f((a , b), {c,d}, $g(e))", "$f(a \",\" b , { c , d } , $g(e))"},
    {"$name (a)", "$name a"},
    {"=name", NULL},
    {"x:a =x", NULL},
    /* any word, gaps, edges */
    {".", NULL},
    {". .. .", NULL},
    {"a..b", "a .. b"},
    {"..{0,6}", NULL},
    {"..{2}", NULL},
    {"..{2,}", NULL},
    {"..{0,}", ".."},
    {"..!but", NULL},
    {"..!(but|;)", "..!(but | \";\")"},
    {"..{1,4}!(a b)", NULL},
    {"..!<be>..!@stop[x]..!%NP", "..!<be> ..!@stop[x] ..!%NP"},
    {"..!, x:, y:a", "..!\",\" x:\",\" y:a"},
    {"..!..!a", NULL},
    {"..!(a?)", NULL},
    {"^ a $", NULL},
    {"^a$", "^ a $"},
    {"(a$|b)", "a $ | b"},
    /* groups and choices */
    {"(a)", "a"},
    {"((a b))", "a b"},
    {"a (b c) d", NULL},
    {"a | b | c", NULL},
    {"a|b c|d", "a | b c | d"},
    {"(a | b) | c", NULL},
    {"a (b | c)", NULL},
    {"(a b)|c", "a b | c"},
    /* repetition */
    {"a? b* c+ d{2} e{2,} f{2,4}", NULL},
    {"a?? b*? c+? d{2}? e{2,}? f{2,4}?", NULL},
    {"a{ 2 , 4 }", "a{2,4}"},
    {"a{0,1} b{0,} c{1,}", "a? b* c+"},
    {"a{255} b{1}", NULL},
    {"\"two words\"?", NULL},
    {"(a b)+ (a|b)*", "(a b)+ (a | b)*"},
    {"(a?)*", NULL},
    {"((a+))+", "(a+)+"},
    {"{a,b}?", "{ a , b }?"},
    {"[cap]+ .? <a>* @l? %T{2} $f? =x?", NULL},
    /* captures */
    {"x:a", NULL},
    {"x:a+", NULL},
    {"x:(a+)", NULL},
    {"x:(a b)", NULL},
    {"x:(a|b)?", "x:(a | b)?"},
    {"x:y:a", NULL},
    {"x:..{0,6}!but y:. z:/re/ l:@l t:%T[f] w:\"two words\" r:$f(a)", NULL},
    {"_x1:a", NULL},
    {"x:{ a , y:b }", NULL},
    /* lookarounds */
    {"(?=a) (?!a) (?<=a) (?<!a)", "(?= a ) (?! a ) (?<= a ) (?<! a )"},
    {"(?= a | b )", NULL},
    {"(?<! a b ) c", NULL},
    /* any order */
    {"{ a , b? , c }", NULL},
    {"{ \"2\" , (3) }", "{ (2) , (3) }"},
    {"{a|b,c d}", "{ a | b , c d }"},
    {"{ a (, b) , c }", "{ a (\",\" b) , c }"},
    {"{ {a,b} , c }", "{ { a , b } , c }"},
    {"{ a , b , c , d , e , f }", NULL},
    {"a { b , c }", NULL},
};

static void a_pattern_is_read_and_printed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
        const char *wanted = READ[i].printed ? READ[i].printed : READ[i].text;
        struct parsed parsed;
        struct buffer printed;
        parse(&parsed, str_of(READ[i].text));
        if (parsed.status)
            fail_msg("%s: %s", READ[i].text, parsed.error.message);
        print(&printed, parsed.tree);
        assert_string_equal(printed.data, wanted);
        buffer_finish(&printed);
        arena_finish(&parsed.arena);
    }
}

static void what_is_printed_is_read_as_the_same_tree(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof READ / sizeof *READ; i++) {
        struct parsed parsed, again;
        struct buffer printed;
        parse(&parsed, str_of(READ[i].text));
        assert_int_equal(parsed.status, TOCSIN_OK);
        print(&printed, parsed.tree);
        parse(&again, str_of(printed.data));
        assert_int_equal(again.status, TOCSIN_OK);
        assert_true(same_tree(parsed.tree, again.tree));
        arena_finish(&again.arena);
        buffer_finish(&printed);
        arena_finish(&parsed.arena);
    }
}

/* ---- Errors --------------------------------------------------------------------------------------------- */

/* `hint` is part of the message. */
static const struct {
    const char *text;
    uint32_t offset;
    const char *id, *hint;
} ERRORS[] = {
    /* nothing there */
    {"", 0, "pattern-empty", "the pattern"},
    {"  -- nothing", 0, "pattern-empty", "the pattern"},
    {"a ()", 2, "pattern-empty", "this group"},
    {"(?= )", 0, "pattern-empty", "this group"},
    {"a |", 3, "pattern-empty", "`( )?`"},
    {"| a", 0, "pattern-empty", "this alternative"},
    {"(a || b)", 4, "pattern-empty", "this alternative"},
    {"(a|)", 3, "pattern-empty", "this alternative"},
    {"x \"\"", 2, "pattern-empty", "the quotes"},
    {"x ' '", 2, "pattern-empty", "the quotes"},
    {"x //", 2, "pattern-empty", "the regex"},
    {"<>", 1, "pattern-empty", "a lemma"},
    {"<a|>", 3, "pattern-empty", "a lemma"},
    {"<|a>", 1, "pattern-empty", "a lemma"},
    {"[ ]", 0, "pattern-empty", "this test"},
    {"$f()", 3, "pattern-empty", "an argument"},
    {"$f(a,)", 5, "pattern-empty", "an argument"},
    {"{ a , }", 6, "pattern-empty", "a part"},
    {"{ , a }", 2, "pattern-empty", "a part"},
    {"a {}", 3, "pattern-empty", "a part"},
    /* not closed, not opened */
    {"a <warn", 2, "pattern-unclosed", "`<warn` has no `>`"},
    {"<warn that", 0, "pattern-unclosed", "`<warn` has no `>`"},
    {"<warn that <say>", 0, "pattern-unclosed", "`<warn` has no `>`"},
    {"<a|b", 0, "pattern-unclosed", "`<a|b` has no `>`"},
    {"a (b c", 2, "pattern-unclosed", "`(b c` has no `)`"},
    {"(a }", 0, "pattern-unclosed", "has no `)`"},
    {"(?<! a", 0, "pattern-unclosed", "`(?<! a` has no `)`"},
    {"{ a , b", 0, "pattern-unclosed", "`{ a , b` has no `}`"},
    {"{ a , b )", 0, "pattern-unclosed", "has no `}`"},
    {"$f(a, b", 0, "pattern-unclosed", "`$f(a, b` has no `)`"},
    {"a [b=c", 2, "pattern-unclosed", "`[b=c` has no `]`"},
    {"[(a & b]", 1, "pattern-unclosed", "`(a & b` has no `)`"},
    {"a \"b c", 2, "pattern-quote", "`\"b c` has no closing `\"` on its line; the mark itself is written '\"'"},
    {"\"b\nc\"", 0, "pattern-quote", "`\"b` has no closing"},
    {"a 's b", 2, "pattern-quote", "\"'\""},
    {"'a\\", 0, "pattern-quote", "has no closing"},
    {"a /b", 2, "pattern-quote", "`/b` has no closing `/` on its line; the mark itself is written \"/\""},
    {"a /b\n/", 2, "pattern-quote", "has no closing"},
    {"a)", 1, "pattern-stray", "`)` closes nothing; the mark itself is written \")\""},
    {"a } b", 2, "pattern-stray", "`}`"},
    {"a ] b", 2, "pattern-stray", "`]`"},
    {"a> b", 1, "pattern-stray", "`>`"},
    {"(a, b) c)", 8, "pattern-stray", "`)`"},
    /* words that are none */
    {"say AT&T now", 4, "pattern-glued", "`AT&T`"},
    {"U.S. aid", 0, "pattern-glued", "`U.S.`"},
    {"the end.", 4, "pattern-glued", "`end.`"},
    {"1,000", 0, "pattern-glued", "`1,000`"},
    {"$5", 0, "pattern-glued", "`$5`"},
    {"US$5", 0, "pattern-glued", "`US$5`"},
    {"and/or", 0, "pattern-glued", "`and/or`"},
    {"warn(ed|s)?", 0, "pattern-glued", "`warn(ed|s)?`"},
    {"word[cap]", 0, "pattern-glued", "`word[cap]`"},
    {"so<be>", 0, "pattern-glued", "`so<be>`"},
    {"dogs'", 0, "pattern-glued", "`dogs'`"},
    {"a@b", 0, "pattern-glued", "`a@b`"},
    {"50%", 0, "pattern-glued", "`50%`"},
    {"so--called", 0, "pattern-glued", "`so--called`"},
    {"-5", 0, "pattern-glued", "`-5`"},
    {"#tag", 0, "pattern-glued", "`#tag`"},
    {".com", 0, "pattern-glued", "`.com`"},
    {"a,b", 0, "pattern-glued", "`a,b`"},
    {"pos=VERB", 0, "pattern-brackets", "`[pos=VERB]`"},
    {"<set out>", 0, "pattern-lemma", "`<set`"},
    {"<go|set out of|b>", 0, "pattern-lemma", "`<go|set`"},
    {"\"a\\n\"", 2, "pattern-escape", "`\"`"},
    {"'a\\\"'", 2, "pattern-escape", "`'`"},
    /* marks that mean something elsewhere */
    {"a ?", 2, "pattern-quantifier", "`?` stands right behind"},
    {"* a", 0, "pattern-quantifier", "`*`"},
    {"(+ a)", 1, "pattern-quantifier", "`+`"},
    {"a {2,3}", 2, "pattern-quantifier", "`{2,3}`"},
    {"a { 2 }", 2, "pattern-quantifier", "`{ 2 }`"},
    {"a { 2\v, -- most\n3}", 2, "pattern-quantifier", "`{ 2"},
    {"a ! b", 2, "pattern-not", "\"!\""},
    {"!(a)", 0, "pattern-not", "(?! )"},
    {"a : b", 2, "pattern-mark", "`name:element`"},
    {"a @ b", 2, "pattern-mark", "`@` needs a list's name right behind it; the mark itself is written \"@\""},
    {"5 %", 2, "pattern-mark", "`%` needs an annotation's type"},
    {"a = b", 2, "pattern-mark", "`=` needs a capture's name"},
    {"a ...", 2, "pattern-dots", "\"...\""},
    {"a... b", 1, "pattern-dots", "\"...\""},
    {"a \\b", 2, "pattern-character", "0x5C"},
    {"a \x01", 2, "pattern-character", "0x01"},
    {"(?:a)", 0, "pattern-group", "`(?:a)`"},
    {"(?i)", 0, "pattern-group", "plain brackets"},
    {"(?<x>a)", 0, "pattern-group", "`(?<x>a)`"},
    {"%claim. a", 0, "pattern-role", "`%claim .`"},
    {"..! a", 2, "pattern-barrier", "`..!but`"},
    {"{ ..!, a }", 4, "pattern-barrier", "`..!but`"},
    {"{ x:, a }", 4, "pattern-capture", "`x:`"},
    {"(..!)", 3, "pattern-barrier", "`..!but`"},
    /* captures */
    {"x: a", 2, "pattern-capture", "`x:`"},
    {"(x:)", 3, "pattern-capture", "`x:`"},
    {"x::a", 2, "pattern-capture", "`x:`"},
    {"10:30", 0, "pattern-capture-name", "`10:`"},
    {"a-b:c", 0, "pattern-capture-name", "`a-b:`"},
    {"\xc3\xa9:c", 0, "pattern-capture-name", "`\xc3\xa9:`"},
    {"x:)", 2, "pattern-capture", ""},
    /* repetition */
    {"a{3,1}", 1, "pattern-range-order", "`{3,1}`: the least is over the most"},
    {"..{3,1}", 2, "pattern-range-order", "`{3,1}`"},
    {"a{0}", 1, "pattern-range-nothing", "`{0}`"},
    {"a{0,0}", 1, "pattern-range-nothing", "`{0,0}`"},
    {"a{256}", 1, "pattern-range-limit", "over the limit of 255"},
    {"a{1,99999999999999}", 1, "pattern-range-limit", "255"},
    {"a{,3}", 1, "pattern-range", "`{,3}`"},
    {"a{b,c}", 1, "pattern-range", "`{b,c}`"},
    {"a{1,2", 1, "pattern-range", "`{1,2`"},
    {"a{}", 1, "pattern-range", "`{}`"},
    {"a?+", 2, "pattern-twice", "`+`"},
    {"a**", 2, "pattern-twice", "`*`"},
    {"a???", 3, "pattern-twice", "`?`"},
    {"a{2}{3}", 4, "pattern-twice", "`{3}`"},
    {"..?", 2, "pattern-unrepeatable", "`..{0,6}`"},
    {"..{1,2}?", 7, "pattern-unrepeatable", "gap"},
    {"..!a+", 4, "pattern-unrepeatable", "gap"},
    {"^?", 1, "pattern-unrepeatable", "edge"},
    {"$*", 1, "pattern-unrepeatable", "edge"},
    {"(?=a)?", 5, "pattern-unrepeatable", "lookaround"},
    {"{ a }", 0, "pattern-order", "not 1"},
    {"x { a,b,c,d,e,f,g }", 2, "pattern-order", "2 to 6"},
    /* tests and regexes */
    {"/a/g", 3, "pattern-flag", "`g`"},
    {"[text ~ /a/q]", 11, "pattern-flag", "`q`"},
    {"[=a]", 1, "pattern-test", "an attribute's name"},
    {"[a &]", 4, "pattern-test", "an attribute's name"},
    {"[a==b]", 3, "pattern-test", "one `=`"},
    {"[a=]", 3, "pattern-test", "a value"},
    {"[a= & b]", 4, "pattern-test", "a value"},
    {"[a!=|b]", 4, "pattern-test", "a value"},
    {"[a=U.S.]", 4, "pattern-test", "`]`"},
    {"[a=b c]", 5, "pattern-test", "`&`, `|` or `]`"},
    {"[a b]", 3, "pattern-test", "`&`, `|` or `]`"},
    {"[a ~ b]", 5, "pattern-test", "a regex"},
    {"[a < b]", 5, "pattern-test", "a number"},
    {"[a in b]", 3, "pattern-test", "`&`, `|` or `]`"},
    {"[a in @]", 7, "pattern-test", "a list's name"},
    {"[a=\"b]", 3, "pattern-quote", "has no closing"},
    {"@l[a", 2, "pattern-unclosed", "`[a` has no `]`"},
    {"%T[]", 2, "pattern-empty", "this test"},
    /* bytes */
    {"a \xff", 2, "pattern-utf8", "UTF-8"},
    {"a \xe2\x80", 2, "pattern-utf8", "UTF-8"},
};

static void an_error_says_what_is_wrong_and_where(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ERRORS / sizeof *ERRORS; i++) {
        struct parsed parsed;
        parse(&parsed, str_of(ERRORS[i].text));
        if (!parsed.status)
            fail_msg("%s: no error", ERRORS[i].text);
        if (parsed.error.offset != ERRORS[i].offset || strcmp(parsed.error.id, ERRORS[i].id) != 0 ||
            !strstr(parsed.error.message, ERRORS[i].hint))
            fail_msg("%s: at %u %s: %s", ERRORS[i].text, (unsigned)parsed.error.offset, parsed.error.id,
                     parsed.error.message);
        assert_int_equal(parsed.status, TOCSIN_ERROR_BUNDLE);
        arena_finish(&parsed.arena);
    }
}

static void assert_fails(struct str text, uint32_t offset, const char *id)
{
    struct parsed parsed;
    parse(&parsed, text);
    assert_int_equal(parsed.status, TOCSIN_ERROR_BUNDLE);
    assert_string_equal(parsed.error.id, id);
    assert_int_equal(parsed.error.offset, offset);
    arena_finish(&parsed.arena);
}

static void a_nul_is_an_error(void **state)
{
    (void)state;
    assert_fails((struct str){"a \0 b", 5}, 2, "pattern-character");
    assert_fails((struct str){"a\0", 2}, 1, "pattern-character");
    assert_fails((struct str){"<a\0>", 4}, 0, "pattern-unclosed");
    assert_fails((struct str){"[a\0]", 4}, 2, "pattern-test");
    assert_fails((struct str){"a {1\0}", 6}, 4, "pattern-character");
    assert_fails((struct str){"x:\0", 3}, 2, "pattern-capture");
    assert_fails((struct str){"$\0", 2}, 1, "pattern-character");
}

/* ---- Bounds --------------------------------------------------------------------------------------------- */

/* `first`, `count` times `unit`, `last`, `count` times `end`. */
static struct buffer repeated(const char *first, const char *unit, size_t count, const char *last, const char *end)
{
    struct buffer text;
    buffer_init(&text, &alloc_system);
    buffer_text(&text, first);
    for (size_t i = 0; i < count; i++)
        buffer_text(&text, unit);
    buffer_text(&text, last);
    for (size_t i = 0; i < count; i++)
        buffer_text(&text, end);
    assert_false(text.failed);
    return text;
}

static void what_nests_is_bounded(void **state)
{
    (void)state;
    static const struct {
        const char *unit, *last, *end;
        uint32_t bracket; /* bytes of the unit up to what nests */
    } nests[] = {
        {"(", "a", ")", 1},   {"(a ", "a", ")", 1},   {"x:", "a", "", 2},  {"..!", "a", "", 3},
        {"{a,", "b", "}", 1}, {"$f(", "a", ")", 3}, {"(?=", "a", ")", 3}, {"(a|", "b", ")", 1},
    };
    for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
        struct buffer most = repeated("", nests[i].unit, PATTERN_DEPTH_LIMIT, nests[i].last, nests[i].end);
        struct buffer over = repeated("", nests[i].unit, PATTERN_DEPTH_LIMIT + 1, nests[i].last, nests[i].end);
        struct parsed parsed;
        parse(&parsed, (struct str){most.data, most.length});
        assert_int_equal(parsed.status, TOCSIN_OK);
        arena_finish(&parsed.arena);
        assert_fails((struct str){over.data, over.length},
                     (uint32_t)(strlen(nests[i].unit) * PATTERN_DEPTH_LIMIT + nests[i].bracket), "pattern-depth");
        buffer_finish(&most);
        buffer_finish(&over);
    }
}

static void tests_are_bounded(void **state)
{
    (void)state;
    struct buffer nots = repeated("[", "!", PATTERN_DEPTH_LIMIT + 1, "a]", "");
    struct buffer groups = repeated("[", "(", PATTERN_DEPTH_LIMIT + 1, "a]", "");
    struct buffer terms = repeated("[", "a & ", PATTERN_TEST_LIMIT + 1, "a]", "");
    assert_fails((struct str){nots.data, nots.length}, PATTERN_DEPTH_LIMIT + 2, "pattern-depth");
    assert_fails((struct str){groups.data, groups.length}, PATTERN_DEPTH_LIMIT + 2, "pattern-depth");
    assert_fails((struct str){terms.data, terms.length}, 1 + 4 * (PATTERN_TEST_LIMIT + 1), "pattern-terms");
    buffer_finish(&groups);
    buffer_finish(&nots);
    buffer_finish(&terms);
}

static void a_text_is_bounded(void **state)
{
    (void)state;
    struct buffer most = repeated("", "a ", PATTERN_TEXT_LIMIT / 2, "", "");
    struct parsed parsed;
    parse(&parsed, (struct str){most.data, most.length});
    assert_int_equal(parsed.status, TOCSIN_OK);
    arena_finish(&parsed.arena);
    buffer_char(&most, 'a');
    assert_fails((struct str){most.data, most.length}, 0, "pattern-length");
    buffer_finish(&most);
}

/* ---- Nodes ---------------------------------------------------------------------------------------------- */

/* The place of each node of a tree, in the order that they begin in the text. */
static void write_places(struct buffer *out, const struct pattern_node *node, const char *text)
{
    for (; node; node = node->next) {
        assert_int_equal(node->source, 7);
        buffer_char(out, '<');
        buffer_append(out, text + node->start, node->end - node->start);
        buffer_char(out, '>');
        write_places(out, node->child, text);
    }
}

static void a_node_knows_its_place(void **state)
{
    (void)state;
    static const struct {
        const char *text, *places;
    } cases[] = {
        {" a  \"b c\" ", "<a  \"b c\"><a><\"b c\">"},
        {" a | (b) -- end", "<a | (b)><a><b>"},
        {"(a | b)? c", "<(a | b)? c><(a | b)?><a | b><a><b><c>"},
        {"x:(a b)+ .", "<x:(a b)+ .><x:(a b)+><x:(a b)><a b><a><b><.>"},
        {"..{0,6}!(a) @l[x] %T.r[y]", "<..{0,6}!(a) @l[x] %T.r[y]><..{0,6}!(a)><a><@l[x]><%T.r[y]>"},
        {"$f(a, b) (?<= c ) { d , <e|f> }",
         "<$f(a, b) (?<= c ) { d , <e|f> }><$f(a, b)><a><b><(?<= c )><c><{ d , <e|f> }><d><<e|f>>"},
        {"^ /re/i [cap] =x $ -- end", "<^ /re/i [cap] =x $><^></re/i><[cap]><=x><$>"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct parsed parsed;
        struct buffer places;
        parse(&parsed, str_of(cases[i].text));
        assert_int_equal(parsed.status, TOCSIN_OK);
        buffer_init(&places, &alloc_system);
        write_places(&places, parsed.tree, cases[i].text);
        buffer_char(&places, '\0');
        assert_string_equal(places.data, cases[i].places);
        buffer_finish(&places);
        arena_finish(&parsed.arena);
    }
}

static void a_test_holds_what_was_written(void **state)
{
    (void)state;
    static const char text[] = "[a=b|\"c d\" & !x ~ /r\\/e/i | n>=-2.5]";
    struct parsed parsed;
    parse(&parsed, STR("[a=b|\"c d\" & !x ~ /r\\/e/i | n>=-2.5]"));
    assert_int_equal(parsed.status, TOCSIN_OK);
    const struct pattern_test *either = parsed.tree->test;
    assert_int_equal(either->kind, PATTERN_OR);
    assert_int_equal(either->start, 1);
    assert_int_equal(either->end, strlen(text) - 1);
    const struct pattern_test *values = either->left->left, *not = either->left->right, *number = either->right;
    assert_int_equal(values->operator, PATTERN_IS);
    assert_int_equal(values->value_count, 2);
    assert_true(str_equal(values->values[1], STR("c d")));
    assert_int_equal(values->start, 1);
    assert_int_equal(values->end, 11);
    assert_int_equal(not->kind, PATTERN_NOT);
    assert_true(str_equal(not->left->text, STR("r\\/e")));
    assert_int_equal(not->left->flags, 1);
    assert_int_equal(number->operator, PATTERN_MORE_EQUAL);
    assert_true(number->number > -2.51 && number->number < -2.49);
    arena_finish(&parsed.arena);
}

/* ---- Sub-patterns --------------------------------------------------------------------------------------- */

/* name(parameters), its body; looked up by name. */
struct library {
    struct arena arena;
    struct pattern_named items[16];
    size_t count;
};

static void library_add(struct library *library, const char *head, const char *body)
{
    struct pattern_named *named = &library->items[library->count];
    struct pattern_node *tree;
    assert_int_equal(pattern_parse_head(named, &library->arena, str_of(head), NULL), TOCSIN_OK);
    assert_int_equal(
        pattern_parse(&tree, &library->arena, str_of(body), 10 + (uint32_t)library->count, NULL), TOCSIN_OK);
    named->body = tree;
    library->count++;
}

static const struct pattern_named *look_up(void *user, struct str name)
{
    const struct library *library = user;
    for (size_t i = 0; i < library->count; i++)
        if (str_equal(library->items[i].name, name))
            return &library->items[i];
    return NULL;
}

static void library_open(struct library *library)
{
    library->count = 0;
    arena_init(&library->arena, &alloc_system);
    library_add(library, "person", "mr? 'Berg'");
    library_add(library, "list(x)", "$x (, $x)*");
    library_add(library, " pair ( x , y ) ", "$x with $y");
    library_add(library, "swap(y, x)", "$pair($x, $y)");
    library_add(library, "person_or(x)", "$person | $x");
    library_add(library, "a", "one $b");
    library_add(library, "b", "two ($c | $a)");
    library_add(library, "c", "three");
    library_add(library, "self(x)", "$x $self($x)");
    library_add(library, "lost", "a $nobody");
    library_add(library, "called(x)", "$x(a)");
    library_add(library, "twice(person)", "$person $person");
    library_add(library, "maybe(x)", "a $x?");
}

static const struct {
    const char *text, *printed;
} EXPANDED[] = {
    {"a b", "a b"},
    {"$person", "mr? 'Berg'"},
    {"said $person?", "said (mr? 'Berg')?"},
    {"x:$person", "x:(mr? 'Berg')"},
    {"$list(a)", "a (\",\" a)*"},
    {"$list($person)", "(mr? 'Berg') (\",\" (mr? 'Berg'))*"},
    {"$list($list(a))", "(a (\",\" a)*) (\",\" (a (\",\" a)*))*"},
    {"$swap(one, two)", "two with one"},
    {"$swap($person, $swap(1, 2))", "(2 with 1) with (mr? 'Berg')"},
    {"$person_or(x:she)", "mr? 'Berg' | x:she"},
    {"$twice(she)", "she she"},
    {"(?! $person ) ..!$c { $c , d }", "(?! mr? 'Berg' ) ..!three { three , d }"},
};

static void a_reference_becomes_what_it_names(void **state)
{
    (void)state;
    struct library library;
    library_open(&library);
    for (size_t i = 0; i < sizeof EXPANDED / sizeof *EXPANDED; i++) {
        struct parsed parsed;
        struct pattern_node *expanded;
        struct buffer printed;
        uint32_t source = 0;
        parse(&parsed, str_of(EXPANDED[i].text));
        assert_int_equal(
            pattern_expand(&expanded, &parsed.arena, parsed.tree, look_up, &library, &source, NULL), TOCSIN_OK);
        print(&printed, expanded);
        assert_string_equal(printed.data, EXPANDED[i].printed);
        buffer_finish(&printed);
        arena_finish(&parsed.arena);
    }
    arena_finish(&library.arena);
}

static void an_expanded_node_keeps_its_source(void **state)
{
    (void)state;
    struct library library;
    struct parsed parsed;
    struct pattern_node *expanded;
    uint32_t source = 0;
    library_open(&library);
    parse(&parsed, STR("$pair(she, he)"));
    assert_int_equal(pattern_expand(&expanded, &parsed.arena, parsed.tree, look_up, &library, &source, NULL),
                     TOCSIN_OK);
    const struct pattern_node *she = expanded->child, *with = she->next, *he = with->next;
    assert_int_equal(she->source, 7);
    assert_int_equal(she->start, 6);
    assert_int_equal(with->source, 12);
    assert_int_equal(with->start, 3);
    assert_int_equal(he->start, 11);
    assert_null(he->next);
    arena_finish(&parsed.arena);
    arena_finish(&library.arena);
}

static const struct {
    const char *text;
    uint32_t source, offset;
    const char *id, *hint;
} UNEXPANDED[] = {
    {"a $nobody", 7, 2, "pattern-reference", "`$nobody`"},
    {"a $lost", 19, 2, "pattern-reference", "`$nobody`"},
    {"a $pair(b)", 7, 2, "pattern-arguments", "`$pair` takes 2 arguments, not 1"},
    {"$person(b)", 7, 0, "pattern-arguments", "takes 0 arguments, not 1"},
    {"$list", 7, 0, "pattern-arguments", "takes 1 arguments, not 0"},
    {"x $a", 16, 10, "pattern-cycle", "$a > $b > $a: a pattern cannot hold itself"},
    {"$person_or($b)", 15, 4, "pattern-cycle", "$b > $a > $b:"},
    {"$self(x)", 18, 3, "pattern-cycle", "$self > $self:"},
    {"$maybe(^)", 22, 2, "pattern-unrepeatable", "an edge"},
    {"$called(b)", 20, 0, "pattern-parameter", "`$x` is a parameter"},
};

static void an_expansion_that_cannot_be_says_why(void **state)
{
    (void)state;
    struct library library;
    library_open(&library);
    for (size_t i = 0; i < sizeof UNEXPANDED / sizeof *UNEXPANDED; i++) {
        struct parsed parsed;
        struct pattern_node *expanded = NULL;
        uint32_t source = 0;
        parse(&parsed, str_of(UNEXPANDED[i].text));
        assert_int_equal(
            pattern_expand(&expanded, &parsed.arena, parsed.tree, look_up, &library, &source, &parsed.error),
            TOCSIN_ERROR_BUNDLE);
        assert_null(expanded);
        assert_string_equal(parsed.error.id, UNEXPANDED[i].id);
        assert_non_null(strstr(parsed.error.message, UNEXPANDED[i].hint));
        assert_int_equal(source, UNEXPANDED[i].source);
        assert_int_equal(parsed.error.offset, UNEXPANDED[i].offset);
        arena_finish(&parsed.arena);
    }
    arena_finish(&library.arena);
}

/* Each doubles the one before. */
static void an_expansion_is_bounded(void **state)
{
    (void)state;
    static const char *const heads[] = {"e0(x)", "e1(x)", "e2(x)", "e3(x)", "e4(x)"};
    static const char *const bodies[] = {
        "$x $x $x $x $x $x $x $x", "$e0($e0($x))", "$e1($e1($x))", "$e2($e2($x))", "$e3($e3($x))"};
    struct library library = {.count = 0};
    struct parsed parsed;
    struct pattern_node *expanded = NULL;
    uint32_t source = 0;
    arena_init(&library.arena, &alloc_system);
    for (size_t i = 0; i < 5; i++)
        library_add(&library, heads[i], bodies[i]);
    parse(&parsed, STR("$e4(a)"));
    tocsin_status status =
        pattern_expand(&expanded, &parsed.arena, parsed.tree, look_up, &library, &source, &parsed.error);
    assert_int_equal(status, TOCSIN_ERROR_LIMIT);
    assert_string_equal(parsed.error.id, "pattern-size");
    arena_finish(&parsed.arena);
    arena_finish(&library.arena);
}

static void the_deepest_pattern_expands(void **state)
{
    (void)state;
    struct buffer text = repeated("", "(a b? | c (d ", PATTERN_DEPTH_LIMIT / 2, "e", ")*)+");
    struct parsed parsed;
    struct pattern_node *expanded = NULL;
    uint32_t source = 0;
    parse(&parsed, (struct str){text.data, text.length});
    assert_int_equal(parsed.status, TOCSIN_OK);
    assert_int_equal(pattern_expand(&expanded, &parsed.arena, parsed.tree, look_up, NULL, &source, NULL),
                     TOCSIN_OK);
    assert_true(same_tree(parsed.tree, expanded));
    arena_finish(&parsed.arena);
    buffer_finish(&text);
}

static void a_head_that_is_none_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *head;
        uint32_t offset;
    } cases[] = {
        {"", 0},      {"two words", 4}, {"a()", 2},   {"a(x", 3},  {"a(x,)", 4},
        {"a(x y)", 4}, {"a(x) b", 5},   {"1a", 0},    {"a(x, x)", 5}, {"a-b", 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        struct pattern_named named;
        tocsin_error error = TOCSIN_ERROR_INIT;
        arena_init(&arena, &alloc_system);
        assert_int_equal(pattern_parse_head(&named, &arena, str_of(cases[i].head), &error), TOCSIN_ERROR_BUNDLE);
        assert_int_equal(error.offset, cases[i].offset);
        arena_finish(&arena);
    }
}

/* ---- Memory --------------------------------------------------------------------------------------------- */

static bool parse_expand_print(const tocsin_allocator *alloc, void *user)
{
    struct library *library = user;
    struct arena arena;
    struct buffer printed;
    struct pattern_node *tree, *expanded;
    struct pattern_named named;
    uint32_t source = 0;
    tocsin_error error = TOCSIN_ERROR_INIT;
    arena_init(&arena, alloc);
    buffer_init(&printed, alloc);
    tocsin_status status = pattern_parse_head(&named, &arena, STR("f(a, b, c, d, e)"), &error);
    /* enough of everything that each piece of the arena begins in another kind of node */
    for (int i = 0; i < 40 && !status; i++)
        status = pattern_parse(&tree, &arena,
                               STR("x:a+ | $list(<b|c|d|e|f> \"g\\\"h\") [a=b|c|d|e|f & !(c ~ /d/ | e)] (?= f ) "
                                   "{ @g , ..!%h } ^ (i j)"),
                               0, &error);
    for (int i = 0; i < 20 && !status; i++)
        status = pattern_expand(&expanded, &arena, tree, look_up, library, &source, &error);
    if (!status)
        pattern_print(&printed, expanded);
    if (status) {
        assert_int_equal(status, TOCSIN_ERROR_MEMORY);
        assert_string_equal(error.id, "memory");
    }
    bool well = !status && !printed.failed;
    buffer_finish(&printed);
    arena_finish(&arena);
    return well;
}

static void memory_may_run_out(void **state)
{
    (void)state;
    struct library library;
    library_open(&library);
    assert_true(failing_alloc_every(parse_expand_print, &library) > 10);
    arena_finish(&library.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pattern_is_read_and_printed),
        cmocka_unit_test(what_is_printed_is_read_as_the_same_tree),
        cmocka_unit_test(an_error_says_what_is_wrong_and_where),
        cmocka_unit_test(a_nul_is_an_error),
        cmocka_unit_test(what_nests_is_bounded),
        cmocka_unit_test(tests_are_bounded),
        cmocka_unit_test(a_text_is_bounded),
        cmocka_unit_test(a_node_knows_its_place),
        cmocka_unit_test(a_test_holds_what_was_written),
        cmocka_unit_test(a_reference_becomes_what_it_names),
        cmocka_unit_test(an_expanded_node_keeps_its_source),
        cmocka_unit_test(an_expansion_that_cannot_be_says_why),
        cmocka_unit_test(an_expansion_is_bounded),
        cmocka_unit_test(the_deepest_pattern_expands),
        cmocka_unit_test(a_head_that_is_none_is_refused),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
