import ArgumentParser
import Messages

struct MigrateRollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Go back to the space of an earlier profile.",
        discussion: """
            A profile is appended for that space, and only what the space lacks is embedded: nothing, \
            while the rollback window keeps it fresh. An unfinished migration is in the way until \
            it is cancelled, which --cancel does in the same stroke:

              moult migrate rollback
              moult migrate rollback 1 --cancel 3 --watch
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup(title: "Knobs") var knobs: KnobOptions

    @Argument(
        help: "The epoch to go back to, as `moult profiles` shows it; 0: the one before the active."
    )
    var epoch: Int64 = 0

    @Option(
        help: ArgumentHelp(
            "Cancel the unfinished migration of this epoch first.",
            valueName: "epoch"
        )
    )
    var cancel: Int64 = 0

    @Flag(help: "Stay, and show the progress until it ends.")
    var watch = false

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.rollback(
                MoultV1.RollbackRequest(epoch: epoch, cancelEpoch: cancel, knobs: knobs.wire)
            )
            remote.output.show(response)
            if watch, let migration = response.migration {
                try await remote.watch(epoch: migration.epoch, after: 0, interval: 250)
            }
        }
    }
}
