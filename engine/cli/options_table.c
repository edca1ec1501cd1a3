#include "cli/options_table.h"

#include <string.h>

#include "cli/commands.h"

static const char *const run_formats[] = {"text", "jsonl", NULL};
static const char *const explain_formats[] = {"text", "json", NULL};
static const char *const tokens_formats[] = {"text", "jsonl", "none", NULL};
static const char *const test_formats[] = {"text", "jsonl", "tap", NULL};
static const char *const inputs[] = {"auto", "text", "jsonl", NULL};
static const char *const offsets[] = {"bytes", "codepoints", "utf16", NULL};
static const char *const invalids[] = {"replace", "reject", NULL};
static const char *const breaks[] = {"news", "uax29", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

#define FIELD(name) offsetof(struct options, name)

/* Commands that load bundles, and those that read documents. */
enum {
    FOR_RULES = FOR_RUN | FOR_TEST | FOR_CHECK | FOR_PROFILE | FOR_EXPLAIN,
    FOR_READING = FOR_RUN | FOR_TOKENS | FOR_PROFILE | FOR_EXPLAIN,
};

const struct option_spec options_table[] = {
    {"bundle", 'b', OPTION_LIST, "BUNDLE", FIELD(bundles), FOR_RUN | FOR_PROFILE | FOR_EXPLAIN, NULL, 0, 0,
     "rules to run: a folder, a .lua file, or the name of a built-in bundle (default: news); may be given again"},
    {"param", 'p', OPTION_PAIRS, "NAME=VALUE", FIELD(params), FOR_RULES, NULL, 0, 0,
     "sets a parameter of the bundles; may be given again"},
    {"strict", 0, OPTION_FLAG, NULL, FIELD(strict), FOR_RULES, NULL, 0, 0,
     "a warning while loading a bundle is an error"},
    {"format", 'f', OPTION_CHOICE, "FORMAT", FIELD(format), FOR_RUN, run_formats, 0, 0,
     "text for people, or jsonl: a JSON object a line"},
    {"format", 'f', OPTION_CHOICE, "FORMAT", FIELD(format), FOR_TOKENS, tokens_formats, 0, 0,
     "text: a sentence a line; jsonl: offsets; none: does the work and prints nothing"},
    {"format", 'f', OPTION_CHOICE, "FORMAT", FIELD(format), FOR_TEST, test_formats, 0, 0,
     "text for people, jsonl: a JSON object an example, or tap: the Test Anything Protocol"},
    {"format", 'f', OPTION_CHOICE, "FORMAT", FIELD(format), FOR_CHECK | FOR_PROFILE, run_formats, 0, 0,
     "text for people, or jsonl: a JSON object a finding or rule"},
    {"format", 'f', OPTION_CHOICE, "FORMAT", FIELD(format), FOR_EXPLAIN, explain_formats, 0, 0,
     "text for people, or json: one object a document"},
    {"rule", 'r', OPTION_TEXT, "RULE", FIELD(rule), FOR_EXPLAIN, NULL, 0, 0,
     "only this rule, such as warnings/verb; and why it matches nothing in a sentence"},
    {"sentence", 's', OPTION_NUMBER, "N", FIELD(sentence), FOR_EXPLAIN, NULL, 1, UINT32_MAX,
     "only the Nth sentence; and why rules match nothing in it"},
    {"all", 'a', OPTION_FLAG, NULL, FIELD(all), FOR_TEST, NULL, 0, 0, "text: shows the examples that passed, too"},
    {"documents", 'd', OPTION_FLAG, NULL, FIELD(documents), FOR_RUN, NULL, 0, 0,
     "jsonl: a record on each document before its records"},
    {"tags", 't', OPTION_FLAG, NULL, FIELD(tags), FOR_TOKENS, NULL, 0, 0,
     "parts of speech and lemmas, too; text: word/TAG"},
    {"input", 'i', OPTION_CHOICE, "INPUT", FIELD(input), FOR_READING, inputs, 0, 0,
     "text: a file is a document; jsonl: a line is one, with \"text\" and \"id\"; auto: by the file's name"},
    {"jobs", 'j', OPTION_NUMBER, "N", FIELD(jobs), FOR_RUN | FOR_TOKENS | FOR_PROFILE, NULL, 0, 256,
     "workers, 0 for one a processor (default: 1); the output is the same for any N"},
    {"offsets", 0, OPTION_CHOICE, "UNIT", FIELD(offsets), FOR_RUN | FOR_TOKENS, offsets, 0, 0,
     "what offsets in jsonl count"},
    {"invalid", 0, OPTION_CHOICE, "POLICY", FIELD(invalid), FOR_READING, invalids, 0, 0,
     "bytes that are not UTF-8: read as U+FFFD, or an error of the document"},
    {"breaks", 0, OPTION_CHOICE, "RULES", FIELD(breaks), FOR_READING, breaks, 0, 0,
     "how words and sentences are told apart: for news, or as Unicode Annex 29 has it"},
    {"fuel", 0, OPTION_NUMBER, "UNITS", FIELD(fuel), FOR_RUN | FOR_PROFILE | FOR_EXPLAIN, NULL, 1, UINT64_MAX,
     "work that one document may take (default: 1000000000)"},
    {"timeout", 0, OPTION_NUMBER, "MS", FIELD(timeout), FOR_READING, NULL, 0, UINT32_MAX - 1,
     "milliseconds that one document may take, 0 for no limit (default: 10000)"},
    {"output", 'o', OPTION_TEXT, "FILE", FIELD(output), FOR_RUN | FOR_TOKENS, NULL, 0, 0,
     "writes there instead of standard output"},
    {"color", 0, OPTION_CHOICE, "WHEN", FIELD(color), FOR_RULES, colors, 0, 0,
     "colours in text output; auto: on a terminal, unless NO_COLOR is set"},
    {"help", 'h', OPTION_FLAG, NULL, FIELD(help), FOR_ALL, NULL, 0, 0, "prints this"},
    {"version", 'V', OPTION_FLAG, NULL, FIELD(version), FOR_ALL, NULL, 0, 0,
     "prints the versions of the program and of what it is built on"},
};
const size_t options_count = sizeof options_table / sizeof *options_table;

static const char inputs_help[] =
    "FILE is a text or JSON Lines. DIR stands for the .txt, .text, .md, .jsonl and .ndjson files below it, in\n"
    "the order of their names. - is standard input, which is also read when nothing is named.\n";

static const char bundles_help[] =
    "BUNDLE is a folder, a .lua file, or the name of a built-in bundle; news where nothing is named.\n";

static const char test_help[] =
    "BUNDLE is a folder, a .lua file, or the name of a built-in bundle; news where nothing is named.\n"
    "\n"
    "Each text that a rule `accepts` has to give records of that rule with the roles and features that stand\n"
    "beside it, each text that it `rejects` none. What differs is shown, - for expected and + for found.\n";

static const char explain_help[] =
    "FILE is a text or JSON Lines. DIR stands for the .txt, .text, .md, .jsonl and .ndjson files below it, in\n"
    "the order of their names. - is standard input, which is also read when nothing is named.\n"
    "\n"
    "For each record: its rule, how the rule matched, and where each feature comes from. For a match without a\n"
    "record: what ended it. With --rule or --sentence also for each rule and sentence without a match: how far\n"
    "the rule got, what it wanted there and what it saw.\n";

static const char profile_help[] =
    "FILE is a text or JSON Lines. DIR stands for the .txt, .text, .md, .jsonl and .ndjson files below it, in\n"
    "the order of their names. - is standard input, which is also read when nothing is named.\n"
    "\n"
    "The table has, for each rule: milliseconds in all, in finding matches and in its Lua; how often one of\n"
    "its words woke it; at how many places it was tried; its matches and records. Times are estimated from\n"
    "samples.\n";

const struct command commands_table[] = {
    {"run", FOR_RUN, "[OPTION]... [FILE|DIR|-]...", "finds what the rules of a bundle find", inputs_help, command_run},
    {"tokens", FOR_TOKENS, "[OPTION]... [FILE|DIR|-]...", "prints words and sentences", inputs_help, command_tokens},
    {"test", FOR_TEST, "[OPTION]... [BUNDLE]...", "tries rules on their own examples", test_help, command_test},
    {"check", FOR_CHECK, "[OPTION]... [BUNDLE]...", "loads bundles and shows what is wrong in them", bundles_help,
     command_check},
    {"explain", FOR_EXPLAIN, "[OPTION]... [FILE|DIR|-]...", "shows why records are there, and why not", explain_help,
     command_explain},
    {"profile", FOR_PROFILE, "[OPTION]... [FILE|DIR|-]...", "shows what each rule costs", profile_help, command_profile},
    {"help", 0, "[COMMAND]", "explains a command", NULL, command_help},
    {"version", 0, "", "prints versions", NULL, command_version},
};
const size_t commands_count = sizeof commands_table / sizeof *commands_table;

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < commands_count; i++) {
        if (strcmp(commands_table[i].name, name) == 0)
            return &commands_table[i];
    }
    return NULL;
}
