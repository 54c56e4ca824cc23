import Synchronization

/// A clock that stands still until a test moves it.
package final class ManualClock: Clock {
    package struct Instant: InstantProtocol {
        package let offset: Duration

        package func advanced(by duration: Duration) -> Instant {
            Instant(offset: offset + duration)
        }

        package func duration(to other: Instant) -> Duration { other.offset - offset }

        package static func < (left: Instant, right: Instant) -> Bool {
            left.offset < right.offset
        }
    }

    private struct Sleeper {
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    /// Waits for a sleeper that is due from `earliest` to `latest`.
    private struct Watcher {
        let earliest: Instant
        let latest: Instant
        let continuation: CheckedContinuation<Void, Never>

        func isWaiting(for deadline: Instant) -> Bool {
            earliest <= deadline && deadline <= latest
        }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var nextNumber = 0
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var watchers: [Int: Watcher] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package var now: Instant { state.withLock(\.now) }
    package var minimumResolution: Duration { .zero }

    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                fallAsleep(number, Sleeper(deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.cancelled.insert(number)
                return state.sleepers.removeValue(forKey: number)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    private func fallAsleep(_ number: Int, _ sleeper: Sleeper) {
        enum Fate {
            case asleep([Watcher])
            case due
            case cancelled
        }
        let fate = state.withLock { state -> Fate in
            if state.cancelled.remove(number) != nil { return .cancelled }
            if sleeper.deadline <= state.now { return .due }
            state.sleepers[number] = sleeper
            let content = state.watchers.filter { $0.value.isWaiting(for: sleeper.deadline) }
            for number in content.keys { state.watchers[number] = nil }
            return .asleep(Array(content.values))
        }
        switch fate {
        case .asleep(let watchers): for watcher in watchers { watcher.continuation.resume() }
        case .due: sleeper.continuation.resume()
        case .cancelled: sleeper.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves on, and wakes whoever is due, the earliest first.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for number in due.keys { state.sleepers[number] = nil }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
        }
        for (_, sleeper) in due { sleeper.continuation.resume() }
    }

    /// Returns once somebody sleeps who is due in exactly `duration` from now, or the task is
    /// cancelled.
    package func sleeper(dueIn duration: Duration) async {
        await sleeper(dueFrom: duration, to: duration)
    }

    /// Returns once somebody sleeps who is due within `duration` from now, or the task is cancelled.
    package func sleeper(dueWithin duration: Duration) async {
        await sleeper(dueFrom: .zero, to: duration)
    }

    private func sleeper(dueFrom earliest: Duration, to latest: Duration) async {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        await withTaskCancellationHandler {
            await watch(number, from: earliest, to: latest)
        } onCancel: {
            let watcher = state.withLock { state in
                state.cancelled.insert(number)
                return state.watchers.removeValue(forKey: number)
            }
            watcher?.continuation.resume()
        }
    }

    private func watch(_ number: Int, from earliest: Duration, to latest: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.cancelled.remove(number) != nil { return true }
                let watcher = Watcher(
                    earliest: state.now.advanced(by: earliest),
                    latest: state.now.advanced(by: latest),
                    continuation: continuation
                )
                let isThere = state.sleepers.values.contains { watcher.isWaiting(for: $0.deadline) }
                if !isThere { state.watchers[number] = watcher }
                return isThere
            }
            if isThere { continuation.resume() }
        }
    }
}
