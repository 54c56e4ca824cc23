#include "Kernels.h"

#ifdef MOULT_X86
#include <immintrin.h>

#define TARGET __attribute__((target("avx2,fma")))

TARGET static inline float sum_of_lanes(__m256 lanes) {
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(lanes), _mm256_extractf128_ps(lanes, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

// Four sums, as one fused multiply-add takes four cycles and two start in each.
TARGET static inline float dot(const float *row, const float *query, size_t dimensions) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 32 <= dimensions; i += 32) {
        a = _mm256_fmadd_ps(_mm256_loadu_ps(row + i), _mm256_loadu_ps(query + i), a);
        b = _mm256_fmadd_ps(_mm256_loadu_ps(row + i + 8), _mm256_loadu_ps(query + i + 8), b);
        c = _mm256_fmadd_ps(_mm256_loadu_ps(row + i + 16), _mm256_loadu_ps(query + i + 16), c);
        d = _mm256_fmadd_ps(_mm256_loadu_ps(row + i + 24), _mm256_loadu_ps(query + i + 24), d);
    }
    for (; i + 8 <= dimensions; i += 8) {
        a = _mm256_fmadd_ps(_mm256_loadu_ps(row + i), _mm256_loadu_ps(query + i), a);
    }
    float total = sum_of_lanes(_mm256_add_ps(_mm256_add_ps(a, b), _mm256_add_ps(c, d)));
    for (; i < dimensions; i++) total += row[i] * query[i];
    return total;
}

TARGET void moult_score_rows_avx2(
    const float *rows, size_t count, size_t dimensions, const float *query, float *scores
) {
    for (size_t row = 0; row < count; row++) {
        scores[row] = dot(rows + row * dimensions, query, dimensions);
    }
}
#endif
