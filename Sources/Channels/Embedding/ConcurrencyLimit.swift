/// How many requests may be under way at once, as far as the provider gains by it.
///
/// One more after a row of requests that were not slower for their company; half as many when they
/// were, or when the provider asks for less. Where more did not help, it is tried ever less often:
/// an Ollama embeds one text at a time, and a second request only stands before the next query.
struct ConcurrencyLimit: Sendable {
    /// So many times what it takes alone, and a request is slow for its company.
    static let slowness = 1.5
    /// Slow requests in a row that lower the limit.
    static let slowMax = 2
    /// Requests in a row that raise it, at first and at most.
    static let patience = 8...512

    private(set) var current = 1
    private let most: Int
    private var row = 0
    private var slow = 0
    private var patience = Self.patience.lowerBound

    init(most: Int) {
        self.most = max(1, most)
    }

    /// A request was answered.
    ///
    /// - Parameters:
    ///   - slowness: its time, of what one alone takes.
    ///   - hadCompany: others were under way.
    ///   - isWanted: texts wait that another request could have taken.
    mutating func answered(slowness: Double, hadCompany: Bool, isWanted: Bool) {
        if current > 1, hadCompany, slowness > Self.slowness {
            slow += 1
            if slow >= Self.slowMax {
                patience = min(2 * patience, Self.patience.upperBound)
                lower()
            }
            return
        }
        slow = 0
        guard isWanted, current < most else { return }
        row += 1
        guard row >= patience else { return }
        current += 1
        row = 0
    }

    /// The provider asks for less.
    mutating func lower() {
        current = max(1, current / 2)
        row = 0
        slow = 0
    }
}
