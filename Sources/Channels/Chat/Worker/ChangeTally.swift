/// The changes of models since midnight in UTC, and their time.
struct ChangeTally: Sendable, Hashable {
    private var day: Int64 = 0
    private var count = 0
    private var time: Duration = .zero

    private static let dayMs: Int64 = 86_400_000

    mutating func add(_ took: Duration, atUnixMs unixMs: Int64) {
        let today = unixMs / Self.dayMs
        if today != day { self = ChangeTally(day: today) }
        count += 1
        time += took
    }

    init() {}

    private init(day: Int64) {
        self.day = day
    }

    func today(atUnixMs unixMs: Int64) -> (count: Int, time: Duration) {
        unixMs / Self.dayMs == day ? (count, time) : (0, .zero)
    }
}
