/// What the embed channel answers to one call.
package struct ChannelReply: Sendable, Hashable {
    /// One for each text, in their order; checked.
    package var vectors: [[Float]]
    /// Of each text.
    ///
    /// Counted by the provider where the text travelled alone; a share of what it counted, by the
    /// estimates of those that travelled together; the estimate where it counts nothing.
    package var tokens: [Int]
    /// Whether every one of `tokens` is the provider's own count.
    package var areTokensCounted: Bool
    /// What the provider counted for this call, without what came from the cache; nil: it does not
    /// say.
    package var chargedTokens: Int?
    /// Of each text, whether its vector is of its beginning only.
    package var truncated: [Bool]
}

/// What is known of one text's vector.
struct EmbeddedText: Sendable, Hashable {
    enum Tokens: Sendable, Hashable {
        case counted(Int)
        /// Of what was counted for several texts together.
        case share(Int)
        case estimated(Int)

        var number: Int {
            switch self {
            case .counted(let number), .share(let number), .estimated(let number): number
            }
        }
    }

    let vector: [Float]
    let tokens: Tokens
    let isTruncated: Bool
}

extension ChannelReply {
    /// - Parameter fresh: of each text, whether it was asked for, and not in the cache.
    init(_ texts: [EmbeddedText], fresh: [Bool]) {
        vectors = texts.map(\.vector)
        tokens = texts.map(\.tokens.number)
        truncated = texts.map(\.isTruncated)
        areTokensCounted = texts.allSatisfy {
            if case .counted = $0.tokens { true } else { false }
        }
        chargedTokens = zip(texts, fresh).reduce(into: Int?.some(0)) { sum, text in
            guard text.1 else { return }
            if case .estimated = text.0.tokens { sum = nil }
            sum? += text.0.tokens.number
        }
    }
}
