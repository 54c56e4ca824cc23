/// How long to rest after so many failures in a row: doubling, bounded, and spread by a jitter.
struct RetryRest: Sendable {
    /// The share of a rest that the jitter may take away.
    static let jitterShare = 0.2

    let first: Duration
    let longest: Duration
    private var seed: UInt64

    init(first: Duration, longest: Duration, seed: UInt64) {
        self.first = first
        self.longest = longest
        self.seed = seed
    }

    /// - Parameter failures: In a row, with the latest; from 1.
    mutating func after(failures: Int, atMost longest: Duration? = nil) -> Duration {
        let longest = longest ?? self.longest
        var rest = first
        for _ in 1..<max(2, failures) where failures > 1 && rest < longest { rest *= 2 }
        return min(rest, longest) * (1 - Self.jitterShare * nextFraction())
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
