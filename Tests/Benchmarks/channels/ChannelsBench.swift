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

    func run() async throws {
        let scale = brief ? 1 : 10
        try await BenchStage.run(moult) { stage in
            try await QueryEmbeds(stage: stage, rounds: 30 * scale).run()
            try await ManyCallers(stage: stage, seconds: scale).run()
            try await FirstTokens(stage: stage, rounds: 10 * scale).run()
            try await ManyWatchers(stage: stage, watchers: 100 * scale).run()
            try await MixedJobs(stage: stage, jobs: 100 * scale).run()
        }
    }
}
