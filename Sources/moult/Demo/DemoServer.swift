import Foundation

/// A server of its own in a temporary directory, started as any user would start one.
final class DemoServer {
    let address: String
    let directory: String
    private let process = Process()

    init(embedder: String, ollama: String) throws {
        directory =
            FileManager.default.temporaryDirectory
            .appendingPathComponent("moult-demo-\(UUID().uuidString.prefix(8))").path
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        address = "unix://\(directory)/moult.sock"
        process.executableURL = try Self.executable()
        process.arguments = [
            "serve", "--data", "\(directory)/data", "--listen", address,
            "--embedder", embedder, "--log-level", "warning", "--set", "drain.delayMs=0",
            "--set", "providers=\(DemoOllama.provider)=ollama \(ollama)",
        ]
        try process.run()
    }

    /// This program's own file.
    private static func executable() throws -> URL {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: path)
    }

    var isRunning: Bool { process.isRunning }

    /// Ends the server and removes its directory.
    func stop() {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: directory)
    }
}
