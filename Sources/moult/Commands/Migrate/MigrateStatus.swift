import ArgumentParser

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
