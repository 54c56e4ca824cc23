import Channels

/// The models of all hosts, by the names that clients use.
struct ModelCatalog {
    let hosts: any HostsServing
    let facts: any ModelsServing

    /// Every installed model once; the first host that has it counts.
    func installed() async -> [InstalledModel] {
        Self.firsts(of: await hosts.overview().flatMap(\.installed), by: \.name)
    }

    func residents() async -> [Resident] {
        Self.firsts(of: await hosts.overview().compactMap(\.residents).flatMap(\.self), by: \.name)
    }

    /// Of the host that chats, or of any that answers.
    func version() async -> String? {
        let known = await hosts.overview().filter { !$0.version.isEmpty }
        return (known.first { $0.chats } ?? known.first)?.version
    }

    /// What the model's host says of it.
    func facts(of model: String) async throws(Refusal) -> ModelFacts {
        do throws(HostError) {
            return try await facts.facts(of: model)
        } catch {
            throw Refusal(error, model: model)
        }
    }

    /// Refuses a model that no host has.
    ///
    /// What is known already may be old, so a host is asked before a model is refused; if none
    /// answers, the model may yet be there.
    func require(_ model: String) async throws(Refusal) {
        if await installed().contains(where: { Self.isSame($0.name, model) }) { return }
        do throws(HostError) {
            _ = try await facts.facts(of: model)
        } catch {
            guard error.code == .unknownModel else { return }
            throw .unknown(model: model)
        }
    }

    /// A name without a tag means the tag "latest".
    static func isSame(_ left: String, _ right: String) -> Bool {
        tagged(left) == tagged(right)
    }

    private static func tagged(_ name: String) -> String {
        let last = name.lastIndex(of: "/").map { name[name.index(after: $0)...] } ?? name[...]
        return last.contains(":") ? name : name + ":latest"
    }

    private static func firsts<Element>(
        of elements: [Element],
        by name: (Element) -> String
    ) -> [Element] {
        var seen: Set<String> = []
        return elements.filter { seen.insert(name($0)).inserted }
    }
}

extension Refusal {
    /// In Ollama's words, which clients look for.
    static func unknown(model: String) -> Refusal {
        Refusal(.unknownModel, "model '\(model)' not found", field: "model")
    }

    init(_ error: HostError, model: String) {
        self =
            switch error.code {
            case .unknownModel: .unknown(model: model)
            case .refused: Refusal(.invalid, error.message)
            case .denied: Refusal(.forbidden, error.message)
            case .timedOut: Refusal(.timedOut, error.message, retryAfter: error.retryAfter)
            case .unreachable, .busy, .outOfMemory, .failed, .cancelled:
                Refusal(.unavailable, error.message, retryAfter: error.retryAfter)
            }
    }
}
