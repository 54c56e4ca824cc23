import Channels
import Hummingbird
import JSONText

/// `/api/tags`, `/api/ps`, `/api/show` and `/api/version`: all hosts as if they were one.
struct OllamaModels {
    let surroundings: Surroundings

    private var models: ModelCatalog { surroundings.catalog }

    func version() async -> Response {
        let version = await models.version() ?? surroundings.settings.version
        return .json(.object(["version": .string(version)]))
    }

    func tags() async -> Response {
        let installed = await models.installed()
        return .json(.object(["models": .array(installed.map { .object($0.asTag) })]))
    }

    func residents() async -> Response {
        let residents = await models.residents()
        return .json(.object(["models": .array(residents.map { .object($0.asProcess) })]))
    }

    func show(_ request: Request) async throws -> Response {
        let body = try await surroundings.bodies.object(of: request)
        let model = try body.text(at: "model").flatMap { $0.isEmpty ? nil : $0 }
        let name = try model ?? body.text(at: "name") ?? ""
        guard !name.isEmpty else { throw Refusal(.invalid, "model is required", field: "model") }
        let facts = try await models.facts(of: name)
        guard facts.page.isEmpty else { return .json(Array(facts.page.utf8)) }
        return .json(.object(facts.asPage))
    }
}

extension InstalledModel {
    fileprivate var asTag: JSONObject {
        var tag: JSONObject = [
            "name": .string(name), "model": .string(name),
            "modified_at": .string(UnixTime(milliseconds: 0).text),
            "size": .int(Int(sizeBytes)), "digest": .string(digest),
            "details": .object(OllamaDetails.unknown),
        ]
        tag.merge(other)
        return tag
    }
}

extension Resident {
    fileprivate var asProcess: JSONObject {
        var process: JSONObject = [
            "name": .string(name), "model": .string(name), "size": .int(Int(sizeBytes)),
            "digest": .string(digest), "details": .object(OllamaDetails.unknown),
            "expires_at": .string(
                expiresUnixMs.map { UnixTime(milliseconds: $0).text } ?? Self.never
            ),
            "size_vram": .int(Int(videoBytes)),
        ]
        if let contextTokens { process["context_length"] = .int(contextTokens) }
        process.merge(other)
        return process
    }

    /// How Ollama shows a pin: the end of its nanoseconds, counted from 1970.
    private static let never = "2262-04-11T23:47:16.854775807Z"
}

extension ModelFacts {
    fileprivate var asPage: JSONObject {
        var info: JSONObject = ["general.architecture": .string(Self.architecture)]
        if let contextTokens {
            info["\(Self.architecture).context_length"] = .int(contextTokens)
        }
        if let dimensions { info["\(Self.architecture).embedding_length"] = .int(dimensions) }
        return [
            "details": .object(OllamaDetails.unknown), "model_info": .object(info),
            "capabilities": .array(capabilities.map(JSONValue.string)),
        ]
    }

    private static let architecture = "model"
}

private enum OllamaDetails {
    /// Of the fields that clients expect, none is known.
    static let unknown: JSONObject = [
        "parent_model": .string(""), "format": .string(""), "family": .string(""),
        "families": .array([]), "parameter_size": .string(""), "quantization_level": .string(""),
    ]
}

extension JSONObject {
    /// Takes over every member of a text that is an object.
    fileprivate mutating func merge(_ text: String) {
        guard !text.isEmpty, let other = try? JSONReader.value(of: Array(text.utf8)).object
        else { return }
        for member in other.members { self[member.name] = member.value }
    }
}
