/// What is sent for texts of any length, and how the answers become one vector for each.
struct FittingPlan {
    /// What is sent, in the order of the texts.
    let pieces: [Piece]
    /// One for each text.
    let forms: [VectorForm]

    struct Piece {
        let text: String
        /// The position of the text that it is of.
        let owner: Int
        /// Its share in the vector of a text that was split.
        let tokens: Int
    }

    /// The most windows that one text is split into.
    static let windowsMax = 64

    init(whole texts: [String]) {
        pieces = texts.enumerated().map { Piece(text: $1, owner: $0, tokens: 0) }
        forms = texts.map { _ in .whole }
    }

    /// - Throws: *text refused*, if `policy` has no way for one of the texts.
    init(
        for texts: [String],
        policy: OversizePolicy,
        cutter: TextCutter
    ) throws(EmbedderError) {
        var pieces: [Piece] = []
        var forms: [VectorForm] = []
        for (owner, text) in texts.enumerated() {
            let tokens = cutter.tokens(text)
            if tokens <= cutter.tokensMax {
                pieces.append(Piece(text: text, owner: owner, tokens: tokens))
                forms.append(.whole)
                continue
            }
            let fitted = try Self.pieces(of: text, tokens: tokens, at: owner, policy, cutter)
            pieces += fitted.map { Piece(text: String($0.text), owner: owner, tokens: $0.tokens) }
            forms.append(policy == .split ? .split : .truncated)
        }
        self.pieces = pieces
        self.forms = forms
    }

    private static func pieces(
        of text: String,
        tokens: Int,
        at position: Int,
        _ policy: OversizePolicy,
        _ cutter: TextCutter
    ) throws(EmbedderError) -> [TextCutter.Piece] {
        let found = "The text has \(tokens) tokens, and the model takes \(cutter.tokensMax)"
        func refusal(_ why: String) -> EmbedderError {
            EmbedderError(.textRefused(position: position), found + why)
        }
        switch policy {
        case .reject:
            throw refusal("; shorten it, or let the migration truncate or split long texts.")
        case .truncate:
            guard let beginning = cutter.beginning(of: text[...]) else {
                throw refusal(", which is less than its first letter; use another model.")
            }
            return [beginning]
        case .split:
            guard let windows = cutter.windows(of: text, most: windowsMax) else {
                throw refusal(
                    "; it cannot be split into \(windowsMax) windows or fewer: cut it into items "
                        + "of its own, or let the migration truncate long texts."
                )
            }
            return windows
        }
    }

    /// One vector for each text, made of those of its pieces.
    ///
    /// A split text gets the normalised mean of its windows' vectors, each weighing as its tokens.
    ///
    /// - Parameter vectors: valid ones, one for each piece, in their order.
    /// - Throws: *text refused*, if the windows of a text cancel out.
    func joined(_ vectors: [[Float]]) throws(EmbedderError) -> [[Float]] {
        guard pieces.count > forms.count else { return vectors }
        var joined: [[Float]] = []
        var position = 0
        for owner in forms.indices {
            let end = pieces[position...].firstIndex { $0.owner != owner } ?? pieces.endIndex
            let range = position..<end
            position = end
            joined.append(try mean(of: vectors[range], weights: pieces[range].map(\.tokens)))
        }
        return joined
    }

    private func mean(
        of vectors: ArraySlice<[Float]>,
        weights: [Int]
    ) throws(EmbedderError) -> [Float] {
        guard let first = vectors.first, vectors.count > 1 else { return vectors.first ?? [] }
        var sums = [Double](repeating: 0, count: first.count)
        for (vector, weight) in zip(vectors, weights) {
            // A window may count no tokens where the text as a whole did.
            let weight = Double(max(1, weight))
            for index in sums.indices { sums[index] += Double(vector[index]) * weight }
        }
        let length = sums.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else {
            let owner = pieces[vectors.startIndex].owner
            throw EmbedderError(
                .textRefused(position: owner),
                "The vectors of the text's \(vectors.count) windows cancel out; truncate it instead."
            )
        }
        return sums.map { Float($0 / length) }
    }
}
