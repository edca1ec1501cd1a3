#include "train/conllu.h"

#include "base/file.h"

enum { COLUMNS = 10, LONGEST_NUMBER = 9 };
enum {
    COLUMN_ID,
    COLUMN_FORM,
    COLUMN_LEMMA,
    COLUMN_UPOS,
    COLUMN_XPOS,
    COLUMN_HEAD = 6,
    COLUMN_RELATION,
    COLUMN_MISC = 9
};

#define FILE_LIMIT ((size_t)1 << 30)

void conllu_init(struct conllu *treebank, const tocsin_allocator *alloc)
{
    *treebank = (struct conllu){.alloc = alloc};
    buffer_init(&treebank->data, alloc);
}

void conllu_finish(struct conllu *treebank)
{
    array_finish(treebank->alloc, &treebank->words);
    array_finish(treebank->alloc, &treebank->sentences);
    buffer_finish(&treebank->data);
}

/* False: not the columns of a word. */
static bool split(struct str columns[COLUMNS], struct str line)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        const char *tab = line.length ? memchr(line.data, '\t', line.length) : NULL;
        size_t length = tab ? (size_t)(tab - line.data) : line.length;
        if (!length || (tab != NULL) == (i + 1 == COLUMNS))
            return false;
        columns[i] = (struct str){line.data, length};
        line = (struct str){line.data + length + 1, tab ? line.length - length - 1 : 0};
    }
    return true;
}

static bool number(uint32_t *out, struct str text)
{
    uint32_t value = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.data[i] < '0' || text.data[i] > '9' || text.length > LONGEST_NUMBER)
            return false;
        value = value * 10 + (uint32_t)(text.data[i] - '0');
    }
    *out = value;
    return text.length > 0;
}

static bool holds(struct str text, struct str part)
{
    for (size_t i = 0; i + part.length <= text.length; i++)
        if (memcmp(text.data + i, part.data, part.length) == 0)
            return true;
    return false;
}

static bool begins(struct str text, struct str start)
{
    return text.length >= start.length && memcmp(text.data, start.data, start.length) == 0;
}

struct line_reader_state {
    struct conllu *treebank;
    struct conllu_sentence open;
};

/* Files the sentence that an empty line, or the end of the file, closes. False: out of memory. */
static bool close_sentence(struct line_reader_state *state)
{
    struct conllu *treebank = state->treebank;
    state->open.count = (uint32_t)treebank->words.count - state->open.first;
    if (state->open.count && !array_push(treebank->alloc, &treebank->sentences, state->open))
        return false;
    state->open = (struct conllu_sentence){.first = (uint32_t)treebank->words.count};
    return true;
}

static tocsin_status take_word(struct line_reader_state *state, struct str line, tocsin_error *error)
{
    struct str columns[COLUMNS];
    struct conllu *treebank = state->treebank;
    uint32_t id, head, wanted = (uint32_t)treebank->words.count - state->open.first + 1;
    if (!split(columns, line))
        return error_set(error, MESSAGE_LIST_COLUMNS);
    if (memchr(columns[COLUMN_ID].data, '-', columns[COLUMN_ID].length) ||
        memchr(columns[COLUMN_ID].data, '.', columns[COLUMN_ID].length))
        return TOCSIN_OK;
    if (!number(&id, columns[COLUMN_ID]) || id != wanted || !number(&head, columns[COLUMN_HEAD]))
        return error_set(error, MESSAGE_LIST_COLUMNS);
    struct conllu_word word = {columns[COLUMN_FORM],
                               columns[COLUMN_LEMMA],
                               columns[COLUMN_UPOS],
                               columns[COLUMN_XPOS],
                               columns[COLUMN_RELATION],
                               head,
                               holds(columns[COLUMN_MISC], STR("SpaceAfter=No"))};
    return array_push(treebank->alloc, &treebank->words, word) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
}

static tocsin_status take_line(struct line_reader_state *state, struct str line, tocsin_error *error)
{
    struct str text = STR("# text = ");
    if (!line.length)
        return close_sentence(state) ? TOCSIN_OK : error_set(error, MESSAGE_MEMORY);
    if (begins(line, text))
        state->open.text = (struct str){line.data + text.length, line.length - text.length};
    return line.data[0] == '#' ? TOCSIN_OK : take_word(state, line, error);
}

tocsin_status conllu_read(struct conllu *treebank, const char *path, tocsin_error *error)
{
    struct line_reader_state state = {treebank, {0}};
    array_clear(&treebank->words);
    array_clear(&treebank->sentences);
    buffer_clear(&treebank->data);
    tocsin_status status = file_read(&treebank->data, path, FILE_LIMIT, error);
    size_t at = 0, length = treebank->data.length;
    for (uint32_t line = 1; !status && at < length; line++) {
        const char *start = treebank->data.data + at, *end = memchr(start, '\n', length - at);
        size_t size = end ? (size_t)(end - start) : length - at;
        at += size + 1;
        status = take_line(&state, (struct str){start, size - (size && start[size - 1] == '\r')}, error);
        if (status)
            error_at(error, path, line, 1);
    }
    return !status && !close_sentence(&state) ? error_set(error, MESSAGE_MEMORY) : status;
}
