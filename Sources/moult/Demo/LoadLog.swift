import Synchronization

/// What background clients saw, by the part of the demonstration it fell in.
final class LoadLog: Sendable {
    enum Part: Int, CaseIterable {
        case before
        case during
        case after
    }

    struct Account {
        var durations: [Duration] = []
        var failed = 0

        var count: Int { durations.count + failed }

        /// The duration that `share` of all stay within; nil: there was none.
        func quantile(_ share: Double) -> Duration? {
            guard !durations.isEmpty else { return nil }
            let sorted = durations.sorted()
            let rank = Int((share * Double(sorted.count)).rounded(.up)) - 1
            return sorted[min(max(rank, 0), sorted.count - 1)]
        }

        var longest: Duration? { durations.max() }
    }

    private struct State {
        var part = Part.before
        var accounts: [Part: Account] = [:]
        var firstFault: String?
    }

    private let state = Mutex(State())

    var part: Part { state.withLock(\.part) }

    /// The first thing that went wrong, in the server's own words.
    var firstFault: String? { state.withLock(\.firstFault) }

    func enter(_ part: Part) {
        state.withLock { $0.part = part }
    }

    func account(_ part: Part) -> Account {
        state.withLock { $0.accounts[part] ?? Account() }
    }

    /// Runs one call and notes it in the part in which it began.
    func measure(_ call: () async throws -> Void) async {
        let part = part
        let clock = ContinuousClock()
        let start = clock.now
        do {
            try await call()
            let taken = clock.now - start
            state.withLock { $0.accounts[part, default: Account()].durations.append(taken) }
        } catch {
            // A call that the end of the demonstration cut off says nothing about the server.
            if Task.isCancelled { return }
            state.withLock { state in
                state.accounts[part, default: Account()].failed += 1
                state.firstFault = state.firstFault ?? "\(error)"
            }
        }
    }
}
