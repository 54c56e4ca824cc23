import ArgumentParser
import Messages

struct Search: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find items by meaning, by words, or both.",
        discussion: """
            Words are joined by OR; double quotes make a phrase:

              moult search 'rotate logs'
              moult search --mode lexical '"file system" quota'
              moult search --collection notes --filter source=README.md 'backup' -k 3
            """
    )

    enum Mode: String, ExpressibleByArgument, CaseIterable {
        case hybrid
        case semantic
        case lexical

        var wire: MoultV1.SearchMode {
            switch self {
            case .hybrid: .hybrid
            case .semantic: .semantic
            case .lexical: .lexical
            }
        }
    }

    @OptionGroup var remote: RemoteOptions
    @OptionGroup var filter: FilterOptions

    @Argument(help: "What to look for.")
    var words: [String]

    @Option(name: .customShort("k"), help: "How many hits, 1 to 1,000.")
    var limit: Int32 = 10

    @Option(help: "hybrid, semantic or lexical.")
    var mode = Mode.hybrid

    @Option(
        help: ArgumentHelp(
            "Leave out hits below this score.",
            discussion: "On the mode's own scale: cosine, bm25, or the fused score."
        )
    )
    var floor: Double?

    @Option(help: "Go on behind an earlier answer: the token it ended with.")
    var page: String = ""

    func run() async throws {
        try await remote.run { remote in
            let query = MoultV1.SearchQuery(
                text: words.joined(separator: " "),
                mode: mode.wire,
                k: limit,
                filter: filter.wire,
                floor: floor.map { .scoreFloor($0) },
                pageToken: page
            )
            let answer = try await remote.search(query)
            remote.output.show(answer)
        }
    }
}
