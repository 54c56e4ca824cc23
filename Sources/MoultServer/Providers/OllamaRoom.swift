internal import Channels
internal import Ollama
internal import Spaces

/// An Ollama server, with whoever keeps its models resident.
struct OllamaRoom: ProviderRoom {
    let entry: ProviderEntry
    let host: OllamaHost
    let keeper: HostKeeper

    var name: String { entry.name }
    var gate: any EmbedGate { keeper }

    /// Ollama takes in no more of a text, whatever the model's context (ollama#14259).
    static let batchTokens = 2_048

    func backend(for model: String) -> any EmbedBackend { host.embedBackend(for: model) }

    /// One: Ollama's embedders take one text after the other, and what stands in their line already
    /// no query can overtake.
    func concurrency(of allowed: Int) -> Int { 1 }

    func facts(of model: String) async throws(EmbedderTargetError) -> ProviderModelFacts {
        do throws(HostError) {
            let installed = try await host.installed()
            guard let found = installed.first(where: { ProviderTarget.plain($0.name) == model })
            else {
                throw HostError(
                    .unknownModel,
                    "\(model) is not installed at \(host.address). Fetch it: ollama pull \(model)"
                )
            }
            // Old servers and proxies do not show a model; its name may say enough.
            let facts = try? await host.facts(of: model)
            return ProviderModelFacts(digest: found.digest, dimensions: facts?.dimensions)
        } catch {
            throw EmbedderTargetError(error)
        }
    }

    func contextTokensMax(of model: KnownModel?) -> Int? {
        min(model?.contextTokens ?? Self.batchTokens, Self.batchTokens)
    }
}

extension EmbedderTargetError {
    fileprivate init(_ error: HostError) {
        let code: Code =
            switch error.code {
            case .unknownModel: .unknownModel
            case .denied: .denied
            case .unreachable, .busy, .outOfMemory, .failed, .timedOut, .refused, .cancelled:
                .unavailable
            }
        self.init(code, error.message)
    }
}
