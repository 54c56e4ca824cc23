import Knowledge
import Logging
import Spaces
import Waiting

/// Gives the active space the vectors it lacks.
///
/// The shell of `HealingPass`.
struct Healer: Sendable {
    let store: any MemoryStore
    let live: LiveRoute
    let indexes: IndexRegistry
    let drift: Drift
    let timeline: Timeline
    let unixMs: @Sendable () -> Int64
    let settings: MemorySettings
    let wakeUp: Bell
    let logger: Logger

    /// Until the task is cancelled.
    func run() async {
        var pass = HealingPass(limits: settings.healing)
        while !Task.isCancelled {
            indexes.discardShed()
            await walk(&pass)
        }
    }

    /// From one rest to the end of the next.
    private func walk(_ pass: inout HealingPass) async {
        let serving = live.serving
        let space = serving.profile.space.id
        var step = pass.due(
            active: space,
            mayNotHeal: live.isTurned || drift.refusal(of: space) != nil,
            at: timeline.now
        )
        while !Task.isCancelled {
            switch step {
            case .readRetrying where hasMoved(on: serving), .read where hasMoved(on: serving),
                .embed where hasMoved(on: serving):
                return
            case .readRetrying(let space, let after, let limit):
                step = await readRetrying(space, after: after, limit, &pass)
            case .read(let space, let after, let limit):
                step = await read(space, after: after, limit, &pass)
            case .embed(let items, let space):
                step = await embed(items, for: space, with: serving.embedder, &pass)
            case .rest(let until):
                await wakeUp.wait(until: until, on: timeline)
                return
            }
        }
    }

    /// A flip, a hand-over or a drift came in between: the walk's space is not to be healed now.
    private func hasMoved(on serving: Serving) -> Bool {
        live.serving.profile.epoch != serving.profile.epoch || live.isTurned
            || drift.refusal(of: serving.profile.space.id) != nil
    }

    private func readRetrying(
        _ space: SpaceID,
        after: ItemID?,
        _ limit: BacklogLimit,
        _ pass: inout HealingPass
    ) async -> HealingPass.Step {
        do throws(StoreError) {
            return pass.readRetrying(
                try await store.retrying(in: space, after: after, limit: limit)
            )
        } catch {
            return storeFailed(error, &pass)
        }
    }

    private func read(
        _ space: SpaceID,
        after: Revision,
        _ limit: BacklogLimit,
        _ pass: inout HealingPass
    ) async -> HealingPass.Step {
        do throws(StoreError) {
            return pass.read(try await store.backlog(of: space, after: after, limit: limit))
        } catch {
            return storeFailed(error, &pass)
        }
    }

    private func embed(
        _ items: [Item],
        for space: SpaceID,
        with embedder: GuardedEmbedder,
        _ pass: inout HealingPass
    ) async -> HealingPass.Step {
        let healing = BatchHealing(
            store: store,
            space: space,
            embedder: embedder,
            timeout: settings.healingTimeout,
            unixMs: unixMs
        )
        for start in stride(from: 0, to: items.count, by: embedder.textsPerCallMax) {
            let chunk = items[start..<min(start + embedder.textsPerCallMax, items.count)]
            switch await healing(Array(chunk)) {
            case .done: continue
            case .storeFailed(let error): return storeFailed(error, &pass)
            case .embedderFailed(let failure): return embeddingFailed(failure, &pass)
            }
        }
        return pass.stored()
    }

    private func embeddingFailed(
        _ failure: EmbeddingFailure,
        _ pass: inout HealingPass
    ) -> HealingPass.Step {
        if failure.code != .notAsked {
            logger.warning("items stay pending", metadata: ["reason": "\(failure.message)"])
        }
        let now = timeline.now
        let doubtful =
            failure.code == .textsDoubtful ? now + settings.healing.doubtfulRetry : nil
        return pass.failed(retryAt: failure.retryAt ?? doubtful, at: now)
    }

    private func storeFailed(
        _ error: StoreError,
        _ pass: inout HealingPass
    ) -> HealingPass.Step {
        logger.error("the healer waits for the store", metadata: ["reason": "\(error.message)"])
        return pass.failed(retryAt: nil, at: timeline.now)
    }
}
