import ArgumentParser
import Foundation
import OllamaDouble

/// `ollama-double serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Pass for an Ollama.")

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The API's port; 0: the system chooses.")
    var port = 11_434

    @Option(help: "The port for orders and events; 0: the system chooses.")
    var sidePort = 0

    @Option(help: "Models that are loaded at once, as OLLAMA_MAX_LOADED_MODELS; 0: automatic.")
    var maxLoaded = 2

    @Option(help: "What goes wrong, as \"embed#3=reset,chat#1=eof:4\".")
    var faults = ""

    func run() async throws {
        var configuration = OllamaConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.sidePort = sidePort
        configuration.scheduler.loadedMax = maxLoaded
        configuration.faults = try FaultScript(parsing: faults)
        let double = try await OllamaDouble.start(configuration)
        print("ollama \(double.url) side \(double.sideURL)")
        fflush(nil)
        await Termination.wait()
        await double.stop()
    }
}
