import CVectorKernels

/// The instruction set that scans run on.
package enum Kernel: String, Sendable, CaseIterable {
    case portable
    case avx2
    case avx512

    /// The widest that runs here.
    package static let best = Kernel(moult_kernel_best())

    package var runsHere: Bool { moult_kernel_runs_here(cValue) }

    private init(_ cValue: moult_kernel) {
        switch cValue {
        case moult_kernel_avx512: self = .avx512
        case moult_kernel_avx2: self = .avx2
        default: self = .portable
        }
    }

    private var cValue: moult_kernel {
        switch self {
        case .portable: moult_kernel_portable
        case .avx2: moult_kernel_avx2
        case .avx512: moult_kernel_avx512
        }
    }

    /// Writes the dot product of `query` and each row to `scores`.
    ///
    /// `rows` holds whole rows of `query.count` floats, back to back.
    func score(
        rows: UnsafeBufferPointer<Float>,
        against query: UnsafeBufferPointer<Float>,
        into scores: UnsafeMutableBufferPointer<Float>
    ) {
        guard let rowsStart = rows.baseAddress, let queryStart = query.baseAddress,
            let scoresStart = scores.baseAddress
        else { return }
        let count = rows.count / query.count
        precondition(count <= scores.count)
        moult_score_rows(cValue, rowsStart, count, query.count, queryStart, scoresStart)
    }

    /// The dot product of two vectors of one length.
    func dot(_ left: UnsafeBufferPointer<Float>, _ right: UnsafeBufferPointer<Float>) -> Float {
        precondition(left.count == right.count)
        var product: Float = 0
        withUnsafeMutablePointer(to: &product) {
            let scores = UnsafeMutableBufferPointer(start: $0, count: 1)
            score(rows: left, against: right, into: scores)
        }
        return product
    }
}

extension [Float] {
    /// The vector in its direction with a Euclidean length of 1; itself if it has no length.
    func scaledToUnitLength(on kernel: Kernel) -> [Float] {
        let squares = withUnsafeBufferPointer { kernel.dot($0, $0) }
        let factor = 1 / squares.squareRoot()
        guard factor.isFinite else { return self }
        return [Float](unsafeUninitializedCapacity: count) { result, written in
            guard let start = result.baseAddress else { return }
            moult_scale(self, count, factor, start)
            written = count
        }
    }
}
