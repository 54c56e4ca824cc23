import Knowledge
import Logging
import Spaces
import Synchronization
import Waiting

/// The shell around one machine: carries its actions out and brings their results back.
///
/// Architecture Invariant: nothing is decided here. Events are handled under a lock by whoever has
/// them, which only moves values; effects run outside of it.
final class MigrationRun: Sendable {
    let record: MigrationRecord
    let feed: MigrationFeed
    let surroundings: MigrationSurroundings
    let embedding: BoundedEmbedding
    /// The embedder has a price: tokens that its provider does not count are counted here.
    let isPriced: Bool
    let core: Mutex<Core>
    /// Effects in any order; `abort` among them is a barrier.
    let jobs = Channel<Job>()
    /// `record` and `flip`, in order.
    let logLane = Channel<MigrationMachine.Action>()
    /// `turn` and `turnBack`, in order.
    let routeLane = Channel<MigrationMachine.Action>()

    struct Core {
        var machine: MigrationMachine
        /// The earliest moment that a sleeper will tick at.
        var alarm: Duration?
        /// What the write path was told last: whoever ends the run turns it back.
        var isRouteTurned = false
        /// What the last flip was told to write as its time.
        var flipUnixMs: Int64?
        /// Ends the comparison under way.
        var evaluationStop: AsyncStream<Void>.Continuation?
    }

    enum Job: Sendable {
        case perform(MigrationMachine.Action)
        case tick(at: Duration)
    }

    init(
        _ record: MigrationRecord,
        embedder: any Embedder,
        in surroundings: MigrationSurroundings
    ) {
        let limits = surroundings.limits
        let timeline = surroundings.timeline
        let identity = record.space.identity
        let price = surroundings.embedders.microsPerMillionTokens(for: identity)
        let now = timeline.now
        self.record = record
        self.surroundings = surroundings
        embedding = BoundedEmbedding(
            embedder: embedder,
            timeline: timeline,
            timeout: limits.embedTimeout
        )
        let machine = MigrationMachine(
            record,
            limits: limits,
            textsPerCallMax: embedder.textsPerCallMax,
            contextTokensMax: embedder.contextTokensMax,
            microsPerMillionTokens: price,
            unixMsAtZero: surroundings.unixMs() - now.milliseconds,
            jitterSeed: surroundings.jitterSeed &+ UInt64(bitPattern: record.epoch.rawValue),
            at: now
        )
        isPriced = price > 0
        core = Mutex(Core(machine: machine))
        feed = MigrationFeed(newest: record.sequence, limits: limits)
    }

    /// Returns when the migration has ended, or the task is cancelled.
    func run() async {
        if await isReturning { core.withLock { $0.machine.isReturning = true } }
        deliver(.begin)
        await withDiscardingTaskGroup { lanes in
            lanes.addTask { for await action in self.logLane.stream { await self.log(action) } }
            lanes.addTask { await self.runRouteLane() }
            await runJobs()
        }
    }

    /// Searches were served from the space before, as in a rollback.
    private var isReturning: Bool {
        get async {
            let log = try? await surroundings.store.profileLog()
            return log?.rows.contains { row in
                row.space.id == record.space.id && row.ending?.outcome == .finished
            } ?? false
        }
    }

    /// Ends the migration if the log agrees; whoever asks carries it out.
    func cancel() async throws(StoreError) -> EndResult {
        deliver(.cancelRequested)
        do {
            let result = try await surroundings.store.end(
                record.epoch,
                as: .cancelled,
                reason: "",
                atUnixMs: surroundings.unixMs()
            )
            if case .ended(let change) = result { feed.announce(change) }
            deliver(.cancelled(.success(result)))
            return result
        } catch {
            deliver(.cancelled(.failure(error)))
            throw error
        }
    }

    /// The knobs and orders are kept as `settings`.
    func tuned(_ settings: MigrationSettings) { deliver(.tuned(settings)) }

    /// Whatever it waits for is tried at once.
    func resumeRequested() { deliver(.resumeRequested) }

    /// Quarantined items became *retrying*.
    func quarantineRetried() { deliver(.quarantineRetried) }

    var snapshot: Snapshot {
        let now = surroundings.timeline.now
        return core.withLock { core in
            Snapshot(
                phase: core.machine.phase,
                reason: core.machine.reason,
                progress: core.machine.progress(at: now),
                nextTry: core.machine.nextTry.map { $0 - now }
            )
        }
    }

    /// A migration at work, at one moment.
    struct Snapshot: Sendable {
        let phase: Phase
        let reason: String
        let progress: MigrationProgress
        /// How long until a paused migration tries again.
        let nextTry: Duration?
    }
}

/// Events in, actions out.
extension MigrationRun {
    func deliver(_ event: MigrationMachine.Event) {
        let now = surroundings.timeline.now
        let last = core.withLock { core in
            var last: [MigrationMachine.Action] = []
            for action in core.machine.handle(event, at: now) {
                switch action {
                case .publish, .finish:
                    last.append(action)
                default:
                    // In the lock, so that the lanes keep the machine's order.
                    send(action)
                }
            }
            if let wake = core.machine.nextWake(after: now), core.alarm.map({ wake < $0 }) ?? true {
                core.alarm = wake
                jobs.send(.tick(at: wake))
            }
            return last
        }
        if !last.isEmpty { end(last) }
    }

    private func send(_ action: MigrationMachine.Action) {
        switch action {
        case .record, .flip:
            logLane.send(action)
        case .turn, .turnBack:
            routeLane.send(action)
        case .limitArrivals(let limit):
            surroundings.arrivals.limitArrivals(toPerSecond: limit)
        case .count, .readBacklog, .readRetrying, .setAside, .embed, .settle, .store, .quarantine,
            .adopt, .probe, .checkCanaries, .evaluate, .cancelEvaluation, .askHook, .measureLoad,
            .abort, .prepareIndex, .discardIndex, .readNewest:
            jobs.send(.perform(action))
        case .publish, .finish, .cancel:
            break
        }
    }

    /// A publication that fails is mended before anything ends.
    private func end(_ actions: [MigrationMachine.Action]) {
        for action in actions {
            switch action {
            case .publish where !publish():
                return jobs.send(.perform(.publish))
            case .finish:
                finish()
            default:
                break
            }
        }
    }

    /// What was sent is still done.
    func finish() {
        jobs.finish()
        logLane.finish()
        routeLane.finish()
    }

    /// - Returns: false: it cannot be served yet.
    func publish() -> Bool {
        let atUnixMs = core.withLock(\.flipUnixMs) ?? surroundings.unixMs()
        let ending = Profile.Ending(outcome: .finished, atUnixMs: atUnixMs)
        let profile = Profile(
            epoch: record.epoch,
            space: record.space,
            startedUnixMs: record.startedUnixMs,
            ending: ending
        )
        guard let active = ActiveProfile(profile) else { return true }
        guard surroundings.routing.publish(active) else { return false }
        core.withLock { $0.isRouteTurned = false }
        return true
    }
}
