/* message.h: the registry of what can be told to a user. */
#ifndef TOCSIN_BASE_MESSAGE_H
#define TOCSIN_BASE_MESSAGE_H

#include "tocsin/tocsin.h"

enum message {
#define MESSAGE(name, id, status, text) MESSAGE_##name,
#include "base/messages.def"
#undef MESSAGE
    MESSAGE_COUNT
};

struct message_entry {
    const char *id;
    tocsin_status status;
    const char *text;
};

extern const struct message_entry message_table[MESSAGE_COUNT];

#endif
