import Messages
import Synchronization

/// Calls over some connections for some time.
struct BenchRun {
    let address: String
    let duration: Duration
    let connections: Int
    let inFlight: Int

    func run(_ work: BenchWork) async throws -> BenchMeasure {
        let clock = ContinuousClock()
        let tally = BenchTally()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<connections {
                let remote = try Remote.connect(to: address)
                for _ in 0..<inFlight {
                    group.addTask {
                        try await repeatCalls(of: work, on: remote, since: start, tally)
                    }
                }
            }
            // Not waitForAll, which would tell of an error after the last caller.
            for try await _ in group {}
        }
        return BenchMeasure(sorted: tally.sorted, taken: clock.now - start)
    }

    private func repeatCalls(
        of work: BenchWork,
        on remote: Remote,
        since start: ContinuousClock.Instant,
        _ tally: BenchTally
    ) async throws {
        let clock = ContinuousClock()
        var durations: [Duration] = []
        while clock.now < start + duration {
            let began = clock.now
            try await work.call(remote, tally.nextNumber())
            durations.append(clock.now - began)
        }
        tally.add(durations)
    }
}

/// What the callers of a measurement share.
private final class BenchTally: Sendable {
    private let numbers = Atomic(0)
    private let durations = Mutex<[Duration]>([])

    /// Shortest first.
    var sorted: [Duration] { durations.withLock { $0.sorted() } }

    func nextNumber() -> Int { numbers.add(1, ordering: .relaxed).oldValue }

    func add(_ some: [Duration]) {
        durations.withLock { $0 += some }
    }
}

/// What a measurement came to.
struct BenchMeasure {
    /// Of every call, shortest first.
    let sorted: [Duration]
    let taken: Duration

    private func quantile(_ share: Double) -> Duration {
        guard !sorted.isEmpty else { return .zero }
        let rank = Int((share * Double(sorted.count)).rounded(.up)) - 1
        return sorted[min(max(rank, 0), sorted.count - 1)]
    }

    func show(_ subject: String, _ stats: MoultV1.StatsResponse, on output: Output) {
        let rate = Double(sorted.count) / (taken / .seconds(1))
        if output.isJSON {
            return output.json(
                BenchView(
                    subject: subject,
                    calls: sorted.count,
                    callsPerSecond: rate,
                    p50Us: quantile(0.5) / .microseconds(1),
                    p99Us: quantile(0.99) / .microseconds(1),
                    maxUs: quantile(1) / .microseconds(1),
                    items: stats.items,
                    indexBytes: stats.indexBytes
                )
            )
        }
        output.show([
            ("calls", Quantity.text(count: sorted.count)),
            ("rate", Quantity.text(perSecond: rate)),
            ("p50", Quantity.text(duration: quantile(0.5))),
            ("p99", Quantity.text(duration: quantile(0.99))),
            ("longest", Quantity.text(duration: quantile(1))),
            ("items", Quantity.text(count: Int(stats.items))),
            ("vectors in memory", Quantity.text(bytes: Int(stats.indexBytes))),
        ])
    }
}

private struct BenchView: Encodable {
    let subject: String
    let calls: Int
    let callsPerSecond: Double
    let p50Us: Double
    let p99Us: Double
    let maxUs: Double
    let items: Int64
    let indexBytes: Int64
}
