/// How often each feature came, in the order of their first coming.
///
/// A hash table of its own: the hashes are as good as random already, and `Dictionary` would hash
/// them once more, for half of an embedding's time.
struct FeatureCounts {
    struct Entry {
        let hash: FeatureHash
        var count: Int
    }

    private(set) var entries: [Entry] = []
    /// Positions in `entries`, one up, or 0 for none; a power of two of them, at most half taken.
    private var slots: [UInt32]

    init(expected: Int) {
        var size = 64
        while size < 2 * expected { size *= 2 }
        slots = [UInt32](repeating: 0, count: size)
        entries.reserveCapacity(expected)
    }

    /// The feature's position in `entries`, and whether this is its first coming.
    mutating func count(_ hash: FeatureHash) -> (position: Int, isFirst: Bool) {
        var slot = slot(of: hash)
        while slots[slot] != 0 {
            let position = Int(slots[slot]) - 1
            if entries[position].hash == hash {
                entries[position].count += 1
                return (position, false)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        entries.append(Entry(hash: hash, count: 1))
        slots[slot] = UInt32(entries.count)
        if 2 * entries.count > slots.count { grow() }
        return (entries.count - 1, true)
    }

    private func slot(of hash: FeatureHash) -> Int {
        Int(truncatingIfNeeded: hash.state >> 32) & (slots.count - 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: 2 * slots.count)
        for (position, entry) in entries.enumerated() {
            var slot = slot(of: entry.hash)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(position + 1)
        }
    }
}
