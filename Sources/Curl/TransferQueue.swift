/// Which transfers run and which wait: first come, first served at each host, within two bounds.
///
/// A host that is full does not hold up those behind it that go elsewhere.
struct TransferQueue<Entry: AnyObject> {
    private let connectionsPerHostMax: Int
    private let transfersMax: Int
    private let waitingMax: Int

    private var waiting: [(entry: Entry, origin: String)] = []
    private var runningAt: [String: Int] = [:]
    private(set) var runningCount = 0

    init(_ limits: CurlLimits) {
        connectionsPerHostMax = max(1, limits.connectionsPerHostMax)
        transfersMax = max(1, limits.transfersMax)
        waitingMax = max(0, limits.waitingMax)
    }

    var waitingCount: Int { waiting.count }
    var waitingEntries: [Entry] { waiting.map(\.entry) }

    /// False: too many wait.
    mutating func add(_ entry: Entry, origin: String) -> Bool {
        let mayStart = waiting.isEmpty && hasRoom(at: origin)
        guard mayStart || waiting.count < waitingMax else { return false }
        waiting.append((entry, origin))
        return true
    }

    /// The next that may start, which counts as running from now on.
    mutating func start() -> Entry? {
        guard runningCount < transfersMax,
            let index = waiting.firstIndex(where: { hasRoom(at: $0.origin) })
        else { return nil }
        let (entry, origin) = waiting.remove(at: index)
        runningAt[origin, default: 0] += 1
        runningCount += 1
        return entry
    }

    /// One that ran at `origin` has ended.
    mutating func end(at origin: String) {
        guard let count = runningAt[origin] else { return }
        runningAt[origin] = count > 1 ? count - 1 : nil
        runningCount -= 1
    }

    /// Whether it waited.
    mutating func remove(_ entry: Entry) -> Bool {
        guard let index = waiting.firstIndex(where: { $0.entry === entry }) else { return false }
        waiting.remove(at: index)
        return true
    }

    private func hasRoom(at origin: String) -> Bool {
        runningCount < transfersMax && runningAt[origin, default: 0] < connectionsPerHostMax
    }
}
