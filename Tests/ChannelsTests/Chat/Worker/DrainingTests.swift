import Testing

@testable import Channels

/// A server that stops begins no more jobs.
@Suite struct DrainingTests {
    private var test = MachineUnderTest()

    /// "ant" runs its first job, and another of it waits.
    private mutating func run() {
        _ = test.submit("ant")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.after(.zero, .began(JobID(rawValue: 1), .begun(attempt: 1)))
        _ = test.submit("ant")
    }

    @Test mutating func `the job that runs goes on, and none begins behind it`() {
        run()
        #expect(test.after(.zero, .drain) == [])
        #expect(test.machine.overview(at: test.now).running == JobID(rawValue: 1))
        let end = ChatMachine.Settlement.end(JobEnding(.succeeded, statistics: ChatStatistics()))
        #expect(
            test.after(.seconds(1), .generated(JobID(rawValue: 1), .success(ChatStatistics())))
                == [.settle(JobID(rawValue: 1), end)]
        )
        #expect(test.after(.zero, .settled(JobID(rawValue: 1), .done)) == [])
        #expect(test.submit("bee") == [])
        #expect(test.after(.seconds(1_000), .tick) == [])
        #expect(
            test.machine.overview(at: test.now).standstill
                == "The server stops; what waits begins after its next start."
        )
    }

    @Test mutating func `a model that is asked for then is not loaded`() {
        test.hasEveryModel = false
        #expect(test.submit("ant") == [.check("ant")])
        _ = test.after(.zero, .drain)
        #expect(test.after(.zero, .checked(nil)) == [])
    }

    @Test mutating func `what waits has no estimate then`() {
        run()
        let waiting = JobID(rawValue: 2)
        _ = test.after(.seconds(2), .generated(JobID(rawValue: 1), .success(ChatStatistics())))
        #expect(test.machine.places(at: test.now)[waiting]?.estimate != nil)
        _ = test.after(.zero, .drain)
        #expect(test.machine.places(at: test.now)[waiting]?.estimate == nil)
    }

    @Test mutating func `one that was about to begin waits again`() {
        _ = test.submit("ant")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.after(.zero, .drain)
        let id = JobID(rawValue: 1)
        let again = ChatMachine.Settlement.again(
            because: "The server stopped before it began.",
            notBefore: nil
        )
        let begun = test.after(.zero, .began(id, .begun(attempt: 1)))
        #expect(begun == [.settle(id, again)])
    }

    @Test mutating func `one that the store could not begin is not tried again`() {
        _ = test.submit("ant")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.after(.zero, .began(JobID(rawValue: 1), .failed("The disk is full.")))
        _ = test.after(.zero, .drain)
        #expect(test.after(.seconds(1_000), .tick) == [])
        #expect(test.machine.overview(at: test.now).queued == 1)
    }
}
