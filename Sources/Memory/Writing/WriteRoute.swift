package import Spaces

/// The space that new writes are embedded for, as a value: events in, actions out.
///
///     steady ──turn──▶ turning ──last old write──▶ handing over ──publish──▶ steady
///                         └──────────── turnBack, from either ────────────▶ steady
///
/// Times are durations since the start of one timeline, the same for every event. The active space
/// stands in the profile log; here it is only remembered, so that a crash leaves nothing behind.
package struct WriteRoute: Sendable {
    /// The space whose vectors searches see.
    package private(set) var active: SpaceID
    /// The longest time an acknowledgement was held since the last `turn`.
    package private(set) var longestHold: Duration = .zero

    private var state = State.steady
    /// Goes up whenever new writes begin to go elsewhere.
    private var generation: UInt64 = 1
    private var begun: UInt64 = 0
    /// Writes that began and neither committed nor failed.
    private var inFlight: Set<Token> = []
    private let limits: WriteLimits

    private enum State {
        /// New writes are embedded for the active space. Next: `turning`.
        case steady
        /// New writes go to the turn's space; `old` writes of earlier generations are in flight.
        /// Next: `handingOver` when `old` is zero, `steady`.
        case turning(Turn, old: Int)
        /// As `turning`, and every earlier write has committed. Next: `steady`.
        case handingOver(Turn)
    }

    private struct Turn {
        let space: SpaceID
        /// Committed with a vector of `space` and not acknowledged yet, each with its time.
        var held: [Token: Duration] = [:]
        var fault: String?
    }

    package init(active: SpaceID, limits: WriteLimits = WriteLimits()) {
        self.active = active
        self.limits = limits
    }

    /// One write, from its beginning to its commit.
    package struct Token: Hashable, Comparable, Sendable {
        package let number: UInt64
        package let generation: UInt64
        /// The space whose embedder the write uses.
        package let space: SpaceID

        package static func < (left: Token, right: Token) -> Bool { left.number < right.number }
    }

    /// What a write's answer says of the items that committed with a vector.
    package enum Acknowledgement: Sendable, Hashable {
        /// They are found by meaning now.
        case embedded
        /// They are not yet.
        case pending
    }

    package enum Action: Sendable, Hashable {
        /// These writes stop waiting for their embedder and commit without a vector.
        case commitAsIs([Token])
        /// Whoever turned the route has nothing more to wait for: all earlier writes have
        /// committed, or the hand-over is over.
        case settled
        /// Keep the answer until `release`, or until the time; then tell it to `holdEnded`.
        case hold(Token, until: Duration)
        /// Give these answers.
        case release([Token], Acknowledgement)
    }
}

/// The bounds on how long a write waits.
package struct WriteLimits: Sendable, Hashable {
    /// For its vector.
    package var embeddingWait: Duration = .seconds(2)
    /// For the flip of a hand-over, from its commit.
    package var holdWait: Duration = .seconds(2)
    /// How long before the caller's deadline every wait ends.
    package var deadlineMargin: Duration = .milliseconds(50)
    /// For its turn, where arrivals are limited.
    package var arrivalWait: Duration = .seconds(30)
    /// How long before the caller's deadline that wait ends: time to embed and to commit.
    package var arrivalMargin: Duration = .milliseconds(500)

    package init() {}
}

// What a hand-over commands.
extension WriteRoute {
    /// New writes go to `space` from now on.
    ///
    /// Whoever turned the route before has nothing more to wait for.
    package mutating func turn(to space: SpaceID, at now: Duration) -> [Action] {
        var actions = leaveTurn(releasing: .pending, at: now)
        longestHold = .zero
        generation += 1
        if inFlight.isEmpty {
            state = .handingOver(Turn(space: space))
            actions.append(.settled)
        } else {
            state = .turning(Turn(space: space), old: inFlight.count)
        }
        return actions
    }

    /// The earlier writes have had their time.
    package func stragglersDeadline() -> [Action] {
        guard case .turning = state else { return [] }
        return commitAsIs { $0.generation < generation }
    }

    /// The hand-over is abandoned.
    ///
    /// Writes still with the new embedder commit without a vector: its vector would not make them
    /// found.
    package mutating func turnBack(at now: Duration) -> [Action] {
        guard let turned = turnedTo else { return [] }
        let actions = leaveTurn(releasing: .pending, at: now)
        generation += 1
        return actions + commitAsIs { $0.space == turned && $0.space != active }
    }

