import ArgumentParser

struct MigrateWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a migration until it ends.",
        discussion: """
            On a terminal a picture; in a pipe a line a change, and progress every ten seconds; \
            with --json every event, one object a line. Ends with 1 when the migration is cancelled \
            or fails.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The epoch; 0: the newest.")
    var epoch: Int64 = 0

    @Option(help: "Replay the phase changes after this number.")
    var after: Int64 = 0

    @Option(help: "Progress at most every so many milliseconds, 100 to 60,000.")
    var interval: Int32 = 1_000

    func run() async throws {
        try await remote.run { remote in
            try await remote.watch(epoch: epoch, after: after, interval: interval)
        }
    }
}
