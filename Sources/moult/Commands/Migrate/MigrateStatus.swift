import ArgumentParser
import Messages

struct MigrateStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "The newest migration, or the one of an epoch, as it is now."
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The epoch; 0: the newest.")
    var epoch: Int64 = 0

    @Flag(help: "Every migration there was, newest first.")
    var all = false

    func run() async throws {
        try await remote.run { remote in
            if all {
                for migration in try await remote.migrations() { remote.output.show(migration) }
            } else {
                remote.output.show(try await remote.migration(epoch))
            }
        }
    }
}

struct MigrateWatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follow a migration until it ends.",
        discussion: "On a terminal a bar; in a pipe one line a change; with --json events."
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

struct MigratePrune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Delete the vectors of a space that no profile needs any more."
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The space's target, as `moult profiles` shows it.")
    var target: String

    @Flag(help: "Say what would be freed, and delete nothing.")
    var dryRun = false

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.prune(
                MoultV1.PruneRequest(target: target, dryRun: dryRun)
            )
            remote.output.show(response, target: target, isDryRun: dryRun)
        }
    }
}
