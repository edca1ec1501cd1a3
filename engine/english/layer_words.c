#include "english/layer_words.h"

#include "base/arena.h"
#include "base/hash.h"
#include "english/date_words.h"
#include "english/name_words.h"
#include "text/language.h"

struct layer_word {
    struct str text;
    uint32_t marks, classes; /* MARK_…, WORD_… */
};

struct layer_words {
    const tocsin_allocator *alloc;
    struct arena arena;
    struct hash_map map;
    ARRAY(struct layer_word) words;
    ARRAY(struct layer_word) endings;
    struct date_words *dates;
    struct name_words *names;
};

/* A class that a line of a list may name. */
struct word_class {
    const char *list;
    const char *name;
    uint32_t classes;
};

static const struct word_class word_classes[] = {
    {"clauses", "adverb", WORD_ADVERB},
    {"clauses", "be", WORD_BE},
    {"clauses", "contrast", WORD_CONTRAST},
    {"clauses", "coordinator", WORD_COORDINATOR},
    {"clauses", "definite", WORD_DEFINITE},
    {"clauses", "determiner", WORD_DETERMINER},
    {"clauses", "do", WORD_DO},
    {"clauses", "gerund", WORD_GERUND},
    {"clauses", "have", WORD_HAVE},
    {"clauses", "if", WORD_IF},
    {"clauses", "modal", WORD_MODAL},
    {"clauses", "negation", WORD_NEGATION},
    {"clauses", "object", WORD_OBJECT},
    {"clauses", "part", WORD_PART},
    {"clauses", "past", WORD_PAST},
    {"clauses", "preposition", WORD_PREPOSITION},
    {"clauses", "question", WORD_QUESTION},
    {"clauses", "relative", WORD_RELATIVE},
    {"clauses", "report", WORD_REPORT},
    {"clauses", "subject", WORD_SUBJECT},
    {"clauses", "that", WORD_THAT},
    {"clauses", "third", WORD_THIRD},
    {"clauses", "to", WORD_TO},
    {"marks", "angle", MARK_ANGLE},
    {"marks", "apostrophe", MARK_APOSTROPHE},
    {"marks", "close", MARK_CLOSES},
    {"marks", "colon", MARK_COLON},
    {"marks", "comma", MARK_COMMA},
    {"marks", "dash", MARK_DASH},
    {"marks", "double", MARK_DOUBLE},
    {"marks", "final", MARK_FINAL},
    {"marks", "left", MARK_LEFT},
    {"marks", "open", MARK_OPENS},
    {"marks", "plural", MARK_PLURAL},
    {"marks", "right", MARK_RIGHT},
    {"marks", "semicolon", MARK_SEMICOLON},
    {"marks", "single", MARK_SINGLE},
};

struct list_line {
    const struct language_list *list;
    const char *start;
    uint32_t number;
};

static tocsin_status line_error(const struct list_line *line, const char *at, tocsin_error *error,
                                enum message message)
{
    tocsin_status status = error_set(error, message, line->list->name);
    error_at(error, line->list->file, line->number, (uint32_t)(at - line->start) + 1);
    return status;
}

static bool word_equal(const void *user, uint32_t index, const void *key)
{
    const struct layer_words *words = user;
    return str_equal(words->words.items[index].text, *(const struct str *)key);
}

static const struct layer_word *find_word(const struct layer_words *words, struct str text)
{
    uint32_t index = hash_map_find(&words->map, hash_bytes(text.data, text.length), word_equal, words, &text);
    return index == UINT32_MAX ? NULL : &words->words.items[index];
}

/* The class of a name in a list; 0: there is none. */
static uint32_t class_named(const char *list, struct str name)
{
    for (size_t i = 0; i < sizeof word_classes / sizeof *word_classes; i++)
        if (strcmp(word_classes[i].list, list) == 0 && str_equal(str_of(word_classes[i].name), name))
            return word_classes[i].classes;
    return 0;
}

/* "-ing": an ending of words. */
static bool is_ending(struct str text)
{
    return text.length > 1 && text.data[0] == '-' && text.data[1] != '-';
}

/* The entry of a word, made where there is none; NULL when memory is out. */
static struct layer_word *word_of(struct layer_words *words, struct str text)
{
    uint64_t hash = hash_bytes(text.data, text.length);
    uint32_t index = hash_map_find(&words->map, hash, word_equal, words, &text);
    if (index != UINT32_MAX)
        return &words->words.items[index];
    struct layer_word word = {{arena_text(&words->arena, text.data, text.length), text.length}, 0, 0};
    if (!word.text.data || !array_push(words->alloc, &words->words, word) ||
        !hash_map_add(&words->map, hash, (uint32_t)words->words.count - 1))
        return NULL;
    return &words->words.items[words->words.count - 1];
}

static bool add_word(struct layer_words *words, struct str text, uint32_t marks, uint32_t classes)
{
    if (is_ending(text)) {
        struct layer_word ending = {
            {arena_text(&words->arena, text.data + 1, text.length - 1), text.length - 1}, marks, classes};
        return ending.text.data && array_push(words->alloc, &words->endings, ending);
    }
    struct layer_word *word = word_of(words, text);
    if (!word)
        return false;
    word->marks |= marks;
    word->classes |= classes;
    return true;
}

/* The text up to the next tab; *rest gets what is behind it. */
static struct str cut_column(struct str *rest)
{
    const char *tab = rest->length ? memchr(rest->data, '\t', rest->length) : NULL;
    size_t length = tab ? (size_t)(tab - rest->data) : rest->length;
    struct str column = {rest->data, length};
    *rest = (struct str){rest->data + length + (tab != NULL), rest->length - length - (tab != NULL)};
    return column;
}

