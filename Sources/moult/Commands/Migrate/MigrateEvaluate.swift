import ArgumentParser
import Messages
import MoultServer

struct MigrateEvaluate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Replay queries on the active profile and on a candidate, and judge.",
        discussion: """
            Recorded queries are replayed, and items as queries where there are too few. --known \
            names a file of queries whose right answers somebody knows, a line each; a relevant \
            item is a key, or an object with its collection:

              {"query": "tax form", "relevant": ["form-12", {"collection": "law", "key": "§3"}]}

            Ends with 0 when the verdict is go, and with 3 when it is no-go or inconclusive.
            """
    )

    /// A replay of 10,000 queries takes longer than a call otherwise may.
    static let timeoutSeconds = 600.0

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The candidate's epoch; 0: what is being built.")
    var epoch: Int64 = 0

    @Option(help: "How many queries, 1 to 10,000; 0: as the server has it.")
    var queries: Int32 = 0

    @Option(
        name: .customShort("k"),
        help: "How many of a query's best items to compare, 1 to 100; 0: as the server has it."
    )
    var k: Int32 = 0

    @Option(
        help: ArgumentHelp("Queries with known answers, as JSON lines.", valueName: "file"),
        completion: .file()
    )
    var known: String?

    @Option(help: "How many of the worst queries to show.")
    var worst = 5

    func validate() throws {
        guard worst >= 0 else { throw ValidationError("--worst must be 0 or more") }
    }

    func run() async throws {
        try await remote.run(patience: Self.timeoutSeconds) { remote in
            let response = try await remote.evaluate(
                MoultV1.EvaluateRequest(
                    epoch: epoch,
                    k: k,
                    queries: queries,
                    known: known.map(Self.answers) ?? []
                )
            )
            let evaluation = response.evaluation ?? MoultV1.Evaluation()
            remote.output.show(evaluation, worst: worst)
            guard evaluation.verdict == .go else { throw ExitStatus.incomplete }
        }
    }

    private static func answers(at path: String) throws -> [MoultV1.KnownAnswer] {
        do throws(SettingError) {
            return try KnownAnswerFile(path: path).answers.map { line in
                MoultV1.KnownAnswer(
                    query: line.query,
                    relevant: line.relevant.map {
                        MoultV1.ItemKey(collection: $0.collection, key: $0.key)
                    }
                )
            }
        } catch {
            throw CommandFailure(error.message)
        }
    }
}
