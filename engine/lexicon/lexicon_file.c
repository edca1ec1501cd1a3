#include "lexicon/lexicon_file.h"

#include "base/array.h"
#include "text/fold.h"
#include "text/utf8.h"

enum { COLUMNS_MOST = 64 };

/* A line of the file under way. */
struct reading {
    struct lexicon *lexicon;
    const struct lexicon_file *file;
    const tocsin_allocator *alloc;
    struct str rest;
    uint32_t number;
    uint32_t head; /* number of the line that names columns; 0: there is none */
    struct str line;
    struct str columns[COLUMNS_MOST];
    size_t column_count;
    struct str words[LEXICON_ENTRY_LIMIT];
    ARRAY(char) folded;
};

static void split(struct reading *reading)
{
    struct str text = reading->line;
    reading->column_count = 0;
    while (reading->column_count < COLUMNS_MOST) {
        const char *tab = text.length ? memchr(text.data, '\t', text.length) : NULL;
        struct str column = {text.data, tab ? (size_t)(tab - text.data) : text.length};
        reading->columns[reading->column_count++] = column;
        if (!tab)
            return;
        text = (struct str){tab + 1, text.length - column.length - 1};
    }
    reading->column_count++; /* one more than are kept, for whoever counts */
}

/* The next line; false at the end. */
static bool next_line(struct reading *reading)
{
    struct str *rest = &reading->rest;
    if (!rest->length)
        return false;
    const char *end = memchr(rest->data, '\n', rest->length);
    struct str line = {rest->data, end ? (size_t)(end - rest->data) : rest->length};
    size_t taken = line.length + (end != NULL);
    *rest = (struct str){rest->data + taken, rest->length - taken};
    if (line.length && line.data[line.length - 1] == '\r')
        line.length--;
    reading->line = line;
    reading->number++;
    return true;
}

static tocsin_status place_error(const struct reading *reading, const char *at, tocsin_status status,
                                 tocsin_error *error)
{
    error_at(error, reading->file->name, reading->number, (uint32_t)(at - reading->line.data) + 1);
    return status;
}

static bool begins_with(struct str line, const char *start)
{
    size_t length = strlen(start);
    return line.length >= length && memcmp(line.data, start, length) == 0;
}

static bool is_blank(struct str line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.data[i] != ' ' && line.data[i] != '\t')
            return false;
    return true;
}

static tocsin_status check_utf8(const struct reading *reading, tocsin_error *error)
{
    unsigned found = 0;
    size_t valid = utf8_valid(reading->line, cpu_simd(), &found);
    if (valid == reading->line.length)
        return TOCSIN_OK;
    return place_error(reading, reading->line.data + valid, error_set(error, MESSAGE_LEXICON_UTF8), error);
}

/* The line that names columns, split. */
static tocsin_status check_head(const struct reading *reading, tocsin_error *error)
{
    if (reading->head)
        return place_error(reading, reading->line.data, error_set(error, MESSAGE_LEXICON_HEAD), error);
    if (reading->column_count > COLUMNS_MOST)
        return place_error(reading, reading->line.data,
                           error_set(error, MESSAGE_LEXICON_COLUMN_LIMIT, (size_t)COLUMNS_MOST), error);
    for (size_t i = 1; i < reading->column_count; i++)
        if (!reading->columns[i].length)
            return place_error(reading, reading->columns[i].data, error_set(error, MESSAGE_LEXICON_COLUMN_NAME),
                               error);
    return check_utf8(reading, error);
}

/* Goes to the first line that is no comment, taking column names on the way; makes the list. */
static tocsin_status open_list(lexicon_list *out, struct reading *reading, struct str name, tocsin_error *error)
{
    struct str columns[COLUMNS_MOST];
    size_t count = 0;
    struct str rest = reading->rest;
    while (next_line(reading) && (is_blank(reading->line) || begins_with(reading->line, "#"))) {
        if (!begins_with(reading->line, "#:"))
            continue;
        split(reading);
        tocsin_status status = check_head(reading, error);
        if (status)
            return status;
        count = reading->column_count - 1;
        memcpy(columns, reading->columns + 1, count * sizeof *columns);
        reading->head = reading->number;
    }
    reading->rest = rest;
    reading->number = 0;
    tocsin_status status =
        lexicon_add_list(out, reading->lexicon, name, reading->file->by, columns, count, error);
    if (status)
        error_at(error, reading->file->name, reading->head, reading->head ? 1 : 0);
    return status;
}

