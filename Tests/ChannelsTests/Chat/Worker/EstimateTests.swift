import Testing

@testable import Channels

/// What a waiting job is told when what is under way takes longer than usual.
@Suite struct EstimateTests {
    private var test = MachineUnderTest(
        records: [
            ModelRecord(
                model: "ant",
                loads: 1,
                loadNanosecondsMean: 8_000_000_000,
                jobs: 1,
                jobNanosecondsMean: 4_000_000_000
            )
        ]
    )

    private func estimate(of id: Int64, at now: Duration) -> Duration? {
        test.machine.places(at: now)[JobID(rawValue: id)]?.estimate
    }

    private mutating func load() {
        _ = test.submit("ant")
        _ = test.after(.zero, .looked(.success([])))
    }

    @Test mutating func `of a job that is late, half its usual time is still expected`() {
        load()
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(8), .loaded(nil))
        _ = test.after(.zero, .began(JobID(rawValue: 1), .begun(attempt: 1)))
        _ = test.submit("ant")
        #expect(estimate(of: 2, at: test.now + .seconds(1)) == .seconds(3))
        #expect(estimate(of: 2, at: test.now + .seconds(4)) == .seconds(2))
        #expect(estimate(of: 2, at: test.now + .seconds(40)) == .seconds(2))
    }

    @Test mutating func `of a load that is late too`() {
        load()
        #expect(estimate(of: 1, at: test.now + .seconds(3)) == .seconds(5))
        #expect(estimate(of: 1, at: test.now + .seconds(30)) == .seconds(4))
    }
}
