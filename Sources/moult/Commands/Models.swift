import ArgumentParser

struct Models: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The model hosts: what is loaded and pinned, and what is wrong.",
        discussion: """
            Also what the changes of the chat model cost today. A condition has a name, which does \
            not change, and a sentence that says what to do.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Flag(help: "List the models that are installed, too.")
    var installed = false

    func run() async throws {
        try await remote.run { remote in
            remote.output.show(try await remote.models(), withInstalled: installed)
        }
    }
}
