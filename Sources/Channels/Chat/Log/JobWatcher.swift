import Knowledge
import Synchronization

/// One who watches a job: from the store as far as it has fallen behind, else from memory.
final class JobWatcher: JobEventSource {
    private struct State {
        var cursor: JobCursor
        /// Read and not yet asked for.
        var events: ArraySlice<JobEvent> = []
    }

    private let live: LiveJob
    private let store: any JobStore
    private let state: Mutex<State>
    private let leave: @Sendable () -> Void

    init(
        _ live: LiveJob,
        store: any JobStore,
        after sequence: JobSequence,
        leave: @escaping @Sendable () -> Void
    ) {
        self.live = live
        self.store = store
        self.leave = leave
        state = Mutex(State(cursor: JobCursor(after: sequence)))
        live.enter()
    }

    deinit {
        live.leave()
        leave()
    }

    func next() async throws(ChannelError) -> JobEvent? {
        while true {
            if let event = state.withLock({ $0.events.popFirst() }) { return event }
            guard try await read() else { return nil }
        }
    }

    func nextEvents() async throws(ChannelError) -> [JobEvent] {
        while true {
            let events = state.withLock { state in
                defer { state.events = [] }
                return state.events
            }
            if !events.isEmpty { return Array(events) }
            guard try await read() else { return [] }
        }
    }

    /// Reads what there is, or waits for more.
    ///
    /// - Returns: false: there is no more.
    private func read() async throws(ChannelError) -> Bool {
        switch state.withLock({ live.read(&$0.cursor) }) {
        case .events(let events): state.withLock { $0.events = events[...] }
        case .store: try await replay()
        case .nothing(let version):
            await live.changed(since: version)
            if Task.isCancelled { throw ChannelError(.cancelled, "The watcher has left.") }
        case .over: return false
        case .closed:
            throw ChannelError(.unavailable, "The server stops: watch again when it is back.")
        }
        return true
    }

    private func replay() async throws(ChannelError) {
        let after = state.withLock(\.cursor.at)
        let (attemptsHere, failure) = live.state.withLock { ($0.attemptsHere, $0.failure) }
        let pieces: [JobPiece]
        do {
            pieces = try await store.pieces(
                of: live.id,
                after: after,
                limit: live.settings.piecesPerPage
            )
        } catch {
            throw ChannelError(reading: error)
        }
        state.withLock { state in
            if pieces.isEmpty { state.cursor.emptiedAt = attemptsHere }
            var events: [JobEvent] = []
            for piece in pieces { state.cursor.tell(piece, after: failure, to: &events) }
            state.events = events[...]
        }
    }
}

extension ChannelError {
    init(reading error: StoreError) {
        self.init(Code(error), "The jobs cannot be read: \(error.message)")
    }

    init(writing error: StoreError) {
        self.init(Code(error), "The job cannot be stored: \(error.message)")
    }
}

extension ChannelError.Code {
    fileprivate init(_ error: StoreError) {
        self = error.code == .diskFull ? .diskFull : .storeFailed
    }
}
