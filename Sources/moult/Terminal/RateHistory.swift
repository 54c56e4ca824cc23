/// A rate over the last minutes, drawn as a line of little columns.
///
/// A value: the time of each sample comes with it. Samples fall into slots of equal length; a slot
/// shows the mean of its samples, and one without any shows the one before it.
struct RateHistory: Hashable, Sendable {
    private struct Slot: Hashable {
        let number: Int64
        var sum: Double
        var count: Int

        var mean: Double { sum / Double(count) }
    }

    let slotMs: Int64
    let slotsMax: Int
    /// By ascending number.
    private var slots: [Slot] = []

    private static let levels = Array("▁▂▃▄▅▆▇█")

    /// Two minutes, unless told otherwise.
    init(slotMs: Int64 = 3_000, slotsMax: Int = 40) {
        self.slotMs = max(1, slotMs)
        self.slotsMax = max(1, slotsMax)
    }

    mutating func record(_ rate: Double, atUnixMs: Int64) {
        guard rate.isFinite, rate >= 0 else { return }
        let number = atUnixMs / slotMs
        if let last = slots.last, number <= last.number {
            slots[slots.count - 1].sum += rate
            slots[slots.count - 1].count += 1
        } else {
            slots.append(Slot(number: number, sum: rate, count: 1))
        }
        let oldest = number - Int64(slotsMax) + 1
        // The newest one that is too old says what the slots behind it show.
        let old = slots.prefix { $0.number < oldest }.count
        slots.removeFirst(max(0, old - 1))
    }

    /// How long a time the drawn slots span.
    var span: Duration {
        .milliseconds(Int64(means.count) * slotMs)
    }

    /// At most `columns` wide, the newest at the right, the highest as high as can be.
    ///
    /// Empty: there is nothing yet to compare.
    func line(columns: Int) -> String {
        let means = means.suffix(max(0, columns))
        guard means.count > 1, let highest = means.max(), highest > 0 else { return "" }
        let top = Double(Self.levels.count - 1)
        return String(means.map { Self.levels[Int(($0 / highest * top).rounded())] })
    }

    /// One a slot, from the first drawn to the newest.
    private var means: [Double] {
        guard let first = slots.first, let last = slots.last else { return [] }
        let begin = max(first.number, last.number - Int64(slotsMax) + 1)
        var rest = slots[...]
        var mean = first.mean
        return (begin...last.number).map { number in
            while let next = rest.first, next.number <= number {
                mean = next.mean
                rest.removeFirst()
            }
            return mean
        }
    }
}
