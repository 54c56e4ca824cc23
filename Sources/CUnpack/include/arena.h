#ifndef MOULT_ARENA_H
#define MOULT_ARENA_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A bump allocator with a budget, for protobuf-c.
 *
 * Freeing one allocation does nothing: a whole scope is released at once, by going back to the
 * mark that was taken before it. Scopes nest like calls. Over the budget an allocation fails, and
 * `exhausted` says that this was why an unpack failed.
 */
typedef struct moult_arena_block {
    struct moult_arena_block *previous;
    size_t size;
} moult_arena_block;

typedef struct moult_arena {
    /* Handed to protobuf-c; its data is the arena itself. */
    ProtobufCAllocator allocator;
    moult_arena_block *block;
    uint8_t *cursor;
    uint8_t *end;
    /* Bytes handed out since the arena was empty, and how many there may be. */
    size_t used;
    size_t used_max;
    /* How many allocations still succeed. Tests make it small, to see each one fail. */
    size_t allocations_left;
    bool exhausted;
} moult_arena;

/* Where a scope began. */
typedef struct moult_arena_mark {
    moult_arena_block *block;
    uint8_t *cursor;
    size_t used;
    size_t used_max;
} moult_arena_mark;

/* False: no memory for the first block, which the arena keeps until it is destroyed. */
bool moult_arena_create(moult_arena *arena, size_t first_block_size);
void moult_arena_destroy(moult_arena *arena);

/* Begins a scope that may take `budget` bytes beside what its outer scopes hold. */
moult_arena_mark moult_arena_enter(moult_arena *arena, size_t budget);

/* Allows `budget` bytes more from here on; returns what `used_max` was, to be put back. */
size_t moult_arena_limit(moult_arena *arena, size_t budget);

/* Ends the scope: everything allocated since `mark` is gone. */
void moult_arena_leave(moult_arena *arena, moult_arena_mark mark);

/* NULL: over the budget, or no memory. */
void *moult_arena_allocate(moult_arena *arena, size_t size);

#endif
