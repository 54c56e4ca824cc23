import Foundation

/// A program of the system's, run to its end.
enum Command {
    struct Result: Sendable {
        let code: Int32
        /// Standard output and error, without the last line's end.
        let output: String
    }

    static func run(_ name: String, _ arguments: String...) async throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        let (ends, source) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            source.yield(process.terminationStatus)
            source.finish()
        }
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        var code: Int32 = -1
        for await end in ends { code = end }
        let text = String(bytes: output, encoding: .utf8) ?? ""
        return Result(code: code, output: text.trimmingCharacters(in: .newlines))
    }
}