    /// A profile of `space` has finished, and searches see it.
    package mutating func publish(_ space: SpaceID, at now: Duration) -> [Action] {
        let isExpected = turnedTo == space
        active = space
        return leaveTurn(releasing: isExpected ? .embedded : .pending, at: now)
    }

    /// The write path gives the new embedder up; the first reason stands until the turn is over.
    package mutating func newEmbedderFailed(_ reason: String) {
        changeTurn { $0.fault = $0.fault ?? reason }
    }

    /// The space that a hand-over turned new writes to; nil: steady.
    package var turnedTo: SpaceID? { turn?.space }

    /// Whether every write that began before the turn has committed.
    package var isSettled: Bool {
        if case .turning = state { false } else { true }
    }

    /// Acknowledgements that are held now.
    package var held: Int { turn?.held.count ?? 0 }

    /// Why the write path gave the new embedder up.
    package var newEmbedderFault: String? { turn?.fault }
}

// What the writes tell.
extension WriteRoute {
    package mutating func writeBegan() -> Token {
        begun += 1
        let token = Token(number: begun, generation: generation, space: turnedTo ?? active)
        inFlight.insert(token)
        return token
    }

    /// The write is durable.
    ///
    /// `hasVector`: at least one item has its vector of the token's space.
    ///
    /// `deadline` is the caller's.
    package mutating func writeCommitted(
        _ token: Token,
        hasVector: Bool,
        at now: Duration,
        deadline: Duration? = nil
    ) -> [Action] {
        let settled = leave(token)
        guard hasVector, token.space != active else {
            return [.release([token], hasVector ? .embedded : .pending)] + settled
        }
        let patience = now + limits.holdWait
        let until = deadline.map { min(patience, $0 - limits.deadlineMargin) } ?? patience
        guard turnedTo == token.space, until > now else {
            return [.release([token], .pending)] + settled
        }
        changeTurn { $0.held[token] = now }
        return [.hold(token, until: until)] + settled
    }

    /// Nothing was stored.
    package mutating func writeFailed(_ token: Token) -> [Action] {
        leave(token)
    }

    /// The time of a hold is over, or its caller has gone.
    package mutating func holdEnded(_ token: Token, at now: Duration) -> [Action] {
        var since: Duration?
        changeTurn { since = $0.held.removeValue(forKey: token) }
        guard let since else { return [] }
        longestHold = max(longestHold, now - since)
        return [.release([token], .pending)]
    }
}

extension WriteRoute {
    private var turn: Turn? {
        switch state {
        case .steady: nil
        case .turning(let turn, old: _), .handingOver(let turn): turn
        }
    }

    private mutating func changeTurn(_ change: (inout Turn) -> Void) {
        switch state {
        case .steady:
            return
        case .turning(var turn, let old):
            change(&turn)
            state = .turning(turn, old: old)
        case .handingOver(var turn):
            change(&turn)
            state = .handingOver(turn)
        }
    }

    /// To `steady`, with the answers that were held.
    private mutating func leaveTurn(
        releasing acknowledgement: Acknowledgement,
        at now: Duration
    ) -> [Action] {
        var actions: [Action] = []
        if let held = turn?.held, !held.isEmpty {
            for since in held.values { longestHold = max(longestHold, now - since) }
            actions.append(.release(held.keys.sorted(), acknowledgement))
        }
        if case .turning = state { actions.append(.settled) }
        state = .steady
        return actions
    }

    /// Takes a write out of flight; the last old one settles the turn.
    private mutating func leave(_ token: Token) -> [Action] {
        guard inFlight.remove(token) != nil, token.generation < generation,
            case .turning(let turn, let old) = state
        else { return [] }
        guard old == 1 else {
            state = .turning(turn, old: old - 1)
            return []
        }
        state = .handingOver(turn)
        return [.settled]
    }

    private func commitAsIs(where isMeant: (Token) -> Bool) -> [Action] {
        let tokens = inFlight.filter(isMeant).sorted()
        return tokens.isEmpty ? [] : [.commitAsIs(tokens)]
    }
}
