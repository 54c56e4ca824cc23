import ArgumentParser

struct Ingest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put text in: files, folders, or items as JSON lines.",
        discussion: """
            Markdown and plain text are split into passages at headings and paragraphs. A passage's \
            key is its place in the file, so ingesting again stores only what changed:

              moult ingest docs README.md
              moult ingest --delete-gone docs

            "-" reads JSON lines from standard input, and so does every file named *.jsonl; each \
            line is one item:

              echo '{"key": "a", "text": "The first."}' | moult ingest --collection notes -
            """
    )

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "Files and folders; \"-\": JSON lines from standard input.")
    var paths: [String]

    @Option(help: "The collection to put the items in.")
    var collection = "default"

    @Option(
        help: ArgumentHelp("Metadata for every item; may be repeated.", valueName: "key=value")
    )
    var metadata: [MetadataPair] = []

    @Flag(help: "Take hidden files and folders too.")
    var hidden = false

    @Flag(
        help: ArgumentHelp(
            "Delete passages that are no longer in the files.",
            discussion: """
                Of the files and folders given, in the collection given: what an earlier ingest \
                put there and this one did not find.
                """
        )
    )
    var deleteGone = false

    func validate() throws {
        if deleteGone, paths.contains("-") {
            throw ValidationError("--delete-gone needs files and folders: \"-\" has no place")
        }
    }

    func run() async throws {
        try await remote.run { remote in
            let options = Ingestion.Options(
                collection: collection,
                metadata: Dictionary(metadata.map { ($0.key, $0.value) }) { _, last in last },
                includesHidden: hidden,
                deletesGone: deleteGone
            )
            let ingestion = Ingestion(remote: remote, options: options)
            let report = try await ingestion.run(paths: paths)
            report.show(on: remote.output)
            guard report.isComplete else { throw ExitStatus.incomplete }
        }
    }
}
