/// splitmix64: the same numbers from the same seed on every machine.
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Between -1 and 1.
    mutating func nextSigned() -> Float {
        Float(Int32(truncatingIfNeeded: next() >> 32)) / 2_147_483_648
    }

    /// FNV-1a over UTF-8.
    static func seed(
        of text: some StringProtocol,
        from basis: UInt64 = 0xCBF2_9CE4_8422_2325
    )
        -> UInt64
    {
        text.utf8.reduce(basis) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
