import Testing

@testable import Migration

@Suite struct `An item's text as a query` {
    @Test func `is the whole of a short text`() {
        #expect(ReplayedQuery.beginning(of: "a short text") == "a short text")
        let exact = String(repeating: "x", count: 200)
        #expect(ReplayedQuery.beginning(of: exact) == exact)
    }

    @Test func `ends with a word within 200 characters`() {
        let words = String(repeating: "four ", count: 100)
        #expect(ReplayedQuery.beginning(of: words).count == 199)
        let long = String(repeating: "sevens ", count: 100)
        let beginning = ReplayedQuery.beginning(of: long)
        #expect(beginning.count == 195)
        #expect(beginning.hasSuffix("sevens"))
    }

    @Test func `is 200 characters of a text without spaces`() {
        let text = String(repeating: "知", count: 201)
        #expect(ReplayedQuery.beginning(of: text).count == 200)
    }
}
