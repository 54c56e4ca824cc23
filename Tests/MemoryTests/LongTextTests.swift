import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `A text that is too long for the model` {
    private static let long = "one two three four five six seven eight"

    @Test func `is stored, and quarantined with its reason`() async throws {
        let fixture = try await Fixture(contextTokensMax: 4)
        let reason = try await fixture.ingest("long", Self.long).pendingReason
        #expect(reason?.hasPrefix("The embedder refuses this text: The text has 10 tokens") == true)
        #expect(try await fixture.keys("seven", .lexical) == ["long"])
        try await fixture.healing { await fixture.counts()?.quarantined == 1 }
        let rows = try await fixture.store.quarantined(
            in: fixture.activeSpace,
            after: nil,
            limit: 10
        )
        #expect(rows.map(\.key.key) == ["long"])
        #expect(rows.first?.reason.hasPrefix("The text has 10 tokens") == true)
        #expect(!fixture.old.documents.contains(Self.long), "it is never sent")
    }

    @Test(arguments: [(OversizePolicy.truncate, VectorForm.truncated), (.split, .split)])
    func `is embedded as the policy of its space says`(
        policy: OversizePolicy,
        form: VectorForm
    ) async throws {
        let fixture = try await Fixture(
            contextTokensMax: 4,
            oversize: { $0.model == "old" ? policy : .reject }
        )
        #expect(try await fixture.ingest("long", Self.long).isEmbedded)
        #expect(try await fixture.ingest("short", "one two").isEmbedded)
        #expect(try await fixture.forms() == ["long": form])
        #expect(!fixture.old.documents.contains(Self.long))
    }

    @Test(arguments: [(OversizePolicy.truncate, VectorForm.truncated), (.split, .split)])
    func `is healed as the policy of its space says`(
        policy: OversizePolicy,
        form: VectorForm
    ) async throws {
        let fixture = try await Fixture(contextTokensMax: 4, oversize: { _ in policy })
        fixture.old.fails()
        try await fixture.ingest("long", Self.long)
        fixture.old.answers(nil)
        try await fixture.healing { await fixture.isHealed() }
        #expect(try await fixture.forms() == ["long": form])
    }

    @Test func `does not close the breaker, as nobody was asked`() async throws {
        let fixture = try await Fixture(contextTokensMax: 4)
        fixture.old.fails()
        for key in ["a", "b"] { try await fixture.ingest(key, key) }
        try await fixture.ingest("long", Self.long)
        try await fixture.ingest("c", "c")
        #expect(try await fixture.memory.stats().embedderProblem == "It is down.")
    }
}

extension Fixture {
    /// By key, where it is not the whole text.
    fileprivate func forms() async throws -> [String: VectorForm] {
        let vectors = try await store.vectors(in: activeSpace, after: nil, limit: 10)
        let forms = try await store.forms(of: vectors.map(\.item), in: activeSpace)
        let items = try await store.items(withIDs: Array(forms.keys))
        return Dictionary(
            uniqueKeysWithValues: items.compactMap { item in
                forms[item.id].map { (item.key.key, $0) }
            }
        )
    }
}
