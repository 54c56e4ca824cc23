import Messages
import MoultClient
import TestSupport
import Testing

/// Holds what the server has against what its clients were told.
struct Audit: Sendable {
    let server: TestServer
    let ledger: Ledger

    private static let queriesPerCall = 16

    /// Every key by Get, all or a sample by their words, and a sample by meaning.
    func afterCrash(isThorough: Bool = true) async throws {
        try await compareTexts()
        try await compareWords(of: isThorough ? nil : Set(ledger.latest(Self.queriesPerCall)))
        try await compareMeanings(of: ledger.latest(Self.queriesPerCall))
    }

    /// Everything, when nothing is pending any more.
    func atTheEnd() async throws {
        try await compareTexts()
        try await compareWords(of: nil)
        // First what was acknowledged as embedded, then, healed, the rest too.
        try await compareMeanings(of: ledger.entries.keys.sorted())
        try await server.waitUntilHealed()
        try await compareMeanings(of: ledger.entries.keys.sorted(), alsoPending: true)
    }

    private func compareTexts() async throws {
        let keys = ledger.entries.keys.sorted()
        guard !keys.isEmpty else { return }
        let request = MoultV1.GetRequest(keys: keys.map { MoultV1.ItemKey(key: $0) })
        let items = try await server.client.memory.get(request).items
        let texts = Dictionary(uniqueKeysWithValues: items.map { ($0.key, $0.text) })
        for key in keys where !ledger.found(key, texts[key]) {
            let known = ledger.entry(key).known.text ?? "nothing"
            let text = texts[key] ?? "nothing"
            Issue.record("\(key) was acknowledged as \(known), and there is \(text)")
        }
    }

    /// Each text is found by its own word, and no deleted or edited one is; nil: of every key.
    private func compareWords(of keys: Set<String>?) async throws {
        var wanted: [(word: String, key: String?)] = []
        for (key, entry) in ledger.entries where keys?.contains(key) ?? true {
            if let text = entry.known.text { wanted.append((Load.word(of: text), key)) }
            if let gone = entry.gone { wanted.append((Load.word(of: gone), nil)) }
        }
        try await compare(wanted, .lexical) { answer, word, key in
            let found = answer.hits.first?.item?.key
            #expect(found == key, "the word \(word)")
        }
    }

    private func compareMeanings(of keys: [String], alsoPending: Bool = false) async throws {
        let wanted = keys.compactMap { key -> (word: String, key: String?)? in
            guard case .text(let text, let isEmbedded) = ledger.entry(key).known,
                isEmbedded || alsoPending
            else { return nil }
            return (text, key)
        }
        let active = try await server.stats().activeEpoch
        try await compare(wanted, .semantic) { answer, text, key in
            let hit = answer.hits.first
            let score = hit?.semanticScore ?? 0
            #expect(
                hit?.item?.key == key && score > 0.999,
                "\(text) by meaning in epoch \(answer.epoch): score \(score)"
            )
            #expect(answer.epoch >= active)
        }
    }

    private func compare(
        _ wanted: [(word: String, key: String?)],
        _ mode: MoultV1.SearchMode,
        _ check: (MoultV1.SearchAnswer, String, String?) -> Void
    ) async throws {
        for start in stride(from: 0, to: wanted.count, by: Self.queriesPerCall) {
            let some = wanted[start..<min(start + Self.queriesPerCall, wanted.count)]
            let queries = some.map { MoultV1.SearchQuery(text: $0.word, mode: mode, k: 1) }
            let request = MoultV1.SearchRequest(queries: queries)
            let answers = try await server.client.memory.search(request).answers
            try #require(answers.count == some.count)
            for (answer, (word, key)) in zip(answers, some) { check(answer, word, key) }
        }
    }
}
