/// Makes the vector that a model has for a text: the same one whenever it is asked.
package struct VectorSource: Sendable {
    package enum Mode: String, Codable, Sendable {
        /// Texts that share words or parts of words have vectors that are near to each other.
        case semantic
        /// Every text's vector is unrelated to every other's.
        case random
    }

    private static let wordWeight: Float = 1
    private static let shortWordWeight: Float = 0.25
    private static let partWeight: Float = 0.35
    private static let noiseWeight: Float = 0.2
    /// The axes on which one word or part shows.
    private static let axesPerFeature = 12

    let mode: Mode

    package init(mode: Mode) {
        self.mode = mode
    }

    /// Of length 1, and on the grid that eight decimals can write.
    package func vector(of text: String, blob: String, dimensions: Int) -> [Float] {
        let basis = SeededNumbers.seed(of: blob)
        var vector = Self.noise(seed: SeededNumbers.seed(of: text, from: basis), dimensions)
        if mode == .semantic {
            for (feature, weight) in Self.features(of: text) {
                Self.add(SeededNumbers.seed(of: feature, from: basis), weight, to: &vector)
            }
        }
        return vector.unit.onGrid
    }

    private static func noise(seed: UInt64, _ dimensions: Int) -> [Float] {
        var numbers = SeededNumbers(seed: seed)
        let scale = noiseWeight * (3 / Float(max(1, dimensions))).squareRoot()
        return (0..<dimensions).map { _ in numbers.nextSigned() * scale }
    }

    private static func add(_ seed: UInt64, _ weight: Float, to vector: inout [Float]) {
        guard !vector.isEmpty else { return }
        var numbers = SeededNumbers(seed: seed)
        let step = weight / Float(axesPerFeature).squareRoot()
        for _ in 0..<axesPerFeature {
            let number = numbers.next()
            let axis = Int(number % UInt64(vector.count))
            vector[axis] += number >> 63 == 0 ? step : -step
        }
    }

    /// Each word, and each three letters of it.
    private static func features(of text: String) -> [(String, Float)] {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.flatMap { word in
            let isShort = word.count < 4
            let letters = Array(" \(word) ")
            let parts = letters.indices.dropLast(2).map { String(letters[$0..<$0 + 3]) }
            return [(String(word), isShort ? shortWordWeight : wordWeight)]
                + (isShort ? [] : parts.map { ($0, partWeight) })
        }
    }
}

extension [Float] {
    /// Ollama's own: a vector of nothing stays one.
    var unit: [Float] {
        let length = reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
        let scale = 1 / Swift.max(length, 1e-12)
        return map { $0 * scale }
    }

    /// Cut to its first numbers and made of length 1 again.
    func cut(to dimensions: Int) -> [Float] {
        guard dimensions > 0, dimensions < count else { return self }
        return Array(prefix(dimensions)).unit.onGrid
    }

    /// Each number is one that eight decimals write exactly, so that all encodings agree.
    var onGrid: [Float] {
        map { Float((Double($0) * 1e8).rounded() / 1e8) }
    }
}
