import Knowledge
import RPC
import Testing

@testable import Services

struct PageTokenTests {
    private static let fingerprint = Fingerprint(high: .max, low: 7)

    @Test func `a search goes on where its token says`() {
        let token = SearchPageToken(
            epoch: Epoch(rawValue: .max),
            query: Self.fingerprint,
            offset: 1_000
        )
        #expect(PageTokens.search(PageTokens.text(token)) == token)
    }

    @Test func `a listing goes on where its token says`() {
        let token = ListPageToken(filter: Self.fingerprint, after: ItemID(rawValue: 42))
        #expect(PageTokens.list(PageTokens.text(token)) == token)
    }

    @Test func `the token of one call is none of another's`() {
        let token = ListPageToken(filter: Self.fingerprint, after: ItemID(rawValue: 42))
        #expect(PageTokens.search(PageTokens.text(token)) == nil)
        #expect(throws: RPCStatus.self) { try PageTokens.epoch(PageTokens.text(token)) }
        #expect(throws: RPCStatus.self) { try PageTokens.collection(PageTokens.text(token)) }
    }

    @Test func `a token with any character changed is refused`() {
        let token = ListPageToken(filter: Self.fingerprint, after: ItemID(rawValue: 42))
        let text = Array(PageTokens.text(token))
        for position in text.indices {
            var damaged = text
            damaged[position] = damaged[position] == "A" ? "B" : "A"
            #expect(PageTokens.list(String(damaged)) == nil)
        }
        #expect(PageTokens.list(String(text.dropLast())) == nil)
        #expect(PageTokens.list(String(text) + "A") == nil)
        #expect(PageTokens.list("") == nil)
    }

    @Test func `a listing of collections goes on behind any name`() throws {
        for name in ["default", "", "notes/2026 – März", String(repeating: "x", count: 512)] {
            let token = PageTokens.text(afterCollection: name)
            #expect(try PageTokens.collection(token) == name)
        }
    }

    @Test func `a listing by epoch says when there is no more`() throws {
        #expect(PageTokens.text(after: Epoch(rawValue: 3), hasMore: false).isEmpty)
        let token = PageTokens.text(after: Epoch(rawValue: 3), hasMore: true)
        #expect(try PageTokens.epoch(token) == Epoch(rawValue: 3))
        #expect(try PageTokens.epoch("") == nil)
    }

    @Test(arguments: 0..<64)
    func `bytes of any number come back from their text`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
        #expect(Base64URL.bytes(Base64URL.text(bytes)) == bytes)
    }

    @Test(arguments: ["A", "AB=", "A B", "é", "AB"])
    func `text that no bytes make is refused`(text: String) {
        #expect(Base64URL.bytes(text) == nil)
    }

    @Test func `a token of a listing by item id comes back as it went out`() throws {
        let item = ItemID(rawValue: 7)
        let text = PageTokens.text(after: item, hasMore: true)
        #expect(try PageTokens.item(text) == item)
        #expect(PageTokens.text(after: item, hasMore: false) == "")
        #expect(try PageTokens.item("") == nil)
        #expect(throws: RPCStatus.self) { try PageTokens.epoch(text) }
    }
}
