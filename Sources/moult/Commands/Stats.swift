import ArgumentParser

struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What the store holds, and how the server is."
    )

    @OptionGroup var remote: RemoteOptions

    func run() async throws {
        try await remote.run { remote in
            remote.output.show(try await remote.stats())
        }
    }
}
