package import Knowledge
import Spaces
import Waiting

extension Migrations {
    /// Gives a subscriber the changes behind `sequence`, then what is new, until the migration has
    /// ended.
    ///
    /// `deliver` may take its time: nobody waits for it, and what it misses meanwhile comes to the
    /// latest progress. Every change is delivered, in order; the last item is `isFinal`. `epoch`
    /// nil: the newest.
    package func watch(
        _ epoch: Epoch?,
        after sequence: Int64,
        interval: Duration,
        deliver: (FeedItem) async throws -> Void
    ) async throws {
        guard let record = try await record(of: epoch) else {
            throw MigrationError.noMigration(epoch)
        }
        // Just after a start of the server, what is unfinished has nobody yet who works on it.
        if !record.phase.isEnd, running(record.epoch) == nil { await resumed.wait() }
        guard let run = running(record.epoch) else {
            return try await replay(record, after: sequence, deliver: deliver)
        }
        guard let place = run.feed.enter() else {
            let most = surroundings.limits.subscribersMax
            throw MigrationError(
                .tooManySubscribers,
                "\(most) subscribers watch epoch \(record.epoch.rawValue) already; try later."
            )
        }
        defer { run.feed.leave(place) }
        let cursor = WatchCursor(
            after: sequence,
            interval: interval,
            heartbeat: surroundings.limits.heartbeat,
            at: surroundings.timeline.now
        )
        try await follow(run, from: cursor, at: place, deliver: deliver)
    }

    private func follow(
        _ run: MigrationRun,
        from cursor: WatchCursor,
        at place: MigrationFeed.Place,
        deliver: (FeedItem) async throws -> Void
    ) async throws {
        var cursor = cursor
        let timeline = surroundings.timeline
        while !Task.isCancelled {
            let now = timeline.now
            let (newest, hasEnded) = run.feed.state
            let progress = run.feed.progress(
                at: now,
                unixMs: surroundings.unixMs,
                fresh: { run.snapshot.progress }
            )
            let offer = WatchCursor.Offer(
                sequence: newest,
                progressVersion: progress.version,
                hasEnded: hasEnded
            )
            switch cursor.next(offer, at: now) {
            case .changes(let after):
                let changes = try await changes(of: run, after: after)
                // Nothing there although announced: never look for the same again.
                if changes.isEmpty { cursor.saidChange(newest, at: now) }
                for (sequence, item) in changes {
                    try await deliver(item)
                    cursor.saidChange(sequence, at: timeline.now)
                    if item.isFinal { return }
                }
            case .progress:
                try await deliver(progress.item)
                cursor.saidProgress(progress.version, at: timeline.now)
            case .heartbeat:
                try await deliver(FeedItem(.heartbeat(atUnixMs: surroundings.unixMs())))
                cursor.saidHeartbeat(at: timeline.now)
            case .close:
                return try await deliver(FeedItem(.closing, isFinal: true))
            case .wait(let moment):
                await run.feed.wait(at: place, until: moment)
            }
        }
        throw CancellationError()
    }
}

/// Changes from the store.
extension Migrations {
    /// How many changes are read at once.
    private static let changesPerPage = 100

    private func changes(
        of run: MigrationRun,
        after sequence: Int64
    ) async throws(MigrationError) -> [(sequence: Int64, item: FeedItem)] {
        if let recent = run.feed.changes(after: sequence) { return recent }
        return try await storedChanges(of: run.record.epoch, after: sequence)
    }

    private func storedChanges(
        of epoch: Epoch,
        after sequence: Int64
    ) async throws(MigrationError) -> [(sequence: Int64, item: FeedItem)] {
        try await storing { () throws(StoreError) in
            let changes = try await surroundings.store.changes(
                of: epoch,
                after: sequence,
                limit: Self.changesPerPage
            )
            let hasFinished = changes.last?.to == .finished
            let times = hasFinished ? try await surroundings.store.migration(epoch)?.times : nil
            return changes.map { change in
                let isLast = change.to.isEnd
                let event = FeedItem.Event.change(change, times: isLast ? times : nil)
                return (change.sequence, FeedItem(event, isFinal: isLast))
            }
        }
    }

    /// Of a migration that nobody works on: what the store has.
    private func replay(
        _ record: MigrationRecord,
        after sequence: Int64,
        deliver: (FeedItem) async throws -> Void
    ) async throws {
        var sequence = sequence
        while true {
            let page = try await storedChanges(of: record.epoch, after: sequence)
            for (number, item) in page {
                try await deliver(item)
                if item.isFinal { return }
                sequence = number
            }
            guard page.isEmpty else { continue }
            return try await deliver(FeedItem(.closing, isFinal: true))
        }
    }
}
