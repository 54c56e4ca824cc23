import ArgumentParser
import Messages

struct Delete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Delete items by their keys, or by a filter.",
        discussion: """
              moult delete --in notes monday tuesday
              moult delete --collection notes --filter source=old.md --dry-run
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup var filter: FilterOptions

    @Option(name: .customLong("in"), help: "The collection the keys are in.")
    var keysCollection = ""

    @Argument(help: "The keys, at most 1,000.")
    var keys: [String] = []

    @Flag(help: "Say how many would be deleted, and delete nothing.")
    var dryRun = false

    func validate() throws {
        guard keysCollection.isEmpty || !keys.isEmpty else {
            throw ValidationError(
                "--in goes with keys; with --filter name the collection by --collection."
            )
        }
        guard keys.isEmpty != filter.isEmpty else {
            throw ValidationError(
                "Name the items by keys, or by --collection and --filter, and not by both."
            )
        }
    }

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.delete(
                MoultV1.DeleteRequest(
                    keys: keys.map { MoultV1.KeyToDelete(collection: keysCollection, key: $0) },
                    filter: filter.wire,
                    dryRun: dryRun
                )
            )
            remote.output.show(response, isDryRun: dryRun)
            guard response.missing.isEmpty, response.refused.isEmpty else {
                throw ExitStatus.incomplete
            }
        }
    }
}
