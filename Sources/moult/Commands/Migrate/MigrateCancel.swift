import ArgumentParser
import Messages

struct MigrateCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End a migration that has not finished.",
        discussion: """
            What is embedded stays: starting the same target again goes on from there.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The epoch, as `moult migrate status` shows it.")
    var epoch: Int64

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.cancel(MoultV1.CancelRequest(epoch: epoch))
            remote.output.show(response.migration ?? MoultV1.MigrationStatus())
        }
    }
}
