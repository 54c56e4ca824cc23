#ifndef MOULT_TEXT_H
#define MOULT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * How many leading bytes are UTF-8 without NUL; `count` when all are. Refuses overlong forms,
 * surrogates and what lies past U+10FFFF (Unicode 15, table 3-7).
 */
size_t moult_text_prefix(const uint8_t *bytes, size_t count);

static inline size_t moult_text_length(const char *text) { return strlen(text); }

bool moult_holds_nul(const uint8_t *bytes, size_t count);

#endif
