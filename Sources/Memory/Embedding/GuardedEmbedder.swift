package import Spaces
import Synchronization
package import Waiting

/// An embedder behind its breaker, whose answers have been checked.
///
/// One for each space, shared by all who embed for it, so that what one of them learns of the
/// provider the others know.
package final class GuardedEmbedder: Sendable {
    let identity: SpaceIdentity
    let textsPerCallMax: Int

    let embedder: any Embedder
    let breaker: Mutex<Breaker>
    let timeline: Timeline
    let limits: Breaker.Limits
    /// What becomes of texts that are longer than the model's bound; asked for each call.
    let oversize: @Sendable () -> OversizePolicy
    let watch: CallWatch

    init(
        _ embedder: any Embedder,
        oversize: @escaping @Sendable () -> OversizePolicy,
        limits: Breaker.Limits,
        timeline: Timeline
    ) {
        self.embedder = embedder
        self.limits = limits
        self.oversize = oversize
        self.timeline = timeline
        watch = CallWatch(most: limits.watchedCallsMax)
        identity = embedder.identity
        textsPerCallMax = max(1, embedder.textsPerCallMax)
        breaker = Mutex(Breaker(limits: limits))
    }

    /// Why the embedder is not asked; nil: it is.
    package var problem: Breaker.Problem? { breaker.withLock { $0.problem } }

    /// The same, and since when.
    var outage: (problem: Breaker.Problem, since: Duration)? {
        breaker.withLock { breaker in
            guard let problem = breaker.problem, let since = breaker.openSince else { return nil }
            return (problem, since)
        }
    }

    /// Somebody who does not ask through the breaker was answered.
    func wasSeenAnswering() { breaker.withLock { $0.succeeded() } }
}

/// What came of an attempt to embed texts.
struct EmbeddedTexts: Sendable {
    /// One for each text, in their order; nil: that text was refused.
    var vectors: [[Float]?]
    /// What of each text its vector was made from, in their order.
    var forms: [VectorForm]
    /// Why, by position.
    var refusals: [Int: String] = [:]
}

/// Why none of the texts was embedded.
struct EmbeddingFailure: Error, Sendable, Hashable {
    enum Code: Sendable, Hashable {
        /// The breaker is open: nothing was asked.
        case notAsked
        case failed
        /// Something about the texts is refused, or answered with what cannot be vectors of this
        /// space, and nobody says which text it is: ask for fewer.
        case textsDoubtful
        case cancelled
    }

    let code: Code
    let message: String
    /// When a call may pass the breaker; nil: now, or when the probe under way has ended.
    var retryAt: Duration?
}

/// How a call is to be made.
struct EmbeddingTerms: Sendable {
    var role = EmbeddingRole.document
    /// False: the call must not wait on an embedder that failed.
    var mayProbe = true
    /// The time that the call may take; nil: as long as the embedder allows itself.
    var timeout: Duration?
    /// False: the time is the caller's, and says nothing about the embedder.
    var timeoutIsFailure = true
    /// True: the call may run on when its caller has left, to tell a slow embedder from one that
    /// hangs.
    var isWatched = false
    /// False: the caller finds out whose fault an invalid answer is, and tells it.
    var invalidAnswerIsFailure = true
}

extension GuardedEmbedder {
    /// Embeds at most `textsPerCallMax` texts; those that are refused do not harm the others.
    func embed(
        _ texts: [String],
        _ terms: EmbeddingTerms
    ) async throws(EmbeddingFailure) -> EmbeddedTexts {
        var result = EmbeddedTexts(
            vectors: Array(repeating: nil, count: texts.count),
            forms: Array(repeating: .whole, count: texts.count)
        )
        var asked = Array(texts.indices)
        while !asked.isEmpty {
            switch try await ask(
                asked.count == texts.count ? texts : asked.map { texts[$0] },
                terms
            )
            {
            case .vectors(let texts):
                for (place, position) in asked.enumerated() {
                    result.vectors[position] = texts.vectors[place]
                    result.forms[position] = texts.forms[place]
                }
                return result
            case .refused(let position, let message):
                result.refusals[asked.remove(at: position)] = message
            }
        }
        return result
    }

