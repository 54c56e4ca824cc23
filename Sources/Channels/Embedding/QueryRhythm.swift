/// How soon queries follow one another, as far as lately seen.
///
/// Bulk is to begin when no query is likely to come before it is done: right after a query where
/// they come at a steady, slow pace; not before a grace where each follows at once on the answer of
/// the one before.
struct QueryRhythm: Sendable {
    /// Pauses that are remembered.
    static let pausesMax = 64
    /// Fewer tell nothing.
    static let pausesMin = 8
    /// Bulk begins when a query comes meanwhile in no more than one of so many cases.
    static let oddsMin = 4
    /// A pause that only one of so many is longer than may be a client's jitter: then bulk begins
    /// after the grace.
    static let commonMin = 8

    /// From a query's answer, when none was left, to the next query.
    private var pauses: [Duration] = []
    private var next = 0

    mutating func saw(pause: Duration) {
        if pauses.count < Self.pausesMax {
            pauses.append(pause)
        } else {
            pauses[next] = pause
            next = (next + 1) % Self.pausesMax
        }
    }

    /// How long after the last answer bulk may begin; nil: now.
    ///
    /// - Parameters:
    ///   - pause: for which no query has come.
    ///   - time: what bulk takes.
    ///   - grace: what is waited for where no pause was ever so long.
    func wait(after pause: Duration, for time: Duration, grace: Duration) -> Duration? {
        let longer = pauses.filter { $0 > pause }
        let isCommon = longer.count * Self.commonMin >= pauses.count
        guard pauses.count >= Self.pausesMin, !longer.isEmpty, isCommon || pause >= grace else {
            return pause < grace ? grace : nil
        }
        let met = longer.count { $0 <= pause + time }
        if met * Self.oddsMin <= longer.count { return nil }
        // Looked at anew when the shortest of them is clearly over: no pause is exactly as long as
        // another.
        return longer.min().map { $0 * 9 / 8 }
    }
}
