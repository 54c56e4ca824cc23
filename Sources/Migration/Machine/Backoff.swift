/// How long to rest after failures in a row: doubling, bounded, and spread by a seeded jitter.
struct Backoff: Sendable {
    /// The share of a rest that the jitter may take away.
    static let jitterShare = 0.2

    private let first: Duration
    private let longest: Duration
    private var failures = 0
    private var seed: UInt64

    init(first: Duration, longest: Duration, seed: UInt64) {
        self.first = first
        self.longest = longest
        self.seed = seed
    }

    /// Counts one more failure.
    ///
    /// - Returns: how long to rest.
    mutating func fail() -> Duration {
        var rest = first
        for _ in 0..<failures where rest < longest { rest *= 2 }
        failures += 1
        return min(rest, longest) * (1 - Self.jitterShare * nextFraction())
    }

    mutating func succeed() {
        failures = 0
    }

    /// SplitMix64: https://prng.di.unimi.it/splitmix64.c.
    private mutating func nextFraction() -> Double {
        seed &+= 0x9e37_79b9_7f4a_7c15
        var bits = seed
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        bits ^= bits >> 31
        return Double(bits >> 11) * 0x1p-53
    }
}
