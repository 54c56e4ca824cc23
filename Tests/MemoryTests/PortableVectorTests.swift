import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Memory

@Suite(.timeLimit(.minutes(1))) struct `Items with their vectors` {
    @Test func `of the active space are found by meaning, and no embedder is asked`() async throws {
        let fixture = try await Fixture()
        let status = try await fixture.importing("a", "one", fixture.old.bag("one"))
        #expect(status.isEmbedded)
        #expect(fixture.old.documents == [])
        #expect(try await fixture.keys("one", .semantic) == ["a"])
    }

    @Test func `of another space are pending until the healer has been there`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        let status = try await fixture.importing(
            "a",
            "one",
            fixture.new.bag("one"),
            of: profile.space
        )
        #expect(status.pendingReason?.contains("which searches do not see") == true)
        #expect(try await fixture.store.counts(of: profile.space.id).embedded == 1)
        try await fixture.healing { await fixture.isHealed() }
        #expect(fixture.new.documents == [])
        #expect(try await fixture.keys("one", .semantic) == ["a"])
    }

    @Test func `of the new space wait for the flip during a hand-over`() async throws {
        let fixture = try await Fixture()
        let profile = try await fixture.startMigration()
        await fixture.memory.route.turn(to: profile.space, straggling: .seconds(1))
        async let status = fixture.importing("a", "one", fixture.new.bag("one"), of: profile.space)
        while fixture.memory.route.held == 0 { await Task.yield() }
        try fixture.publish(profile)
        #expect(try await status.isEmbedded)
        #expect(try await fixture.keys("one", .semantic) == ["a"])
    }

    @Test func `that a flip overtakes are pending`() async throws {
        let fixture = try await Fixture()
        let old = fixture.memory.route.serving.profile.space
        let profile = try await fixture.startMigration()
        fixture.store.intercept { write in
            // A flip as it would be if the hand-over had not waited for this write.
            if write == .ingest { _ = try? fixture.publish(profile) }
        }
        let status = try await fixture.importing("a", "one", fixture.old.bag("one"), of: old)
        #expect(status.pendingReason?.contains("which searches do not see") == true)
        fixture.store.intercept(nil)
        try await fixture.healing { await fixture.isHealed() }
        #expect(try await fixture.keys("one", .semantic) == ["a"])
    }

    @Test func `without a vector are pending`() async throws {
        let fixture = try await Fixture()
        let status = try await fixture.importing("a", "one", nil)
        #expect(status.pendingReason == "It came without a vector.")
        try await fixture.healing { await fixture.isHealed() }
    }

    @Test(arguments: [[], [Float](repeating: 0, count: 16), [Float](repeating: 1, count: 16)])
    func `that cannot be of the space are refused`(vector: [Float]) async throws {
        let fixture = try await Fixture()
        let status = try await fixture.importing("a", "one", vector)
        #expect(status.refusal?.subject == "vector")
        #expect(try await fixture.store.counts().items == 0)
    }

    @Test func `of a space that the store does not know are refused`() async throws {
        let fixture = try await Fixture()
        let unknown = Space(id: SpaceID(rawValue: 9), identity: fixture.new.identity)
        await #expect {
            try await fixture.importing("a", "one", nil, of: unknown)
        } throws: { ($0 as? MemoryError)?.subject == "space" }
    }

    @Test func `keep what of the text their vector was made from`() async throws {
        let fixture = try await Fixture()
        let space = fixture.memory.route.serving.profile.space
        let item = ImportedItem(
            draft: ItemDraft(key: ItemKey(key: "a"), text: "one two"),
            vector: fixture.old.bag("one"),
            form: .truncated
        )
        _ = try await fixture.memory.importItems([item], of: space)
        let page = try await fixture.memory.exportPage(ItemFilter(), vectorsOf: space.id, limit: 1)
        #expect(page.items.first?.vector?.form == .truncated)
        #expect(page.items.first?.vector?.values == fixture.old.bag("one"))
        #expect(page.next == nil)
    }

    @Test func `leave page by page`() async throws {
        let fixture = try await Fixture { $0.listStepItems = 2 }
        for number in 0..<5 { try await fixture.ingest("\(number)", "text \(number)") }
        var keys: [String] = []
        var after: ItemID?
        repeat {
            let page = try await fixture.memory.exportPage(ItemFilter(), after: after, limit: 3)
            #expect(page.items.allSatisfy { $0.vector == nil })
            keys += page.items.map(\.item.key.key)
            after = page.next
        } while after != nil
        #expect(keys == ["0", "1", "2", "3", "4"])
        #expect(try await fixture.memory.count(ItemFilter()) == 5)
    }

    @Test func `leave in pages that fit one answer, vectors and all`() async throws {
        let fixture = try await Fixture { $0.pageBytesMax = 2_500 }
        for key in ["a", "b", "c"] { try await fixture.ingest(key, key) }
        let space = fixture.activeSpace
        let bare = try await fixture.memory.exportPage(ItemFilter(), limit: 10)
        #expect(bare.items.count == 2)
        let page = try await fixture.memory.exportPage(
            ItemFilter(),
            vectorsOf: space,
            after: bare.next,
            limit: 10
        )
        #expect(page.items.map(\.item.key.key) == ["c"])
        #expect(page.next == nil)
    }
}

extension Fixture {
    @discardableResult
    fileprivate func importing(
        _ key: String,
        _ text: String,
        _ vector: [Float]?,
        of space: Space? = nil
    ) async throws -> IngestOutcome.Status {
        let item = ImportedItem(
            draft: ItemDraft(key: ItemKey(key: key), text: text),
            vector: vector
        )
        let space = space ?? memory.route.serving.profile.space
        return try #require(await memory.importItems([item], of: space).first).status
    }
}