    enum Answer: Sendable {
        /// One for each text, in their order.
        case vectors(FittedTexts)
        /// None was embedded, because of this one.
        case refused(position: Int, message: String)
    }

    /// Asks once.
    func ask(
        _ texts: [String],
        _ terms: EmbeddingTerms
    ) async throws(EmbeddingFailure) -> Answer {
        let isProbe: Bool
        switch breaker.withLock({ $0.permit(mayProbe: terms.mayProbe, at: timeline.now) }) {
        case .granted: isProbe = false
        case .grantedAsProbe: isProbe = true
        case .refused(let problem):
            throw EmbeddingFailure(
                code: .notAsked,
                message: problem.reason,
                retryAt: problem.nextTry
            )
        }
        do throws(EmbedderError) {
            let answer = try await call(texts, terms)
            if Task.isCancelled { throw EmbedderError(.cancelled, "The caller has gone.") }
            if let fault = fault(in: answer, count: texts.count) {
                throw EmbedderError(
                    .invalidAnswer,
                    "\(identity.target) gave a wrong answer: \(fault)"
                )
            }
            breaker.withLock { $0.succeeded() }
            return .vectors(answer)
        } catch {
            return try judge(error, texts: texts.count, terms, isProbe: isProbe)
        }
    }

    /// What an error says about the embedder, its texts, or neither.
    private func judge(
        _ error: EmbedderError,
        texts: Int,
        _ terms: EmbeddingTerms,
        isProbe: Bool
    ) throws(EmbeddingFailure) -> Answer {
        let now = timeline.now
        let saysNothing =
            Task.isCancelled || error.code == .cancelled
            || error.code == .timedOut && !terms.timeoutIsFailure
        if saysNothing {
            breaker.withLock { $0.abandoned(wasProbe: isProbe, at: now) }
            throw EmbeddingFailure(code: .cancelled, message: error.message)
        }
        if case .textRefused(let position) = error.code, (0..<texts).contains(position) {
            // Not the provider's word where a text is refused for its length, before it is sent.
            breaker.withLock { $0.abandoned(wasProbe: isProbe, at: now) }
            return .refused(position: position, message: error.message)
        }
        let isDoubtful = error.code == .batchRefused || error.code == .invalidAnswer
        let problem = breaker.withLock { breaker -> Breaker.Problem? in
            switch error.code {
            case .batchRefused:
                // It is there, and serves whoever asks.
                breaker.succeeded()
            case .invalidAnswer where !terms.invalidAnswerIsFailure:
                breaker.abandoned(wasProbe: isProbe, at: now)
            default:
                breaker.failed(error.message, error.failure, wasProbe: isProbe, at: now)
            }
            return breaker.problem
        }
        throw EmbeddingFailure(
            code: isDoubtful ? .textsDoubtful : .failed,
            message: error.message,
            retryAt: problem?.nextTry
        )
    }
}

extension EmbedderError {
    /// What it says about the next try.
    var failure: Breaker.Failure {
        if code == .denied { return .denied }
        return retryAfter.map(Breaker.Failure.retryAfter) ?? .passing
    }
}

/// The guarded embedders, one for each space that was asked for.
package final class GuardedEmbedders: Sendable {
    private let made = Mutex<[Space: GuardedEmbedder]>([:])
    private let catalog: any EmbedderCatalog
    private let oversize: @Sendable (SpaceID) -> OversizePolicy
    private let limits: Breaker.Limits
    private let timeline: Timeline

    package init(
        _ catalog: any EmbedderCatalog,
        oversize: @escaping @Sendable (SpaceID) -> OversizePolicy,
        limits: Breaker.Limits = Breaker.Limits(),
        timeline: Timeline
    ) {
        self.catalog = catalog
        self.oversize = oversize
        self.limits = limits
        self.timeline = timeline
    }

    func embedder(for space: Space) throws(EmbedderTargetError) -> GuardedEmbedder {
        try made.withLock { made throws(EmbedderTargetError) in
            if let embedder = made[space] { return embedder }
            let embedder = GuardedEmbedder(
                try catalog.embedder(for: space.identity),
                oversize: { [oversize] in oversize(space.id) },
                limits: limits,
                timeline: timeline
            )
            made[space] = embedder
            return embedder
        }
    }
}
