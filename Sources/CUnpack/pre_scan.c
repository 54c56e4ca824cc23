#include "pre_scan.h"
#include "text.h"

#include <stdbool.h>
#include <string.h>

enum { TAG_BYTES_MAX = 5, LENGTH_BYTES_MAX = 5, VARINT_BYTES_MAX = 10 };
enum { WIRE_TYPE_GROUP_START = 3, WIRE_TYPE_GROUP_END = 4 };

/* A message that is being read. */
typedef struct frame {
    const ProtobufCMessageDescriptor *descriptor;
    const uint8_t *end;
    /* The field that is being read, or NULL when the descriptor does not know it. */
    const ProtobufCFieldDescriptor *field;
    /* How often each repeated field, and each singular message, has stood in this message. */
    uint32_t counts[MOULT_SCAN_FIELDS_OF_A_MESSAGE_MAX];
} frame;

typedef struct scan {
    const uint8_t *start;
    const uint8_t *at;
    const moult_scan_limits *limits;
    uint32_t fields;
    uint32_t unknown_fields;
    uint32_t messages;
    uint32_t field_number;
    frame *top;
    frame frames[MOULT_SCAN_DEPTH_MAX];
} scan;

static size_t left(const scan *scan) { return (size_t)(scan->top->end - scan->at); }

/* Moves past a varint. */
static moult_scan_verdict skip_varint(const uint8_t **at, const uint8_t *end) {
    size_t room = (size_t)(end - *at);
    size_t reach = room < VARINT_BYTES_MAX ? room : VARINT_BYTES_MAX;
    for (size_t i = 0; i < reach; i++) {
        if ((*at)[i] < 0x80) {
            /* The tenth byte holds the 64th bit, and no more. */
            if (i == VARINT_BYTES_MAX - 1 && (*at)[i] > 1) return MOULT_SCAN_VARINT_TOO_LONG;
            *at += i + 1;
            return MOULT_SCAN_PASSED;
        }
    }
    return reach == VARINT_BYTES_MAX ? MOULT_SCAN_VARINT_TOO_LONG : MOULT_SCAN_CUT_SHORT;
}

static moult_scan_verdict read_tag(scan *scan, uint32_t *number, uint32_t *wire_type) {
    const uint8_t *at = scan->at;
    uint32_t tag = *at++;
    if (tag >= 0x80) {
        tag &= 0x7f;
        for (unsigned shift = 7;; shift += 7) {
            if (at == scan->top->end) return MOULT_SCAN_CUT_SHORT;
            uint8_t byte = *at++;
            /* The fifth byte holds the highest four of 32 bits, and is the last. */
            if (shift == 28 && byte > 0x0f) return MOULT_SCAN_TAG_MALFORMED;
            tag |= (uint32_t)(byte & 0x7f) << shift;
            if (byte < 0x80) break;
        }
    }
    scan->at = at;
    *number = tag >> 3;
    *wire_type = tag & 7;
    return *number == 0 ? MOULT_SCAN_TAG_ZERO : MOULT_SCAN_PASSED;
}

static moult_scan_verdict read_length(scan *scan, size_t *length) {
    const uint8_t *at = scan->at;
    const uint8_t *end = scan->top->end;
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
        if (at == end) return MOULT_SCAN_CUT_SHORT;
        if (shift == 7 * LENGTH_BYTES_MAX) return MOULT_SCAN_LENGTH_FALSE;
        uint8_t byte = *at++;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) break;
    }
    if (value > (uint64_t)(end - at)) return MOULT_SCAN_LENGTH_FALSE;
    scan->at = at;
    *length = (size_t)value;
    return MOULT_SCAN_PASSED;
}

static const ProtobufCFieldDescriptor *find_field(
    const ProtobufCMessageDescriptor *descriptor, uint32_t number
) {
    const ProtobufCIntRange *range = descriptor->field_ranges;
    for (unsigned i = 0; i < descriptor->n_field_ranges; i++, range++) {
        if (number < (uint32_t)range->start_value) return NULL;
        uint32_t place = number - (uint32_t)range->start_value;
        if (place < range[1].orig_index - range->orig_index)
            return &descriptor->fields[range->orig_index + place];
    }
    return NULL;
}

