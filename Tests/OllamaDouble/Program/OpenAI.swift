import ArgumentParser
import Foundation
import OllamaDouble

/// `ollama-double openai`.
struct OpenAI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openai",
        abstract: "Pass for an OpenAI-compatible server.",
        discussion: "Which keys it takes, a file says; without one it takes any."
    )

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        let double = try await OpenAIDouble.start(try configured())
        try await shared.serve("openai", double.url, double.sideURL) { await double.stop() }
    }

    private func configured() throws -> OpenAIConfiguration {
        var configuration = OpenAIConfiguration()
        if let json = try shared.file() { configuration = try OpenAIConfiguration(json: json) }
        configuration.host = shared.host ?? configuration.host
        configuration.port = shared.port ?? configuration.port
        configuration.sidePort = shared.sidePort ?? configuration.sidePort
        if let faults = shared.faults {
            configuration.faults = try FaultScript(parsing: faults)
        }
        for model in shared.model { configuration.apply(try ModelPatch(parsing: model)) }
        return configuration
    }
}
