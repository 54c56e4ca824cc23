import Foundation
import Testing

/// What is committed is what the generators make today.
///
/// They need protoc, protoc-c and python3-protobuf; a machine without them fails here, as it should.
struct DriftTests {
    /// Runs one of the project's scripts on an empty folder, and shows the folder to `body`.
    private func withOutput(of script: String, _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "moult-drift-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = Checkout.root.appending(path: script)
        process.arguments = [folder.path]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0,
            "\(script): \(String(decoding: said, as: UTF8.self))"
        )
        try body(folder)
    }

    @Test func `the committed messages are what the schema makes`() throws {
        try withOutput(of: "proto/generate") { made in
            for folder in [
                "Sources/CMessages", "Sources/Messages/Generated", "Tests/CTestMessages",
                "Tests/MessagesTests/Generated",
            ] {
                let fresh = try Checkout.files(below: made.appending(path: folder))
                let committed = try Checkout.files(below: Checkout.root.appending(path: folder))
                try #require(!fresh.isEmpty)
                let stale = Set(fresh.keys).union(committed.keys)
                    .filter { fresh[$0] != committed[$0] }
                    .sorted()
                #expect(stale.isEmpty, "\(folder): stale, run make proto: \(stale)")
            }
        }
    }

    @Test func `the golden bytes are what protoc makes of their texts`() throws {
        try withOutput(of: "Tests/MessagesTests/Fixtures/encode") { made in
            let fresh = try Checkout.files(below: made)
            let committed = try Checkout.files(below: Checkout.fixtures)
                .filter { $0.key.hasSuffix(".bin") }
            try #require(!fresh.isEmpty)
            #expect(fresh == committed)
        }
    }
}
