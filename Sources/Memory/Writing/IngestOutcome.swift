package import Knowledge

/// What became of one item of an ingest.
package struct IngestOutcome: Sendable, Hashable {
    package enum Status: Sendable, Hashable {
        /// Stored; found by words and by meaning.
        case embedded(ItemID, Revision)
        /// Stored; found by words now, by meaning when its vector is there.
        case pending(ItemID, Revision, reason: String)
        /// The text is what was stored already; changed metadata is stored all the same.
        case unchanged(ItemID, Revision)
        /// Not stored.
        case refused(MemoryError)
    }

    package let key: ItemKey
    package let status: Status

    package init(key: ItemKey, status: Status) {
        self.key = key
        self.status = status
    }
}
