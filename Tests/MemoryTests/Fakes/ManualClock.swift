import Synchronization
import Waiting

@testable import Memory

/// A clock whose time passes when a test says so.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        let offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let until: Duration
        let woken: OneShot<Void>
    }

    private struct State {
        var now: Duration = .zero
        var sleepers: [Sleeper] = []
        var watchers: [(until: Duration, seen: OneShot<Void>)] = []
    }

    private let state = Mutex(State())

    var now: Instant { Instant(offset: state.withLock { $0.now }) }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let woken = OneShot<Void>()
        let seen = state.withLock { state -> [OneShot<Void>] in
            if deadline.offset <= state.now {
                woken.fulfil(())
                return []
            }
            state.sleepers.append(Sleeper(until: deadline.offset, woken: woken))
            let seen = state.watchers.filter { $0.until == deadline.offset }
            state.watchers.removeAll { $0.until == deadline.offset }
            return seen.map(\.seen)
        }
        for watcher in seen { watcher.fulfil(()) }
        if await woken.value() == nil {
            state.withLock { $0.sleepers.removeAll { $0.woken === woken } }
            throw CancellationError()
        }
    }

    /// Returns when somebody sleeps until exactly `time`.
    func sleeper(until time: Duration) async {
        let seen = OneShot<Void>()
        state.withLock { state in
            if state.sleepers.contains(where: { $0.until == time }) {
                seen.fulfil(())
            } else {
                state.watchers.append((time, seen))
            }
        }
        _ = await seen.value()
    }

    func advance(to time: Duration) {
        let woken = state.withLock { state -> [Sleeper] in
            state.now = max(state.now, time)
            let woken = state.sleepers.filter { $0.until <= state.now }
            state.sleepers.removeAll { $0.until <= state.now }
            return woken
        }
        for sleeper in woken.sorted(by: { $0.until < $1.until }) { sleeper.woken.fulfil(()) }
    }
}
