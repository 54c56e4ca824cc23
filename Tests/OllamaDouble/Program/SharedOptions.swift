import ArgumentParser
import Foundation

/// What both doubles are told in the same words.
struct SharedOptions: ParsableArguments {
    /// Ollama's own.
    static let ollamaPort = 11_434

    @Option(help: "The address to listen on.")
    var host: String?

    @Option(help: "The API's port; 0: the system chooses.")
    var port: Int?

    @Option(help: "The port for orders and events; 0: the system chooses.")
    var sidePort: Int?

    @Option(help: "A JSON file with models, costs and settings.")
    var config: String?

    @Option(help: "A model to change or to add, as \"embeddinggemma,item_ms=15\"; may be repeated.")
    var model: [String] = []

    @Option(help: "What goes wrong, as \"embed#3=reset,chat#1=eof:4\".")
    var faults: String?

    func file() throws -> Data? {
        try config.map { try Data(contentsOf: URL(filePath: $0)) }
    }

    /// Says where the double is, on one line, and waits for the end.
    func serve(
        _ name: String,
        _ url: String,
        _ sideURL: String,
        stop: () async -> Void
    ) async throws {
        print("\(name) \(url) side \(sideURL)")
        // A pipe would keep the line back, and its reader waits for it.
        fflush(nil)
        await Termination.wait()
        await stop()
    }
}
