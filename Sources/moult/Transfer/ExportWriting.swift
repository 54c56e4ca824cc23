import Foundation
import Messages
import MoultClient

/// Writes what an export streams as JSON lines.
struct ExportWriting {
    struct Report: Encodable {
        var items: Int64 = 0
        var vectors: Int64 = 0
        /// Of the vectors; nil: there are none.
        var vectorsOf: String?
        /// nil: standard output.
        var path: String?
    }

    let remote: Remote
    let request: MoultV1.ExportRequest

    /// To a file beside `path` that takes its place when it is whole; nil: to standard output.
    func run(to path: String?) async throws -> Report {
        guard let path else { return try await run(into: .standardOutput) }
        let partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else {
            throw CommandFailure(
                "\(partial) cannot be written",
                remedy: "Name a file in a folder that this user may write to."
            )
        }
        do {
            var report = try await run(into: handle)
            try handle.synchronize()
            try handle.close()
            guard rename(partial, path) == 0 else {
                throw CommandFailure("\(partial) is whole and cannot be renamed to \(path)")
            }
            report.path = path
            return report
        } catch {
            try? handle.close()
            unlink(partial)
            throw error
        }
    }

    private func run(into handle: FileHandle) async throws -> Report {
        var report = Report()
        var progress = TransferProgress(label: "exporting", output: remote.output)
        var lines = LineBuffer(handle)
        defer { progress.end() }
        for try await message in try remote.client.memory.export(request) {
            switch message.part {
            case .header(let header):
                report.vectorsOf = header.space.map { TransferSpace($0).target }
                progress.total = Int(header.items)
                try lines.add(TransferHeader(header).line())
            case .item(let item):
                report.items += 1
                if !item.vector.isEmpty { report.vectors += 1 }
                try lines.add(JSONOutput.line(TransferItem(item)))
                progress.draw(done: Int(report.items))
            case nil: break
            }
        }
        try lines.flush()
        return report
    }
}

/// Lines on their way to a file, many for each write.
private struct LineBuffer {
    private static let bytesMax = 1 << 20

    private let handle: FileHandle
    private var bytes = Data()

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    mutating func add(_ line: String) throws {
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
        if bytes.count >= Self.bytesMax { try flush() }
    }

    mutating func flush() throws {
        try handle.write(contentsOf: bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}

extension Output {
    func show(_ report: ExportWriting.Report) {
        // What was written to standard output is the answer: nothing else stands in it.
        if isJSON, report.path != nil { return json(report) }
        var sentence = "\(Quantity.text(count: Int(report.items), of: "item")) exported"
        if let target = report.vectorsOf {
            sentence += ", \(Quantity.text(count: Int(report.vectors))) with a vector of \(target)"
        }
        remark(sentence + (report.path.map { " to \($0)." } ?? "."))
    }
}
