/* document_date.h: the day that a document says it is of. */
#ifndef TOCSIN_CORE_DOCUMENT_DATE_H
#define TOCSIN_CORE_DOCUMENT_DATE_H

#include "english/calendar.h"

/* The day in the member "date" of a JSON object (else of "published"): a string that begins with 2022-02-24. False
 * where there is none; whether the JSON is sound is not for this to say. Takes linear time. */
bool document_date(struct calendar_day *out, struct str meta);

#endif
