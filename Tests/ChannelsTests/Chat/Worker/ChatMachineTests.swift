import Testing

@testable import Channels

@Suite struct ChatMachineTests {
    private var test = MachineUnderTest()

    private static let slow = HostError(.timedOut, "It takes its time.")
    private static let away = HostError(.unreachable, "Nobody answers.")

    /// Loads "ant", runs its job, and has "bee" wait.
    private mutating func change() -> [ChatMachine.Action] {
        _ = test.submit("ant")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.run(1, for: .seconds(1))
        return test.submit("bee")
    }

    @Test mutating func `nothing is loaded before the last model has gone`() {
        #expect(change() == [.unload("ant")])
        #expect(test.after(.zero, .unloaded(nil)) == [.look])
        let still = [MachineUnderTest.resident("ant:latest")]
        #expect(test.after(.zero, .looked(.success(still))) == [])
        #expect(test.after(.milliseconds(99), .tick) == [])
        #expect(test.after(.milliseconds(1), .tick) == [.look])
        #expect(test.after(.zero, .looked(.success([]))) == [.seePins])
        #expect(test.after(.zero, .sawPins(nil)) == [.tellPins("bee"), .load("bee", .chat)])
        #expect(test.after(.zero, .loaded(nil)) == [.tellPins(nil), .begin(JobID(rawValue: 2))])
    }

    @Test mutating func `a model that stays for 30 seconds is told again to go`() {
        _ = change()
        _ = test.after(.zero, .unloaded(nil))
        let still = [MachineUnderTest.resident("ant")]
        _ = test.after(.milliseconds(29_999), .looked(.success(still)))
        #expect(test.after(.milliseconds(100), .tick) == [.look])
        #expect(test.after(.zero, .looked(.success(still))) == [.unload("ant")])
        #expect(test.machine.overview(at: test.now).standstill != nil)
    }

    @Test mutating func `a slow list of models is waited for, and the host is not away`() {
        _ = change()
        _ = test.after(.zero, .unloaded(nil))
        #expect(test.after(.zero, .looked(.failure(Self.slow))) == [])
        #expect(test.machine.outage == nil)
        #expect(test.after(.seconds(1), .tick) == [.look])
    }

    @Test mutating func `a host that goes away in a change is looked at anew when it is back`() {
        _ = change()
        #expect(test.after(.zero, .unloaded(Self.away)) == [])
        #expect(test.after(.milliseconds(799), .tick) == [])
        #expect(test.after(.milliseconds(201), .tick) == [.probe])
        #expect(test.after(.zero, .probed(Self.away)) == [])
        #expect(test.after(.seconds(2), .tick) == [.probe])
        #expect(test.after(.zero, .probed(nil)) == [.look])
    }

    @Test mutating func `a pinned model is never sent away`() {
        _ = change()
        _ = test.after(.zero, .unloaded(nil))
        let pinned = [MachineUnderTest.resident("ant", isPinned: true)]
        #expect(test.after(.zero, .looked(.success(pinned))) == [.seePins])
    }

    @Test mutating func `embedders that cannot be pinned hold nobody up for ever`() {
        _ = test.submit("ant")
        #expect(test.after(.zero, .sawPins(Self.slow)) == [])
        #expect(test.after(.seconds(1), .tick) == [.seePins])
        #expect(test.after(.zero, .sawPins(Self.slow)) == [])
        #expect(test.after(.seconds(2), .tick) == [.seePins])
        #expect(
            test.after(.zero, .sawPins(Self.slow)) == [.tellPins("ant"), .load("ant", .chat)]
        )
    }

    @Test mutating func `a model that has expired by itself is loaded, never by a chat`() {
        _ = test.submit("ant")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.run(1, for: .seconds(1))
        _ = test.after(.milliseconds(294_999), .tick)
        var early = test
        #expect(early.submit("ant") == [.begin(JobID(rawValue: 2))])
        _ = test.after(.milliseconds(1), .tick)
        #expect(test.submit("ant") == [.unload("ant")])
        _ = test.after(.zero, .unloaded(nil))
        #expect(test.after(.zero, .looked(.success([]))) == [.seePins])
    }

    @Test func `after a start nothing begins until the interrupted job's model has gone`() {
        var test = MachineUnderTest()
        test.machine = ChatMachine(
            ChatSettings(),
            unixMsAtZero: MachineUnderTest.zeroUnixMs,
            jitterSeed: 1,
            at: .zero
        )
        let jobs = [
            MachineUnderTest.job(1, "ant", state: .running), MachineUnderTest.job(2, "bee"),
        ]
        #expect(test.after(.zero, .started(jobs, [])) == [.look])
        #expect(test.machine.places(at: .zero)[JobID(rawValue: 2)]?.reason == .hostUncertain)
        let still = [MachineUnderTest.resident("ant:latest")]
        #expect(test.after(.zero, .looked(.success(still))) == [.unload("ant:latest")])
        #expect(test.after(.zero, .unloaded(nil)) == [.look])
        let again = ChatMachine.Settlement.again(
            because: "The attempt was interrupted by a restart of the server.",
            notBefore: nil
        )
        let settle = ChatMachine.Action.settle(JobID(rawValue: 1), again)
        #expect(test.after(.zero, .looked(.success([]))) == [settle])
        #expect(test.after(.zero, .settled(JobID(rawValue: 1), .done)) == [.seePins])
    }

    @Test mutating func `a change that nobody wants any more loads nothing`() {
        _ = change()
        _ = test.after(.zero, .unloaded(nil))
        let id = JobID(rawValue: 2)
        let end = ChatMachine.cancelledWaiting
        #expect(test.after(.zero, .cancelRequested(id)) == [.settle(id, end)])
        #expect(test.after(.zero, .looked(.success([]))) == [])
        #expect(test.after(.zero, .settled(id, .done)) == [])
    }

    @Test mutating func `rests double up to their bound, and the jitter takes a fifth at most`() {
        var rest = RetryRest(first: .seconds(1), longest: .seconds(60), seed: 3)
        for (failures, full) in [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (100, 60)] {
            let time = rest.after(failures: failures)
            #expect(time <= .seconds(full))
            #expect(time >= .seconds(full) * 0.8)
        }
    }
}
