import Foundation
import Synchronization

/// A process of `moult-test`.
final class ServerProcess: Sendable {
    /// How it ended.
    enum End: Sendable, Hashable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)

        var description: String {
            switch self {
            case .exit(let code): "exit code \(code)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    let identifier: Int32
    private let ended: Task<End, Never>
    private let endedAs: EndSlot

    /// Its class, for the handler that the process calls from a thread of its own.
    private final class EndSlot: Sendable {
        let end = Mutex<End?>(nil)
    }

    /// - Parameter log: where its standard error goes, behind what is there.
    init(_ arguments: [String], log: String) throws {
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.filter {
            !$0.key.hasPrefix("MOULT_")
        }
        if !FileManager.default.fileExists(atPath: log) {
            _ = FileManager.default.createFile(atPath: log, contents: nil)
        }
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        try output.seekToEnd()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let (ends, source) = AsyncStream.makeStream(of: End.self)
        let slot = EndSlot()
        process.terminationHandler = { process in
            let status = process.terminationStatus
            let end: End =
                process.terminationReason == .exit ? .exit(status) : .signal(status)
            slot.end.withLock { $0 = end }
            source.yield(end)
            source.finish()
        }
        try process.run()
        try output.close()
        identifier = process.processIdentifier
        endedAs = slot
        ended = Task {
            for await end in ends { return end }
            return .exit(-1)
        }
    }

    /// Beside the bundle of the tests: a build of the tests builds the programs too.
    private static func program() throws -> URL {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let program = URL(fileURLWithPath: tests).deletingLastPathComponent()
            .appendingPathComponent("moult-test")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw TestFailure("\(program.path) is not there; run `swift build --build-tests`")
        }
        return program
    }
}

extension ServerProcess {
    /// How it ended; nil: it runs.
    var endNow: End? { endedAs.end.withLock { $0 } }

    /// Waits for its end.
    func end() async -> End { await ended.value }

    func signal(_ number: Int32) {
        if endNow == nil { Foundation.kill(identifier, number) }
    }

    /// As a power cut to the process.
    func kill() async {
        signal(SIGKILL)
        _ = await end()
    }

    /// What it holds in memory now.
    func residentBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
        guard
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
            let kibibytes = line.split(separator: " ").compactMap({ Int($0) }).first
        else { throw TestFailure("/proc/\(identifier)/status has no VmRSS") }
        return kibibytes << 10
    }
}

/// Why a test could not go on.
struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
