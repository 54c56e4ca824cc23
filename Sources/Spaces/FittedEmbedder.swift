/// Texts' vectors, and what of each text its vector was made from.
package struct FittedTexts: Sendable, Hashable {
    /// One for each text, in their order.
    package let vectors: [[Float]]
    /// One for each text, in their order.
    package let forms: [VectorForm]
    /// What the provider counted, of all that was sent; nil: it does not say.
    package let tokens: Int?

    package init(vectors: [[Float]], forms: [VectorForm], tokens: Int?) {
        self.vectors = vectors
        self.forms = forms
        self.tokens = tokens
    }
}

/// An embedder that also takes texts longer than its model's bound, as a policy says.
///
/// A text within the bound goes out as it is, and where there is no bound nothing is even counted.
package struct FittedEmbedder: Embedder {
    /// The most windows that one text is split into.
    package static let windowsMax = FittingPlan.windowsMax

    package let policy: OversizePolicy
    private let embedder: any Embedder

    package init(_ embedder: any Embedder, policy: OversizePolicy) {
        self.embedder = embedder
        self.policy = policy
    }

    package var identity: SpaceIdentity { embedder.identity }
    package var textsPerCallMax: Int { embedder.textsPerCallMax }

    package var contextTokensMax: Int? {
        switch policy {
        case .reject: embedder.contextTokensMax
        case .truncate, .split: nil
        }
    }

    package func tokens(of text: String) -> Int { embedder.tokens(of: text) }

    package func embed(
        _ texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> [[Float]] {
        try await fitted(texts, as: role).vectors
    }

    package func embedding(
        of texts: [String],
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        let fitted = try await fitted(texts, as: role)
        return Embedding(vectors: fitted.vectors, tokens: fitted.tokens)
    }

    /// One vector and its form for each text, in their order.
    ///
    /// - Throws: *text refused* before anything is sent, if the policy has no way for a text;
    ///   otherwise the embedder's error. A position is always that of the text, also where one of
    ///   its windows was refused.
    /// - Parameter answered: called after each request, of which long texts may take many.
    package func fitted(
        _ texts: [String],
        as role: EmbeddingRole,
        answered: @Sendable () -> Void = {}
    ) async throws(EmbedderError) -> FittedTexts {
        let plan = try plan(for: texts, as: role)
        var isPaid = false
        do throws(EmbedderError) {
            return try await carryOut(plan, as: role) {
                isPaid = true
                answered()
            }
        } catch {
            var error = error
            error.isPartlyPaid = isPaid
            throw error
        }
    }

    private func carryOut(
        _ plan: FittingPlan,
        as role: EmbeddingRole,
        answered: () -> Void
    ) async throws(EmbedderError) -> FittedTexts {
        var vectors: [[Float]] = []
        var tokens: Int? = 0
        vectors.reserveCapacity(plan.pieces.count)
        for start in stride(from: 0, to: plan.pieces.count, by: max(1, textsPerCallMax)) {
            let call = plan.pieces[start...].prefix(max(1, textsPerCallMax))
            let answer = try await ask(call, as: role)
            answered()
            vectors += answer.vectors
            tokens = tokens.flatMap { sum in answer.tokens.map { sum + $0 } }
        }
        return FittedTexts(
            vectors: try plan.joined(vectors),
            forms: plan.forms,
            tokens: tokens
        )
    }

    private func plan(
        for texts: [String],
        as role: EmbeddingRole
    ) throws(EmbedderError) -> FittingPlan {
        guard let context = embedder.contextTokensMax else { return FittingPlan(whole: texts) }
        let prefix =
            switch role {
            case .document: identity.documentPrefix
            case .query: identity.queryPrefix
            }
        let taken = prefix.isEmpty ? 0 : embedder.tokens(of: prefix)
        let cutter = TextCutter(tokensMax: context - taken, tokens: embedder.tokens(of:))
        return try FittingPlan(for: texts, policy: policy, cutter: cutter)
    }

    private func ask(
        _ pieces: ArraySlice<FittingPlan.Piece>,
        as role: EmbeddingRole
    ) async throws(EmbedderError) -> Embedding {
        let answer: Embedding
        do throws(EmbedderError) {
            answer = try await embedder.embedding(of: pieces.map(\.text), as: role)
        } catch {
            guard case .textRefused(let position) = error.code, pieces.indices.count > position,
                position >= 0
            else { throw error }
            let owner = pieces[pieces.startIndex + position].owner
            throw EmbedderError(
                .textRefused(position: owner),
                error.message,
                retryAfter: error.retryAfter
            )
        }
        // Whose vector is whose is told by the count alone.
        if let fault = VectorValidity.fault(
            in: answer.vectors,
            count: pieces.count,
            identity: identity
        ) {
            throw EmbedderError(
                .invalidAnswer,
                "\(identity.target) gave a wrong answer: \(fault)"
            )
        }
        return answer
    }
}
