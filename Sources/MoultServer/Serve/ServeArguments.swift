package import ArgumentParser
internal import Foundation

/// What `serve` takes on the command line.
package struct ServeArguments: ParsableArguments {
    @Option(help: "The data directory. One server each.", completion: .directory)
    package var data: String?

    @Option(
        help: ArgumentHelp(
            "Where to listen; may be repeated.",
            discussion: "tcp://HOST:PORT or unix:///PATH.",
            valueName: "address"
        )
    )
    package var listen: [String] = []

    @Option(
        help: ArgumentHelp(
            "Where to speak Ollama's and OpenAI's HTTP, as tcp://127.0.0.1:7423.",
            valueName: "address"
        )
    )
    package var inference: String?

    @Option(
        help: ArgumentHelp(
            "The first profile of an empty store, as builtin:lexical@512.",
            discussion: """
                Decides once, for an empty store. From then on the profile log says what is active; \
                `moult migrate start` changes it.
                """,
            valueName: "target"
        )
    )
    package var embedder: String?

    @Flag(help: "Listen also where others than this machine's user can reach it.")
    package var insecure = false

    @Option(help: "A configuration file in YAML (or MOULT_CONFIG).", completion: .file())
    package var config: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "Any setting by its name; may be repeated. --print-config lists them.",
            valueName: "name=value"
        )
    )
    package var assignments: [String] = []

    @Option(
        name: .customLong("log-level"),
        help: ArgumentHelp(
            "trace, debug, info, notice, warning, error or critical.",
            valueName: "level"
        )
    )
    package var logLevel: String?

    @Flag(help: "Print every setting with its value and where that came from, and end.")
    package var printConfig = false

    package init() {}

    package func validate() throws {
        for assignment in assignments where !assignment.contains("=") {
            throw ValidationError("--set takes NAME=VALUE, as --set drain.delayMs=0")
        }
    }

    /// The settings of these arguments, the environment and the file.
    package func settings() async throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        return try await SettingsReader(
            flags: flags,
            environment: environment,
            file: config ?? environment["MOULT_CONFIG"]
        ).read()
    }

    private var flags: [(name: String, value: String)] {
        var flags = assignments.map { assignment in
            let parts = assignment.split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            return (name: String(parts[0]), value: String(parts[1]))
        }
        if let data { flags.append((Setting.data.name, data)) }
        if let inference { flags.append((Setting.inference.name, inference)) }
        if let embedder { flags.append((Setting.embedder.name, embedder)) }
        if let logLevel { flags.append((Setting.logLevel.name, logLevel)) }
        if insecure { flags.append((Setting.insecure.name, "true")) }
        flags += listen.map { (Setting.listen.name, $0) }
        return flags
    }
}
