import ArgumentParser
import Messages

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
