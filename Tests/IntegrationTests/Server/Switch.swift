import Foundation

/// A file that a fault script looks for: a switch on an embedder in another process.
struct Switch: Sendable {
    let path: String

    init(_ server: TestServer, _ name: String) {
        path = server.directory + "/" + name
    }

    func turnOn() throws {
        try Data().write(to: URL(fileURLWithPath: path))
    }

    func turnOff() {
        try? FileManager.default.removeItem(atPath: path)
    }
}
