import ArgumentParser

struct Profiles: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The activation log, newest first.",
        discussion: """
            The active profile is not stored anywhere: it is derived, as the highest epoch that \
            finished, and marked so.
            """
    )

    @OptionGroup var remote: RemoteOptions

    func run() async throws {
        try await remote.run { remote in
            remote.output.show(try await remote.profiles())
        }
    }
}
