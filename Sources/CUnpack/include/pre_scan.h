#ifndef MOULT_PRE_SCAN_H
#define MOULT_PRE_SCAN_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads a packed message once, before protobuf-c does, and refuses what protobuf-c would take
 * badly: nesting that ends its stack, counts that end its memory, a singular message that stands
 * more than once (merged in quadratic time), and text that is no UTF-8 or holds a NUL (protobuf-c
 * gives C strings, which a NUL would cut).
 *
 * Iterative, linear in the input, without allocation.
 */

enum {
    /* The frames of the scan are on the stack: this is how many there are. */
    MOULT_SCAN_DEPTH_MAX = 64,
    /* Each frame counts by field. The generator refuses a message with more. */
    MOULT_SCAN_FIELDS_OF_A_MESSAGE_MAX = 64,
};

typedef struct moult_scan_limits {
    /* How deep messages may nest, the outermost counted; at most MOULT_SCAN_DEPTH_MAX. */
    uint32_t depth;
    /* Fields in all, known or not. */
    uint32_t fields;
    /* Fields that the descriptor does not know. */
    uint32_t unknown_fields;
    /* Elements of one repeated field of one message. */
    uint32_t elements;
    /* Messages in all, without the outermost. */
    uint32_t messages;
} moult_scan_limits;

typedef enum moult_scan_verdict {
    MOULT_SCAN_PASSED = 0,
    /* Malformed. */
    MOULT_SCAN_TAG_MALFORMED,
    MOULT_SCAN_TAG_ZERO,
    MOULT_SCAN_GROUP,
    MOULT_SCAN_WIRE_TYPE_UNKNOWN,
    MOULT_SCAN_WIRE_TYPE_WRONG,
    MOULT_SCAN_VARINT_TOO_LONG,
    MOULT_SCAN_CUT_SHORT,
    MOULT_SCAN_LENGTH_FALSE,
    MOULT_SCAN_PACKED_LENGTH_UNEVEN,
    MOULT_SCAN_TEXT_NOT_UTF8,
    MOULT_SCAN_TEXT_HOLDS_NUL,
    MOULT_SCAN_MESSAGE_REPEATED,
    /* Over a limit. */
    MOULT_SCAN_TOO_DEEP,
    MOULT_SCAN_TOO_MANY_FIELDS,
    MOULT_SCAN_TOO_MANY_UNKNOWN_FIELDS,
    MOULT_SCAN_TOO_MANY_ELEMENTS,
    MOULT_SCAN_TOO_MANY_MESSAGES,
} moult_scan_verdict;

/* One step from the outermost message to the fault. */
typedef struct moult_scan_step {
    const char *field;
    /* Of a repeated field: which element, from 0. Else -1. */
    int64_t element;
} moult_scan_step;

/*
 * Where the scan stopped. Set only when it refuses, but for `steps`: the caller's room for
 * MOULT_SCAN_DEPTH_MAX steps, which is not looked at before.
 */
typedef struct moult_scan_fault {
    moult_scan_step *steps;
    uint32_t steps_count;
    uint32_t field_number;
    /* Whether the last step is that field: it is none when the descriptor does not know it. */
    bool ends_in_known_field;
    size_t offset;
} moult_scan_fault;

moult_scan_verdict moult_pre_scan(
    const ProtobufCMessageDescriptor *descriptor,
    const uint8_t *bytes,
    size_t count,
    const moult_scan_limits *limits,
    moult_scan_fault *fault
);

#endif
