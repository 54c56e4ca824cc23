import ArgumentParser

struct JobsWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a job until it ends, from its beginning or from anywhere.",
        discussion: """
            Attaches again by itself when the connection or the server is lost. With --json every \
            event, one object a line; its sequence is what --after takes. Ctrl-C leaves the job \
            alone. Ends with 1 when the job does not succeed.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The job, as `moult jobs list` shows it.")
    var id: Int64

    @Option(help: "Only what comes after this sequence.")
    var after: Int64 = 0

    @Flag(help: "Say at the end how many tokens it was and how long it took.")
    var verbose = false

    func run() async throws {
        try await remote.run { remote in
            try await remote.follow(job: id, after: after, isVerbose: verbose)
        }
    }
}
