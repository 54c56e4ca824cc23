#include "Kernels.h"

#ifdef MOULT_X86
#include <immintrin.h>

#define TARGET __attribute__((target("avx512f")))

// Four sums, as one fused multiply-add takes four cycles and two start in each.
TARGET static inline float dot(const float *row, const float *query, size_t dimensions) {
    __m512 a = _mm512_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 64 <= dimensions; i += 64) {
        a = _mm512_fmadd_ps(_mm512_loadu_ps(row + i), _mm512_loadu_ps(query + i), a);
        b = _mm512_fmadd_ps(_mm512_loadu_ps(row + i + 16), _mm512_loadu_ps(query + i + 16), b);
        c = _mm512_fmadd_ps(_mm512_loadu_ps(row + i + 32), _mm512_loadu_ps(query + i + 32), c);
        d = _mm512_fmadd_ps(_mm512_loadu_ps(row + i + 48), _mm512_loadu_ps(query + i + 48), d);
    }
    for (; i < dimensions; i += 16) {
        size_t left = dimensions - i;
        __mmask16 mask = left >= 16 ? 0xffff : (__mmask16)((1u << left) - 1);
        a = _mm512_fmadd_ps(
            _mm512_maskz_loadu_ps(mask, row + i), _mm512_maskz_loadu_ps(mask, query + i), a);
    }
    return _mm512_reduce_add_ps(_mm512_add_ps(_mm512_add_ps(a, b), _mm512_add_ps(c, d)));
}

TARGET void moult_score_rows_avx512(
    const float *rows, size_t count, size_t dimensions, const float *query, float *scores
) {
    for (size_t row = 0; row < count; row++) {
        scores[row] = dot(rows + row * dimensions, query, dimensions);
    }
}
#endif
