import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `A text longer than the model takes in` {
    @Test func `is pending by the policy reject, and then quarantined`() async throws {
        let fixture = try await Fixture()
        fixture.old.takes(tokens: 2)
        #expect(try await fixture.ingest("a", "one two").isEmbedded)
        let reason = try await fixture.ingest("b", "one two three").pendingReason
        #expect(reason?.contains("refuses this text") == true)
        try await fixture.healing { await fixture.counts()?.quarantined == 1 }
        #expect(await fixture.counts()?.embedded == 1)
    }

    @Test(arguments: [
        (OversizePolicy.truncate, VectorForm.truncated), (OversizePolicy.split, VectorForm.split),
    ])
    func `is embedded by the other policies, and its vector says how`(
        policy: OversizePolicy,
        form: VectorForm
    ) async throws {
        let fixture = try await Fixture(oversize: policy)
        fixture.old.takes(tokens: 2)
        #expect(try await fixture.ingest("a", "one two three").isEmbedded)
        #expect(try await fixture.ingest("b", "one two").isEmbedded)
        #expect(try await fixture.forms() == [form, .whole])
    }

    @Test func `is healed by the same policy`() async throws {
        let fixture = try await Fixture(oversize: .truncate)
        fixture.old.takes(tokens: 2)
        fixture.old.fails()
        try await fixture.ingest("a", "one two three")
        fixture.old.answers(nil)
        try await fixture.healing { await fixture.isHealed() }
        #expect(try await fixture.forms() == [.truncated])
    }

    @Test func `does not close the breaker, as nobody was asked`() async throws {
        let fixture = try await Fixture()
        fixture.old.takes(tokens: 2)
        fixture.old.fails()
        for key in ["a", "b"] { try await fixture.ingest(key, key) }
        try await fixture.ingest("long", "one two three")
        try await fixture.ingest("c", "c")
        #expect(try await fixture.memory.stats().embedderProblem == "It is down.")
    }
}

extension Fixture {
    fileprivate func forms() async throws -> [VectorForm] {
        try await store.vectors(in: activeSpace, after: nil, limit: 10).map(\.form)
    }
}
