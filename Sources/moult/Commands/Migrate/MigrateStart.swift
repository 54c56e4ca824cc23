import ArgumentParser
import Messages

struct MigrateStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Begin to fill a target's space; the flip follows by itself.",
        discussion: """
            A target that is active already, or being built already, is no error: nothing is done, \
            and the answer says so. Knobs that are not given are as the server has them, and can \
            be turned while it runs:

              moult migrate start builtin:lexical@1024 --hold --watch
              moult migrate start openai:text-embedding-3-small@768 --spend-limit 12.50
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup(title: "Knobs") var knobs: KnobOptions

    @Argument(help: "The target, as builtin:lexical@1024.")
    var target: String

    @Flag(help: "Stay, and show the progress until it ends.")
    var watch = false

    func run() async throws {
        try await remote.run { remote in
            let response = try await remote.start(
                MoultV1.StartRequest(target: target, knobs: knobs.wire)
            )
            remote.output.show(response, target: target)
            if watch, let migration = response.migration {
                try await remote.watch(epoch: migration.epoch, after: 0, interval: 250)
            }
        }
    }
}
