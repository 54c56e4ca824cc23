import Foundation
import Testing

/// The formatter's strict lint, run as it is run by hand.
struct Format {
    /// Found on the path.
    var tool = ["swift", "format", "lint"]

    /// What the linter says of `paths`; empty: they are clean.
    ///
    /// - Throws: when the linter cannot be run, so that its absence never passes for cleanliness.
    func complaints(about paths: [String], under root: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.currentDirectoryURL = root
        process.arguments =
            tool + ["--strict", "--parallel", "--recursive"] + paths
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let text = String(decoding: data, as: UTF8.self)
        if process.terminationStatus == 0 { return text }
        return text.isEmpty ? "\(tool[0]) ended with \(process.terminationStatus)" : text
    }
}

@Suite struct FormatTests {
    @Test func `swift format lint is clean`() throws {
        let paths = ["Package.swift", "Sources", "Tests"]
        let complaints = try Format().complaints(about: paths, under: Project.rootURL)
        #expect(complaints.isEmpty, "\n\(complaints)")
    }

    @Test func `a badly laid out file is complained about`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "moult-format-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let sample = Data("let a  =  1;\n".utf8)
        try sample.write(to: folder.appending(path: "Sample.swift"))
        let complaints = try Format().complaints(about: ["Sample.swift"], under: folder)
        #expect(complaints.contains("Sample.swift"))
    }

    @Test func `a linter that fails is complained about`() throws {
        let linter = Format(tool: ["false"])
        let complaints = try linter.complaints(about: ["Sources"], under: Project.rootURL)
        #expect(complaints == "false ended with 1")
    }
}
