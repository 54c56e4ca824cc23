/// How many models fit on a host, as far as was seen.
///
/// A chat model without the embedder, though it was pinned before that model was loaded, or was seen
/// without it just before: once that may be chance, again and again it is a host with one slot. Two
/// models at once settle it.
struct SlotEvidence: Sendable, Hashable {
    /// The most models that were seen at once.
    private(set) var most = 0
    /// Looks at a chat model alone, since two models were seen.
    private(set) var soloLooks = 0
    /// The embedder alone was seen since: whoever is alone now has pushed it out.
    private var wasEmbedderAlone = false

    /// - Parameters:
    ///   - embedders: that are pinned here, and loaded.
    ///   - hasChat: a model that the chat worker loaded is there.
    ///   - isFresh: nothing of this was seen since the last load of a chat model.
    mutating func saw(loaded: Int, embedders: Int, hasChat: Bool, isFresh: Bool) {
        most = max(most, loaded)
        if loaded > 1 {
            soloLooks = 0
            wasEmbedderAlone = false
        } else if embedders == 1 {
            wasEmbedderAlone = true
        } else if hasChat, isFresh || wasEmbedderAlone {
            soloLooks += 1
            wasEmbedderAlone = false
        }
    }

    /// nil: not known.
    func slots(soloLooksMin: Int) -> Int? {
        if soloLooks >= soloLooksMin { return 1 }
        return most > 1 ? most : nil
    }
}
