#include "regex/form_triggers.h"

#include "text/fold.h"

enum {
    MEMORY_MOST = 8 * 1024 * 1024, /* of signatures */
    PARTS_MOST = 512 * 1024,
};

/* ---- Signatures ----------------------------------------------------------------------------------------- */

static bool signature_equal(const void *user, uint32_t index, const void *key)
{
    const struct form_triggers *triggers = user, *wanted = key;
    const struct signature *signature = &triggers->signatures.items[index];
    return signature->count == wanted->needs.count &&
           (signature->count == 0 ||
            memcmp(signature->needs, wanted->needs.items, signature->count * sizeof *signature->needs) == 0);
}

static const struct entry_list *need_list(const struct regex_set *set, uint32_t need, bool search)
{
    const struct plan_need *plan = &set->needs.items[need];
    return search ? &plan->search : &plan->at_word;
}

static uint32_t wakes_count(const struct form_triggers *triggers, bool search)
{
    uint32_t count = 0;
    for (size_t i = 0; i < triggers->needs.count; i++)
        count += need_list(triggers->set, triggers->needs.items[i], search)->count;
    return count;
}

static struct wake *wakes_fill(const struct form_triggers *triggers, struct wake *out, bool search)
{
    const struct regex_set *set = triggers->set;
    for (size_t i = 0; i < triggers->needs.count; i++) {
        const struct entry_list *list = need_list(set, triggers->needs.items[i], search);
        for (uint32_t e = 0; e < list->count; e++) {
            const struct plan_entry *entry = &set->entries[list->items[e]];
            *out++ = (struct wake){list->items[e], entry->check, (uint8_t)entry->trigger_words,
                                   (uint8_t)entry->check_words, (uint8_t)entry->scope};
        }
    }
    return out;
}

static bool signature_add(struct form_triggers *triggers, uint64_t hash)
{
    size_t count = triggers->needs.count;
    uint32_t at_word = wakes_count(triggers, false), search = wakes_count(triggers, true);
    uint64_t *bits = arena_new(&triggers->memory, triggers->words * sizeof *bits);
    uint32_t *needs = arena_new(&triggers->memory, (count + 1) * sizeof *needs);
    struct wake *wakes = arena_new(&triggers->memory, ((size_t)at_word + search) * sizeof *wakes);
    if (!bits || !needs || !wakes)
        return false;
    wakes_fill(triggers, wakes_fill(triggers, wakes, false), true);
    memset(bits, 0, triggers->words * sizeof *bits);
    for (size_t i = 0; i < count; i++) {
        needs[i] = triggers->needs.items[i];
        bits[needs[i] / 64] |= UINT64_C(1) << (needs[i] % 64);
    }
    uint32_t id = (uint32_t)triggers->signatures.count;
    struct signature signature = {needs, bits, wakes, (uint32_t)count, at_word, search, 0};
    return array_push(triggers->alloc, &triggers->signatures, signature) &&
           hash_map_add(&triggers->signature_ids, hash, id);
}

static void needs_sort(uint32_t *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1] > item; at--)
            items[at] = items[at - 1];
        items[at] = item;
    }
}

/* The needs that the pieces found meet, sorted, each once. */
static bool needs_fill(struct form_triggers *triggers)
{
    array_clear(&triggers->needs);
    for (size_t i = 0; i < triggers->pieces.count; i++) {
        const struct entry_list *needs = &triggers->set->piece_needs[triggers->pieces.items[i]];
        for (uint32_t n = 0; n < needs->count; n++)
            if (!array_push(triggers->alloc, &triggers->needs, needs->items[n]))
                return false;
    }
    needs_sort(triggers->needs.items, triggers->needs.count);
    size_t kept = 0;
    for (size_t i = 0; i < triggers->needs.count; i++)
        if (kept == 0 || triggers->needs.items[kept - 1] != triggers->needs.items[i])
            triggers->needs.items[kept++] = triggers->needs.items[i];
    triggers->needs.count = kept;
    return true;
}

