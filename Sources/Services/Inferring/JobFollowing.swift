internal import Channels
internal import Memory
internal import Messages
internal import RPC
internal import Synchronization
internal import Waiting

/// One watcher of one job: what the channel says goes out, and a heartbeat when it says nothing.
struct JobFollowing: Sendable {
    let id: JobID
    let writer: StreamWriter<MoultV1.JobEvent>
    let heartbeat: Duration
    let timeline: Timeline

    /// When something went out last.
    private final class LastSaid: Sendable {
        private let time: Mutex<Duration>

        init(_ time: Duration) {
            self.time = Mutex(time)
        }

        func note(_ now: Duration) {
            time.withLock { $0 = now }
        }

        var now: Duration { time.withLock { $0 } }
    }

    /// Returns behind the job's end.
    func run(_ watch: JobWatch) async throws {
        let said = LastSaid(timeline.now)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await beat(said) }
            defer { group.cancelAll() }
            while true {
                let events = try await telling { () async throws(ChannelError) -> [JobEvent] in
                    try await watch.nextEvents()
                }
                guard !events.isEmpty else { return }
                said.note(timeline.now)
                try await say(events)
            }
        }
    }

    /// Pieces go out together.
    private func say(_ events: [JobEvent]) async throws {
        var pieces: [PackedMessage] = []
        for event in events {
            if case .piece(let piece) = event {
                do throws(RPCStatus) {
                    pieces.append(try packed(piece))
                } catch {
                    try await writer.send(pieces)
                    throw error
                }
                continue
            }
            try await writer.send(pieces)
            pieces = []
            if case .waiting = event {
                try writer.sendLatest(event.wire(of: id))
            } else {
                try await writer.send(event.wire(of: id))
            }
        }
        try await writer.send(pieces)
    }

    /// The same bytes for everybody who watches.
    private func packed(_ piece: JobPiece) throws(RPCStatus) -> PackedMessage {
        do throws(PackFault) {
            let bytes = try piece.encoded.bytes { () throws(PackFault) in
                try JobEvent.piece(piece).wire(of: id).packed()
            }
            return PackedMessage(bytes: bytes)
        } catch {
            throw .limitExceeded(
                "Piece \(piece.sequence.rawValue) of job \(id.rawValue) cannot be sent: "
                    + "\(error.message).",
                limit: "reply"
            )
        }
    }

    /// Says that somebody is there, until the task is cancelled or nobody listens.
    private func beat(_ said: LastSaid) async {
        while !Task.isCancelled {
            await timeline.sleep(until: said.now + heartbeat)
            let now = timeline.now
            guard !Task.isCancelled, said.now + heartbeat <= now else { continue }
            said.note(now)
            // Where something waits to be read, a heartbeat would only wait behind it.
            guard writer.isReady else { continue }
            let message = MoultV1.JobEvent(
                jobID: id.rawValue,
                event: .heartbeat(MoultV1.JobHeartbeat())
            )
            guard (try? await writer.send(message)) != nil else { return }
        }
    }
}
