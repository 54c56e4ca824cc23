import Knowledge
import Logging
package import Spaces
import Synchronization
import Waiting

/// What searches are served from and what writes are embedded for: one value, swapped in one
/// moment.
///
/// The shell of `WriteRoute`. Its functions `turn`, `turnBack`, `publish`, `newEmbedderFault` and
/// `longestHold` are what a hand-over commands.
package final class LiveRoute: Sendable {
    private struct State {
        var serving: Serving
        var route: WriteRoute
        /// The embedder of the space that new writes were turned to; nil: there is none.
        var turnedEmbedder: GuardedEmbedder?
        /// Writes in flight or held, by their token.
        var writes: [WriteRoute.Token: LiveWrite] = [:]
        /// Comes when the turn under way has settled.
        var settled: OneShot<Void>?
    }

    private let state: Mutex<State>
    private let indexes: IndexRegistry
    private let embedders: GuardedEmbedders
    private let timeline: Timeline
    private let logger: Logger
    /// Woken by whatever may give the healer work.
    private let wakeUp: Bell
    /// Woken by a flip.
    private let flipWakeUp: Bell

    init(
        serving: Serving,
        indexes: IndexRegistry,
        embedders: GuardedEmbedders,
        limits: WriteLimits,
        surroundings: Surroundings,
        wakeUp: Bell,
        flipWakeUp: Bell
    ) {
        let route = WriteRoute(active: serving.profile.space.id, limits: limits)
        state = Mutex(State(serving: serving, route: route))
        self.indexes = indexes
        self.embedders = embedders
        self.wakeUp = wakeUp
        self.flipWakeUp = flipWakeUp
        timeline = surroundings.timeline
        logger = surroundings.logger
        indexes.setLive(serving.profile.space.id)
    }

    /// What a search pins.
    package var serving: Serving { state.withLock { $0.serving } }

    /// Whether new writes go to another space than the active one.
    var isTurned: Bool { state.withLock { $0.route.turnedTo != nil } }

    /// Acknowledgements that wait for a flip.
    var held: Int { state.withLock { $0.route.held } }

    /// Whether an item that was stored with a vector of `space` is found by meaning.
    ///
    /// In another space than the active one that vector says nothing: the space may have been
    /// active before, and be written to by a hand-over that has not flipped.
    func isFound(_ item: ItemID, _ revision: Revision, embeddedFor space: SpaceID) -> Bool {
        let serving = serving
        if serving.profile.space.id == space { return true }
        return serving.index.revision(of: item).map { $0 >= revision } ?? false
    }
}

/// One write on its way.
struct LiveWrite: Sendable {
    let token: WriteRoute.Token
    /// nil: the token's space has no embedder, and its fault is told.
    let embedder: GuardedEmbedder?
    /// Comes when the write must go on without its vector.
    let asIs = OneShot<Void>()
    /// Comes with the end of a hold.
    let acknowledged = OneShot<WriteRoute.Acknowledgement>()
}

// What a write does.
extension LiveRoute {
    func beginWrite() -> LiveWrite {
        state.withLock { state in
            let token = state.route.writeBegan()
            let isTurned = token.space != state.serving.profile.space.id
            let write = LiveWrite(
                token: token,
                embedder: isTurned ? state.turnedEmbedder : state.serving.embedder
            )
            state.writes[token] = write
            return write
        }
    }

    /// The write is durable: returns when it may be acknowledged, and how.
    ///
    /// - Parameter deadline: the caller's.
    func commitWrite(
        _ write: LiveWrite,
        hasVector: Bool,
        deadline: Duration?
    ) async -> WriteRoute.Acknowledgement {
        let actions = apply { state, now in
            state.route.writeCommitted(
                write.token,
                hasVector: hasVector,
                at: now,
                deadline: deadline
            )
        }
        for case .hold(write.token, let until) in actions
        where await timeline.value(of: write.acknowledged, until: until) == nil {
            apply { state, now in state.route.holdEnded(write.token, at: now) }
        }
        return await write.acknowledged.value() ?? .pending
    }

    /// Nothing of the write was stored.
    func failWrite(_ write: LiveWrite) {
        apply { state, _ in
            state.writes[write.token] = nil
            return state.route.writeFailed(write.token)
        }
    }

    /// The write's embedder failed, and is not asked any more.
    func giveUpEmbedder(of write: LiveWrite, reason: String) {
        state.withLock { state in
            if state.route.turnedTo == write.token.space { state.route.newEmbedderFailed(reason) }
        }
    }
}

