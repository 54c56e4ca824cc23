import ArgumentParser
import Messages

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take in what `moult export` wrote.",
        discussion: """
            Vectors of a space that the server knows are stored as they are, when the canaries of \
            the export agree with the server's own; other items are embedded. Lines without a \
            header are items, as `moult ingest -` takes them.

              moult import backup.jsonl
              zcat notes.jsonl.gz | moult import

            Ends with 3 when a line could not be read or an item was refused.
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The file to read; \"-\": standard input.", completion: .file())
    var path = "-"

    @Option(help: "The collection for items that name none.")
    var collection = "default"

    func run() async throws {
        try await remote.run { remote in
            let reading = ImportReading(remote: remote, collection: collection)
            let report = try await reading.run(from: path == "-" ? nil : path)
            remote.output.show(report)
            guard report.isComplete else { throw ExitStatus.incomplete }
        }
    }
}
