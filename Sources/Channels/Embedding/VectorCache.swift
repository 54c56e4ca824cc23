/// Answers of the channel, by their texts; those not asked for the longest go first.
struct VectorCache: Sendable {
    private struct Entry: Sendable {
        let text: EmbeddedText
        var lastUse: Int
    }

    private struct Use: Sendable {
        let key: TextKey
        let number: Int
    }

    /// What an entry takes beside its text and its vector, about.
    static let bytesPerEntry = 160

    private let bytesMax: Int
    private(set) var bytes = 0
    private var entries: [TextKey: Entry] = [:]
    /// In their order from `oldest` on; of one key only its last counts.
    private var uses: [Use] = []
    private var oldest = 0
    private var numbered = 0

    /// - Parameter bytesMax: 0: nothing is kept.
    init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    var count: Int { entries.count }
    var usesCount: Int { uses.count }

    mutating func text(for key: TextKey) -> EmbeddedText? {
        guard let entry = entries[key] else { return nil }
        let use = use(key)
        entries[key]?.lastUse = use
        return entry.text
    }

    mutating func insert(_ text: EmbeddedText, for key: TextKey) {
        let cost = Self.cost(of: text, for: key)
        guard cost <= bytesMax else { return }
        if let earlier = entries[key] { bytes -= Self.cost(of: earlier.text, for: key) }
        let use = use(key)
        entries[key] = Entry(text: text, lastUse: use)
        bytes += cost
        while bytes > bytesMax { dropOldest() }
    }

    mutating func removeAll() {
        self = VectorCache(bytesMax: bytesMax)
    }

    static func cost(of text: EmbeddedText, for key: TextKey) -> Int {
        key.bytes + text.vector.count * MemoryLayout<Float>.stride + bytesPerEntry
    }

    private mutating func use(_ key: TextKey) -> Int {
        if uses.count > 2 * entries.count + 64 { forgetPastUses() }
        numbered += 1
        uses.append(Use(key: key, number: numbered))
        return numbered
    }

    private mutating func forgetPastUses() {
        uses = uses[oldest...].filter { entries[$0.key]?.lastUse == $0.number }
        oldest = 0
    }

    private mutating func dropOldest() {
        guard oldest < uses.count else { return }
        let use = uses[oldest]
        oldest += 1
        guard let entry = entries[use.key], entry.lastUse == use.number else { return }
        bytes -= Self.cost(of: entry.text, for: use.key)
        entries[use.key] = nil
    }
}