/* A word and the names of its classes. */
static tocsin_status add_line(struct layer_words *words, const struct list_line *line, struct str rest,
                              tocsin_error *error)
{
    struct str text = cut_column(&rest);
    uint32_t classes = 0;
    if (text.length == 0)
        return line_error(line, line->start, error, MESSAGE_LIST_WORD);
    do {
        struct str name = cut_column(&rest);
        uint32_t class = class_named(line->list->name, name);
        if (!class)
            return line_error(line, name.data, error, MESSAGE_LIST_COLUMNS);
        classes |= class;
    } while (rest.length > 0);
    bool marks = strcmp(line->list->name, "marks") == 0;
    if (!add_word(words, text, marks ? classes : 0, marks ? 0 : classes))
        return error_set(error, MESSAGE_MEMORY);
    return TOCSIN_OK;
}

static tocsin_status add_list(struct layer_words *words, const struct language_list *list, tocsin_error *error)
{
    struct str rest = list->data;
    tocsin_status status = TOCSIN_OK;
    for (uint32_t number = 1; rest.length > 0 && !status; number++) {
        const char *end = memchr(rest.data, '\n', rest.length);
        size_t length = end ? (size_t)(end - rest.data) : rest.length;
        struct list_line line = {list, rest.data, number};
        if (length > 0 && rest.data[0] != '#')
            status = add_line(words, &line, (struct str){rest.data, length}, error);
        rest = (struct str){rest.data + length + (end != NULL), rest.length - length - (end != NULL)};
    }
    return status;
}

static bool list_is_known(const char *name)
{
    for (size_t i = 0; i < sizeof word_classes / sizeof *word_classes; i++)
        if (strcmp(word_classes[i].list, name) == 0)
            return true;
    return false;
}

static tocsin_status take_list(struct layer_words *words, const struct language_list *list, tocsin_error *error)
{
    if (list_is_known(list->name))
        return add_list(words, list, error);
    if (strcmp(list->name, "dates") == 0 && !words->dates)
        return date_words_create(&words->dates, words->alloc, list, error);
    struct list_line line = {list, list->data.data, 1};
    return line_error(&line, line.start, error, MESSAGE_LIST_UNKNOWN);
}

tocsin_status layer_words_create(struct layer_words **out, const tocsin_allocator *alloc,
                                 const struct language_list *lists, size_t count, tocsin_error *error)
{
    struct layer_words *words = alloc_zero(alloc, sizeof *words);
    if (!words)
        return error_set(error, MESSAGE_MEMORY);
    words->alloc = alloc;
    arena_init(&words->arena, alloc);
    hash_map_init(&words->map, alloc);
    tocsin_status status = TOCSIN_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = take_list(words, &lists[i], error);
    if (status)
        layer_words_free(words);
    else
        *out = words;
    return status;
}

void layer_words_free(struct layer_words *words)
{
    if (!words)
        return;
    array_finish(words->alloc, &words->words);
    array_finish(words->alloc, &words->endings);
    hash_map_finish(&words->map);
    arena_finish(&words->arena);
    date_words_free(words->dates);
    name_words_free(words->names);
    alloc_free(words->alloc, words, sizeof *words);
}

tocsin_status layer_words_take_names(struct layer_words *words, const struct language_list *lists, size_t count,
                                     tocsin_error *error)
{
    return name_words_create(&words->names, words->alloc, lists, count, error);
}

const struct name_words *layer_words_names(const struct layer_words *words)
{
    return words->names;
}

const struct date_words *layer_words_dates(const struct layer_words *words)
{
    return words->dates;
}

uint32_t layer_words_classes(const struct layer_words *words, struct str folded)
{
    const struct layer_word *word = find_word(words, folded);
    return word ? word->classes : 0;
}

uint32_t layer_words_endings(const struct layer_words *words, struct str folded)
{
    uint32_t classes = 0;
    for (size_t i = 0; i < words->endings.count; i++)
        if (str_ends_with(folded, words->endings.items[i].text))
            classes |= words->endings.items[i].classes;
    return classes;
}

/* Marks are told by what is written, endings by the folded form. */
static uint32_t form_marks(const struct layer_words *words, const struct vocabulary *vocabulary, form_id id)
{
    const struct form *form = vocabulary_form(vocabulary, id);
    const struct layer_word *word = find_word(words, form->text);
    uint32_t marks = word ? word->marks : 0;
    if (form->facts & FORM_PUNCTUATION)
        return marks;
    struct str folded = vocabulary_form(vocabulary, form->fold)->text;
    for (size_t i = 0; i < words->endings.count; i++)
        if (words->endings.items[i].marks && str_ends_with(folded, words->endings.items[i].text))
            marks |= words->endings.items[i].marks;
    return marks;
}

bool form_classes_update(struct form_classes *classes, const tocsin_allocator *alloc,
                         const struct layer_words *words, const struct vocabulary *vocabulary)
{
    size_t count = vocabulary_count(vocabulary);
    classes->of.count = vocabulary_kept(vocabulary, &classes->generation, classes->of.count);
    if (classes->of.count >= count)
        return true;
    if (!array_reserve(alloc, &classes->of, count - classes->of.count))
        return false;
    for (size_t id = classes->of.count; id < count; id++)
        classes->of.items[id] = form_marks(words, vocabulary, (form_id)id);
    classes->of.count = count;
    return true;
}
