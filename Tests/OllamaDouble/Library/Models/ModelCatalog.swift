/// The models that a double has, found as Ollama finds them.
struct ModelCatalog: Sendable {
    private(set) var models: [ModelProfile]

    /// nil: there is none of that name.
    func model(named name: String) -> ModelProfile? {
        models.first { Self.are($0.name, name) }
    }

    /// Changes the model of that name, or adds one.
    mutating func apply(_ patch: ModelPatch) {
        if let index = models.firstIndex(where: { Self.are($0.name, patch.name) }) {
            models[index] = patch.applied(to: models[index])
        } else {
            models.append(patch.applied(to: nil))
        }
    }

    private static func are(_ name: String, _ other: String) -> Bool {
        ModelName.full(name).lowercased() == ModelName.full(other).lowercased()
    }
}
