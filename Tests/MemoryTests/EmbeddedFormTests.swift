import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite struct `The form of an item's vector` {
    @Test func `is told for the active space, and not for what lacks its vector`() async throws {
        let fixture = try await Fixture()
        fixture.old.takes(tokens: 100)
        let keys = ["whole", "split", "pending"].map { ItemKey(key: $0) }
        try await fixture.ingest("whole", "one")
        fixture.old.fails()
        try await fixture.ingest("split", "two")
        try await fixture.ingest("pending", "three")
        let items = try await fixture.memory.items(at: keys).compactMap(\.self)
        let vector = Vector(
            item: items[1].id,
            revision: items[1].revision,
            values: fixture.old.bag("two"),
            form: .split
        )
        try await fixture.store.put([vector], in: fixture.activeSpace)
        let forms = try await fixture.memory.embeddedForms(of: items)
        #expect(forms == [items[0].id: .whole, items[1].id: .split])
    }
}
