import ArgumentParser
import Messages

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write items out as JSON lines, with the vectors of a space if wished.",
        discussion: """
            The first line says what comes; each line behind it is an item, whose vector is base64 \
            of little-endian 32-bit floats. `moult import` takes it back, and so does a server \
            elsewhere:

              moult export backup.jsonl --vectors-of builtin:lexical@512
              moult export --collection notes | gzip > notes.jsonl.gz
            """
    )

    @OptionGroup var remote: RemoteOptions
    @OptionGroup var filter: FilterOptions

    @Argument(help: "The file to write; \"-\": standard output.", completion: .file())
    var path = "-"

    @Option(
        help: ArgumentHelp(
            "Bring the vectors of this space along, as `moult profiles` shows it.",
            valueName: "target"
        )
    )
    var vectorsOf = ""

    func run() async throws {
        try await remote.run { remote in
            let writing = ExportWriting(
                remote: remote,
                request: MoultV1.ExportRequest(filter: filter.wire, vectorsOf: vectorsOf)
            )
            remote.output.show(try await writing.run(to: path == "-" ? nil : path))
        }
    }
}
