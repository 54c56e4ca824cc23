import Synchronization

/// 64 callers with one text each, again and again, at 143 ms a request and 7 ms an item.
struct ManyCallers {
    let stage: BenchStage
    let seconds: Int

    private static let callers = 64

    func run() async throws {
        try stage.change("embeddinggemma,request_ms=143,item_ms=7")
        print("\(Self.callers) callers of one text each, 143 ms a request and 7 ms an item:")
        var straight = 0.0
        for way in Way.allCases {
            let rate = try await rate(by: way)
            if way == .straight { straight = rate }
            print("  \(way): \(rate.rounded) texts/s, \((rate / straight).rounded) of straight")
        }
    }

    private func rate(by way: Way) async throws -> Double {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        let began = clock.now
        let done = Counted()
        let stage = stage
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<Self.callers {
                group.addTask {
                    var call = 0
                    while clock.now < end {
                        call += 1
                        try await stage.embed(["caller \(caller) \(way) \(call)"], by: way)
                        done.add()
                    }
                }
            }
            try await group.waitForAll()
        }
        return Double(done.count) / ((clock.now - began) / .seconds(1))
    }
}

/// A count that many add to.
final class Counted: Sendable {
    private let number = Atomic(0)

    var count: Int { number.load(ordering: .relaxed) }

    func add(_ more: Int = 1) { number.add(more, ordering: .relaxed) }
}
