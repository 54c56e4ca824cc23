import ArgumentParser

struct JobsCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Ask for a job's end.",
        discussion: "Of a job that has ended nothing is changed. Ends with 3 when there is none."
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The job, as `moult jobs list` shows it.")
    var id: Int64

    func run() async throws {
        try await remote.run { remote in
            remote.output.showCancel(of: try await remote.cancelJob(id))
        }
    }
}
