import ArgumentParser
import Messages

struct MigrateTune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Turn a migration's knobs while it runs.",
        discussion: """
            What is not named stays as it is; `moult migrate status` reads every knob back.

              moult migrate tune 3 --rate 200 --nice 1
              moult migrate tune 3 --hours 22:00-06:00 --spend-limit 12.50
              moult migrate tune 3 --rate 0 --hours always --no-hold
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup(title: "Knobs") var knobs: KnobOptions

    @Argument(help: "The epoch, as `moult migrate status` shows it.")
    var epoch: Int64

    func validate() throws {
        guard knobs.wire != nil else {
            throw ValidationError("Name at least one knob to turn, as --rate 200")
        }
    }

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.tune(
                MoultV1.TuneRequest(epoch: epoch, knobs: knobs.wire)
            )
            remote.output.show(response.migration ?? MoultV1.MigrationStatus())
        }
    }
}