/* The mark of the pieces found. The first that is made is of none, so that one is 0. */
static bool mark_make(struct form_triggers *triggers, form_mark *out)
{
    *out = 0;
    if (triggers->pieces.count == 0 && triggers->signatures.count > 0)
        return true;
    if (!needs_fill(triggers))
        return false;
    uint64_t hash = hash_bytes(triggers->needs.items, triggers->needs.count * sizeof *triggers->needs.items);
    uint32_t id = hash_map_find(&triggers->signature_ids, hash, signature_equal, triggers, triggers);
    if (id == UINT32_MAX) {
        id = (uint32_t)triggers->signatures.count;
        if (!signature_add(triggers, hash))
            return false;
    }
    *out = id << MARK_SHIFT;
    for (size_t i = 0; i < triggers->needs.count; i++) {
        const struct plan_need *need = &triggers->set->needs.items[triggers->needs.items[i]];
        *out |= (need->at_word.count ? MARK_AT_WORD : 0) | (need->noted ? MARK_NOTED : 0) |
                (need->search.count ? MARK_SEARCH : 0);
    }
    return true;
}

/* ---- Parts ---------------------------------------------------------------------------------------------- */

static bool text_fold(struct form_triggers *triggers, struct str text, struct str *out)
{
    array_clear(&triggers->folded);
    if (!array_reserve(triggers->alloc, &triggers->folded, FOLD_GROWTH * text.length))
        return false;
    out->length = fold_word(text, triggers->folded.items, FOLD_GROWTH * text.length);
    out->data = triggers->folded.items;
    return true;
}

static bool word_add(struct form_triggers *triggers, struct str text, size_t start, size_t end)
{
    struct str folded;
    unsigned char first = (unsigned char)text.data[start];
    array_clear(&triggers->pieces);
    form_mark mark;
    if (!text_fold(triggers, (struct str){text.data + start, end - start}, &folded) ||
        !piece_find_word(&triggers->set->pieces, folded, first >= 0x80 || (first >= '0' && first <= '9'),
                         &triggers->pieces, triggers->alloc) ||
        !mark_make(triggers, &mark))
        return false;
    return array_push(triggers->alloc, &triggers->parts, (struct form_part){(uint32_t)start, mark, true});
}

/* What stands between two words: each of its characters may be a need. */
static bool symbols_add(struct form_triggers *triggers, struct str text, size_t start, size_t end)
{
    array_clear(&triggers->pieces);
    if (!triggers->set->pieces.has[PIECE_SYMBOL])
        return true;
    for (size_t i = start, length; i < end; i += length) {
        length = character_length((unsigned char)text.data[i]);
        struct str folded;
        if (!text_fold(triggers, (struct str){text.data + i, length}, &folded) ||
            !piece_find_symbol(&triggers->set->pieces, folded, &triggers->pieces, triggers->alloc))
            return false;
    }
    form_mark mark;
    if (triggers->pieces.count == 0)
        return true;
    return mark_make(triggers, &mark) &&
           array_push(triggers->alloc, &triggers->parts, (struct form_part){(uint32_t)start, mark, false});
}

bool form_triggers_read(struct form_triggers *triggers, struct str text, struct form_fact *out)
{
    size_t first = triggers->parts.count, at = 0, start, end;
    uint16_t flags = FACT_KNOWN;
    while (word_next(&triggers->splitter, text, at, &start, &end)) {
        if (!symbols_add(triggers, text, at, start) || !word_add(triggers, text, start, end))
            return false;
        flags |= (start == 0 ? FACT_LEFT : 0) | (end == text.length ? FACT_RIGHT : 0);
        at = end;
    }
    if (!symbols_add(triggers, text, at, text.length) || triggers->splitter.failed)
        return false;
    *out = (struct form_fact){(uint32_t)first, (uint16_t)(triggers->parts.count - first), flags};
    return true;
}

