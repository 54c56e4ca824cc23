import ArgumentParser
import Messages

struct MigrateAdopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adopt",
        abstract: "Take vectors over for the same model under another name.",
        discussion: """
            Canaries and a sample of the items prove that it is the same model; what differs is \
            refused. Nothing but the sample is embedded.

              moult migrate adopt openai:text-embedding-3-small@768
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup(title: "Knobs") var knobs: KnobOptions

    @Argument(help: "The target: the same model under its new name.")
    var target: String

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "The profile whose vectors to take over; 0: the active one.",
            valueName: "epoch"
        )
    )
    var epoch: Int64 = 0

    @Option(help: "How many items to prove it on, 1 to 1,000.")
    var sample: Int32 = 64

    @Flag(help: "Stay, and show the progress until it ends.")
    var watch = false

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.adopt(
                MoultV1.AdoptRequest(
                    target: target,
                    epoch: epoch,
                    sample: sample,
                    knobs: knobs.wire
                )
            )
            remote.output.show(response)
            if watch, let migration = response.migration {
                try await remote.watch(epoch: migration.epoch, after: 0, interval: 250)
            }
        }
    }
}
