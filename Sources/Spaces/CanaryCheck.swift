/// Making a space's canaries, and asking a model whether it is still the one.
package enum CanaryCheck {
    /// How often the texts are embedded to see the provider's jitter.
    static let passes = 3
    /// With a slow model a migration would wait long for its canaries, one call after the other.
    static let callsInFlightMax = 8
    /// Answers for one text that lie further apart are no vectors of one space: 1 - cosine.
    package static let jitterMax = 0.05

    /// Embeds `texts` three times; the canaries are the first answers.
    ///
    /// What a text shares a call with changes from pass to pass, as that is what moves the answers
    /// of many providers. Of a text longer than the model's bound the canary is the beginning.
    ///
    /// - Throws: the embedder's error; or *invalid answer* if vectors came that cannot be of its
    ///   space, or that differ by more than `jitterMax` for one text.
    package static func make(
        texts: [String],
        with embedder: any Embedder,
        unixMs: Int64
    ) async throws(EmbedderError) -> CanarySet {
        let texts = texts.map { beginning(of: $0, for: embedder) }
        let answers = try await embed(texts, passes: passes, with: embedder)
        let jitter = jitter(of: answers)
        guard jitter <= jitterMax else {
            throw EmbedderError(
                .invalidAnswer,
                "\(embedder.identity.target) gives vectors for one text that lie "
                    + "\(jitter.threeFigures) apart, and \(jitterMax) is the most that makes a "
                    + "space; use a model that answers the same to the same."
            )
        }
        return CanarySet(
            canaries: zip(texts, answers[0]).map { CanarySet.Canary(text: $0, values: $1) },
            jitter: jitter,
            atUnixMs: unixMs
        )
    }

    /// Embeds the texts of `set` once more, and compares.
    ///
    /// - Throws: the embedder's error; or *invalid answer* if vectors came that cannot be of its
    ///   space. Neither says that the model drifted.
    package static func verdict(
        of set: CanarySet,
        with embedder: any Embedder
    ) async throws(EmbedderError) -> CanaryVerdict {
        let answers = try await embed(set.canaries.map(\.text), passes: 1, with: embedder)
        return verdict(of: set, given: answers[0])
    }

    /// - Parameter vectors: valid ones, one for each canary, in their order.
    package static func verdict(of set: CanarySet, given vectors: [[Float]]) -> CanaryVerdict {
        for (canary, vector) in zip(set.canaries, vectors)
        where vector.count != canary.values.count {
            return .drifted(.dimensions(vector.count, expected: canary.values.count))
        }
        let agreement = VectorAgreement(
            of: set.canaries.map(\.values),
            with: vectors,
            within: VectorAgreement.Bound(jitter: set.jitter)
        )
        return CanaryVerdict(agreement, of: set.canaries.map(\.text))
    }
}

extension CanaryCheck {
    private static func beginning(of text: String, for embedder: any Embedder) -> String {
        guard let tokensMax = embedder.contextTokensMax, embedder.tokens(of: text) > tokensMax
        else { return text }
        let cutter = TextCutter(tokensMax: tokensMax, tokens: embedder.tokens(of:))
        return cutter.beginning(of: text[...]).map { String($0.text) } ?? text
    }

    /// For each pass one vector for each of `texts`, in their order.
    private static func embed(
        _ texts: [String],
        passes: Int,
        with embedder: any Embedder
    ) async throws(EmbedderError) -> [[[Float]]] {
        let none = [[Float]](repeating: [], count: texts.count)
        var vectors = [[[Float]]](repeating: none, count: passes)
        let calls = (0..<passes).flatMap { pass in
            Self.calls(texts: texts.count, perCallMax: embedder.textsPerCallMax, pass: pass)
                .map { (pass: pass, positions: $0) }
        }
        var start = 0
        while start < calls.count {
            // The first goes alone: an embedder that is away is asked once, not many times.
            let width = start == 0 ? 1 : callsInFlightMax
            let round = calls[start..<min(start + width, calls.count)]
            start = round.endIndex
            let answers = await withTaskGroup(of: (Int, Answer).self) { group in
                for (place, call) in zip(round.indices, round) {
                    let asked = call.positions.map { texts[$0] }
                    group.addTask { (place, await answer(to: asked, from: embedder)) }
                }
                return await group.reduce(into: [Int: Answer]()) { $0[$1.0] = $1.1 }
            }
            for (place, answer) in answers {
                for (position, vector) in zip(calls[place].positions, try answer.get()) {
                    vectors[calls[place].pass][position] = vector
                }
            }
        }
        return vectors
    }

    private typealias Answer = Result<[[Float]], EmbedderError>

    private static func answer(to texts: [String], from embedder: any Embedder) async -> Answer {
        do throws(EmbedderError) {
            let vectors = try await embedder.embed(texts, as: .document)
            let identity = embedder.identity
            let fault = VectorValidity.fault(in: vectors, count: texts.count, identity: identity)
            guard let fault else { return .success(vectors) }
            throw EmbedderError(
                .invalidAnswer,
                "\(identity.target) gave a wrong answer for the canary texts: \(fault)"
            )
        } catch {
            return .failure(error)
        }
    }

    /// The positions that go into each call: from the first on, as many as a call takes; from the
    /// last on, half as many; and so on.
    static func calls(texts: Int, perCallMax: Int, pass: Int) -> [[Int]] {
        let forwards = Array(0..<texts)
        let order = pass.isMultiple(of: 2) ? forwards : forwards.reversed()
        let size = max(1, min(texts, perCallMax) / (pass + 1))
        return stride(from: 0, to: texts, by: size).map { start in
            Array(order[start..<min(start + size, texts)])
        }
    }

    /// The largest distance between any two answers for one text.
    private static func jitter(of answers: [[[Float]]]) -> Double {
        var jitter = 0.0
        for (pass, vectors) in answers.enumerated() {
            for earlier in answers[..<pass] {
                for (one, other) in zip(earlier, vectors) {
                    jitter = max(jitter, VectorAgreement.distance(one, other))
                }
            }
        }
        return jitter
    }
}

extension CanaryVerdict {
    /// - Parameter texts: those whose vectors were compared, in their order.
    init(_ agreement: VectorAgreement, of texts: [String]) {
        let bound = agreement.bound
        if let worst = agreement.worst, worst.distance > bound.distanceMax {
            let text = texts[worst.position]
            self = .drifted(.text(text, distance: worst.distance, allowed: bound.distanceMax))
        } else if let axis = agreement.loosest, !axis.agrees {
            self = .drifted(
                .axis(axis.number, agreement: axis.agreement, least: VectorAgreement.Axis.least)
            )
        } else {
            self = .same(distance: agreement.worst?.distance ?? 0)
        }
    }
}
