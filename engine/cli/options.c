#include "cli/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options_table.h"
#include "cli/suggestion.h"

/* Arguments that are being read. */
struct reading {
    struct options *options;
    char **at; /* the next argument */
    char **end;
};

/* Tells what is wrong and where help is. */
static bool refuse(const struct reading *reading, const char *format, ...)
{
    const struct command *command = reading->options->command;
    va_list arguments;
    fputs("tocsin: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fprintf(stderr, "\ntry 'tocsin %s%s--help'\n", command ? command->name : "", command ? " " : "");
    return false;
}

static bool applies(const struct option_spec *spec, const struct command *command)
{
    return spec->commands == (unsigned)FOR_ALL || (command && (spec->commands & command->flag));
}

static const struct option_spec *find_long(const struct reading *reading, const char *name, size_t length)
{
    for (size_t i = 0; i < options_count; i++) {
        const struct option_spec *spec = &options_table[i];
        if (applies(spec, reading->options->command) && strlen(spec->name) == length &&
            memcmp(spec->name, name, length) == 0)
            return spec;
    }
    return NULL;
}

static const struct option_spec *find_letter(const struct reading *reading, char letter)
{
    for (size_t i = 0; i < options_count; i++) {
        const struct option_spec *spec = &options_table[i];
        if (applies(spec, reading->options->command) && spec->letter && spec->letter == letter)
            return spec;
    }
    return NULL;
}

static bool unknown_option(const struct reading *reading, const char *name, size_t length)
{
    char typed[64];
    const struct option_spec *best = NULL;
    unsigned best_distance = 0;
    snprintf(typed, sizeof typed, "%.*s", (int)(length < sizeof typed ? length : sizeof typed - 1), name);
    for (size_t i = 0; i < options_count; i++) {
        unsigned distance = suggestion_distance(typed, options_table[i].name);
        if (applies(&options_table[i], reading->options->command) && (!best || distance < best_distance)) {
            best = &options_table[i];
            best_distance = distance;
        }
    }
    if (best && suggestion_near(typed, best_distance))
        return refuse(reading, "unknown option --%s; did you mean --%s?", typed, best->name);
    return refuse(reading, "unknown option --%s", typed);
}

static bool read_number(const struct reading *reading, const struct option_spec *spec, const char *value, uint64_t *out)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end || errno || number < spec->least || number > spec->most) {
        if (spec->most == UINT64_MAX)
            return refuse(reading, "--%s takes a number from %llu, not '%s'", spec->name,
                          (unsigned long long)spec->least, value);
        return refuse(reading, "--%s takes a number from %llu to %llu, not '%s'", spec->name,
                      (unsigned long long)spec->least, (unsigned long long)spec->most, value);
    }
    *out = number;
    return true;
}

static bool read_choice(const struct reading *reading, const struct option_spec *spec, const char *value, uint64_t *out)
{
    char words[128] = "";
    for (size_t i = 0; spec->words[i]; i++) {
        if (strcmp(spec->words[i], value) == 0) {
            *out = i;
            return true;
        }
        size_t length = strlen(words);
        snprintf(words + length, sizeof words - length, "%s%s", i ? ", " : "", spec->words[i]);
    }
    return refuse(reading, "--%s is one of %s, not '%s'", spec->name, words, value);
}

static bool read_pair(const struct reading *reading, const struct option_spec *spec, const char *value,
                      struct option_list *out)
{
    const char *equals = strchr(value, '=');
    if (!equals || equals == value)
        return refuse(reading, "--%s takes %s, not '%s'", spec->name, spec->value, value);
    out->items[out->count++] = value;
    return true;
}

static bool set_option(const struct reading *reading, const struct option_spec *spec, const char *value)
{
    void *field = (char *)reading->options + spec->field;
    struct option_list *list = field;
    switch (spec->kind) {
    case OPTION_FLAG: *(bool *)field = true; return true;
    case OPTION_CHOICE: return read_choice(reading, spec, value, field);
    case OPTION_NUMBER:
        reading->options->timeout_given |= field == (void *)&reading->options->timeout;
        return read_number(reading, spec, value, field);
    case OPTION_TEXT: *(const char **)field = value; return true;
    case OPTION_LIST: list->items[list->count++] = value; return true;
    case OPTION_PAIRS: return read_pair(reading, spec, value, list);
    }
    return false;
}

/* `value` is what stands glued to the option, NULL where nothing does. */
static bool take_option(struct reading *reading, const struct option_spec *spec, const char *value)
{
    if (spec->kind == OPTION_FLAG && value)
        return refuse(reading, "--%s takes no value", spec->name);
    if (spec->kind != OPTION_FLAG && !value) {
        if (reading->at == reading->end)
            return refuse(reading, "--%s needs a value: %s", spec->name, spec->value);
        value = *reading->at++;
    }
    return set_option(reading, spec, value);
}

static bool read_long(struct reading *reading, const char *argument)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals ? (size_t)(equals - argument) : strlen(argument);
    const struct option_spec *spec = find_long(reading, argument, length);
    if (!spec)
        return unknown_option(reading, argument, length);
    return take_option(reading, spec, equals ? equals + 1 : NULL);
}

/* "-d", "-j4", "-j 4", "-dj4" */
static bool read_letters(struct reading *reading, const char *argument)
{
    for (; *argument; argument++) {
        const struct option_spec *spec = find_letter(reading, *argument);
        if (!spec)
            return refuse(reading, "unknown option -%c", *argument);
        if (spec->kind != OPTION_FLAG)
            return take_option(reading, spec, argument[1] ? argument + 1 : NULL);
        if (!set_option(reading, spec, NULL))
            return false;
    }
    return true;
}

static bool read_command(struct reading *reading, const char *name)
{
    reading->options->command = command_find(name);
    if (reading->options->command)
        return true;
    for (size_t i = 0; i < commands_count; i++) {
        if (suggestion_near(name, suggestion_distance(name, commands_table[i].name)))
            return refuse(reading, "unknown command '%s'; did you mean '%s'?", name, commands_table[i].name);
    }
    return refuse(reading, "unknown command '%s'; to read a file: tocsin run %s", name, name);
}

static bool read_argument(struct reading *reading, bool *options_over)
{
    const char *argument = *reading->at++;
    struct option_list *inputs = &reading->options->inputs;
    if (!*options_over && strcmp(argument, "--") == 0) {
        *options_over = true;
        return true;
    }
    if (!*options_over && argument[0] == '-' && argument[1] == '-')
        return read_long(reading, argument + 2);
    if (!*options_over && argument[0] == '-' && argument[1])
        return read_letters(reading, argument + 1);
    if (!reading->options->command)
        return read_command(reading, argument);
    inputs->items[inputs->count++] = argument;
    return true;
}

bool options_read(struct options *out, int argc, char **argv)
{
    struct reading reading = {out, argv + (argc > 0), argv + argc};
    bool good = true, options_over = false;
    *out = (struct options){.jobs = 1};
    struct option_list *lists[] = {&out->inputs, &out->bundles, &out->params};
    for (size_t i = 0; i < sizeof lists / sizeof *lists && good; i++)
        good = (lists[i]->items = calloc((size_t)argc + 1, sizeof *lists[i]->items));
    if (!good)
        return refuse(&reading, "out of memory");
    while (good && reading.at < reading.end)
        good = read_argument(&reading, &options_over);
    return good;
}

void options_finish(struct options *options)
{
    free(options->inputs.items);
    free(options->bundles.items);
    free(options->params.items);
}
