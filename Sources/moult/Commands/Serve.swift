import ArgumentParser
import MoultServer

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve one data directory.",
        discussion: """
            Settings come from flags, then MOULT_* variables, then the file of --config:

              moult serve --print-config
              moult serve --data /var/lib/moult --listen unix:///run/moult.sock

            SIGTERM or SIGINT drains: the server says NOT_SERVING, serves on for drain.delayMs, \
            turns new calls away, finishes those in flight and ends with 0. A second signal skips \
            the delay.
            """
    )

    @OptionGroup var arguments: ServeArguments

    func run() async throws {
        try await arguments.serve()
    }
}
