/// Reading items.
///
/// Every answer is one consistent snapshot that holds all that was acknowledged before the call.
package protocol ItemStore: Sendable {
    /// The items at `keys`, in their order; nil where there is none.
    func items(at keys: [ItemKey]) async throws(StoreError) -> [Item?]

    /// The items with `ids` that exist, in any order.
    func items(withIDs ids: [ItemID]) async throws(StoreError) -> [Item]

    /// Items that pass `filter`, by ascending id, behind `after`, at most `limit`.
    func list(
        _ filter: ItemFilter,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Item]

    /// Collections by ascending name, behind `after`, at most `limit`.
    func collections(
        after: String?,
        limit: Int
    ) async throws(StoreError) -> [CollectionSummary]

    /// The best `limit` items by bm25, best first. Any text is a valid query.
    func lexicalSearch(
        _ words: LexicalQuery,
        filter: ItemFilter,
        limit: Int
    ) async throws(StoreError) -> [LexicalHit]

    /// The ids of all items that pass `filter`; used to bound a vector search.
    func ids(matching filter: ItemFilter) async throws(StoreError) -> Set<ItemID>
}

package struct CollectionSummary: Sendable, Hashable {
    package let name: String
    package let items: Int

    package init(name: String, items: Int) {
        self.name = name
        self.items = items
    }
}

package struct LexicalHit: Sendable, Hashable {
    package let id: ItemID
    /// bm25 with its sign turned: higher is better.
    package let score: Double
    /// A passage around what matched, plain text.
    package let snippet: String

    package init(id: ItemID, score: Double, snippet: String) {
        self.id = id
        self.score = score
        self.snippet = snippet
    }
}

/// A query by words, taken apart: any of its terms, where a term is a word or a phrase.
///
/// Double quotes make a phrase; an unclosed quote closes at the end. Nothing in the text can be a
/// syntax error.
package struct LexicalQuery: Sendable, Hashable {
    /// Each term is one or more words that must stand beside each other.
    ///
    /// No term is empty.
    package let terms: [[String]]

    package init(terms: [[String]]) {
        self.terms = terms
    }
}
