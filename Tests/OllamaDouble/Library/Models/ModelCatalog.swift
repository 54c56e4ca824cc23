/// The models that a double has, found as Ollama finds them.
struct ModelCatalog: Sendable {
    let models: [ModelProfile]

    /// nil: there is none of that name.
    func model(named name: String) -> ModelProfile? {
        let full = ModelName.full(name).lowercased()
        return models.first { $0.name.lowercased() == full }
    }
}
