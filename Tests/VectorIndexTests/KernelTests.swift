import CVectorKernels
import Testing
import VectorIndex

struct KernelTests {
    /// Below, at and past every width that a kernel unrolls to.
    static let dimensions = [1, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 100, 768, 1_023, 4_096]

    static let kernels = [moult_kernel_portable, moult_kernel_avx2, moult_kernel_avx512]
        .filter(moult_kernel_runs_here)

    private func scores(
        _ kernel: moult_kernel,
        rows: [Float],
        query: [Float]
    ) -> [Float] {
        var scores = [Float](repeating: .nan, count: rows.count / query.count)
        moult_score_rows(kernel, rows, scores.count, query.count, query, &scores)
        return scores
    }

    @Test(arguments: dimensions)
    func `every kernel that runs here agrees with double precision`(dimensions: Int) {
        var numbers = SeededNumbers(seed: UInt64(dimensions))
        let query = numbers.floats(dimensions)
        let rows = numbers.floats(dimensions * 9)
        for kernel in KernelTests.kernels {
            for (row, score) in scores(kernel, rows: rows, query: query).enumerated() {
                var exact = 0.0
                var magnitude = 0.0
                for i in 0..<dimensions {
                    let product = Double(rows[row * dimensions + i]) * Double(query[i])
                    exact += product
                    magnitude += abs(product)
                }
                #expect(abs(Double(score) - exact) <= 1e-6 * magnitude)
            }
        }
    }

    @Test(arguments: dimensions)
    func `equal rows score equal to the last bit, wherever they lie`(dimensions: Int) {
        var numbers = SeededNumbers(seed: 7)
        let query = numbers.floats(dimensions)
        let row = numbers.floats(dimensions)
        let rows = (0..<13).flatMap { _ in row }
        for kernel in KernelTests.kernels {
            #expect(Set(scores(kernel, rows: rows, query: query)).count == 1)
        }
    }

    @Test
    func `the best kernel runs here, and the portable one runs anywhere`() {
        #expect(Kernel.best.runsHere)
        #expect(Kernel.portable.runsHere)
        #expect(Kernel.allCases.last(where: \.runsHere) == Kernel.best)
    }

    @Test
    func `no rows are no scores`() {
        for kernel in KernelTests.kernels {
            var untouched: Float = 5
            moult_score_rows(kernel, [1, 2], 0, 2, [1, 2], &untouched)
            #expect(untouched == 5)
        }
    }
}
