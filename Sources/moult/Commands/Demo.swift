import ArgumentParser
import Foundation
import Messages

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "See a live migration: serves, ingests, searches and migrates by itself.",
        discussion: """
            Serves on a temporary directory, ingests this machine's own documentation, and replaces \
            the embedding model while clients go on searching and writing. Leaves nothing behind.

            Where an Ollama answers (at OLLAMA_HOST, or its usual address) that has an embedding \
            model, the migration leads to that one, and a chat goes on beside it.
            """
    )

    private static let from = "builtin:lexical@256"
    private static let to = "builtin:lexical@1024"

    @Option(help: "Where an Ollama may answer.")
    var ollama = DemoOllama.address(ProcessInfo.processInfo.environment["OLLAMA_HOST"])

    @Option(help: "How long the migration is to last, in seconds.")
    var seconds: Double = 28

    @Option(help: "Text to ingest instead of this machine's documentation; may be repeated.")
    var folder: [String] = []

    func validate() throws {
        guard (1...3_600).contains(seconds) else {
            throw ValidationError("--seconds must be 1 to 3,600")
        }
    }

    func run() async throws {
        let output = Output(isJSON: false)
        let stage = DemoStage(output: output, seconds: seconds, from: Self.from, to: Self.to)
        let server = try DemoServer(embedder: Self.from, ollama: DemoOllama.address(ollama))
        defer { server.stop() }
        do {
            try await stage.play(on: server, corpus: corpus(output))
        } catch {
            let failure = Failure(error, address: server.address)
            output.complain(failure.problem, remedy: failure.remedy)
            throw ExitCode(failure.exitStatus.rawValue)
        }
    }

    private func corpus(_ output: Output) -> DemoCorpus {
        let corpus = folder.isEmpty ? DemoCorpus() : DemoCorpus(folders: folder)
        if folder.isEmpty, corpus.passages < DemoCorpus.passagesMin {
            output.remark(
                "This machine has only \(corpus.passages) passages of documentation; "
                    + "--folder names more."
            )
        }
        return corpus
    }
}