// What a hand-over commands.
extension LiveRoute {
    /// Turns new writes to `space`.
    ///
    /// Writes that the old embedder still works on get until `straggling` has passed, then commit
    /// without a vector. Returns when every write that began under the old route has committed.
    package func turn(to space: Space, straggling: Duration) async {
        let settled = OneShot<Void>()
        let end = timeline.now + straggling
        let (embedder, fault) = newEmbedder(of: space)
        apply { state, now in
            let actions = state.route.turn(to: space.id, at: now)
            state.turnedEmbedder = embedder
            if let fault { state.route.newEmbedderFailed(fault) }
            state.settled?.fulfil(())
            state.settled = settled
            return state.route.isSettled ? actions + [.settled] : actions
        }
        if await timeline.value(of: settled, until: end) == nil {
            apply { state, _ in state.route.stragglersDeadline() }
            _ = await settled.value()
        }
    }

    private func newEmbedder(of space: Space) -> (GuardedEmbedder?, fault: String?) {
        do throws(EmbedderTargetError) {
            let embedder = try embedders.embedder(for: space)
            // Whoever turns the route has just seen it answer, and until the flip nobody else would
            // ask it: a breaker that writes opened would stay open for ever.
            embedder.wasSeenAnswering()
            let isReady = indexes.ready(space.id) != nil
            return (
                embedder,
                fault: isReady ? nil : "The index of \(space.identity.target) is not loaded."
            )
        } catch {
            return (nil, fault: error.message)
        }
    }

    /// Turns new writes back to the active space; the acknowledgements that waited say *pending*.
    package func turnBack() async {
        apply { state, now in
            state.turnedEmbedder = nil
            return state.route.turnBack(at: now)
        }
        wakeUp.ring()
    }

    /// Makes `profile` the one that searches pin and writes are embedded for, as one value; the
    /// acknowledgements that waited say *embedded*.
    ///
    /// An epoch that is not newer than the one served from changes nothing.
    ///
    /// - Returns: false: its index is not ready, or it has no embedder; nothing has changed.
    @discardableResult
    package func publish(_ profile: ActiveProfile) -> Bool {
        guard let next = serving(for: profile) else {
            logger.error(
                "a finished profile cannot be served yet",
                metadata: [
                    "epoch": "\(profile.epoch.rawValue)",
                    "target": "\(profile.space.identity.target)",
                ]
            )
            return false
        }
        apply { state, now in
            guard state.serving.profile.epoch < profile.epoch else { return [] }
            state.serving = next
            state.turnedEmbedder = nil
            return state.route.publish(profile.space.id, at: now)
        }
        if serving.profile.epoch == profile.epoch { indexes.setLive(profile.space.id) }
        wakeUp.ring()
        flipWakeUp.ring()
        return true
    }

    private func serving(for profile: ActiveProfile) -> Serving? {
        guard let index = indexes.ready(profile.space.id),
            let embedder = try? embedders.embedder(for: profile.space)
        else { return nil }
        return Serving(profile: profile, index: index, embedder: embedder)
    }

    /// Why the write path had to give up the new embedder since `turn`; nil: it has not.
    package func newEmbedderFault() -> String? {
        let (fault, embedder) = state.withLock { ($0.route.newEmbedderFault, $0.turnedEmbedder) }
        return fault ?? embedder?.problem?.reason
    }

    /// The longest time an acknowledgement was held since `turn`.
    package func longestHold() -> Duration {
        state.withLock { $0.route.longestHold }
    }
}

extension LiveRoute {
    /// Runs an event through the machine, then its actions, outside the lock.
    @discardableResult
    private func apply(
        _ event: (inout State, Duration) -> [WriteRoute.Action]
    ) -> [WriteRoute.Action] {
        var released: [(OneShot<WriteRoute.Acknowledgement>, WriteRoute.Acknowledgement)] = []
        var ended: [OneShot<Void>] = []
        let actions = state.withLock { state in
            let actions = event(&state, timeline.now)
            for action in actions {
                switch action {
                case .commitAsIs(let tokens):
                    ended += tokens.compactMap { state.writes[$0]?.asIs }
                case .settled:
                    if let settled = state.settled { ended.append(settled) }
                case .release(let tokens, let acknowledgement):
                    for token in tokens {
                        guard let write = state.writes.removeValue(forKey: token) else { continue }
                        released.append((write.acknowledged, acknowledgement))
                    }
                case .hold:
                    break
                }
            }
            return actions
        }
        for (shot, acknowledgement) in released { shot.fulfil(acknowledgement) }
        for shot in ended { shot.fulfil(()) }
        return actions
    }
}
