/// Makes the vector that a model has for a text: the same one whenever it is asked.
///
/// Written with plain loops: tests embed thousands of texts where nothing is optimised.
package struct VectorSource: Sendable {
    package enum Mode: String, Codable, Sendable {
        /// Texts that share words or parts of words have vectors that are near to each other.
        case semantic
        /// Every text's vector is unrelated to every other's.
        case random
    }

    private static let noiseWeight: Float = 0.2
    /// The axes on which one word or part shows.
    private static let axesPerFeature = 12

    private let mode: Mode

    package init(mode: Mode) {
        self.mode = mode
    }

    /// Of length 1, and on the grid that eight decimals can write.
    package func vector(of text: String, blob: String, dimensions: Int) -> [Float] {
        guard dimensions > 0 else { return [] }
        let basis = SeededNumbers.seed(of: blob)
        var numbers = SeededNumbers(seed: SeededNumbers.seed(of: text, from: basis))
        let noise = Self.noiseWeight * (3 / Float(dimensions)).squareRoot()
        return [Float](unsafeUninitializedCapacity: dimensions) { vector, count in
            for axis in 0..<dimensions { vector[axis] = numbers.nextSigned() * noise }
            if mode == .semantic {
                for feature in TextFeatures(of: text).all {
                    Self.add(feature, basis: basis, to: vector, dimensions: dimensions)
                }
            }
            vector.makeUnit(dimensions)
            count = dimensions
        }
    }

    private static func add(
        _ feature: TextFeatures.Feature,
        basis: UInt64,
        to vector: UnsafeMutableBufferPointer<Float>,
        dimensions: Int
    ) {
        var numbers = SeededNumbers(seed: feature.hash ^ basis)
        let step = feature.weight / Float(axesPerFeature).squareRoot()
        for _ in 0..<axesPerFeature {
            let number = numbers.next()
            let axis = Int(truncatingIfNeeded: (number >> 1) % UInt64(dimensions))
            vector[axis] += number >> 63 == 0 ? step : -step
        }
    }
}

/// The words of a text and the parts of three letters that they are made of, as hashes.
struct TextFeatures {
    struct Feature {
        let hash: UInt64
        let weight: Float
    }

    private static let wordWeight: Float = 1
    /// Of a word of fewer than four bytes, which says little.
    private static let shortWordWeight: Float = 0.25
    private static let partWeight: Float = 0.35
    private static let offset: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let prime: UInt64 = 0x100_0000_01B3

    private(set) var all: [Feature] = []

    init(of text: String) {
        var word: [UInt8] = []
        for byte in text.utf8 {
            switch ByteKind(byte) {
            case .letter, .continuation: word.append(Self.lowercase(byte))
            case .space, .sign:
                add(word)
                word.removeAll(keepingCapacity: true)
            }
        }
        add(word)
    }

    private mutating func add(_ word: [UInt8]) {
        guard !word.isEmpty else { return }
        var hash = Self.offset
        for byte in word { hash = (hash ^ UInt64(byte)) &* Self.prime }
        let isShort = word.count < 4
        all.append(Feature(hash: hash, weight: isShort ? Self.shortWordWeight : Self.wordWeight))
        var part: UInt64 = 0
        for (index, byte) in word.enumerated() {
            part = (part << 8 | UInt64(byte)) & 0xFF_FFFF
            if index >= 2 {
                all.append(
                    Feature(hash: (part ^ Self.offset) &* Self.prime, weight: Self.partWeight)
                )
            }
        }
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}

extension [Float] {
    /// Cut to its first numbers and made of length 1 again.
    func cut(to dimensions: Int) -> [Float] {
        guard dimensions > 0, dimensions < count else { return self }
        var head = Array(prefix(dimensions))
        head.withUnsafeMutableBufferPointer { $0.makeUnit(dimensions) }
        return head
    }
}

extension UnsafeMutableBufferPointer<Float> {
    /// Of length 1, with each number one that eight decimals write exactly, so that all encodings
    /// agree; a vector of nothing stays one, as it does in Ollama.
    fileprivate func makeUnit(_ dimensions: Int) {
        var sum: Float = 0
        for axis in 0..<dimensions { sum += self[axis] * self[axis] }
        let scale = 1 / Swift.max(sum.squareRoot(), 1e-12)
        for axis in 0..<dimensions {
            self[axis] = Float((Double(self[axis] * scale) * 1e8).rounded() / 1e8)
        }
    }
}
