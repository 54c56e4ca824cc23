import ArgumentParser
import Messages

struct MigratePlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "What a migration to a target would take.",
        discussion: "Embeds a sample to measure the rate, and stores nothing."
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The target, as builtin:lexical@1024.")
    var target: String

    @Option(help: "How many items to embed for the measurement, 1 to 1,000.")
    var sample: Int32 = 64

    func run() async throws {
        try await remote.run { remote in
            let plan = try await remote.plan(
                MoultV1.PlanRequest(target: target, sample: sample)
            )
            remote.output.show(plan)
        }
    }
}
