import Knowledge

/// An item that the embedder refused when it stood alone.
struct Refusal: Sendable, Hashable {
    let item: ItemID
    let key: ItemKey
    let revision: Revision
    /// The embedder's own sentence.
    let reason: String

    var sentence: String {
        """
        the embedder refuses item "\(key.key)" of collection "\(key.collection)" \
        (id \(item.rawValue), revision \(revision.rawValue)): \(reason); edit or delete it, \
        and the migration goes on by itself
        """
    }
}