static uint32_t wire_type_of(ProtobufCType type) {
    switch (type) {
    case PROTOBUF_C_TYPE_FIXED32:
    case PROTOBUF_C_TYPE_SFIXED32:
    case PROTOBUF_C_TYPE_FLOAT:
        return PROTOBUF_C_WIRE_TYPE_32BIT;
    case PROTOBUF_C_TYPE_FIXED64:
    case PROTOBUF_C_TYPE_SFIXED64:
    case PROTOBUF_C_TYPE_DOUBLE:
        return PROTOBUF_C_WIRE_TYPE_64BIT;
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_BYTES:
    case PROTOBUF_C_TYPE_MESSAGE:
        return PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED;
    default:
        return PROTOBUF_C_WIRE_TYPE_VARINT;
    }
}

static uint32_t *count_of(frame *frame, const ProtobufCFieldDescriptor *field) {
    return &frame->counts[field - frame->descriptor->fields];
}

static moult_scan_verdict count_elements(scan *scan, uint64_t added) {
    uint32_t *count = count_of(scan->top, scan->top->field);
    if (added > scan->limits->elements - *count) return MOULT_SCAN_TOO_MANY_ELEMENTS;
    *count += (uint32_t)added;
    return MOULT_SCAN_PASSED;
}

/* A repeated number in its packed form: how many elements are in these `length` bytes? */
static moult_scan_verdict scan_packed(scan *scan, size_t length) {
    const uint8_t *end = scan->at + length;
    uint64_t elements = 0;
    switch (wire_type_of(scan->top->field->type)) {
    case PROTOBUF_C_WIRE_TYPE_32BIT:
        if (length % 4 != 0) return MOULT_SCAN_PACKED_LENGTH_UNEVEN;
        elements = length / 4;
        break;
    case PROTOBUF_C_WIRE_TYPE_64BIT:
        if (length % 8 != 0) return MOULT_SCAN_PACKED_LENGTH_UNEVEN;
        elements = length / 8;
        break;
    default:
        for (; scan->at < end; elements++) {
            moult_scan_verdict verdict = skip_varint(&scan->at, end);
            if (verdict != MOULT_SCAN_PASSED) return verdict;
        }
    }
    scan->at = end;
    return count_elements(scan, elements);
}

static moult_scan_verdict scan_text(scan *scan, size_t length) {
    size_t good = moult_text_prefix(scan->at, length);
    scan->at += good;
    if (good == length) return MOULT_SCAN_PASSED;
    return *scan->at == 0 ? MOULT_SCAN_TEXT_HOLDS_NUL : MOULT_SCAN_TEXT_NOT_UTF8;
}

static void push(scan *scan, const ProtobufCMessageDescriptor *descriptor, const uint8_t *end) {
    frame *top = scan->top;
    top->descriptor = descriptor;
    top->end = end;
    top->field = NULL;
    memset(top->counts, 0, descriptor->n_fields * sizeof top->counts[0]);
}

static moult_scan_verdict enter_message(scan *scan, size_t length) {
    const ProtobufCFieldDescriptor *field = scan->top->field;
    if (scan->messages == scan->limits->messages) return MOULT_SCAN_TOO_MANY_MESSAGES;
    scan->messages++;
    if (scan->top + 1 == scan->frames + scan->limits->depth) return MOULT_SCAN_TOO_DEEP;
    scan->top++;
    push(scan, field->descriptor, scan->at + length);
    return MOULT_SCAN_PASSED;
}

static moult_scan_verdict scan_length_prefixed(scan *scan) {
    size_t length = 0;
    moult_scan_verdict verdict = read_length(scan, &length);
    if (verdict != MOULT_SCAN_PASSED) return verdict;

    const ProtobufCFieldDescriptor *field = scan->top->field;
    if (field == NULL || field->type == PROTOBUF_C_TYPE_BYTES) {
        scan->at += length;
        return MOULT_SCAN_PASSED;
    }
    if (field->type == PROTOBUF_C_TYPE_STRING) return scan_text(scan, length);
    if (field->type == PROTOBUF_C_TYPE_MESSAGE) return enter_message(scan, length);
    return scan_packed(scan, length);
}

static moult_scan_verdict skip_fixed(scan *scan, size_t size) {
    if (left(scan) < size) return MOULT_SCAN_CUT_SHORT;
    scan->at += size;
    return MOULT_SCAN_PASSED;
}

