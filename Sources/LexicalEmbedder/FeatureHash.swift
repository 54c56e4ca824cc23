/// The number of a feature: the same in every run and on every machine, as vectors are stored.
struct FeatureHash: Hashable {
    private(set) var state: UInt64

    /// Features of different kinds never meet, whatever they spell.
    enum Kind: UInt64 {
        case word = 0x5d58_8b65_6c07_8965
        case pair = 0x8a91_a6d4_0bf4_2040
        case gram = 0xc3a5_c85c_97cb_3127
        case raw = 0x9ae1_6a3b_2f90_404f
    }

    init(_ kind: Kind) {
        state = kind.rawValue
    }

    init(_ kind: Kind, _ scalars: some Sequence<some BinaryInteger>) {
        self.init(kind)
        for scalar in scalars { add(UInt64(truncatingIfNeeded: scalar)) }
    }

    /// The stem of a word; the word itself, where it is none that has a stem.
    init(stemOf word: [UInt32]) {
        if let stem = PorterStem(of: word) {
            self.init(.word, stem.letters)
        } else {
            self.init(.word, word)
        }
    }

    mutating func add(_ number: UInt64) {
        state = (state ^ number) &* 0x9fb2_1c65_1e98_df25
        state ^= state >> 32
    }

    /// All bits of the state, well mixed (the finaliser of SplitMix64).
    var mixed: UInt64 {
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}

/// The vector that features are hashed into.
struct HashedVector {
    private(set) var cells: [Float]

    init(dimensions: Int) {
        cells = [Float](repeating: 0, count: dimensions)
    }

    /// Adds `weight` to one cell, or takes it away.
    ///
    /// The signs make what collides cancel out on average instead of adding up.
    mutating func add(_ hash: FeatureHash, weight: Float) {
        add(bits: hash.mixed, weight: weight)
    }

    /// Spreads `weight` over two cells, so that one collision is half a collision.
    mutating func addTwice(_ hash: FeatureHash, weight: Float) {
        let bits = hash.mixed
        add(bits: bits, weight: weight * Self.half)
        add(bits: bits &* 0xd6e8_feb8_6659_fd93, weight: weight * Self.half)
    }

    /// The square root of ½: two of these have the length of one.
    private static let half: Float = 0.707_106_77

    private mutating func add(bits: UInt64, weight: Float) {
        // The upper 32 bits, scaled to the range: no division, and no favoured cell.
        let cell = Int(((bits >> 32) &* UInt64(cells.count)) >> 32)
        cells[cell] += bits & 1 == 0 ? weight : -weight
    }

    /// Scaled to length 1; nil if every cell is empty.
    ///
    /// Cells are damped to the power ¾ first: where many features met by chance, less is made of it.
    func normalised() -> [Float]? {
        var damped = cells
        var squares: Float = 0
        for index in damped.indices {
            let size = abs(damped[index])
            let root = (size * size.squareRoot()).squareRoot()
            damped[index] = damped[index] < 0 ? -root : root
            squares += root * root
        }
        guard squares > 0 else { return nil }
        let length = squares.squareRoot()
        for index in damped.indices { damped[index] /= length }
        return damped
    }
}
