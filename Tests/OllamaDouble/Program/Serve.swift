import ArgumentParser
import Foundation
import OllamaDouble

/// `ollama-double serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Pass for an Ollama.",
        discussion: "What a flag says goes before what the file says."
    )

    @OptionGroup var shared: SharedOptions

    @Option(help: "Models that are loaded at once, as OLLAMA_MAX_LOADED_MODELS; 0: automatic.")
    var maxLoaded: Int?

    @Option(help: "Milliseconds from an answer's end until its model counts as idle.")
    var finishDelay: Double?

    @Option(help: "The version to pass for: 0.33.0 or 0.6.8.")
    var version: String?

    func run() async throws {
        let double = try await OllamaDouble.start(try configured())
        try await shared.serve("ollama", double.url, double.sideURL) { await double.stop() }
    }

    private func configured() throws -> OllamaConfiguration {
        var configuration = OllamaConfiguration()
        if let json = try shared.file() { configuration = try OllamaConfiguration(json: json) }
        configuration.host = shared.host ?? configuration.host
        let filePort = configuration.port == 0 ? SharedOptions.ollamaPort : configuration.port
        configuration.port = shared.port ?? filePort
        configuration.sidePort = shared.sidePort ?? configuration.sidePort
        configuration.scheduler.loadedMax = maxLoaded ?? configuration.scheduler.loadedMax
        if let finishDelay { configuration.scheduler.finishDelay = .seconds(finishDelay / 1e3) }
        if let version {
            guard let profile = VersionProfile(rawValue: version) else {
                throw ValidationError("There is no version “\(version)”: say 0.33.0 or 0.6.8.")
            }
            configuration.version = profile
        }
        if let faults = shared.faults {
            configuration.faults = try FaultScript(parsing: faults)
        }
        for model in shared.model { configuration.apply(try ModelPatch(parsing: model)) }
        return configuration
    }
}
