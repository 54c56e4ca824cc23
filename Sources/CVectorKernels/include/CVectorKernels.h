#ifndef MOULT_VECTOR_KERNELS_H
#define MOULT_VECTOR_KERNELS_H

#include <stdbool.h>
#include <stddef.h>

/// The instruction sets a scan is written for, from the plainest to the widest.
typedef enum {
    moult_kernel_portable,
    moult_kernel_avx2,
    moult_kernel_avx512,
} moult_kernel;

/// Whether this machine and its operating system can run `kernel`.
bool moult_kernel_runs_here(moult_kernel kernel);

/// The widest kernel that runs here.
moult_kernel moult_kernel_best(void);

/// scores[i] = the dot product of row i and `query`, for `count` rows that lie back to back.
///
/// A row's score depends on its values alone, not on its place among the rows: equal rows score
/// equal to the last bit. Kernels differ from each other by rounding only. Nothing need be aligned.
/// `kernel` must run here.
void moult_score_rows(
    moult_kernel kernel,
    const float *rows,
    size_t count,
    size_t dimensions,
    const float *query,
    float *scores
);

/// result[i] = values[i] * factor.
void moult_scale(const float *values, size_t count, float factor, float *result);

#endif
