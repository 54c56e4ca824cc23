import Knowledge
import Synchronization
import Waiting

extension ChatChannel: ChatServing {
    package func submit(_ request: JobRequest) async throws(ChannelError) -> SubmittedJob {
        try validate(request)
        try await begun()
        if try await !isKnown(byKey: request) { try await admit(request) }
        let submission: JobSubmission
        do {
            submission = try await store.submit(
                request,
                notEndedMax: settings.jobsMax,
                atUnixMs: unixMs()
            )
        } catch {
            throw ChannelError(writing: error)
        }
        switch submission {
        case .appended(let job):
            _ = board.insert(job.withoutBody)
            deliver(.submitted(job.withoutBody))
            return SubmittedJob(view(of: job), isNew: true)
        case .existing(let job):
            return SubmittedJob(view(of: job), isNew: false)
        case .keyTaken(let id):
            throw ChannelError(
                .keyTaken,
                """
                The idempotency key “\(request.idempotencyKey)” names job \(id.rawValue), which asks \
                for something else; take another key.
                """
            )
        case .queueFull(let notEnded):
            throw full(notEnded)
        }
    }

    private func validate(_ request: JobRequest) throws(ChannelError) {
        guard !request.model.isEmpty else {
            throw ChannelError(.invalid, "A job names its model.")
        }
        let bytes = request.body.utf8.count
        guard bytes <= settings.bodyBytesMax else {
            throw ChannelError(
                .invalid,
                "The request has \(bytes) bytes; at most \(settings.bodyBytesMax) are taken."
            )
        }
    }

    /// Who asks again by its key hears of its job, whatever has become of the model or the deadline.
    private func isKnown(byKey request: JobRequest) async throws(ChannelError) -> Bool {
        guard !request.idempotencyKey.isEmpty else { return false }
        do {
            return try await store.job(withKey: request.idempotencyKey) != nil
        } catch {
            throw ChannelError(reading: error)
        }
    }

    /// A misspelt model is told at once; while the host is away, nobody can tell.
    private func admit(_ request: JobRequest) async throws(ChannelError) {
        if let deadline = request.deadlineUnixMs, deadline <= unixMs() {
            throw ChannelError(.invalid, "The deadline has passed already; set a later one.")
        }
        guard core.withLock({ $0.machine.outage == nil }) else { return }
        let error = await installed.check(request.model)
        guard let error, error.code == .unknownModel else { return }
        throw ChannelError(.notFound, error.message)
    }

    private func full(_ notEnded: Int) -> ChannelError {
        let last = places().values.compactMap(\.estimate).max()
        let each = last.map { $0 / max(1, notEnded) }
        let wait = last.map {
            "the last of them begins in about \(max(1, $0.components.seconds)) s"
        }
        return ChannelError(
            .full,
            """
            \(notEnded) jobs have not ended, and at most \(settings.jobsMax) may wait: it would be \
            number \(notEnded + 1), and \(wait ?? "how long they take is not known yet"). Try again \
            later.
            """,
            retryAfter: each.map { max(.seconds(1), $0) } ?? .seconds(10)
        )
    }

    package func job(_ id: JobID) async throws(ChannelError) -> JobView {
        view(of: try await stored(id))
    }

    private func stored(_ id: JobID) async throws(ChannelError) -> Job {
        let job: Job?
        do {
            job = try await store.job(id)
        } catch {
            throw ChannelError(reading: error)
        }
        guard let job else { throw Self.notFound(id) }
        return job
    }

    private static func notFound(_ id: JobID) -> ChannelError {
        ChannelError(
            .notFound,
            "There is no job \(id.rawValue): it never was, or it ended so long ago that it is deleted."
        )
    }

    private func view(of job: Job) -> JobView {
        guard job.state == .queued else { return JobView(job) }
        return JobView(job, place: places()[job.id])
    }

    package func jobs(
        matching filter: JobFilter,
        before: JobID?,
        limit: Int
    ) async throws(ChannelError) -> [JobView] {
        // One more than a page tells whether there is another.
        guard limit > 0, limit <= settings.pageMax + 1 else {
            throw ChannelError(.invalid, "A page has 1 to \(settings.pageMax) jobs, not \(limit).")
        }
        let jobs: [Job]
        do {
            jobs = try await store.jobs(matching: filter, before: before, limit: limit)
        } catch {
            throw ChannelError(reading: error)
        }
        guard jobs.contains(where: { $0.state == .queued }) else { return jobs.map { JobView($0) } }
        let places = places()
        return jobs.map { JobView($0, place: $0.state == .queued ? places[$0.id] : nil) }
    }

    package func cancel(_ id: JobID) async throws(ChannelError) -> JobView {
        try await begun()
        do {
            // First it is durable: a restart keeps to it.
            guard try await store.requestCancel(of: id) else { return try await job(id) }
        } catch let error as StoreError {
            throw ChannelError(writing: error)
        } catch let error as ChannelError {
            throw error
        } catch {
            throw ChannelError(.internal, "The job could not be cancelled.")
        }
        deliver(.cancelRequested(id))
        return try await job(id)
    }

    package func pieces(
        of id: JobID,
        after: JobSequence,
        limit: Int
    ) async throws(ChannelError) -> [JobPiece] {
        do {
            return try await store.pieces(of: id, after: after, limit: limit)
        } catch {
            throw ChannelError(reading: error)
        }
    }

    package var overview: ChatOverview {
        let now = time.now
        return core.withLock { $0.machine.overview(at: now) }
    }

    /// Waits until the store has been read.
    func begun() async throws(ChannelError) {
        await started.wait()
        if board.isClosed { throw ChannelError(.unavailable, "The server stops; try again later.") }
        if Task.isCancelled { throw ChannelError(.cancelled, "Whoever asked has left.") }
    }
}
