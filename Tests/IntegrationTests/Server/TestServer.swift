import Foundation
import Messages
import MoultClient
import Synchronization
import Testing

/// One data directory, its socket, and the server that runs over it now.
final class TestServer: Sendable {
    /// Where `data`, the socket and the log are.
    let directory: String
    let client: MoultClient
    private let arguments: [String]
    private let running = Mutex<ServerProcess?>(nil)

    var data: String { directory + "/data" }
    var database: String { data + "/moult.db" }
    var address: String { Self.address(in: directory) }
    private var log: String { directory + "/log" }

    private static func address(in directory: String) -> String { "unix://\(directory)/socket" }

    /// Scripts count calls, so no canaries are looked at unasked; vectors of a fault embedder mean
    /// nothing, so no verdict on them holds a flip; and old spaces may be pruned at once.
    private static let standingSettings = [
        "drain.delayMs=0", "store.diskReserveBytes=0", "canaries.everyMinutes=0",
        "migration.gate=inform", "migration.rollbackWindowHours=0", "evaluation.queriesMax=24",
    ]

    private init(embedder: String, settings: [String], directory: String?) throws {
        let directory = try directory ?? Self.temporaryDirectory()
        self.directory = directory
        client = try MoultClient(server: Self.address(in: directory))
        arguments =
            (["serve", "--embedder", embedder, "--data", directory + "/data"]
            + ["--listen", Self.address(in: directory)]
            + (Self.standingSettings + settings).flatMap { ["--set", $0] })
            .map { $0.replacingOccurrences(of: "{directory}", with: directory) }
    }

    /// Runs `body` with a server that serves, and leaves nothing behind.
    ///
    /// In `embedder` and `settings`, "{directory}" stands for the server's directory. Of a setting
    /// that stands twice the last counts.
    static func run(
        embedder: String = "fault:@64",
        settings: [String] = [],
        directory: String? = nil,
        _ body: (TestServer) async throws -> Void
    ) async throws {
        let server = try TestServer(embedder: embedder, settings: settings, directory: directory)
        do {
            try await server.start()
            try await body(server)
        } catch {
            Issue.record("\(error)\nThe server's log ends with:\n\(server.logEnd)")
        }
        await server.process?.kill()
        await server.client.close()
        if directory == nil { try FileManager.default.removeItem(atPath: server.directory) }
    }

    /// Short, since a socket's path may have 107 bytes.
    private static func temporaryDirectory() throws -> String {
        var template = Array("/tmp/moult-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TestFailure("no temporary directory: \(String(cString: strerror(errno)))")
        }
        return template.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
    }

    var logEnd: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? "(no log)"
        return text.split(separator: "\n").suffix(25).joined(separator: "\n")
    }
}

// The process.
extension TestServer {
    var process: ServerProcess? { running.withLock { $0 } }

    /// Starts the server over what is there, and waits until it serves.
    func start() async throws {
        let process = try launch()
        running.withLock { $0 = process }
        try await eventually("the server serves") {
            if let end = process.endNow { throw TestFailure("the server ended with \(end)") }
            let health = try? await client.health.check(options: CallOptions(timeout: .seconds(5)))
            return health?.status == .serving
        }
    }

    /// One more process over the same data directory, and perhaps another socket.
    func launch(more: [String] = []) throws -> ServerProcess {
        try ServerProcess(arguments + more, log: log)
    }

    /// kill -9.
    func kill() async throws {
        try await #require(process).kill()
    }

    /// SIGTERM, and the end it comes to.
    func terminate() async throws {
        let process = try #require(process)
        process.signal(SIGTERM)
        let end = await process.end()
        #expect(end == .exit(0), "\(logEnd)")
    }
}

// The database, from outside.
extension TestServer {
    /// Copies the database with its log, as a crash or a stop left it.
    func copyDatabase(to target: String) throws {
        let files = FileManager.default
        for end in ["", "-wal"] {
            try? files.removeItem(atPath: target + end)
            if files.fileExists(atPath: database + end) {
                try files.copyItem(atPath: database + end, toPath: target + end)
            }
        }
    }

    /// What SQLite's own program says of the database of a server that has stopped.
    func integrityAtRest() async throws -> String {
        try await Command.run("sqlite3", database, "PRAGMA integrity_check").output
    }

    /// What SQLite's own program says of a copy.
    func integrity() async throws -> String {
        let copy = directory + "/copy.db"
        try copyDatabase(to: copy)
        return try await Command.run("sqlite3", copy, "PRAGMA integrity_check").output
    }
}
