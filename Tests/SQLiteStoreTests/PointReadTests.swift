import Knowledge
import Memory
import Spaces
import Testing

@testable import SQLiteStore

struct PointReadTests {
    let directory = TemporaryDirectory()

    @Test func `reads that share a snapshot each see what was acknowledged before them`()
        async throws
    {
        let store = try directory.open()
        let space = try await store.begin()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<16 {
                group.addTask {
                    for edit in 0..<20 {
                        let text = "text \(edit) of \(caller)"
                        try await store.ingest(.of("k\(caller)", text), space: space)
                        #expect(try await store.item("k\(caller)")?.text == text)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.counts().newest == Revision(rawValue: 320))
    }

    @Test func `items come in the order of their keys, and nil where there is none`() async throws {
        let store = try directory.open()
        let space = try await store.begin()
        try await store.ingest(.of("a", "one"), .of("b", "two"), space: space)
        let keys = ["b", "none", "a", "b"].map { ItemKey(key: $0) }
        let items = try await store.items(at: keys)
        #expect(items.map { $0?.text } == ["two", nil, "one", "two"])
    }
}
