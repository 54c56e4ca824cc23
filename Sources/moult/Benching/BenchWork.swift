import Messages

/// One call of a measurement.
struct BenchWork: Sendable {
    /// Makes the call of that number.
    let call: @Sendable (Remote, Int) async throws -> Void

    private static let ingestCollection = "bench"

    init(_ subject: Bench.Subject, _ remote: Remote) async throws {
        switch subject {
        case .health:
            call = { remote, _ in _ = try await remote.health() }
        case .get:
            let keys = try await Self.keys(remote)
            call = { remote, number in
                _ = try await remote.get(MoultV1.GetRequest(keys: [keys[number % keys.count]]))
            }
        case .search:
            let texts = try await Self.texts(remote)
            call = { remote, number in
                _ = try await remote.search(
                    MoultV1.SearchQuery(text: texts[number % texts.count])
                )
            }
        case .ingest:
            call = { remote, number in
                _ = try await remote.ingest(
                    MoultV1.ItemDraft(
                        collection: Self.ingestCollection,
                        key: "bench-\(number)",
                        text: "Passage \(number) of a measurement, as long as a short note is."
                    )
                )
            }
        }
    }

    private static func items(_ remote: Remote) async throws -> [MoultV1.StoredItem] {
        let page = try await remote.list(MoultV1.ListRequest(pageSize: 100))
        guard !page.items.isEmpty else {
            throw CommandFailure(
                "The server holds no items to measure with",
                remedy: "Put some in with `moult ingest`."
            )
        }
        return page.items
    }

    private static func keys(_ remote: Remote) async throws -> [MoultV1.ItemKey] {
        try await items(remote).map { MoultV1.ItemKey(collection: $0.collection, key: $0.key) }
    }

    /// A few words of each item, as a question.
    private static func texts(_ remote: Remote) async throws -> [String] {
        try await items(remote).map { item in
            item.text.split(whereSeparator: \.isWhitespace).prefix(6).joined(separator: " ")
        }
    }
}
