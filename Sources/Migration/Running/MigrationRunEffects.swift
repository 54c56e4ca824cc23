import Knowledge
import Logging
import Spaces
import Synchronization

/// Effects in any order.
extension MigrationRun {
    func runJobs() async {
        var jobs = jobs.stream.makeAsyncIterator()
        var isOpen = true
        while isOpen, !Task.isCancelled {
            isOpen = await runJobs(untilAbort: &jobs)
            // The sleepers went with the rest: whatever is still to wake for is slept for again.
            let now = surroundings.timeline.now()
            let wake = core.withLock { core in
                core.alarm = core.machine.nextWake(after: now)
                return core.alarm
            }
            if let wake { self.jobs.send(.tick(at: wake)) }
        }
    }

    /// Returns when everything it started has ended: false if nothing comes any more.
    private func runJobs(untilAbort jobs: inout AsyncStream<Job>.Iterator) async -> Bool {
        await withDiscardingTaskGroup { group in
            defer { group.cancelAll() }
            while let job = await jobs.next() {
                switch job {
                case .perform(.abort):
                    return true
                case .perform(.discardIndex):
                    surroundings.indexes.discard(record.space.id)
                case .perform(.embed(let ticket, let items)):
                    // Live embedding and searches come first where threads are short.
                    group.addTask(priority: .utility) { await self.embed(items, ticket) }
                case .perform(let action):
                    group.addTask { await self.perform(action) }
                case .tick(let moment):
                    group.addTask { await self.tick(at: moment) }
                }
            }
            return false
        }
    }

    private func tick(at moment: Duration) async {
        await surroundings.timeline.wait(until: moment)
        guard !Task.isCancelled else { return }
        core.withLock { if $0.alarm == moment { $0.alarm = nil } }
        pollWritePath()
        deliver(.tick)
    }

    /// The write path says so when asked; the machine's wakes ask often during a hand-over.
    private func pollWritePath() {
        guard core.withLock({ $0.machine.isRouteTurned }) else { return }
        if let fault = surroundings.routing.newEmbedderFault() { deliver(.writePathFault(fault)) }
    }

    private func embed(_ items: [Item], _ ticket: Ticket) async {
        await embedding.embed(items.map(\.text)) { self.deliver(.embedded(ticket, $0)) }
    }

    private func perform(_ action: MigrationMachine.Action) async {
        guard let event = await result(of: action) else { return }
        // What comes back to a dropped or aborted run says nothing about store or embedder.
        if !Task.isCancelled { deliver(event) }
    }

    private func result(of action: MigrationMachine.Action) async -> MigrationMachine.Event? {
        let store = surroundings.store
        let space = record.space
        switch action {
        case .count:
            return .counted(
                await stored { () throws(StoreError) in try await store.counts(of: space.id) }
            )
        case .readBacklog(let ticket, let after, let limit):
            let page = await stored { () throws(StoreError) in
                try await store.backlog(of: space.id, after: after, limit: limit)
            }
            return .read(ticket, page)
        case .probe(let ticket):
            await embedding.embed(["moult"]) { self.deliver(.probed(ticket, $0)) }
            return nil
        case .store(let ticket, let vectors):
            let effective = await stored { () throws(StoreError) in
                try await store.put(vectors, in: space.id)
            }
            return .stored(ticket, effective)
        case .prepareIndex(let ticket):
            let prepared = await stored { () throws(StoreError) in
                try await surroundings.indexes.prepare(space)
            }
            return .indexed(ticket, prepared)
        case .readNewest(let ticket):
            let newest = await stored { () throws(StoreError) in try await store.newestRevision() }
            return .newest(ticket, newest)
        case .embed, .discardIndex, .turn, .turnBack, .flip, .publish, .record, .cancel, .abort,
            .finish:
            return nil
        }
    }

    private func stored<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async -> Result<Value, StoreError> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}

/// Effects in order.
extension MigrationRun {
    func route(_ action: MigrationMachine.Action) async {
        switch action {
        case .turn(let ticket):
            core.withLock { $0.isRouteTurned = true }
            await surroundings.routing.turn(
                to: record.space,
                straggling: surroundings.limits.straggling
            )
            // A hand-over with nothing to catch up is over before the next tick.
            pollWritePath()
            deliver(.turned(ticket))
        case .turnBack:
            await surroundings.routing.turnBack()
            core.withLock { $0.isRouteTurned = false }
        default:
            break
        }
    }

    func log(_ action: MigrationMachine.Action) async {
        switch action {
        case .record(let phase, let reason):
            await log(phase, reason: reason)
        case .flip(let ticket, let pass, let through):
            await flip(ticket, pass: pass, through: through)
        default:
            break
        }
    }

    /// What is shown is not what the work stands on: a change that cannot be written is only said.
    private func log(_ phase: Phase, reason: String) async {
        surroundings.logger.info(
            "migration \(phase.rawValue)",
            metadata: ["epoch": "\(record.epoch.rawValue)", "reason": "\(reason)"]
        )
        do throws(StoreError) {
            let atUnixMs = surroundings.unixMs()
            let change = try await surroundings.store.record(
                phase,
                reason: reason,
                of: record.epoch,
                atUnixMs: atUnixMs
            )
            if let change {
                feed.announce(change)
            } else if let ended = try await surroundings.store.migration(record.epoch)?.phase,
                let outcome = ProfileOutcome(rawValue: ended.rawValue)
            {
                deliver(.foundEnded(outcome))
            }
        } catch {
            surroundings.logger.warning(
                "the phase \(phase.rawValue) could not be recorded: \(error.message)",
                metadata: ["epoch": "\(record.epoch.rawValue)"]
            )
        }
    }

    private func flip(_ ticket: Ticket, pass: Revision, through: Revision) async {
        pollWritePath()
        let timeline = surroundings.timeline
        let deadline = timeline.now() + surroundings.limits.flipWait
        let atUnixMs = surroundings.unixMs()
        core.withLock { $0.flipUnixMs = atUnixMs }
        let takenUp = Mutex<Duration?>(nil)
        let result = await stored { () throws(StoreError) in
            try await surroundings.store.flip(
                record.epoch,
                pass: pass,
                through: through,
                atUnixMs: atUnixMs
            ) {
                let now = timeline.now()
                guard now <= deadline, self.core.withLock({ $0.machine.permitsFlip(ticket) })
                else { return false }
                takenUp.withLock { $0 = now }
                return true
            }
        }
        deliver(.flipped(ticket, result))
        guard case .success(.flipped(let change)) = result else { return }
        let published = timeline.now()
        await measured(
            change,
            flip: published - (takenUp.withLock(\.self) ?? published)
        )
    }

    private func measured(_ change: PhaseChange, flip: Duration) async {
        let times = FlipTimes(
            flipMicroseconds: flip.microseconds,
            longestHoldMicroseconds: surroundings.routing.longestHold().microseconds
        )
        do {
            try await surroundings.store.recordTimes(times, of: record.epoch)
        } catch {
            surroundings.logger.warning("the flip's times are not kept: \(error.message)")
        }
        feed.announce(change, times: times)
    }
}

extension Duration {
    var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }

    var milliseconds: Int64 { microseconds / 1_000 }
}
