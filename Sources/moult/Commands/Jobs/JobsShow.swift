import ArgumentParser

struct JobsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "A job, and what it has said so far.",
        discussion: "Ends with 3 when there is no such job."
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The job, as `moult jobs list` shows it.")
    var id: Int64

    func run() async throws {
        try await remote.run { remote in
            remote.output.show(try await remote.job(id))
        }
    }
}
