#include "Kernels.h"

// Independent partial sums: the compiler may then use whatever vectors the base instruction set
// has, without leave to reorder a sum.
enum { lanes = 16 };

static float dot(const float *left, const float *right, size_t dimensions) {
    float sums[lanes] = {0};
    size_t i = 0;
    for (; i + lanes <= dimensions; i += lanes) {
        for (size_t lane = 0; lane < lanes; lane++) {
            sums[lane] += left[i + lane] * right[i + lane];
        }
    }
    float total = 0;
    for (; i < dimensions; i++) total += left[i] * right[i];
    for (size_t lane = 0; lane < lanes; lane++) total += sums[lane];
    return total;
}

void moult_score_rows_portable(
    const float *rows, size_t count, size_t dimensions, const float *query, float *scores
) {
    for (size_t row = 0; row < count; row++) {
        scores[row] = dot(rows + row * dimensions, query, dimensions);
    }
}
