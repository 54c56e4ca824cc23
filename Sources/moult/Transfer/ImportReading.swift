import Foundation
import Messages
import MoultClient

/// Reads JSON lines, sends their items over one import stream, and counts what became of them.
struct ImportReading {
    struct Report: Encodable {
        var embedded = 0
        var pending = 0
        var unchanged = 0
        var refused = 0
        /// Items that brought a vector.
        var vectors = 0
        /// Lines that could not be read, and items that were refused.
        var problems: [String] = []

        var isComplete: Bool { refused == 0 && problems.isEmpty }
    }

    let remote: Remote
    /// Where items go that name no collection.
    let collection: String

    /// nil: standard input.
    func run(from path: String?) async throws -> Report {
        guard let path else { return try await run(.standardInput, named: "standard input") }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw CommandFailure("\(path) cannot be read", remedy: "Check the path.")
        }
        return try await run(handle, named: path)
    }

    private func run(_ handle: FileHandle, named name: String) async throws -> Report {
        var work = Work(
            sending: ImportSending(try remote.client.memory.importStream()),
            progress: TransferProgress(label: "importing", output: remote.output),
            collection: collection,
            name: name
        )
        defer { work.progress.end() }
        var reader = JSONLineReader<TransferLine>()
        while let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty {
            for line in reader.take(chunk) { try await work.take(line) }
        }
        for line in reader.finish() { try await work.take(line) }
        return try await work.finish()
    }
}

extension ImportReading {
    /// One import on its way.
    private struct Work {
        var sending: ImportSending
        var progress: TransferProgress
        let collection: String
        let name: String
        private var report = Report()
        /// What comes is said once, before the first item.
        private var hasBegun = false

        init(
            sending: ImportSending,
            progress: TransferProgress,
            collection: String,
            name: String
        ) {
            self.sending = sending
            self.progress = progress
            self.collection = collection
            self.name = name
        }

        mutating func take(_ line: Result<TransferLine, LineError>) async throws {
            switch line {
            case .success(.header(let header)):
                guard header.moultExport == TransferHeader.version else {
                    throw CommandFailure(
                        "\(name) is an export of version \(header.moultExport); this program reads "
                            + "version \(TransferHeader.version)",
                        remedy: "Import it with the version that wrote it."
                    )
                }
                guard !hasBegun else {
                    throw CommandFailure(
                        "\(name) has a header behind its first line",
                        remedy: "Import one export at a time."
                    )
                }
                progress.total = header.items.map { Int($0) }
                try await begin(with: header.wire)
            case .success(.item(let item)):
                if !hasBegun { try await begin(with: MoultV1.ImportHeader()) }
                if item.vector != nil { report.vectors += 1 }
                try await sending.send { [collection] number in
                    MoultV1.ImportRequest(
                        part: .item(item.wire(number: number, collection: collection))
                    )
                }
                progress.draw(done: sending.counts.answered)
            case .failure(let error):
                report.problems.append("\(name): \(error.message)")
            }
        }

        private mutating func begin(with header: MoultV1.ImportHeader) async throws {
            hasBegun = true
            try await sending.begin(with: MoultV1.ImportRequest(part: .header(header)))
        }

        mutating func finish() async throws -> Report {
            if !hasBegun { try await begin(with: MoultV1.ImportHeader()) }
            try await sending.finish { counts in progress.draw(done: counts.answered) }
            let counts = sending.counts
            report.embedded = counts.embedded
            report.pending = counts.pending
            report.unchanged = counts.unchanged
            report.refused = counts.refused
            report.problems += counts.refusals
            return report
        }
    }
}

extension Output {
    func show(_ report: ImportReading.Report) {
        if isJSON { return json(report) }
        for problem in report.problems { complain(problem) }
        let stored = report.embedded + report.pending
        var parts = ["\(Quantity.text(count: stored)) stored"]
        if report.pending > 0 {
            parts.append("\(Quantity.text(count: report.pending)) of them pending")
        }
        parts.append("\(Quantity.text(count: report.unchanged)) unchanged")
        if report.refused > 0 { parts.append("\(Quantity.text(count: report.refused)) refused") }
        let vectors = Quantity.text(count: report.vectors, of: "vector")
        line("\(parts.joined(separator: ", ")); \(vectors) came along.")
    }
}
