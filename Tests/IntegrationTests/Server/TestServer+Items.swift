import Messages
import MoultClient
import Testing

/// Items, as most tests ask for them.
extension TestServer {
    /// Stores texts by their keys, in one call.
    @discardableResult
    func put(
        _ texts: KeyValuePairs<String, String>,
        idempotencyKey: String = ""
    ) async throws -> [MoultV1.IngestOutcome] {
        try await put(texts.map { (key: $0.key, text: $0.value) }, idempotencyKey: idempotencyKey)
    }

    @discardableResult
    func put(
        _ texts: [(key: String, text: String)],
        idempotencyKey: String = ""
    ) async throws -> [MoultV1.IngestOutcome] {
        let items = texts.map { MoultV1.ItemDraft(key: $0.key, text: $0.text) }
        let request = MoultV1.IngestRequest(items: items, idempotencyKey: idempotencyKey)
        return try await client.memory.ingest(request).outcomes
    }

    /// Stores `count` items "NAME1", "NAME2", … with texts of one word of their own each.
    func fill(_ name: String, _ count: Int) async throws {
        for start in stride(from: 1, through: count, by: 500) {
            let numbers = start...min(start + 499, count)
            let outcomes = try await put(numbers.map { (name + "\($0)", "a text of \(name)\($0)") })
            try #require(outcomes.allSatisfy { $0.status == .embedded || $0.status == .pending })
        }
    }

    @discardableResult
    func delete(_ keys: String...) async throws -> MoultV1.DeleteResponse {
        let keys = keys.map { MoultV1.KeyToDelete(key: $0) }
        return try await client.memory.delete(MoultV1.DeleteRequest(keys: keys))
    }

    func item(_ key: String) async throws -> MoultV1.StoredItem? {
        let request = MoultV1.GetRequest(keys: [MoultV1.ItemKey(key: key)])
        return try await client.memory.get(request).items.first
    }

    func stats() async throws -> MoultV1.StatsResponse { try await client.memory.stats() }

    func search(
        _ text: String,
        _ mode: MoultV1.SearchMode,
        k: Int32 = 1,
        pageToken: String = ""
    ) async throws -> MoultV1.SearchAnswer {
        let query = MoultV1.SearchQuery(text: text, mode: mode, k: k, pageToken: pageToken)
        let response = try await client.memory.search(MoultV1.SearchRequest(queries: [query]))
        return try #require(response.answers.first)
    }

    /// Whether the item's own text finds it with a cosine of 1.
    func isFoundByMeaning(_ key: String, _ text: String) async throws -> Bool {
        let hit = try await search(text, .semantic).hits.first
        return hit?.item?.key == key && (hit?.semanticScore ?? 0) > 0.999
    }

    func isFoundByWords(_ key: String, _ words: String) async throws -> Bool {
        try await search(words, .lexical).hits.first?.item?.key == key
    }

    /// Waits until no item lacks its vector in the active space.
    func waitUntilHealed() async throws {
        try await eventually("no item is pending") { try await stats().pending == 0 }
    }
}

/// What a call failed with.
func failure<Answer>(
    of call: () async throws -> Answer,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws -> MoultError {
    do {
        let answer = try await call()
        Issue.record("it was answered with \(answer)", sourceLocation: sourceLocation)
        throw TestFailure("a call that must fail did not")
    } catch let error as MoultError {
        return error
    }
}
