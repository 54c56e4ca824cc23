import ArgumentParser
import Messages

struct MigrateQuarantine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "The items that an embedder refuses, with its reasons; ask for them again.",
        discussion: """
            An item leaves the quarantine when it is embedded, edited or deleted. Of the migration \
            under way, or else of the active profile:

              moult migrate quarantine
              moult migrate quarantine --retry monday tuesday --collection notes
              moult migrate quarantine --retry --all
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "With --retry: the keys, at most 1,000.")
    var keys: [String] = []

    @Option(help: "The collection the keys are in.")
    var collection = ""

    @Option(help: "Of this profile's space; 0: of what is being built, or else of the active one.")
    var epoch: Int64 = 0

    @Flag(help: "Have items asked for once more: those named, or --all.")
    var retry = false

    @Flag(help: "With --retry: every item in the quarantine.")
    var all = false

    func validate() throws {
        guard retry || (keys.isEmpty && !all) else {
            throw ValidationError("Keys and --all go with --retry")
        }
        guard !retry || keys.isEmpty == all else {
            throw ValidationError("--retry takes keys, or --all, one of the two")
        }
    }

    func run() async throws {
        try await remote.run { remote in
            if retry {
                try await retry(remote)
            } else {
                remote.output.show(try await remote.quarantine(epoch: epoch))
            }
        }
    }

    private func retry(_ remote: Remote) async throws {
        let response = try await remote.retryQuarantine(
            MoultV1.RetryQuarantineRequest(
                epoch: epoch,
                keys: keys.map { MoultV1.ItemKey(collection: collection, key: $0) }
            )
        )
        remote.output.show(response)
        guard response.retrying >= keys.count else {
            remote.output.complain(
                "Of the \(keys.count) keys \(response.retrying) are in the quarantine as refused",
                remedy: "See `moult migrate quarantine`."
            )
            throw ExitStatus.incomplete
        }
    }
}
