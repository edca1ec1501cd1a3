#include "io/write_record.h"

#include "io/json_writer.h"

/* Longer values are shown by their beginning and end: the sentence above has them whole. */
enum { VALUE_HEAD = 72, VALUE_TAIL = 36 };

/* Columns kept free for the marks that are glued to words: "]", ":", ", ". */
enum { GLUE = 2 };

struct entry {
    struct line_fold *fold;
    struct str text;
};

static void put_literal(struct line_fold *fold, const char *text, enum style style)
{
    line_fold_text(fold, text, strlen(text), style);
}

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static void put_value(struct entry *entry, tocsin_span span, enum style style)
{
    const char *value = entry->text.data + span.start;
    size_t length = span.end - span.start;
    if (length <= VALUE_HEAD + VALUE_TAIL + 5) {
        line_fold_text(entry->fold, value, length, style);
        return;
    }
    size_t head = VALUE_HEAD, tail = length - VALUE_TAIL;
    while (head && (value[head] != ' ' && VALUE_HEAD - head < 20))
        head--;
    while (tail < length && (value[tail - 1] != ' ' && tail - (length - VALUE_TAIL) < 20))
        tail++;
    while (continues_character(value[head]))
        head--;
    while (tail < length && continues_character(value[tail]))
        tail++;
    line_fold_text(entry->fold, value, head, style);
    line_fold_gap(entry->fold, 1);
    put_literal(entry->fold, "…", STYLE_DIM);
    line_fold_gap(entry->fold, 1);
    line_fold_text(entry->fold, value + tail, length - tail, style);
}

static bool names_equal(const char *a, const char *b)
{
    return a == b || strcmp(a, b) == 0;
}

/* True where the surface differs from the name it was resolved to. */
static bool resolved(const struct entry *entry, const tocsin_role *role)
{
    struct str surface = {entry->text.data + role->span.start, role->span.end - role->span.start};
    return role->entity && !str_equal(surface, str_of(role->entity));
}

static void put_role(struct entry *entry, const tocsin_role *role, bool again)
{
    struct line_fold *fold = entry->fold;
    enum style style = palette_role(role->name);
    line_fold_gap(fold, again ? 1 : 2);
    if (again) {
        put_literal(fold, "+", STYLE_DIM);
    } else {
        if (style == STYLE_WHOM || names_equal(role->name, "effect"))
            put_literal(fold, "→ ", STYLE_DIM);
        put_literal(fold, role->name, STYLE_DIM);
        put_literal(fold, ":", STYLE_DIM);
    }
    line_fold_gap(fold, 1);
    put_value(entry, role->span, style);
    if (resolved(entry, role)) {
        put_literal(fold, " = ", STYLE_DIM);
        put_literal(fold, role->entity, style);
    }
    if (role->inferred)
        put_literal(fold, " (inferred)", STYLE_DIM);
}

static void put_roles(struct entry *entry, const tocsin_record *record)
{
    for (size_t i = 0; i < record->role_count; i++) {
        bool again = i && names_equal(record->roles[i].name, record->roles[i - 1].name);
        put_role(entry, &record->roles[i], again);
    }
}

/* What goes without saying: shown, it would hide what does not. */
static bool unmarked(const tocsin_feature *feature)
{
    if (feature->kind == TOCSIN_VALUE_INTEGER)
        return names_equal(feature->name, "severity") && feature->value.integer == 0;
    if (feature->kind != TOCSIN_VALUE_STRING)
        return false;
    return (names_equal(feature->name, "polarity") && names_equal(feature->value.string, "positive")) ||
           (names_equal(feature->name, "certainty") && names_equal(feature->value.string, "certain"));
}

/* A word says what it is the value of; a number does not. */
static void put_feature(struct entry *entry, const tocsin_feature *feature)
{
    struct line_fold *fold = entry->fold;
    char digits[64];
    struct buffer number = {.alloc = fold->out->alloc, .data = digits, .capacity = sizeof digits};
    if (feature->kind == TOCSIN_VALUE_STRING) {
        put_literal(fold, feature->value.string, STYLE_PLAIN);
        return;
    }
    if (feature->kind == TOCSIN_VALUE_BOOLEAN && !feature->value.boolean)
        put_literal(fold, "not ", STYLE_PLAIN);
    put_literal(fold, feature->name, STYLE_PLAIN);
    if (feature->kind == TOCSIN_VALUE_BOOLEAN)
        return;
    line_fold_gap(fold, 1);
    if (feature->kind == TOCSIN_VALUE_SPAN) {
        put_value(entry, feature->value.span, STYLE_PLAIN);
        return;
    }
    if (feature->kind == TOCSIN_VALUE_INTEGER)
        json_integer(&number, feature->value.integer);
    else
        json_number(&number, feature->value.number);
    line_fold_text(fold, number.data, number.length, STYLE_PLAIN);
}

static void put_features(struct entry *entry, const tocsin_record *record)
{
    bool first = true;
    for (size_t i = 0; i < record->feature_count; i++) {
        if (unmarked(&record->features[i]))
            continue;
        line_fold_gap(entry->fold, first ? 2 : 0);
        put_literal(entry->fold, first ? "[" : ", ", STYLE_DIM);
        put_feature(entry, &record->features[i]);
        first = false;
    }
    if (!first)
        put_literal(entry->fold, "]", STYLE_DIM);
}

static void put_number(struct line_fold *fold, size_t index, enum style style)
{
    char text[24] = "#";
    struct buffer number = {.alloc = fold->out->alloc, .data = text, .length = 1, .capacity = sizeof text};
    json_unsigned(&number, index + 1);
    line_fold_text(fold, number.data, number.length, style);
}

static void put_relations(struct entry *entry, const tocsin_record *record)
{
    struct line_fold *fold = entry->fold;
    for (size_t i = 0; i < record->attributed_to_count; i++) {
        line_fold_gap(fold, i ? 1 : 2);
        put_literal(fold, i ? "in " : "by ", STYLE_DIM);
        put_number(fold, record->attributed_to[i], STYLE_DIM);
    }
    for (size_t i = 0; i < record->link_count; i++) {
        line_fold_gap(fold, 2);
        put_literal(fold, record->links[i].relation, STYLE_DIM);
        put_literal(fold, ": ", STYLE_DIM);
        put_number(fold, record->links[i].record, STYLE_DIM);
    }
}

void write_record(struct line_fold *fold, const tocsin_result *result, size_t index, size_t type_width)
{
    const tocsin_record *record = tocsin_result_record(result, index);
    struct entry entry = {.fold = fold};
    fold->width -= GLUE;
    entry.text.data = tocsin_result_text(result, &entry.text.length);
    line_fold_begin(fold, 2, 6);
    put_number(fold, index, STYLE_DIM);
    line_fold_gap(fold, 1);
    put_literal(fold, record->type, STYLE_TYPE);
    size_t length = strlen(record->type);
    line_fold_gap(fold, 2 + (length < type_width ? type_width - length : 0));
    put_roles(&entry, record);
    put_features(&entry, record);
    put_relations(&entry, record);
    line_fold_gap(fold, 2);
    put_literal(fold, record->rule, STYLE_DIM);
    line_fold_end(fold);
    fold->width += GLUE;
}
