import TestSupport
import Testing

@testable import Channels

@Suite struct ModelChangesTests {
    /// Plays a recorded day through the machine, whose host takes exactly as long as was said.
    private static func changes(
        _ arrivals: [QueueEntry],
        change: Duration,
        service: Duration
    ) -> (changes: Int, ended: Int) {
        var agenda = Agenda()
        var (changes, ended) = (0, 0)
        var machine = MachineUnderTest().machine
        func deliver(_ event: ChatMachine.Event) {
            for action in machine.handle(event, at: agenda.now) { perform(action) }
        }
        func after(_ time: Duration, _ event: ChatMachine.Event) {
            agenda.plan(at: agenda.now + time) { deliver(event) }
        }
        func perform(_ action: ChatMachine.Action) {
            switch action {
            case .begin(let id): deliver(.began(id, .begun(attempt: 1)))
            case .generate(let id, _): after(service, .generated(id, .success(ChatStatistics())))
            case .settle(let id, _):
                ended += 1
                after(.zero, .settled(id, .done))
            case .check: after(.zero, .checked(nil))
            case .unload: after(.zero, .unloaded(nil))
            case .look: after(.zero, .looked(.success([])))
            case .seePins: after(.zero, .sawPins(nil))
            case .load:
                changes += 1
                after(change, .loaded(nil))
            default: break
            }
        }
        for entry in arrivals.sorted() {
            let unixMs = MachineUnderTest.zeroUnixMs + Int64(entry.submitted / .milliseconds(1))
            let job = MachineUnderTest.job(entry.id.rawValue, entry.model, atUnixMs: unixMs)
            agenda.plan(at: entry.submitted) { deliver(.submitted(job)) }
        }
        while let next = agenda.next() { try? next() }
        return (changes, ended)
    }

    @Test(arguments: 1...10)
    func `of a thousand mixed jobs the worker makes the replay's changes, and no more`(
        seed: UInt64
    ) {
        let (change, service) = (Duration.seconds(4), Duration.seconds(1))
        for seconds in [1_000, 1_500, 4_000] {
            let arrivals = DrainReplayTests.arrivals(1_000, seed: seed, within: seconds)
            var replay = DrainReplay(
                DrainPolicy(),
                arrivals: arrivals,
                change: { _ in change },
                service: { _ in service }
            )
            while replay.next() != nil {}
            let worker = Self.changes(arrivals, change: change, service: service)
            #expect(worker.ended == 1_000)
            #expect(Double(worker.changes) <= Double(replay.modelChanges) * 1.1)
        }
    }
}