/* Folds the entry's words, unless the list goes by their text. */
static bool fold_words(struct reading *reading, size_t count)
{
    size_t need = 0, used = 0;
    if (reading->file->by == LEXICON_BY_TEXT)
        return true;
    for (size_t i = 0; i < count; i++)
        need += reading->words[i].length * FOLD_GROWTH;
    array_clear(&reading->folded);
    if (!array_reserve(reading->alloc, &reading->folded, need + 1))
        return false;
    for (size_t i = 0; i < count; i++) {
        char *out = reading->folded.items + used;
        size_t length = fold_word(reading->words[i], out, need - used);
        reading->words[i] = (struct str){out, length};
        used += length;
    }
    return true;
}

static tocsin_status warn_duplicate(const struct reading *reading, lexicon_list list, size_t count,
                                    tocsin_error *error)
{
    tocsin_error warning = TOCSIN_ERROR_INIT;
    if (!reading->file->warn)
        return TOCSIN_OK;
    lexicon_entry first = lexicon_find_entry(reading->lexicon, list, reading->words, count);
    error_set(&warning, MESSAGE_LEXICON_DUPLICATE, lexicon_entry_line(reading->lexicon, first));
    place_error(reading, reading->line.data, TOCSIN_OK, &warning);
    tocsin_status status = reading->file->warn(reading->file->warn_user, &warning);
    if (status && error)
        *error = warning;
    return status;
}

static tocsin_status read_entry(struct reading *reading, lexicon_list list, tocsin_error *error)
{
    size_t columns = lexicon_column_count(reading->lexicon, list);
    struct str words = reading->columns[0];
    lexicon_entry entry;
    tocsin_status status = check_utf8(reading, error);
    if (status)
        return status;
    if (reading->column_count != columns + 1)
        return place_error(reading, reading->line.data,
                           error_set(error, MESSAGE_LEXICON_COLUMNS, reading->column_count, columns + 1), error);
    size_t count =
        reading->file->break_words(reading->file->break_user, words, reading->words, LEXICON_ENTRY_LIMIT);
    if (count == 0)
        return place_error(reading, words.data, error_set(error, MESSAGE_LEXICON_ENTRY), error);
    if (count > LEXICON_ENTRY_LIMIT)
        return place_error(reading, words.data,
                           error_set(error, MESSAGE_LEXICON_LENGTH, count, (size_t)LEXICON_ENTRY_LIMIT), error);
    if (!fold_words(reading, count))
        return error_set(error, MESSAGE_MEMORY);
    status = lexicon_add_entry(&entry, reading->lexicon, list, reading->words, count,
                               reading->columns + 1, reading->number, error);
    if (status)
        return place_error(reading, words.data, status, error);
    return entry == LEXICON_NONE ? warn_duplicate(reading, list, count, error) : TOCSIN_OK;
}

tocsin_status lexicon_file_read(lexicon_list *out, struct lexicon *lexicon, struct str name,
                                const struct lexicon_file *file, tocsin_error *error)
{
    lexicon_list list = LEXICON_NONE;
    struct reading reading = {
        .lexicon = lexicon, .file = file, .alloc = lexicon_allocator(lexicon), .rest = file->data};
    if (begins_with(reading.rest, "\xEF\xBB\xBF"))
        reading.rest = (struct str){reading.rest.data + 3, reading.rest.length - 3};
    tocsin_status status = open_list(&list, &reading, name, error);
    while (!status && next_line(&reading)) {
        if (begins_with(reading.line, "#:") && reading.number != reading.head)
            status = place_error(&reading, reading.line.data, error_set(error, MESSAGE_LEXICON_HEAD), error);
        if (status || is_blank(reading.line) || begins_with(reading.line, "#"))
            continue;
        split(&reading);
        status = read_entry(&reading, list, error);
    }
    array_finish(reading.alloc, &reading.folded);
    if (!status && lexicon_size(lexicon, list) == 0) {
        status = error_set(error, MESSAGE_LEXICON_EMPTY);
        error_at(error, file->name, reading.number ? reading.number : 1, 1);
    }
    if (!status)
        *out = list;
    return status;
}
