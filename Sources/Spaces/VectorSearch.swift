package import Knowledge

/// One space's vectors in memory, ready to be searched.
///
/// Fed by commits in commit order, from the moment it is made; what the store held before that is
/// loaded meanwhile, page by page. Never the truth: every hit is confirmed against the store.
package protocol VectorSearch: AnyObject, Sendable {
    var space: Space { get }

    /// Vectors held, and the bytes they take.
    var count: Int { get }
    var bytes: Int { get }

    /// The revision whose vector is held for `item`; nil: none is.
    func revision(of item: ItemID) -> Revision?

    /// The `limit` nearest to `query` by cosine, best first; ties by ascending id.
    ///
    /// `query` has the space's dimensions. Blocks for the length of the scan.
    func nearest(to query: [Float], limit: Int, among scope: VectorScope) -> [VectorHit]

    /// Takes in a commit's effects, in the order given.
    func apply(_ changes: [VectorChange])

    /// Takes in a page of what the store holds, while commits go on being applied.
    ///
    /// A page may be older than the commits applied since it was read: a vector in it is left out
    /// if its item was removed since the index was made, or has a vector as new or newer.
    func load(_ page: [Vector])

    /// Every page has been loaded. Removals need not be remembered from here on, and `load` must
    /// not be called again.
    func endLoading()
}

/// Which items a vector search may return.
package enum VectorScope: Sendable {
    case all
    case items(Set<ItemID>)
}

package struct VectorHit: Sendable, Hashable {
    package let id: ItemID
    /// The revision whose text the vector was made from.
    package let revision: Revision
    /// Cosine similarity, -1 to 1.
    package let score: Float

    package init(id: ItemID, revision: Revision, score: Float) {
        self.id = id
        self.revision = revision
        self.score = score
    }
}

/// An effect on one space's vectors.
package enum VectorChange: Sendable, Hashable {
    /// Takes the place of an earlier vector of the item; a no-op if that one is of a newer revision.
    case put(Vector)
    case remove(ItemID)
}

/// Makes empty indexes, which are loading until told otherwise.
package protocol VectorSearchFactory: Sendable {
    /// Room is reserved for `expected` vectors.
    func make(for space: Space, expected: Int) -> any VectorSearch
}
