import Messages
import Synchronization

/// Clients that search and write all the time, each on a connection of its own.
struct DemoLoad {
    let address: String
    let searches = LoadLog()
    let writes = LoadLog()
    /// What was acknowledged: the texts by their keys.
    let written = Written()

    static let collection = "demo-writes"
    private static let searchPause = Duration.milliseconds(40)
    private static let writePause = Duration.milliseconds(60)

    func enter(_ part: LoadLog.Part) {
        searches.enter(part)
        writes.enter(part)
    }

    /// Runs until it is cancelled.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await search(startingAt: 0) }
            group.addTask { try await search(startingAt: 3) }
            group.addTask { try await write() }
            try await group.waitForAll()
        }
    }

    private func search(startingAt offset: Int) async throws {
        let remote = try Remote.connect(to: address)
        var turn = offset
        while !Task.isCancelled {
            let query = DemoQueries.all[turn % DemoQueries.all.count]
            await searches.measure {
                let answer = try await remote.search(
                    MoultV1.SearchQuery(text: query.text, mode: query.mode)
                )
                guard !answer.hits.isEmpty, !answer.semanticUnavailable else {
                    throw DemoFault("\"\(query.text)\" found nothing by meaning")
                }
            }
            turn += 1
            try? await Task.sleep(for: Self.searchPause)
        }
    }

    private func write() async throws {
        let remote = try Remote.connect(to: address)
        var number = 0
        while !Task.isCancelled {
            let key = "note-\(number)"
            let text = "Note \(number), written while the embedding model is being replaced."
            await writes.measure {
                let outcome = try await remote.ingest(
                    MoultV1.ItemDraft(collection: Self.collection, key: key, text: text)
                )
                guard outcome.status == .embedded || outcome.status == .pending else {
                    throw DemoFault("\(key): \(outcome.message)")
                }
                written.add(text, at: key)
            }
            number += 1
            try? await Task.sleep(for: Self.writePause)
        }
    }

    /// Reads back all that was acknowledged.
    ///
    /// - Returns: how many are not there, or not as written.
    func lost(_ remote: Remote) async throws -> Int {
        let expected = written.all
        var found = 0
        for keys in expected.keys.sorted().chunks(of: 500) {
            let response = try await remote.get(
                MoultV1.GetRequest(
                    keys: keys.map { MoultV1.ItemKey(collection: Self.collection, key: $0) }
                )
            )
            found += response.items.count { expected[$0.key] == $0.text }
        }
        return expected.count - found
    }
}

/// The acknowledged writes.
final class Written: Sendable {
    private let texts = Mutex<[String: String]>([:])

    var all: [String: String] { texts.withLock { $0 } }

    func add(_ text: String, at key: String) {
        texts.withLock { $0[key] = text }
    }
}

struct DemoFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Array {
    /// Consecutive parts of at most `size` elements.
    func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}
