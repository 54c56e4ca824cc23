import ArgumentParser
import Messages

struct MigrateResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on after a pause; try again at once where it waits by itself."
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The epoch, as `moult migrate status` shows it.")
    var epoch: Int64

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.resume(
                MoultV1.ResumeRequest(epoch: epoch)
            )
            remote.output.show(response.migration ?? MoultV1.MigrationStatus())
        }
    }
}
