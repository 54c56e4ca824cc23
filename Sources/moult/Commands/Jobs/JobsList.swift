import ArgumentParser
import Messages

struct JobsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "The jobs, newest first."
    )

    @OptionGroup var remote: RemoteOptions

    @Option(
        help: """
            Only of this state, \(MoultV1.JobState.named.map(\.word).joined(separator: ", ")); may \
            be repeated.
            """
    )
    var state: [JobStateName] = []

    @Option(help: "Only of this model.")
    var model = ""

    @Option(help: "Only with this label.")
    var label = ""

    @Option(help: "Stop after so many; 0: all.")
    var limit = 100

    func validate() throws {
        guard limit >= 0 else { throw ValidationError("--limit must be 0 or more") }
    }

    func run() async throws {
        try await remote.run { remote in
            let filter = MoultV1.ListJobsRequest(
                states: state.map(\.wire),
                model: model,
                label: label
            )
            remote.output.show(try await remote.jobs(filter, limit: limit))
        }
    }
}

/// A job's state on the command line.
struct JobStateName: ExpressibleByArgument, Hashable, Sendable {
    let wire: MoultV1.JobState

    init?(argument: String) {
        guard let state = MoultV1.JobState.named.first(where: { $0.word == argument }) else {
            return nil
        }
        wire = state
    }
}
