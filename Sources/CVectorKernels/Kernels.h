#ifndef MOULT_KERNELS_INTERNAL_H
#define MOULT_KERNELS_INTERNAL_H

#include "CVectorKernels.h"

#if defined(__x86_64__)
#define MOULT_X86 1
#endif

void moult_score_rows_portable(
    const float *rows, size_t count, size_t dimensions, const float *query, float *scores);

#ifdef MOULT_X86
void moult_score_rows_avx2(
    const float *rows, size_t count, size_t dimensions, const float *query, float *scores);
void moult_score_rows_avx512(
    const float *rows, size_t count, size_t dimensions, const float *query, float *scores);
#endif

#endif
