internal import Channels
internal import Memory
internal import Messages
internal import RPC
internal import Synchronization

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
            var events = watch.makeAsyncIterator()
            while let event = try await telling({ () async throws(ChannelError) -> JobEvent? in
                try await events.next(isolation: nil)
            }) {
                said.note(timeline.now)
                try await say(event)
            }
        }
    }

    private func say(_ event: JobEvent) async throws {
        switch event {
        case .waiting: try writer.sendLatest(event.wire(of: id))
        case .piece(let piece): try await writer.send(try packed(piece))
        case .began, .retrying, .ended: try await writer.send(event.wire(of: id))
        }
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
