/* bundle_kit.h: a bundle from Lua text and a document through it, for tests of what scripts can do. */
#ifndef TOCSIN_UNIT_BUNDLE_KIT_H
#define TOCSIN_UNIT_BUNDLE_KIT_H

#include "failing_alloc.h"

#include "tocsin/tocsin.h"

#define KIT_MANIFEST "return { name = 'kit', version = '1.2.3', rules = { 'rules.lua' } }"

static inline tocsin_status kit_bundle(tocsin_bundle **out, const char *manifest, const char *rules,
                                       tocsin_error *error)
{
    tocsin_file files[] = {
        {"bundle.lua", manifest, strlen(manifest)},
        {"rules.lua", rules, strlen(rules)},
    };
    return tocsin_bundle_open_memory(out, "kit", files, 2, NULL, error);
}

struct kit {
    tocsin_bundle *bundle;
    tocsin_worker *worker;
};

/* Fails the test with the error's text when the rules do not load. */
static inline struct kit kit_open_in(const char *manifest, const char *rules, const tocsin_worker_options *options)
{
    struct kit kit = {NULL, NULL};
    tocsin_error error = TOCSIN_ERROR_INIT;
    char text[1024];
    if (kit_bundle(&kit.bundle, manifest, rules, &error) ||
        tocsin_worker_create(&kit.worker, &kit.bundle, 1, options, &error)) {
        tocsin_error_format(&error, text, sizeof text);
        fail_msg("%s", text);
    }
    return kit;
}

static inline struct kit kit_open_with(const char *rules, const tocsin_worker_options *options)
{
    return kit_open_in(KIT_MANIFEST, rules, options);
}

static inline struct kit kit_open(const char *rules)
{
    return kit_open_with(rules, NULL);
}

static inline void kit_close(struct kit *kit)
{
    tocsin_worker_free(kit->worker);
    tocsin_bundle_free(kit->bundle);
}

static inline tocsin_status kit_try(struct kit *kit, const char *text, tocsin_result **out, tocsin_error *error)
{
    tocsin_document document = TOCSIN_DOCUMENT_INIT;
    document.id = "d";
    document.text = text;
    document.length = strlen(text);
    return tocsin_worker_run(out, kit->worker, &document, error);
}

static inline tocsin_result *kit_run(struct kit *kit, const char *text)
{
    tocsin_result *result = NULL;
    tocsin_error error = TOCSIN_ERROR_INIT;
    char message[1024];
    if (kit_try(kit, text, &result, &error)) {
        tocsin_error_format(&error, message, sizeof message);
        fail_msg("%s", message);
    }
    return result;
}

/* The text of a role of record `index`, in a static buffer; "" where it has none. */
static inline const char *kit_role(const tocsin_result *result, size_t index, const char *name)
{
    static char out[512];
    const tocsin_record *record = tocsin_result_record(result, index);
    const char *text = tocsin_result_text(result, NULL);
    out[0] = '\0';
    for (size_t i = 0; record && i < record->role_count; i++) {
        const tocsin_role *role = &record->roles[i];
        size_t length = role->span.end - role->span.start;
        if (strcmp(role->name, name) != 0 || length >= sizeof out)
            continue;
        memcpy(out, text + role->span.start, length);
        out[length] = '\0';
        break;
    }
    return out;
}

/* Runs rules over a text and fails the test with the diagnostic where a rule failed. The rules prove what they say
 * by Lua asserts. */
static inline void kit_check_in(const char *manifest, const char *rules, const char *text)
{
    struct kit kit = kit_open_in(manifest, rules, NULL);
    tocsin_result *result = kit_run(&kit, text);
    const tocsin_error *diagnostic = tocsin_result_diagnostic(result, 0);
    if (diagnostic) {
        char message[2048];
        tocsin_error_format(diagnostic, message, sizeof message);
        fail_msg("%s\n%s", message, diagnostic->traceback);
    }
    tocsin_result_free(result);
    kit_close(&kit);
}

static inline void kit_check(const char *rules, const char *text)
{
    kit_check_in(KIT_MANIFEST, rules, text);
}

#endif
