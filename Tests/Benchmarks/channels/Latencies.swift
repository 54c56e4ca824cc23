import Foundation

/// How long each of many took.
struct Latencies {
    private var times: [Duration] = []

    mutating func add(_ time: Duration) { times.append(time) }

    var count: Int { times.count }

    func percentile(_ percent: Double) -> Duration {
        guard !times.isEmpty else { return .zero }
        let sorted = times.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * percent / 100))]
    }

    var p50: Duration { percentile(50) }
    var p99: Duration { percentile(99) }
}

extension Duration {
    var inMilliseconds: String { String(format: "%.2f ms", self / .milliseconds(1)) }
}

extension Double {
    var rounded: String { String(format: "%.2f", self) }
}
