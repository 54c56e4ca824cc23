import Spaces

/// Finds texts that a provider cut without saying so, by what it counted.
///
/// Ollama cuts at the smaller of num_ctx and num_batch, and answers 200 (ollama#14259): its count
/// then stands at that bound, however long the text is.
struct SilentCut {
    let settings: EmbedSettings

    /// A text was cut there.
    struct Bound: Equatable {
        let tokens: Int
        let estimate: Int

        func refusal(by model: String) -> EmbedderError {
            EmbedderError(
                .textRefused(position: 0),
                "\(model) took in \(tokens) tokens of a text of about \(estimate), without saying "
                    + "so: cut or split the text, or allow that it is cut."
            )
        }
    }

    /// So many tokens below a bound are at it: what marks a text's beginning and end goes off.
    private static let marks = 2

    /// Where the text was cut; nil: it was not, as far as can be told.
    func bound(of key: TextKey, _ tokens: EmbeddedText.Tokens) -> Bound? {
        let estimate = key.tokensEstimate
        switch tokens {
        case .counted(let count):
            let isStuck = bounds.contains { (($0 - Self.marks)...$0).contains(count) }
            // An estimate is off by some: only what is clearly longer is said to be cut.
            guard isStuck, estimate * 10 > count * 11 else { return nil }
            return Bound(tokens: count, estimate: estimate)
        case .estimated:
            guard key.shape.truncates, let context = settings.contextTokensMax,
                estimate * 10 > context * 11
            else { return nil }
            return Bound(tokens: context, estimate: estimate)
        case .share:
            return nil
        }
    }

    private var bounds: [Int] {
        settings.silentCutTokens + (settings.contextTokensMax.map { [$0] } ?? [])
    }
}
