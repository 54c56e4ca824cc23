import ArgumentParser

/// The two channels against an Ollama double, with the same client going straight to it in the same
/// run: quote the ratios.
@main
struct ChannelsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels-bench",
        abstract: "Measure what Moult adds to an Ollama, and what it saves."
    )

    @Argument(help: "The program to measure.")
    var moult: String

    @Flag(help: "A tenth of everything: to see that it runs, not what it says.")
    var brief = false

    @Option(help: "Measure this alone; may be repeated.")
    var only: [Part] = []

    func run() async throws {
        let parts = only.isEmpty ? Part.allCases : only
        try await BenchStage.run(moult) { stage in
            for part in parts { try await run(part, on: stage, scale: brief ? 1 : 10) }
        }
    }

    private func run(_ part: Part, on stage: BenchStage, scale: Int) async throws {
        switch part {
        case .queries: try await QueryEmbeds(stage: stage, rounds: 50 * scale).run()
        case .callers: try await ManyCallers(stage: stage, seconds: scale).run()
        case .firstToken: try await FirstTokens(stage: stage, rounds: 10 * scale).run()
        case .watchers: try await ManyWatchers(stage: stage, watchers: 100 * scale).run()
        case .jobs: try await MixedJobs(stage: stage, jobs: 100 * scale).run()
        case .migration: try await LiveMigration(stage: stage, items: 200 * scale).run()
        }
    }
}

/// What is measured.
enum Part: String, CaseIterable, ExpressibleByArgument {
    case queries
    case callers
    case firstToken = "first-token"
    case watchers
    case jobs
    case migration
}
