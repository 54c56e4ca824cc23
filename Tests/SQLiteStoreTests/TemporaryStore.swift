import Foundation
import Knowledge
import Memory
import Spaces
import Synchronization

@testable import SQLiteStore

/// A data directory that goes with the test.
final class TemporaryDirectory: Sendable {
    let path = FileManager.default.temporaryDirectory.path + "/moult-\(UUID().uuidString)"

    var database: String { path + "/moult.db" }

    func open(
        _ settings: StoreSettings = StoreSettings()
    ) throws -> SQLiteStore {
        try SQLiteStore(directory: path, settings: settings)
    }

    /// A copy of the files as they are, as a power cut would leave them.
    func copy() throws -> TemporaryDirectory {
        let copy = TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: copy.path,
            withIntermediateDirectories: true
        )
        for name in ["moult.db", "moult.db-wal"] {
            let source = path + "/" + name
            guard FileManager.default.fileExists(atPath: source) else { continue }
            try FileManager.default.copyItem(atPath: source, toPath: copy.path + "/" + name)
        }
        return copy
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// Keeps what it hears.
final class Listener: CommitObserver {
    private let heard = Mutex<[Commit]>([])

    var commits: [Commit] { heard.withLock { $0 } }

    func committed(_ commit: Commit) {
        heard.withLock { $0.append(commit) }
    }
}

extension SpaceIdentity {
    static func lexical(_ dimensions: Int) -> SpaceIdentity {
        SpaceIdentity(provider: "builtin", model: "lexical", dimensions: dimensions)
    }
}

extension IngestBatch.Entry {
    static func of(
        _ key: String,
        _ text: String,
        in collection: String = ItemKey.defaultCollection,
        metadata: [String: String] = [:],
        expecting revision: Revision? = nil,
        vector: [Float]? = nil
    ) -> IngestBatch.Entry {
        IngestBatch.Entry(
            draft: ItemDraft(
                key: ItemKey(collection: collection, key: key),
                text: text,
                metadata: metadata,
                expectedRevision: revision
            ),
            vector: vector
        )
    }
}

extension SQLiteStore {
    /// The active space after `establish` with 4 dimensions.
    func begin() async throws -> SpaceID {
        let log = try await establish(.lexical(4), atUnixMs: 1)
        guard let active = log.active else { throw StoreError(.notFound, "no active profile") }
        return active.space.id
    }

    @discardableResult
    func ingest(
        _ entries: IngestBatch.Entry...,
        space: SpaceID = SpaceID(rawValue: 1),
        claim: IdempotencyClaim? = nil,
        atUnixMs: Int64 = 1_000
    ) async throws -> Answered<IngestReceipt> {
        try await ingest(
            IngestBatch(entries: entries, space: space, claim: claim, atUnixMs: atUnixMs)
        )
    }

    @discardableResult
    func delete(_ keys: String...) async throws -> DeletionReceipt {
        let expectations = keys.map { key in
            Deletion.Expectation(key: ItemKey(key: key), expectedRevision: nil)
        }
        return try await delete(Deletion(selection: .keys(expectations), atUnixMs: 2_000)).receipt
    }

    func item(_ key: String) async throws -> Item? {
        try await items(at: [ItemKey(key: key)]).first ?? nil
    }

    func found(_ words: String...) async throws -> [ItemID] {
        try await lexicalSearch(
            LexicalQuery(terms: words.map { [$0] }),
            filter: .everything,
            limit: 100
        ).map(\.id)
    }

    /// A number that a statement answers with on the writing connection.
    func onWriter(_ sql: String) async throws -> Int64? {
        try await writer.write(.outside) { transaction in
            try transaction.db.first(sql) { $0.integer(0) }
        }
    }

    /// What SQLite's own check says, and whether the words agree with the texts.
    func integrity() async throws -> [String] {
        try await writer.write { transaction in
            try transaction.db.run(
                "INSERT INTO item_words (item_words, rank) VALUES ('integrity-check', 1)"
            )
            return try transaction.db.all("PRAGMA integrity_check") { try $0.text(0) }
        }
    }
}

extension IngestReceipt.Outcome {
    var id: ItemID? {
        switch self {
        case .stored(let id, _, _), .unchanged(let id, _, _): id
        case .revisionMismatch: nil
        }
    }

    var revision: Revision? {
        switch self {
        case .stored(_, let revision, _), .unchanged(_, let revision, _): revision
        case .revisionMismatch: nil
        }
    }
}