bool form_triggers_learn(struct form_triggers *triggers, const struct vocabulary *vocabulary, form_id id)
{
    struct str text = vocabulary_form(vocabulary, id)->text;
    struct form_fact read = {0};
    if (!form_triggers_read(triggers, text, &read))
        return false;
    bool whole = read.count == 1 && triggers->parts.items[read.value].word;
    if (whole && (read.flags & FACT_LEFT) && (read.flags & FACT_RIGHT)) {
        read.flags |= FACT_WORD | FACT_PLAIN;
        read.value = triggers->parts.items[read.value].mark;
        triggers->parts.count--;
    } else if (read.count == 0) {
        read.flags |= FACT_PLAIN;
        read.value = 0;
    }
    triggers->facts.items[id] = read;
    return true;
}

struct pair_fact *form_triggers_pair(struct form_triggers *triggers, form_id first, form_id second)
{
    uint64_t hash = hash_fold((uint64_t)first << 32 | second, HASH_STEP);
    struct pair_fact *pair = &triggers->pairs[hash % PAIR_FACTS];
    if (pair->first != first || pair->second != second)
        *pair = (struct pair_fact){first, second, {0, 0, 0}};
    return pair;
}

/* ---- Life ----------------------------------------------------------------------------------------------- */

/* Empty, but for the signature of no need. */
static bool triggers_clear(struct form_triggers *triggers)
{
    array_clear(&triggers->facts);
    array_clear(&triggers->parts);
    array_clear(&triggers->signatures);
    array_clear(&triggers->pieces);
    hash_map_clear(&triggers->signature_ids);
    arena_reset(&triggers->memory, MEMORY_MOST / 2);
    memset(triggers->pairs, 0, sizeof triggers->pairs);
    form_mark none;
    return mark_make(triggers, &none);
}

tocsin_status form_triggers_init(struct form_triggers *triggers, const struct regex_set *set,
                                 const tocsin_allocator *alloc, tocsin_error *error)
{
    *triggers = (struct form_triggers){.set = set, .alloc = alloc, .words = (set->needs.count + 63) / 64 + 1};
    hash_map_init(&triggers->signature_ids, alloc);
    arena_init(&triggers->memory, alloc);
    tocsin_status status = word_splitter_init(&triggers->splitter, alloc, error);
    if (!status && !triggers_clear(triggers))
        status = error_set(error, MESSAGE_MEMORY);
    if (status)
        form_triggers_finish(triggers);
    return status;
}

void form_triggers_finish(struct form_triggers *triggers)
{
    array_finish(triggers->alloc, &triggers->facts);
    array_finish(triggers->alloc, &triggers->parts);
    array_finish(triggers->alloc, &triggers->signatures);
    array_finish(triggers->alloc, &triggers->pieces);
    array_finish(triggers->alloc, &triggers->needs);
    array_finish(triggers->alloc, &triggers->folded);
    hash_map_finish(&triggers->signature_ids);
    arena_finish(&triggers->memory);
    word_splitter_finish(&triggers->splitter);
}

/* Room for a fact of every form that the vocabulary holds. */
static bool facts_extend(struct form_triggers *triggers, const struct vocabulary *vocabulary)
{
    size_t count = triggers->facts.count, wanted = vocabulary ? vocabulary_count(vocabulary) : 0;
    if (wanted <= count)
        return true;
    if (!array_reserve(triggers->alloc, &triggers->facts, wanted - count))
        return false;
    triggers->facts.count = triggers->facts.capacity;
    memset(triggers->facts.items + count, 0, (triggers->facts.count - count) * sizeof *triggers->facts.items);
    return true;
}

bool form_triggers_open(struct form_triggers *triggers, const struct vocabulary *vocabulary)
{
    uint32_t generation = vocabulary ? vocabulary_generation(vocabulary) : 0;
    bool stale = vocabulary != triggers->vocabulary || generation != triggers->generation ||
                 triggers->memory.total > MEMORY_MOST || triggers->parts.count > PARTS_MOST ||
                 triggers->signatures.count == 0;
    triggers->vocabulary = vocabulary;
    triggers->generation = generation;
    triggers->splitter.failed = false;
    return (!stale || triggers_clear(triggers)) && facts_extend(triggers, vocabulary);
}
