import Messages
import MoultClient
import Synchronization

/// What one watcher of a job heard, through lost connections.
final class JobHearing: Sendable {
    struct Heard: Sendable {
        /// Those that were told to begin.
        var attempts: [Int32] = []
        /// Of the latest attempt.
        var content = ""
        var pieces = 0
        var losses = 0
        var end: MoultV1.Job?
        /// What must not be.
        var faults: [String] = []
        fileprivate var sequence: Int64 = 0
    }

    private let state = Mutex(Heard())

    var heard: Heard { state.withLock { $0 } }

    /// Watches the job to its end.
    func follow(_ job: Int64, on server: TestServer) async {
        do {
            let events = server.client.inference.followJob(job) { _ in
                self.state.withLock { $0.losses += 1 }
            }
            for try await event in events { state.withLock { $0.hear(event) } }
        } catch {
            state.withLock { $0.faults.append("its stream ended with \(error)") }
        }
    }
}

extension JobHearing.Heard {
    fileprivate mutating func hear(_ event: MoultV1.JobEvent) {
        if end != nil { faults.append("something came behind the end") }
        switch event.event {
        case .began(let began):
            if began.attempt <= attempts.last ?? 0 {
                faults.append("attempt \(began.attempt) came behind \(attempts)")
            }
            if event.sequence < sequence {
                faults.append("an attempt began at \(event.sequence) behind \(sequence)")
            }
            attempts.append(began.attempt)
            sequence = event.sequence
            content = ""
            pieces = 0
        case .chunk(let chunk):
            if attempts.isEmpty { faults.append("a piece came before any attempt") }
            if event.sequence != sequence + 1 {
                faults.append("piece \(event.sequence) came behind \(sequence)")
            }
            sequence = event.sequence
            content += chunk.content
            pieces += 1
        case .ended(let job):
            end = job
        case .waiting, .retrying, .heartbeat, nil:
            break
        }
    }
}
