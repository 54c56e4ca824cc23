import ArgumentParser
import OllamaDouble

/// Doubles of model servers: nothing thinks here, and everything goes as it would.
@main
struct Program: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ollama-double",
        abstract: "Passes for an Ollama: its scheduler, its API, its costs and its faults.",
        subcommands: [Serve.self, OpenAI.self],
        defaultSubcommand: Serve.self
    )
}