static moult_scan_verdict scan_value(scan *scan, uint32_t wire_type) {
    switch (wire_type) {
    case PROTOBUF_C_WIRE_TYPE_VARINT:
        return skip_varint(&scan->at, scan->top->end);
    case PROTOBUF_C_WIRE_TYPE_64BIT:
        return skip_fixed(scan, 8);
    case PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED:
        return scan_length_prefixed(scan);
    case PROTOBUF_C_WIRE_TYPE_32BIT:
        return skip_fixed(scan, 4);
    case WIRE_TYPE_GROUP_START:
    case WIRE_TYPE_GROUP_END:
        return MOULT_SCAN_GROUP;
    default:
        return MOULT_SCAN_WIRE_TYPE_UNKNOWN;
    }
}

/* Counts the field, and holds its wire type against what the descriptor says. */
static moult_scan_verdict admit_field(scan *scan, uint32_t wire_type) {
    if (scan->fields == scan->limits->fields) return MOULT_SCAN_TOO_MANY_FIELDS;
    scan->fields++;

    const ProtobufCFieldDescriptor *field = scan->top->field;
    if (field == NULL) {
        if (scan->unknown_fields == scan->limits->unknown_fields)
            return MOULT_SCAN_TOO_MANY_UNKNOWN_FIELDS;
        scan->unknown_fields++;
        return MOULT_SCAN_PASSED;
    }

    bool repeated = field->label == PROTOBUF_C_LABEL_REPEATED;
    if (wire_type != wire_type_of(field->type)) {
        /* Numbers in a row may come packed, whatever the descriptor prefers. */
        bool packed = repeated && wire_type == PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED;
        bool other = wire_type == WIRE_TYPE_GROUP_START || wire_type == WIRE_TYPE_GROUP_END;
        if (packed || other) return MOULT_SCAN_PASSED;
        return MOULT_SCAN_WIRE_TYPE_WRONG;
    }
    if (repeated) return count_elements(scan, 1);
    if (field->type == PROTOBUF_C_TYPE_MESSAGE && (*count_of(scan->top, field))++ > 0)
        return MOULT_SCAN_MESSAGE_REPEATED;
    return MOULT_SCAN_PASSED;
}

static moult_scan_verdict scan_field(scan *scan) {
    uint32_t wire_type = 0;
    scan->top->field = NULL;
    scan->field_number = 0;
    moult_scan_verdict verdict = read_tag(scan, &scan->field_number, &wire_type);
    if (verdict != MOULT_SCAN_PASSED) return verdict;
    scan->top->field = find_field(scan->top->descriptor, scan->field_number);
    verdict = admit_field(scan, wire_type);
    return verdict == MOULT_SCAN_PASSED ? scan_value(scan, wire_type) : verdict;
}

static void describe(scan *scan, moult_scan_fault *fault) {
    fault->offset = (size_t)(scan->at - scan->start);
    fault->field_number = scan->field_number;
    fault->steps_count = 0;
    fault->ends_in_known_field = scan->top->field != NULL;
    for (frame *frame = scan->frames; frame <= scan->top && frame->field != NULL; frame++) {
        const ProtobufCFieldDescriptor *field = frame->field;
        uint32_t count = *count_of(frame, field);
        bool element = field->label == PROTOBUF_C_LABEL_REPEATED && count > 0;
        fault->steps[fault->steps_count++] =
            (moult_scan_step){field->name, element ? (int64_t)count - 1 : -1};
    }
}

moult_scan_verdict moult_pre_scan(
    const ProtobufCMessageDescriptor *descriptor,
    const uint8_t *bytes,
    size_t count,
    const moult_scan_limits *limits,
    moult_scan_fault *fault
) {
    scan scan;
    scan.start = scan.at = bytes;
    scan.limits = limits;
    scan.fields = scan.unknown_fields = scan.messages = scan.field_number = 0;
    scan.top = scan.frames;
    push(&scan, descriptor, bytes + count);
    for (;;) {
        while (scan.at == scan.top->end) {
            if (scan.top == scan.frames) return MOULT_SCAN_PASSED;
            scan.top--;
        }
        moult_scan_verdict verdict = scan_field(&scan);
        if (verdict != MOULT_SCAN_PASSED) {
            describe(&scan, fault);
            return verdict;
        }
    }
}
