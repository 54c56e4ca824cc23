import ArgumentParser
import Foundation
import Messages

struct Embed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Vectors of texts, one a line as JSON.",
        discussion: """
            Of the active space's embedder, or of a named one; nothing is stored. "-" reads a text \
            from each line of standard input, and passes over empty ones:

              moult embed "a small text" "another"
              moult embed --target ollama:embeddinggemma --as query "how do crabs grow?"
              moult embed --bulk - < lines.txt > vectors.jsonl
            """
    )

    enum Wording: String, ExpressibleByArgument, CaseIterable {
        case verbatim
        case document
        case query

        var wire: MoultV1.Wording {
            switch self {
            case .verbatim: .verbatim
            case .document: .document
            case .query: .query
            }
        }
    }

    /// Few enough for their vectors to fit one answer at any width that is usual.
    static let textsPerCall = 128

    @OptionGroup var remote: RemoteOptions

    @Argument(help: "The texts; \"-\": the lines of standard input.")
    var texts: [String]

    @Option(help: "Whose vectors, as ollama:embeddinggemma@256; the active space's.")
    var target = ""

    @Option(
        name: .customLong("as"),
        help: """
            verbatim, or as a document or a query: with the words that the space puts before them.
            """
    )
    var wording = Wording.verbatim

    @Option(help: "The vectors' width; the target's own.")
    var dimensions: Int32 = 0

    @Flag(help: "Cut texts that are too long for the model, and say so, instead of refusing them.")
    var truncate = false

    @Flag(help: "Let queries and single texts of others go first.")
    var bulk = false

    func validate() throws {
        guard dimensions >= 0 else { throw ValidationError("--dimensions must be 0 or more") }
        guard texts == ["-"] || !texts.contains("-") else {
            throw ValidationError("\"-\" stands alone: texts, or the lines of standard input")
        }
    }

    func run() async throws {
        try await remote.run { remote in
            guard texts == ["-"] else {
                for part in texts.chunks(of: Self.textsPerCall) {
                    try await embed(Array(part), on: remote)
                }
                return
            }
            var lines = TextLines(perCall: Self.textsPerCall)
            while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 16), !chunk.isEmpty
            {
                for part in try lines.take(chunk) { try await embed(part, on: remote) }
            }
            for part in try lines.finish() { try await embed(part, on: remote) }
        }
    }

    private func embed(_ texts: [String], on remote: Remote) async throws {
        let response = try await remote.embed(
            MoultV1.EmbedRequest(
                texts: texts,
                target: target,
                wording: wording.wire,
                dimensions: dimensions,
                truncate: truncate,
                bulk: bulk
            )
        )
        for text in response.embedded {
            remote.output.json(EmbeddedTextView(text, of: response))
        }
    }
}
