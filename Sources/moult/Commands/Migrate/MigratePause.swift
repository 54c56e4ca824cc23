import ArgumentParser
import Messages

struct MigratePause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Stop a migration's work until it is resumed.",
        discussion: """
            What is in flight still comes in and is stored. The order is kept through a restart of \
            the server; searches and writes notice nothing.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The epoch, as `moult migrate status` shows it.")
    var epoch: Int64

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.pause(
                MoultV1.PauseRequest(epoch: epoch)
            )
            remote.output.show(response.migration ?? MoultV1.MigrationStatus())
        }
    }
}
