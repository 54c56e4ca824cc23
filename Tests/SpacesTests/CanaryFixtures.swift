import Spaces

/// SplitMix64: one seed, one run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// Near enough to normal: the sum of the four 16-bit parts of one number; variance 1.
    mutating func normal() -> Float {
        let bits = next()
        let sum =
            (bits & 0xffff) + (bits >> 16 & 0xffff) + (bits >> 32 & 0xffff) + (bits >> 48)
        return (Float(sum) / 65_536 - 2) * 1.732_050_8
    }
}

extension [Float] {
    func normalised() -> [Float] {
        let length = reduce(0) { $0 + $1 * $1 }.squareRoot()
        return map { $0 / length }
    }

    /// At the cosine distance `distance` from this vector of length 1, anywhere around it.
    func moved(by distance: Double, using generator: inout SeededGenerator) -> [Float] {
        var noise = map { _ in generator.normal() }
        var dot: Float = 0
        for index in indices { dot += noise[index] * self[index] }
        var squares: Float = 0
        for index in indices {
            noise[index] -= dot * self[index]
            squares += noise[index] * noise[index]
        }
        let cosine = 1 - distance
        let scale = Float((1 - cosine * cosine).squareRoot()) / squares.squareRoot()
        for index in indices { noise[index] = Float(cosine) * self[index] + scale * noise[index] }
        return noise
    }

    /// Each component off by up to `share` of itself.
    func moved(componentsBy share: Float, using generator: inout SeededGenerator) -> [Float] {
        var moved = self
        for index in indices {
            let unit = Float(generator.next() >> 40) / Float(1 << 23) - 1
            moved[index] += moved[index] * share * unit
        }
        return moved
    }
}

/// Signed feature hashing of words and their grams, with every knob there is.
struct HashedWords: Embedder {
    var dimensions = 512
    var seed: UInt64 = 1
    var gramSizes = 3...5
    var gramWeight: Float = 0.9

    var textsPerCallMax: Int { 8 }

    var identity: SpaceIdentity {
        SpaceIdentity(provider: "test", model: "hashed", dimensions: dimensions)
    }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        texts.map(vector(of:))
    }

    func vector(of text: String) -> [Float] {
        var cells = [Float](repeating: 0, count: dimensions)
        for word in text.lowercased().split(whereSeparator: \.isWhitespace) {
            let bytes = Array(word.utf8)
            add(bytes[...], weight: 1, to: &cells)
            let grams = gramSizes.flatMap { size in
                (0..<max(0, bytes.count - size + 1)).map { bytes[$0..<$0 + size] }
            }
            for gram in grams {
                add(gram, weight: gramWeight / Float(grams.count).squareRoot(), to: &cells)
            }
        }
        return cells.normalised()
    }

    private func add(_ bytes: ArraySlice<UInt8>, weight: Float, to cells: inout [Float]) {
        var state = bytes.reduce(seed &+ 0xcbf2_9ce4_8422_2325) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
        state ^= UInt64(bytes.count)
        var generator = SeededGenerator(seed: state)
        let bits = generator.next()
        let cell = Int(((bits >> 32) &* UInt64(dimensions)) >> 32)
        cells[cell] += bits & 1 == 0 ? weight : -weight
    }
}

/// A dense model that knows nothing: each text has a vector of its own, from the seed.
struct RandomDense: Embedder {
    var dimensions = 384
    var seed: UInt64 = 1

    var textsPerCallMax: Int { 100 }

    var identity: SpaceIdentity {
        SpaceIdentity(provider: "test", model: "dense", dimensions: dimensions)
    }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        texts.map { text in
            var generator = SeededGenerator(
                seed: text.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
            )
            return (0..<dimensions).map { _ in generator.normal() }.normalised()
        }
    }
}

/// Answers as another embedder does, after `change` has had its way with the vectors.
struct ChangedEmbedder: Embedder {
    let embedder: any Embedder
    let change: @Sendable ([Float]) -> [Float]

    var identity: SpaceIdentity { embedder.identity }
    var textsPerCallMax: Int { embedder.textsPerCallMax }

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        try await embedder.embed(texts, as: role).map(change)
    }
}
