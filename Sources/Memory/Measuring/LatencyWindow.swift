import Waiting

/// Durations of the last seconds, counted in buckets whose width grows with the duration.
///
/// A percentile is told to within an eighth, always upwards. Times are durations since the start of
/// one timeline.
package struct LatencyWindow: Sendable {
    /// What is older than so many seconds is forgotten.
    package static let seconds = 10

    /// Buckets from one power of two to the next.
    private static let perOctave = 8
    /// Of microseconds: they reach past `longest`.
    private static let octaves = 36
    private static let buckets = octaves * perOctave
    /// In seconds: what took longer is in the last bucket.
    private static let longest: Int64 = 1 << 16

    private struct Slot {
        var second: Int64 = -1
        var counts = [UInt32](repeating: 0, count: buckets)
        var total: UInt64 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: seconds)

    package init() {}

    package mutating func record(_ duration: Duration, at now: Duration) {
        let second = now.components.seconds
        let place = Int(second % Int64(Self.seconds))
        if slots[place].second != second {
            slots[place] = Slot()
            slots[place].second = second
        }
        slots[place].counts[Self.bucket(of: duration)] &+= 1
        slots[place].total += 1
    }

    /// The duration that 99 of 100 do not exceed; nil: there were none.
    package func p99(at now: Duration) -> Duration? {
        let oldest = now.components.seconds - Int64(Self.seconds) + 1
        let recent = slots.filter { $0.second >= max(0, oldest) }
        let total = recent.reduce(0) { $0 + $1.total }
        guard total > 0 else { return nil }
        var left = (total * 99 + 99) / 100
        for bucket in 0..<Self.buckets {
            let count = recent.reduce(0) { $0 + UInt64($1.counts[bucket]) }
            if left <= count { return Self.upperBound(of: bucket) }
            left -= count
        }
        return Self.upperBound(of: Self.buckets - 1)
    }

    /// Below `perOctave` microseconds one bucket each; above, the leading four bits say which.
    private static func bucket(of duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        guard seconds < longest else { return buckets - 1 }
        let microseconds = max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        let shift = Int64.bitWidth - Int64(microseconds | 7).leadingZeroBitCount - 4
        guard shift >= 0 else { return Int(microseconds) }
        return min(buckets - 1, shift * perOctave + Int(microseconds >> Int64(shift)))
    }

    private static func upperBound(of bucket: Int) -> Duration {
        guard bucket >= 2 * perOctave else { return .microseconds(bucket + 1) }
        let shift = bucket / perOctave - 1
        return .microseconds((Int64(bucket % perOctave + perOctave) + 1) << Int64(shift))
    }
}
