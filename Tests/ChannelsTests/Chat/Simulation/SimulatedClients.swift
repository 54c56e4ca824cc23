import Synchronization
import TestSupport

@testable import Channels

/// One who watches a job through every life of the server, and holds it to its word.
final class SimulatedWatcher {
    unowned let world: ChatWorld
    let id: JobID
    private var cursor: JobCursor
    private var live: LiveJob?
    private var life = 0
    private var attempt: Int
    private(set) var isOver = false

    init(_ world: ChatWorld, _ id: JobID) {
        self.world = world
        self.id = id
        cursor = JobCursor(after: JobSequence(rawValue: 0))
        attempt = 0
    }

    func look() throws {
        guard !isOver else { return }
        defer { world.after(world.some(1...2_000)) { try self.look() } }
        guard let server = world.server, let job = world.jobs.job(id) else { return }
        if life != server.life {
            life = server.life
            // It comes again with no more than the number it heard last.
            cursor = JobCursor(after: cursor.at)
            live = server.board[id] ?? LiveJob(job, settings: world.settings)
        }
        guard let live else { return }
        for _ in 0..<world.some(1...8) {
            switch live.read(&cursor) {
            case .events(let events): for event in events { try hear(event) }
            case .store: try replay(live)
            case .nothing, .closed: return
            case .over:
                isOver = true
                return
            }
        }
    }

    private func replay(_ live: LiveJob) throws {
        let attemptsHere = live.state.withLock(\.attemptsHere)
        let limit = world.settings.piecesPerPage
        let pieces = world.jobs.pieces(of: id, after: cursor.at, limit: limit)
        if pieces.isEmpty { cursor.emptiedAt = attemptsHere }
        for piece in pieces {
            var events: [JobEvent] = []
            cursor.tell(piece, to: &events)
            for event in events { try hear(event) }
        }
    }

    private var heard = JobSequence(rawValue: 0)

    private func hear(_ event: JobEvent) throws {
        switch event {
        case .waiting, .retrying:
            break
        case .began(let number, let before):
            guard number > attempt else { throw breach("attempt \(number) began twice") }
            guard before >= heard else { throw breach("\(before) is below \(heard)") }
            attempt = number
            heard = before
        case .piece(let piece):
            guard piece.sequence.attempt == attempt else {
                throw breach("a piece of attempt \(piece.sequence.attempt) came in \(attempt)")
            }
            guard piece.sequence == heard.next else {
                throw breach("\(piece.sequence) came after \(heard)")
            }
            heard = piece.sequence
        case .ended(let job):
            guard job.state.hasEnded else { throw breach("it ended as \(job.state)") }
            let stored = world.jobs.pieces(of: id, after: heard, limit: 1)
            guard stored.isEmpty || job.state != .succeeded else {
                throw breach("it ended before its last pieces were told")
            }
            isOver = true
        }
    }

    private func breach(_ what: String) -> ChatBreach {
        ChatBreach("the watcher of job \(id.rawValue): \(what)")
    }
}

extension ChatWorld {
    func planClients() {
        for _ in 0..<some(5...Self.jobsMax) {
            after(some(0...200_000)) { try self.submit() }
        }
        if happens(0.5) { after(some(0...60_000)) { self.visit() } }
        if happens(0.3) { after(some(10_000...150_000)) { self.hold() } }
        guard !isHealthy else { return }
        for _ in 0..<some(0...6) { after(some(100...250_000)) { self.crash() } }
        for _ in 0..<some(0...3) {
            after(some(100...250_000)) {
                self.host.stop()
                self.after(self.some(100...15_000)) { self.host.restart() }
            }
        }
    }

    private func submit() throws {
        guard let server else { return }
        let deadline = happens(0.1) ? unixMs + Int64(some(100...40_000)) : nil
        let request = JobRequest(
            model: Self.models[some(0...2)],
            body: "{}",
            priority: JobPriority.allCases[some(0...2)],
            deadlineUnixMs: deadline
        )
        guard case .appended(let job) = jobs.submit(request, notEndedMax: 99, atUnixMs: unixMs)
        else { return }
        // The server may die before anybody is told.
        server.board[job.id] = LiveJob(job, settings: settings)
        server.deliver(.submitted(job))
        for _ in 0..<some(0...2) {
            let watcher = SimulatedWatcher(self, job.id)
            clients.append(watcher)
            after(some(0...3_000)) { try watcher.look() }
        }
        if happens(0.15) { after(some(0...20_000)) { self.cancel(job.id) } }
    }

    private func cancel(_ id: JobID) {
        guard let server, jobs.requestCancel(of: id) else { return }
        after(some(0...5)) {
            if server.isAlive { self.witness.cancelled.insert(id) }
            if server.isAlive { server.deliver(.cancelRequested(id)) }
        }
    }

    /// A migration's embedder: in, a while of use, out, and again.
    private func visit() {
        guard !isCalm else { return }
        guard let server else { return after(500) { self.visit() } }
        let ticket = GuestTicket(rawValue: some(1...(1 << 40)))
        server.deliver(.guestEnters(ticket, Self.guest))
        whenAdmitted(ticket, of: server) {
            self.after(self.some(20...900)) {
                if server.isAlive { server.deliver(.guestLeft(Self.guest)) }
                self.after(self.some(1...400)) { self.visit() }
            }
        }
    }

    private func hold() {
        guard let server, !isCalm else { return }
        let ticket = GuestTicket(rawValue: some(1...(1 << 40)))
        server.deliver(.holdRequested(ticket, Self.guest))
        whenAdmitted(ticket, of: server) {
            self.after(self.some(500...9_000)) {
                if server.isAlive { server.deliver(.slotGivenBack) }
            }
        }
    }

    private func whenAdmitted(
        _ ticket: GuestTicket,
        of server: ChatServer,
        _ body: @escaping () -> Void
    ) {
        after(20) {
            guard server.isAlive else { return self.after(500) { self.visit() } }
            if server.admitted.contains(ticket) { return body() }
            if server.refused.contains(ticket) { return self.after(2_000) { self.visit() } }
            if self.isCalm { return server.deliver(.withdrawn(ticket)) }
            self.whenAdmitted(ticket, of: server, body)
        }
    }
}
