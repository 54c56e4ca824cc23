import Knowledge
import Logging
import Spaces
import Waiting

/// Effects on the store.
extension MigrationRun {
    func perform(_ action: MigrationMachine.Action) async {
        guard let event = await result(of: action) else { return }
        // What comes back to a dropped or aborted run says nothing about store or embedder.
        if !Task.isCancelled { deliver(event) }
    }

    private func result(of action: MigrationMachine.Action) async -> MigrationMachine.Event? {
        switch action {
        case .count, .readBacklog, .readRetrying, .readNewest: await read(action)
        case .setAside, .settle, .store, .quarantine, .adopt: await write(action)
        case .probe, .checkCanaries, .askHook, .measureLoad: await look(action)
        case .prepareIndex(let ticket):
            .indexed(
                ticket,
                await stored { () throws(StoreError) in
                    try await surroundings.indexes.prepare(record.space)
                }
            )
        case .publish: await republish()
        case .embed, .evaluate, .cancelEvaluation, .discardIndex, .limitArrivals, .turn, .turnBack,
            .flip, .record, .cancel, .abort, .finish:
            nil
        }
    }

    private func read(_ action: MigrationMachine.Action) async -> MigrationMachine.Event? {
        let (store, space) = (surroundings.store, record.space.id)
        switch action {
        case .count:
            return .counted(
                await stored { () throws(StoreError) in try await store.counts(of: space) }
            )
        case .readBacklog(let ticket, let after, let limit):
            let page = await stored { () throws(StoreError) in
                try await store.backlog(of: space, after: after, limit: limit)
            }
            return .read(ticket, page)
        case .readRetrying(let ticket, let after, let limit):
            let items = await stored { () throws(StoreError) in
                try await store.retrying(in: space, after: after, limit: BacklogLimit(items: limit))
            }
            return .readRetrying(ticket, items)
        case .readNewest(let ticket):
            let newest = await stored { () throws(StoreError) in try await store.newestRevision() }
            return .newest(ticket, newest)
        default:
            return nil
        }
    }

    private func write(_ action: MigrationMachine.Action) async -> MigrationMachine.Event? {
        let (store, space) = (surroundings.store, record.space.id)
        switch action {
        case .setAside(let ticket, let micros):
            let result = await stored { () throws(StoreError) in
                try await store.setAside(micros, by: record.epoch)
            }
            return .wasSetAside(ticket, result)
        case .settle(let settlement):
            await settle(settlement)
            return nil
        case .store(let ticket, let paid):
            let effective = await stored { () throws(StoreError) in
                guard let settlement = paid.settlement else {
                    return try await store.put(paid.vectors, in: space)
                }
                return try await store.put(paid.vectors, in: space, settling: settlement)
            }
            return .stored(ticket, effective)
        case .quarantine(let ticket, let refusal):
            let rows = await stored { () throws(StoreError) in
                try await store.quarantine(
                    [refusal],
                    in: space,
                    atUnixMs: surroundings.unixMs()
                )
            }
            return .quarantined(ticket, rows)
        case .adopt(let ticket, let source, let after):
            let page = await stored { () throws(StoreError) in
                try await store.adoptVectors(
                    of: source,
                    into: space,
                    after: after,
                    limit: surroundings.limits.adoptedPage
                )
            }
            return .adopted(ticket, page)
        default:
            return nil
        }
    }

    /// What cannot be given back stays counted as spent.
    private func settle(_ settlement: Settlement) async {
        do throws(StoreError) {
            try await surroundings.store.settle(settlement)
        } catch {
            surroundings.logger.warning(
                "what was set aside is not given back: \(error.message)",
                metadata: ["epoch": "\(record.epoch.rawValue)"]
            )
        }
    }

    func stored<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async -> Result<Value, StoreError> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }

    /// The flip stands in the log, but its index or its embedder was gone: they are had again.
    private func republish() async -> MigrationMachine.Event? {
        let (limits, timeline) = (surroundings.limits, surroundings.timeline)
        var backoff = Backoff(
            first: limits.backoffFirst,
            longest: limits.backoffMax,
            seed: surroundings.jitterSeed
        )
        while !Task.isCancelled {
            let prepared = await stored { () throws(StoreError) in
                try await surroundings.indexes.prepare(record.space)
            }
            if case .success = prepared, publish() {
                finish()
                return nil
            }
            surroundings.logger.error(
                "the finished profile cannot be served yet, and is tried again",
                metadata: ["epoch": "\(record.epoch.rawValue)"]
            )
            await timeline.sleep(until: timeline.now + backoff.fail())
        }
        return nil
    }
}
