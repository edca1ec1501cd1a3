#include "cli/batch.h"

#include <stdlib.h>
#include <string.h>

/* Memory that an empty batch may keep. */
enum { KEEP = 1 << 20 };

/* Parts of the batch's input by their offsets: it may move while it grows. */
struct batch_item {
    size_t id, text, meta;
    size_t length, meta_length;
    bool has_id, has_meta;
    bool failed; /* at `text` there is a tocsin_error */
};

static bool add_document(struct batch *batch, const tocsin_document *document, struct batch_item *item)
{
    struct bytes *input = &batch->input;
    item->has_id = document->id;
    item->has_meta = document->meta;
    item->length = document->length;
    item->meta_length = document->meta_length;
    item->text = input->length;
    if (!bytes_add(input, document->text, document->length))
        return false;
    item->meta = input->length;
    if (!bytes_add(input, document->meta, document->meta_length))
        return false;
    item->id = input->length;
    return !document->id || bytes_add(input, document->id, strlen(document->id) + 1);
}

static bool add_error(struct batch *batch, const tocsin_error *error, struct batch_item *item)
{
    item->failed = true;
    item->text = batch->input.length;
    return bytes_add(&batch->input, (const char *)error, sizeof *error);
}

bool batch_add(struct batch *batch, const struct input_item *item)
{
    if (batch->count == batch->capacity) {
        size_t capacity = batch->capacity ? batch->capacity * 2 : 16;
        struct batch_item *larger = realloc(batch->items, capacity * sizeof *larger);
        if (!larger)
            return false;
        batch->items = larger;
        batch->capacity = capacity;
    }
    struct batch_item *added = &batch->items[batch->count];
    *added = (struct batch_item){0};
    bool good = item->document ? add_document(batch, item->document, added) : add_error(batch, &item->error, added);
    batch->count += good;
    return good;
}

size_t batch_size(const struct batch *batch)
{
    return batch->input.length;
}

static enum task_outcome run_item(struct batch *batch, const struct batch_item *item,
                                  const struct task_settings *settings, tocsin_worker *worker)
{
    const char *data = batch->input.data;
    const struct task_sinks sinks = {bytes_add, &batch->output, &batch->notes};
    struct input_item rebuilt = {0};
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    if (item->failed) {
        memcpy(&rebuilt.error, data + item->text, sizeof rebuilt.error);
        return task_run(settings, worker, &rebuilt, &sinks);
    }
    document.id = item->has_id ? data + item->id : NULL;
    document.text = data + item->text;
    document.length = item->length;
    document.meta = item->has_meta ? data + item->meta : NULL;
    document.meta_length = item->meta_length;
    rebuilt.document = &document;
    return task_run(settings, worker, &rebuilt, &sinks);
}

void batch_run(struct batch *batch, const struct task_settings *settings, tocsin_worker *worker)
{
    for (size_t i = 0; i < batch->count; i++)
        batch->failed += run_item(batch, &batch->items[i], settings, worker) != TASK_WELL;
}

void batch_clear(struct batch *batch)
{
    batch->count = batch->failed = 0;
    bytes_clear(&batch->input, KEEP);
    bytes_clear(&batch->output, KEEP);
    bytes_clear(&batch->notes, KEEP);
}

void batch_finish(struct batch *batch)
{
    bytes_clear(&batch->input, 0);
    bytes_clear(&batch->output, 0);
    bytes_clear(&batch->notes, 0);
    free(batch->items);
    *batch = (struct batch){0};
}
