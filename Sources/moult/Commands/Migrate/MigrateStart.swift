import ArgumentParser
import Messages

struct MigrateStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin to fill a target's space; the flip follows by itself.",
        discussion: """
            A target that is active already, or being built already, is no error: nothing is done, \
            and the answer says so.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The target, as builtin:lexical@1024.")
    var target: String

    @Option(help: "At most so many items a second; 0: as fast as it goes.")
    var rate: Double = 0

    @Option(help: "Items in one request to the embedder, 1 to 1,000; 0: the server's default.")
    var batch: Int32 = 0

    @Option(help: "Requests in flight, 1 to 64; 0: the server's default.")
    var concurrency: Int32 = 0

    @Flag(help: "Stay, and show the progress until it ends.")
    var watch = false

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.start(
                MoultV1.StartRequest(
                    target: target,
                    itemsPerSecondMax: rate,
                    batchItems: batch,
                    concurrency: concurrency
                )
            )
            remote.output.show(response, target: target)
            if watch, let migration = response.migration {
                try await remote.watch(epoch: migration.epoch, after: 0, interval: 250)
            }
        }
    }
}
