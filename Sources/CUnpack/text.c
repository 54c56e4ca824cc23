#include "text.h"

#include <string.h>

static const uint64_t ONES = 0x0101010101010101;
static const uint64_t HIGH_BITS = 0x8080808080808080;

/*
 * True when each of the eight bytes is 0x01 to 0x7f: a byte of 0x80 or more has its high bit set
 * already, and subtracting one from a NUL borrows into it.
 */
static int is_plain_ascii(uint64_t word) { return ((word | (word - ONES)) & HIGH_BITS) == 0; }

static size_t ascii_prefix(const uint8_t *bytes, size_t count) {
    size_t at = 0;
    for (; count - at >= 16; at += 16) {
        uint64_t words[2];
        memcpy(words, bytes + at, sizeof words);
        if (!is_plain_ascii(words[0]) || !is_plain_ascii(words[1])) break;
    }
    while (at < count && bytes[at] - 1u < 0x7f) at++;
    return at;
}

static int is_continuation(uint8_t byte) { return (byte & 0xc0) == 0x80; }

/* The length of the well-formed sequence that starts here with a byte of 0x80 or more; 0: none. */
static size_t sequence_length(const uint8_t *at, size_t count) {
    uint8_t first = at[0];
    if (first < 0xc2 || first > 0xf4 || count < 2) return 0;
    uint8_t second = at[1];
    if (first < 0xe0) return is_continuation(second) ? 2 : 0;

    /* The second byte's bounds refuse overlong forms, surrogates and what is past U+10FFFF. */
    uint8_t low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    uint8_t high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return 0;
    if (count < 3 || !is_continuation(at[2])) return 0;
    if (first < 0xf0) return 3;
    return count >= 4 && is_continuation(at[3]) ? 4 : 0;
}

size_t moult_text_prefix(const uint8_t *bytes, size_t count) {
    size_t at = 0;
    for (;;) {
        at += ascii_prefix(bytes + at, count - at);
        while (at < count && bytes[at] >= 0x80) {
            size_t length = sequence_length(bytes + at, count - at);
            if (length == 0) return at;
            at += length;
        }
        if (at == count || bytes[at] == 0) return at;
    }
}

bool moult_holds_nul(const uint8_t *bytes, size_t count) {
    return memchr(bytes, 0, count) != NULL;
}
