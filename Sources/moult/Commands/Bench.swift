import ArgumentParser
import Messages

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure a running server: calls a second and their latencies.",
        discussion: """
            Calls what is named, over some connections with some calls in flight on each, and \
            reports the median and the tail. "search" and "get" use what the server holds.

              moult bench health --in-flight 64
              moult bench search --seconds 10
            """
    )

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case health
        case get
        case search
        case ingest
    }

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "health, get, search or ingest.")
    var subject: Subject

    @Option(help: "How long to measure, in seconds.")
    var seconds: Double = 5

    @Option(help: "Connections.")
    var connections = 1

    @Option(help: "Calls in flight on each connection.")
    var inFlight = 1

    func validate() throws {
        guard seconds > 0, seconds <= 3_600, (1...256).contains(connections),
            (1...256).contains(inFlight)
        else {
            throw ValidationError(
                "--seconds must be up to 3,600; --connections and --in-flight 1 to 256"
            )
        }
    }

    func run() async throws {
        try await remote.run { remote in
            let work = try await BenchWork(subject, remote)
            let measure = try await BenchRun(
                address: self.remote.address,
                duration: .seconds(seconds),
                connections: connections,
                inFlight: inFlight
            ).run(work)
            let stats = try await remote.stats()
            measure.show(subject.rawValue, stats, on: remote.output)
        }
    }
}
