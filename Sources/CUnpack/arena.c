#include "arena.h"

#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MOULT_ASAN 1
#endif
#endif

#ifdef MOULT_ASAN
/* One sanitizer granule between allocations, and poison on what is not handed out: without them
 * a read past a string would find its neighbour, and the fuzzer would see nothing. */
#include <sanitizer/asan_interface.h>
#define GAP 16
#define POISON(at, size) ASAN_POISON_MEMORY_REGION(at, size)
#define UNPOISON(at, size) ASAN_UNPOISON_MEMORY_REGION(at, size)
#else
#define GAP 0
#define POISON(at, size) ((void)0)
#define UNPOISON(at, size) ((void)0)
#endif

enum { BLOCK_ALIGNMENT = 16, BLOCK_SIZE_MAX = 1 << 20 };

static void *allocate(void *data, size_t size) { return moult_arena_allocate(data, size); }

static void release_nothing(void *data, void *pointer) {
    (void)data;
    (void)pointer;
}

static uint8_t *block_start(moult_arena_block *block) { return (uint8_t *)(block + 1); }

static bool add_block(moult_arena *arena, size_t size) {
    if (size > SIZE_MAX - sizeof(moult_arena_block)) return false;
    moult_arena_block *block = malloc(sizeof(moult_arena_block) + size);
    if (block == NULL) return false;
    block->previous = arena->block;
    block->size = size;
    arena->block = block;
    arena->cursor = block_start(block);
    arena->end = arena->cursor + size;
    POISON(arena->cursor, size);
    return true;
}

bool moult_arena_create(moult_arena *arena, size_t first_block_size) {
    *arena = (moult_arena){
        .allocator = {.alloc = allocate, .free = release_nothing, .allocator_data = arena},
        .used_max = SIZE_MAX,
        .allocations_left = SIZE_MAX,
    };
    return add_block(arena, first_block_size);
}

static void drop_block(moult_arena *arena) {
    moult_arena_block *block = arena->block;
    UNPOISON(block_start(block), block->size);
    arena->block = block->previous;
    free(block);
}

void moult_arena_destroy(moult_arena *arena) {
    while (arena->block != NULL) drop_block(arena);
}

size_t moult_arena_limit(moult_arena *arena, size_t budget) {
    size_t before = arena->used_max;
    size_t room = SIZE_MAX - arena->used;
    arena->used_max = arena->used + (budget < room ? budget : room);
    arena->exhausted = false;
    return before;
}

moult_arena_mark moult_arena_enter(moult_arena *arena, size_t budget) {
    moult_arena_mark mark = {arena->block, arena->cursor, arena->used, arena->used_max};
    moult_arena_limit(arena, budget);
    return mark;
}

void moult_arena_leave(moult_arena *arena, moult_arena_mark mark) {
    while (arena->block != mark.block) drop_block(arena);
    arena->cursor = mark.cursor;
    arena->end = block_start(arena->block) + arena->block->size;
    arena->used = mark.used;
    arena->used_max = mark.used_max;
    POISON(arena->cursor, (size_t)(arena->end - arena->cursor));
}

/*
 * What C asks for in one piece has a size that is a multiple of its alignment, so the lowest set
 * bit of the size is alignment enough: a string takes no more than its bytes.
 */
static size_t padding_for(const uint8_t *at, size_t size) {
    size_t alignment = size & (~size + 1);
    if (alignment > BLOCK_ALIGNMENT || alignment == 0) alignment = BLOCK_ALIGNMENT;
#ifdef MOULT_ASAN
    alignment = BLOCK_ALIGNMENT;
#endif
    return (size_t)(-(uintptr_t)at) & (alignment - 1);
}

static void *exhaust(moult_arena *arena) {
    arena->exhausted = true;
    return NULL;
}

void *moult_arena_allocate(moult_arena *arena, size_t size) {
    if (arena->allocations_left == 0) return exhaust(arena);
    arena->allocations_left--;
    if (size > arena->used_max - arena->used) return exhaust(arena);

    size_t padding = padding_for(arena->cursor, size);
    size_t room = (size_t)(arena->end - arena->cursor);
    if (padding + GAP > room || size > room - padding - GAP) {
        size_t doubled = arena->block->size * 2;
        if (doubled > BLOCK_SIZE_MAX) doubled = BLOCK_SIZE_MAX;
        size_t needed = size + GAP;
        if (!add_block(arena, needed > doubled ? needed : doubled)) return exhaust(arena);
        padding = 0;
    }
    uint8_t *allocation = arena->cursor + padding;
    arena->cursor = allocation + size + GAP;
    arena->used += size;
    UNPOISON(allocation, size);
    return allocation;
}
