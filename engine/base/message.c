#include "base/message.h"

const struct message_entry message_table[MESSAGE_COUNT] = {
#define MESSAGE(name, id, status, text) {id, status, text},
#include "base/messages.def"
#undef MESSAGE
};
