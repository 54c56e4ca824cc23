import Foundation
import Messages
import MoultClient

/// Reads inputs, sends their items over one stream, and counts what became of them.
struct Ingestion {
    struct Options {
        var collection: String
        var metadata: [String: String] = [:]
        var includesHidden = false
        var deletesGone = false
    }

    let remote: Remote
    let options: Options
    /// Drawn while the work goes on; nil: nothing is drawn.
    var label: String? = "ingesting"

    static let fileBytesMax = 64 << 20

    func run(paths: [String]) async throws -> IngestReport {
        var stream = IngestSending(try remote.client.memory.ingestStream())
        var progress = IngestProgress(label: label, output: remote.output)
        var report = IngestReport()
        var seen: Set<String> = []
        for input in FileWalk(paths: paths, includesHidden: options.includesHidden) {
            try await take(input, into: &stream, &report, &seen)
            progress.draw(stream.counts, &report)
        }
        try await stream.finish { counts in progress.draw(counts, &report) }
        report.add(stream.counts)
        progress.end()
        if options.deletesGone {
            if report.problems.isEmpty {
                report.deleted = try await deleteGone(
                    below: paths,
                    keeping: seen,
                    skipped: report.skippedPaths
                )
            } else {
                report.problems.append("Nothing was deleted, since not everything was taken.")
            }
        }
        return report
    }

    private func take(
        _ input: FoundInput,
        into stream: inout IngestSending,
        _ report: inout IngestReport,
        _ seen: inout Set<String>
    ) async throws {
        switch input {
        case .skipped(let path, let reason):
            report.skip(path, reason)
        case .unreadable(let path, let message):
            report.problems.append("\(path): \(message)")
        case .standardInput:
            try await sendLines(of: .standardInput, named: "standard input", &stream, &report)
        case .file(let path) where path.hasSuffix(".jsonl"):
            guard let handle = FileHandle(forReadingAtPath: path) else {
                return report.problems.append("\(path): It cannot be read.")
            }
            try await sendLines(of: handle, named: path, &stream, &report)
        case .file(let path):
            try await sendPassages(of: path, &stream, &report, &seen)
        }
    }

    private func sendPassages(
        of path: String,
        _ stream: inout IngestSending,
        _ report: inout IngestReport,
        _ seen: inout Set<String>
    ) async throws {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.read(upToCount: Self.fileBytesMax + 1) ?? Data()
        } catch {
            report.problems.append("\(path): It cannot be read: \(error.localizedDescription)")
            return
        }
        guard data.count <= Self.fileBytesMax else { return report.skip(path, .tooLarge) }
        switch FileText([UInt8](data)) {
        case .skipped(let reason):
            report.skip(path, reason)
        case .text(let text):
            report.files += 1
            for passage in PassageSplitter().passages(of: text, path: path) {
                seen.insert(passage.key)
                let draft = draft(passage.key, passage.text, passage.metadata, in: nil)
                try await stream.send { MoultV1.IngestStreamRequest(number: $0, item: draft) }
            }
        }
    }

    private func sendLines(
        of handle: FileHandle,
        named name: String,
        _ stream: inout IngestSending,
        _ report: inout IngestReport
    ) async throws {
        var reader = ItemLineReader()
        report.files += 1
        while let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty {
            for line in reader.take(chunk) { try await send(line, of: name, &stream, &report) }
        }
        for line in reader.finish() { try await send(line, of: name, &stream, &report) }
    }

    private func send(
        _ line: Result<ItemLine, LineError>,
        of name: String,
        _ stream: inout IngestSending,
        _ report: inout IngestReport
    ) async throws {
        switch line {
        case .success(let item):
            let draft = draft(item.key, item.text, item.metadata ?? [:], in: item.collection)
            try await stream.send { MoultV1.IngestStreamRequest(number: $0, item: draft) }
        case .failure(let error):
            report.problems.append("\(name): \(error.message)")
        }
    }

    private func draft(
        _ key: String,
        _ text: String,
        _ metadata: [String: String],
        in collection: String?
    ) -> MoultV1.ItemDraft {
        let all = metadata.merging(options.metadata) { _, given in given }
        return MoultV1.ItemDraft(
            collection: collection ?? options.collection,
            key: key,
            text: text,
            metadata: all.sorted { $0.key < $1.key }.map {
                MoultV1.MetadataEntry(key: $0.key, value: $0.value)
            }
        )
    }
}

// What is gone from the files.
extension Ingestion {
    private static let keysPerDelete = 500

    /// Deletes the passages of the paths that this run did not meet.
    ///
    /// A file that was skipped is still there: what an earlier run took from it stays.
    private func deleteGone(
        below paths: [String],
        keeping seen: Set<String>,
        skipped: [String]
    ) async throws -> Int {
        let roots = paths.map(FileWalk.plain)
        var gone: [String] = []
        var token = ""
        repeat {
            let page = try await remote.list(
                MoultV1.ListRequest(
                    filter: MoultV1.ItemFilter(collections: [options.collection]),
                    pageSize: 1_000,
                    pageToken: token,
                    withoutText: true
                )
            )
            gone += page.items.filter {
                !seen.contains($0.key) && isBelow($0, roots) && !isBelow($0, skipped)
            }.map(\.key)
            token = page.nextPageToken
        } while !token.isEmpty
        var deleted = 0
        for keys in gone.chunks(of: Self.keysPerDelete) {
            let response = try await remote.delete(
                MoultV1.DeleteRequest(
                    keys: keys.map {
                        MoultV1.KeyToDelete(collection: options.collection, key: $0)
                    }
                )
            )
            deleted += Int(response.deleted)
        }
        return deleted
    }

    private func isBelow(_ item: MoultV1.StoredItem, _ roots: [String]) -> Bool {
        guard let source = item.metadata.first(where: { $0.key == Passage.sourceEntry })?.value
        else { return false }
        return roots.contains { root in
            if root == "." { return !source.hasPrefix("/") && !source.hasPrefix("../") }
            return source == root || source.hasPrefix(root.hasSuffix("/") ? root : root + "/")
        }
    }
}
