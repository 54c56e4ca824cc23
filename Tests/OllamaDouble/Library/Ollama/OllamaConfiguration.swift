package import Foundation

/// Everything that an Ollama double can be told.
package struct OllamaConfiguration: Sendable {
    package var host = "127.0.0.1"
    /// 0: the system chooses.
    package var port = 0
    package var sidePort = 0
    package var models = ModelProfile.builtIn
    package var scheduler = SchedulerSettings()
    package var version = VersionProfile.current
    package var vectors = VectorSource.Mode.semantic
    /// `OLLAMA_CONTEXT_LENGTH`: what a model is loaded with when a request does not say.
    package var context = 4_096
    package var faults = FaultScript()
    /// The oldest events go when there are more.
    package var eventsMax = 200_000
    /// How much of a request's body an event keeps.
    package var bodyBytesMax = 4_096

    package init() {}

    /// Changes the model of that name, or adds one.
    package mutating func apply(_ patch: ModelPatch) {
        var catalog = ModelCatalog(models: models)
        catalog.apply(patch)
        models = catalog.models
    }
}

extension OllamaConfiguration {
    private struct File: Decodable {
        var host: String?
        var port: Int?
        var sidePort: Int?
        /// nil: the built-in ones.
        var models: [ModelPatch]?
        var scheduler: SchedulerPatch?
        var version: VersionProfile?
        var vectors: VectorSource.Mode?
        var context: Int?
        var faults: String?

        private enum CodingKeys: String, CodingKey {
            case host, port, models, scheduler, version, vectors, context, faults
            case sidePort = "side_port"
        }
    }

    /// As a file has it.
    ///
    ///     {"scheduler": {"max_loaded": 1}, "models": [{"name": "embeddinggemma", "item_ms": 15}]}
    ///
    /// A model that is built in needs to say only what is to differ.
    package init(json: Data) throws {
        let file = try JSONDecoder().decode(File.self, from: json)
        host = file.host ?? host
        port = file.port ?? port
        sidePort = file.sidePort ?? sidePort
        version = file.version ?? version
        vectors = file.vectors ?? vectors
        context = file.context ?? context
        if let settings = file.scheduler { scheduler = settings.applied(to: scheduler) }
        if let script = file.faults { faults = try FaultScript(parsing: script) }
        if let patches = file.models {
            let builtIn = ModelCatalog(models: models)
            models = patches.map { $0.applied(to: builtIn.model(named: $0.name)) }
        }
    }
}
