import Knowledge
import Testing

struct ItemKeyTests {
    @Test func `keys that differ in bytes alone are two keys`() {
        let composed = ItemKey(key: "caf\u{E9}")
        let decomposed = ItemKey(key: "cafe\u{301}")
        #expect(composed.key == decomposed.key)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
    }

    @Test func `a collection and a key never run into each other`() {
        let keys: Set = [
            ItemKey(collection: "ab", key: "c"), ItemKey(collection: "a", key: "bc"),
            ItemKey(collection: "ab", key: "c"),
        ]
        #expect(keys.count == 2)
    }
}
