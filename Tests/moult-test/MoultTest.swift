import ArgumentParser
import MoultServer

/// `moult serve` with one embedder more: `fault:SCRIPT@D`, which fails as its script says.
@main
struct MoultTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moult-test",
        abstract: "The server as it is wired for use, with embedders that fail by script.",
        subcommands: [Serve.self, Alone.self, Watchers.self]
    )

    struct Serve: AsyncParsableCommand {
        @OptionGroup var arguments: ServeArguments

        func run() async throws {
            try await arguments.serve(adding: FaultCatalog.init(beside:))
        }
    }
}
