import Messages

// What --json prints: one object a line, fields named as in the proto.

struct ItemView: Encodable {
    let collection: String
    let key: String
    let text: String?
    let metadata: [String: String]
    let id: Int64
    let revision: Int64
    let createdUnixMs: Int64
    let updatedUnixMs: Int64
    let embedded: Bool
    let embeddedForm: String?

    init(_ item: MoultV1.StoredItem) {
        collection = item.collection
        key = item.key
        text = item.text.isEmpty ? nil : item.text
        metadata = Dictionary(item.metadata.map { ($0.key, $0.value) }) { first, _ in first }
        id = item.id
        revision = item.revision
        createdUnixMs = item.createdUnixMs
        updatedUnixMs = item.updatedUnixMs
        embedded = item.embedded
        embeddedForm = item.embeddedForm.ifAny
    }
}

struct HitView: Encodable {
    let item: ItemView
    let score: Double
    let semanticRank: Int32?
    let lexicalRank: Int32?
    let semanticScore: Double?
    let lexicalScore: Double?
    let snippet: String
    let stale: Bool

    init(_ hit: MoultV1.SearchHit) {
        item = ItemView(hit.item ?? MoultV1.StoredItem())
        score = hit.score
        semanticRank = hit.semanticRank == 0 ? nil : hit.semanticRank
        lexicalRank = hit.lexicalRank == 0 ? nil : hit.lexicalRank
        semanticScore = hit.semanticRank == 0 ? nil : hit.semanticScore
        lexicalScore = hit.lexicalRank == 0 ? nil : hit.lexicalScore
        snippet = hit.snippet
        stale = hit.stale
    }
}

struct AnswerView: Encodable {
    let hits: [HitView]
    let epoch: Int64
    let nextPageToken: String?
    let semanticUnavailable: String?

    init(_ answer: MoultV1.SearchAnswer) {
        hits = answer.hits.map(HitView.init)
        epoch = answer.epoch
        nextPageToken = answer.nextPageToken.isEmpty ? nil : answer.nextPageToken
        semanticUnavailable =
            answer.semanticUnavailable ? answer.semanticUnavailableMessage : nil
    }
}

struct CollectionView: Encodable {
    let name: String
    let items: Int64
}

struct DeletionView: Encodable {
    let deleted: Int64
    let dryRun: Bool
    let missing: [String]
    let refused: [String: String]

    init(_ response: MoultV1.DeleteResponse, isDryRun: Bool) {
        deleted = response.deleted
        dryRun = isDryRun
        missing = response.missing.map(\.key)
        refused = Dictionary(response.refused.map { ($0.key, $0.message) }) { first, _ in first }
    }
}
