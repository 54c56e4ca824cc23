#include "Kernels.h"

bool moult_kernel_runs_here(moult_kernel kernel) {
    switch (kernel) {
    case moult_kernel_portable:
        return true;
#ifdef MOULT_X86
    // These ask the operating system too, whether it saves the wide registers.
    case moult_kernel_avx2:
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    case moult_kernel_avx512:
        return __builtin_cpu_supports("avx512f");
#endif
    default:
        return false;
    }
}

moult_kernel moult_kernel_best(void) {
    if (moult_kernel_runs_here(moult_kernel_avx512)) return moult_kernel_avx512;
    if (moult_kernel_runs_here(moult_kernel_avx2)) return moult_kernel_avx2;
    return moult_kernel_portable;
}

void moult_scale(const float *values, size_t count, float factor, float *result) {
    for (size_t i = 0; i < count; i++) result[i] = values[i] * factor;
}

void moult_score_rows(
    moult_kernel kernel,
    const float *rows,
    size_t count,
    size_t dimensions,
    const float *query,
    float *scores
) {
    switch (kernel) {
#ifdef MOULT_X86
    case moult_kernel_avx512:
        moult_score_rows_avx512(rows, count, dimensions, query, scores);
        return;
    case moult_kernel_avx2:
        moult_score_rows_avx2(rows, count, dimensions, query, scores);
        return;
#endif
    default:
        moult_score_rows_portable(rows, count, dimensions, query, scores);
    }
}
