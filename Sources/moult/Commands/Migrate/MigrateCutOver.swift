import ArgumentParser
import Messages

struct MigrateCutOver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cut-over",
        abstract: "Let a migration that holds before the flip go on to it.",
        discussion: """
            Given before it holds, it does not hold. A verdict that the gate blocks on is passed \
            over only when told so:

              moult migrate evaluate 3
              moult migrate cut-over 3 --despite-verdict
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The epoch, as `moult migrate status` shows it.")
    var epoch: Int64

    @Flag(help: "Also when the gate blocks and the verdict is not go.")
    var despiteVerdict = false

    @Flag(help: "Stay, and show the progress until it ends.")
    var watch = false

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.cutOver(
                MoultV1.CutOverRequest(epoch: epoch, despiteVerdict: despiteVerdict)
            )
            let migration = response.migration ?? MoultV1.MigrationStatus()
            guard watch else { return remote.output.show(migration) }
            try await remote.watch(epoch: epoch, after: migration.sequence, interval: 250)
        }
    }
}
