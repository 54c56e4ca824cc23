import Knowledge
import Logging
import Synchronization
import Waiting

/// What the machine asks of the store and the host.
extension ChatChannel {
    func perform(_ action: ChatMachine.Action) async {
        let event = await result(of: action)
        // What comes back to a server that stops says nothing about store or host.
        if let event, !Task.isCancelled { deliver(event) }
    }

    private func result(of action: ChatMachine.Action) async -> ChatMachine.Event? {
        switch action {
        case .begin(let id): .began(id, await begin(id))
        case .settle(let id, let settlement): .settled(id, await settle(id, settlement))
        case .check(let model): .checked(await installed.check(model, isFresh: true))
        case .unload(let model):
            .unloaded(await failure { () throws(HostError) in try await host.unload(model) })
        case .look: .looked(await residents())
        case .seePins:
            .sawPins(await failure { () throws(HostError) in try await pins.seePinned() })
        case .load(let model, let use): .loaded(await load(model, use))
        case .probe:
            .probed(await failure { () throws(HostError) in _ = try await host.version() })
        case .keep(let record): await keep(record)
        case .generate, .stop, .tellPins, .admit, .turnAway: nil
        }
    }

    private func failure(_ call: () async throws(HostError) -> Void) async -> HostError? {
        do {
            try await call()
            return nil
        } catch {
            return error
        }
    }

    private func residents() async -> Result<[Resident], HostError> {
        do throws(HostError) {
            return .success(try await host.residents())
        } catch {
            return .failure(error)
        }
    }

    /// A load has a time of its own: given up too early it would never succeed.
    private func load(_ model: String, _ use: ModelUse) async -> HostError? {
        let deadline = time.now + settings.loadMax
        let keepAlive = KeepAlive.seconds(settings.keepAliveSeconds)
        return await withTaskGroup(of: HostError?.self) { group in
            group.addTask {
                await self.failure { () throws(HostError) in
                    _ = try await self.host.load(model, as: use, keepAlive: keepAlive)
                }
            }
            group.addTask {
                await self.time.sleep(until: deadline)
                let seconds = self.settings.loadMax.components.seconds
                return HostError(.timedOut, "“\(model)” was not loaded within \(seconds) s.")
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            // The request has ended when the worker goes on.
            await group.waitForAll()
            return first
        }
    }

    private func keep(_ record: ModelRecord) async -> ChatMachine.Event? {
        do {
            try await store.keep(record)
        } catch {
            logger.warning(
                "What was learnt of a model is not kept.",
                metadata: ["error": "\(error)"]
            )
        }
        return nil
    }

    private func begin(_ id: JobID) async -> ChatMachine.BeginResult {
        do throws(StoreError) {
            let hasBegun = try await store.begin(id, atUnixMs: unixMs())
            // Not from *queued*: an earlier try may have been stored although it was said to fail.
            guard let job = try await store.job(id), hasBegun || job.state == .running else {
                return .gone
            }
            board[id]?.begin(job.attempts, at: time.now)
            return .begun(attempt: job.attempts)
        } catch {
            logger.error("A job cannot be begun; trying again.", error: error)
            return .failed(error.message)
        }
    }

    private func settle(
        _ id: JobID,
        _ settlement: ChatMachine.Settlement
    ) async -> ChatMachine.SettleResult {
        do throws(StoreError) {
            switch settlement {
            case .again(let message, let notBefore): try await requeue(id, message, notBefore)
            case .end(let ending): try await end(id, ending)
            case .refuse(let failure, let message):
                _ = try await store.begin(id, atUnixMs: unixMs())
                try await end(id, JobEnding(failure, message))
            }
            return .done
        } catch {
            logger.error("What became of a job cannot be stored; trying again.", error: error)
            return .failed(error.message)
        }
    }

    private func requeue(
        _ id: JobID,
        _ message: String,
        _ notBefore: Duration?
    ) async throws(StoreError) {
        let live = board[id]
        try await commitAll(of: live)
        let notBeforeUnixMs = notBefore.map { moment in
            core.withLock { $0.machine.unixMs(at: moment) }
        }
        // Not from *running*: an earlier try was stored although it was said to fail.
        _ = try await store.requeue(id, because: message, notBeforeUnixMs: notBeforeUnixMs)
        live?.retry(message, at: time.now)
        placesBell.ring()
    }

    private func commitAll(of live: LiveJob?) async throws(StoreError) {
        guard let live else { return }
        while live.hasUncommitted {
            let pieces = live.uncommitted(limit: settings.piecesPerCommitMax)
            try await store.append(pieces, to: live.id)
            live.committed(pieces.count)
        }
    }

    private func end(_ id: JobID, _ ending: JobEnding) async throws(StoreError) {
        let pieces = board[id]?.uncommitted() ?? []
        _ = try await store.end(id, ending, appending: pieces, atUnixMs: unixMs())
        board[id]?.committed(pieces.count)
        guard let job = try await store.job(id) else { return }
        board.end(job, at: time.now)
    }
}
