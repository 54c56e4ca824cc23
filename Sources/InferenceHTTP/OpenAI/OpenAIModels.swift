import Channels
import Hummingbird
import JSONText

/// `/v1/models`: the models that are installed on any host.
struct OpenAIModels {
    let surroundings: Surroundings

    func list() async -> Response {
        let models = await surroundings.catalog.installed().map(\.asModel)
        return .json(.object(["object": .string("list"), "data": .array(models)]))
    }

    /// Names have slashes, as "hf.co/somebody/model".
    func model(_ context: FrontContext) async throws -> Response {
        let id = context.parameters.getCatchAll().joined(separator: "/")
        let installed = await surroundings.catalog.installed()
        guard
            var model = installed.first(where: { ModelCatalog.isSame($0.name, id) })?.asModel
                .object
        else {
            // A host that is away may have it.
            _ = try await surroundings.catalog.facts(of: id)
            throw Refusal.unknown(model: id)
        }
        model["id"] = .string(id)
        return .json(.object(model))
    }
}

extension InstalledModel {
    /// 1970: the host does not say.
    private var modified: UnixTime {
        let other = try? JSONReader.value(of: Array(other.utf8))
        return other?["modified_at"]?.string.flatMap(UnixTime.init) ?? UnixTime(milliseconds: 0)
    }

    fileprivate var asModel: JSONValue {
        let names = name.split(separator: "/")
        let owner = names.count > 1 ? String(names[names.count - 2]) : "library"
        return .object([
            "id": .string(name), "object": .string("model"),
            "created": .int(Int(modified.milliseconds / 1_000)),
            "owned_by": .string(owner),
        ])
    }
}
