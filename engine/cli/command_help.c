#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/options_table.h"

enum { COLUMN = 26, WIDTH = 100 };

/* Words folded at WIDTH, lines after the first indented to COLUMN; the first begins at COLUMN already. */
static void print_folded(const char *text)
{
    int column = COLUMN;
    while (*text) {
        int length = (int)strcspn(text, " ");
        if (column > COLUMN && column + 1 + length > WIDTH) {
            printf("\n%*s", COLUMN, "");
            column = COLUMN;
        } else if (column > COLUMN) {
            putchar(' ');
            column++;
        }
        printf("%.*s", length, text);
        column += length;
        text += length + (text[length] == ' ');
    }
    putchar('\n');
}

static void print_option(const struct option_spec *spec)
{
    char head[64] = "", help[256];
    char letter[6] = "    ";
    if (spec->letter)
        snprintf(letter, sizeof letter, "-%c, ", spec->letter);
    snprintf(head, sizeof head, "  %s--%s%s%s", letter, spec->name, spec->value ? "=" : "",
             spec->value ? spec->value : "");
    int length = printf("%-*s", COLUMN - 1, head);
    if (length >= COLUMN)
        printf("\n%*s", COLUMN, "");
    else
        putchar(' ');
    size_t used = (size_t)snprintf(help, sizeof help, "%s", spec->help);
    for (size_t i = 0; spec->words && spec->words[i] && used < sizeof help; i++)
        used += (size_t)snprintf(help + used, sizeof help - used, "%s%s%s", i ? " | " : " (", spec->words[i],
                                 spec->words[i + 1] ? "" : ")");
    print_folded(help);
}

static void print_codes(void)
{
    printf("\nExit codes\n"
           "  0   all went well\n"
           "  1   ran, but some documents or examples failed, or the output could not be written\n"
           "  2   bad usage, or a bundle that does not load\n");
}

static void print_command(const struct command *command)
{
    printf("tocsin %s%s%s: %s\n", command->name, command->arguments[0] ? " " : "", command->arguments, command->about);
    if (command->more)
        printf("\n%s", command->more);
    printf("\nOptions (of a choice, the first is the default)\n");
    for (size_t i = 0; i < options_count; i++) {
        unsigned commands = options_table[i].commands;
        if (commands == (unsigned)FOR_ALL || (commands & command->flag))
            print_option(&options_table[i]);
    }
    print_codes();
}

static void print_overview(FILE *to)
{
    fprintf(to, "tocsin COMMAND [OPTION]... [ARGUMENT]...: finds claims, warnings and consequences in news, by rules\n"
                "\nCommands\n");
    for (size_t i = 0; i < commands_count; i++) {
        char head[64];
        snprintf(head, sizeof head, "%s %s", commands_table[i].name, commands_table[i].arguments);
        fprintf(to, "  %-36s %s\n", head, commands_table[i].about);
    }
    fprintf(to, "\n'tocsin help COMMAND' lists a command's options.\n"
                "\nExamples\n"
                "  tocsin run article.txt                        records, with their roles in colours\n"
                "  tocsin run --format jsonl -j 4 news.jsonl     one JSON object a record\n"
                "  tocsin run -b my-rules/ articles/             another bundle, over a folder\n");
}

int command_help(const struct options *options)
{
    const struct command *command = options->command;
    bool asked = options->help || (command && command->run == command_help);
    if (command && command->run == command_help)
        command = options->inputs.count ? command_find(options->inputs.items[0]) : NULL;
    if (!command && options->inputs.count) {
        fprintf(stderr, "tocsin: unknown command '%s'\ntry 'tocsin --help'\n", options->inputs.items[0]);
        return EXIT_USAGE;
    }
    if (command) {
        print_command(command);
    } else {
        print_overview(asked ? stdout : stderr);
        if (asked)
            print_codes();
    }
    if (!asked)
        return EXIT_USAGE;
    return fflush(stdout) == 0 ? EXIT_WELL : EXIT_SOME_FAILED;
}
