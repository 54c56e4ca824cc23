import Testing

@testable import Channels

/// The worker asks whether a model is there before it changes to it.
@Suite struct CheckingTests {
    private var test = MachineUnderTest()

    /// "ant" is loaded and has run; of "bee" two jobs wait, and the host is asked for it.
    private mutating func ask() {
        _ = test.submit("ant")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.after(.zero, .began(JobID(rawValue: 1), .begun(attempt: 1)))
        _ = test.submit("bee")
        _ = test.submit("bee:latest")
        test.hasEveryModel = false
        _ = test.after(.seconds(1), .generated(JobID(rawValue: 1), .success(ChatStatistics())))
        #expect(test.after(.zero, .settled(JobID(rawValue: 1), .done)) == [.check("bee")])
    }

    @Test mutating func `all jobs of a model that is not there fail, and nothing is unloaded`() {
        ask()
        let error = HostError(.unknownModel, "It is not installed.")
        #expect(
            test.after(.zero, .checked(error)) == [
                .settle(JobID(rawValue: 2), .refuse(.unknownModel, "It is not installed.")),
                .settle(JobID(rawValue: 3), .refuse(.unknownModel, "It is not installed.")),
            ]
        )
        #expect(test.submit("ant") == [.begin(JobID(rawValue: 4))])
    }

    @Test mutating func `a host that is away is probed first`() {
        ask()
        #expect(test.after(.zero, .checked(HostError(.unreachable, "Nobody answers."))) == [])
        #expect(test.after(.seconds(1), .tick) == [.probe])
    }

    @Test(arguments: [HostError.Code.busy, .timedOut, .failed, .denied])
    mutating func `where nobody can tell, the load will`(code: HostError.Code) {
        ask()
        #expect(test.after(.zero, .checked(HostError(code, "Not now."))) == [.unload("ant")])
    }

    @Test mutating func `nothing is changed for jobs that have left meanwhile`() {
        ask()
        _ = test.after(.zero, .cancelRequested(JobID(rawValue: 2)))
        _ = test.after(.zero, .cancelRequested(JobID(rawValue: 3)))
        #expect(test.after(.zero, .checked(nil)) == [])
    }
}
