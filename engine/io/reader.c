/* reader.c: the public reader: opens, tells what a file is, gives documents. */
#include <fcntl.h>
#include <stdio.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "io/jsonl_reader.h"

enum { LONGEST = 1 << 30 }; /* bytes of a line, or of a file that is one document */

struct tocsin_reader {
    const tocsin_allocator *alloc;
    int descriptor;
    bool jsonl;
    bool done;
    char *name; /* of documents and in errors */
    struct line_reader lines;
    struct jsonl_reader documents;
    tocsin_document document;
};

static bool ends_with(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);
    return length >= end && strcasecmp(name + length - end, ending) == 0;
}

/* A byte order mark belongs to the file, not to its first line. A text keeps it: the engine knows what to do. */
static tocsin_status look_inside(tocsin_reader *reader, bool sniff, tocsin_error *error)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct str head;
    tocsin_status status = line_reader_peek(&reader->lines, sizeof mark, &head, error);
    if (status)
        return status;
    size_t skip = head.length >= 3 && memcmp(head.data, mark, 3) == 0 ? 3 : 0;
    if (sniff)
        reader->jsonl = head.length > skip && head.data[skip] == '{';
    if (reader->jsonl)
        line_reader_skip(&reader->lines, skip);
    return TOCSIN_OK;
}

/* Standard input and other pipes have no name that tells what they hold: their first byte does. */
static tocsin_status choose_input(tocsin_reader *reader, const char *path, tocsin_input input, tocsin_error *error)
{
    struct stat facts;
    bool named = strcmp(path, "-") != 0 && fstat(reader->descriptor, &facts) == 0 && S_ISREG(facts.st_mode);
    bool by_name = ends_with(path, ".jsonl") || ends_with(path, ".ndjson");
    bool sniff = input == TOCSIN_INPUT_AUTO && !named && !by_name;
    reader->jsonl = input == TOCSIN_INPUT_JSONL || (input == TOCSIN_INPUT_AUTO && by_name);
    if (sniff || reader->jsonl)
        return look_inside(reader, sniff, error);
    if (named && facts.st_size > 0)
        line_reader_expect(&reader->lines, (size_t)facts.st_size);
    return TOCSIN_OK;
}

static tocsin_status open_path(tocsin_reader *reader, const char *path, tocsin_input input, tocsin_error *error)
{
    bool standard = strcmp(path, "-") == 0;
    reader->name = alloc_text(reader->alloc, standard ? "stdin" : path, strlen(standard ? "stdin" : path));
    if (!reader->name)
        return error_set(error, MESSAGE_MEMORY);
    reader->descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (reader->descriptor < 0)
        return file_failed(error, MESSAGE_FILE_OPEN, reader->name);
    line_reader_init(&reader->lines, reader->alloc, reader->descriptor, LONGEST);
    jsonl_reader_init(&reader->documents, reader->alloc, &reader->lines, reader->name);
    tocsin_status status = choose_input(reader, path, input, error);
    if (status)
        error_at(error, reader->name, 0, 0);
    return status;
}

tocsin_status tocsin_reader_open(tocsin_reader **out, const char *path, tocsin_input input,
                                 const tocsin_allocator *allocator, tocsin_error *error)
{
    if (!out || !path)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_reader_open needs a place for the reader and a path");
    const tocsin_allocator *alloc = allocator ? allocator : &alloc_system;
    tocsin_reader *reader = alloc_zero(alloc, sizeof *reader);
    if (!reader)
        return error_set(error, MESSAGE_MEMORY);
    reader->alloc = alloc;
    reader->descriptor = -1;
    tocsin_status status = open_path(reader, path, input, error);
    if (status)
        tocsin_reader_free(reader);
    else
        *out = reader;
    return status;
}

void tocsin_reader_free(tocsin_reader *reader)
{
    if (!reader)
        return;
    if (reader->descriptor >= 0) {
        jsonl_reader_finish(&reader->documents);
        line_reader_finish(&reader->lines);
    }
    if (reader->descriptor > STDERR_FILENO)
        close(reader->descriptor);
    if (reader->name)
        alloc_free(reader->alloc, reader->name, strlen(reader->name) + 1);
    alloc_free(reader->alloc, reader, sizeof *reader);
}

static tocsin_status read_text(tocsin_reader *reader, bool *found, tocsin_error *error)
{
    struct str text = {NULL, 0};
    tocsin_status status = line_reader_rest(&reader->lines, &text, error);
    reader->done = true;
    if (status)
        error_at(error, reader->name, 0, 0);
    reader->document = (tocsin_document){sizeof reader->document, reader->name, text.data, text.length, NULL, 0};
    *found = true;
    return status;
}

tocsin_status tocsin_reader_next(tocsin_reader *reader, const tocsin_document **out, tocsin_error *error)
{
    if (!reader || !out)
        return error_set(error, MESSAGE_ARGUMENT, "tocsin_reader_next needs a reader and a place for the document");
    bool found = false;
    tocsin_status status = TOCSIN_OK;
    if (!reader->done && reader->jsonl)
        status = jsonl_reader_next(&reader->documents, &reader->document, &found, error);
    else if (!reader->done)
        status = read_text(reader, &found, error);
    reader->done |= status == TOCSIN_ERROR_IO; /* said once: it would come again and again */
    if (!status)
        *out = found ? &reader->document : NULL;
    return status;
}
