internal import Channels
internal import Spaces

/// One configured provider, ready to be asked.
protocol ProviderRoom: Sendable {
    /// As the configuration names it.
    var name: String { get }

    /// What lets requests pass.
    var gate: any EmbedGate { get }

    func backend(for model: String) -> any EmbedBackend

    /// Requests to one model that are of use under way at once in one lane, of those allowed.
    func concurrency(of allowed: Int) -> Int

    /// What the provider itself says of a model.
    ///
    /// - Throws: with a sentence, where it has no such model, or does not answer and has to.
    func facts(of model: String) async throws(EmbedderTargetError) -> ProviderModelFacts

    /// The most tokens of one text; nil: not known.
    func contextTokensMax(of model: KnownModel?) -> Int?
}

struct ProviderModelFacts: Sendable, Hashable {
    /// What tells two models of one name apart; empty: the provider does not say.
    var digest = ""
    /// The width that its vectors have by themselves; nil: the provider does not say.
    var dimensions: Int?
}
