internal import Channels
internal import Curl
internal import OpenAI
internal import Spaces

/// A provider that speaks OpenAI's API.
struct OpenAIRoom: ProviderRoom {
    let entry: ProviderEntry
    let client: CurlClient
    let time: OpenAITime

    var name: String { entry.name }
    /// Nothing there is loaded or unloaded.
    var gate: any EmbedGate { OpenGate() }

    func backend(for model: String) -> any EmbedBackend {
        OpenAIBackend(
            OpenAISettings(baseURL: entry.url, model: model, key: entry.key.source),
            client: client,
            time: time
        )
    }

    func concurrency(of allowed: Int) -> Int { allowed }

    /// Nothing is asked: the API says nothing of a model's width.
    func facts(of model: String) -> ProviderModelFacts { ProviderModelFacts() }

    func contextTokensMax(of model: KnownModel?) -> Int? { model?.contextTokens }
}

extension ProviderEntry.Key {
    fileprivate var source: KeySource {
        switch self {
        case .none: .none
        case .file(let path): .file(path)
        case .environment(let name): .environment(name)
        }
    }
}
