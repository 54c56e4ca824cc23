package import Knowledge

/// An item that a space's embedder refuses for a reason of its own.
///
/// It goes only when a vector of the item is stored, or the item is edited or deleted. While it is
/// there the item is not in the space's backlog.
package struct QuarantinedItem: Sendable, Hashable {
    package enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing is asked for it. → retrying
        case refused
        /// It is to be asked for once more, by whoever embeds for the space. → gone, refused
        case retrying
    }

    package let item: ItemID
    package let key: ItemKey
    /// The revision that was refused: always the item's own.
    package let revision: Revision
    /// One sentence, the embedder's own.
    package let reason: String
    package let state: State
    /// How often it was refused.
    package let refusals: Int
    /// When it was refused last.
    ///
    /// Milliseconds since 1970.
    package let atUnixMs: Int64

    package init(
        item: ItemID,
        key: ItemKey,
        revision: Revision,
        reason: String,
        state: State,
        refusals: Int,
        atUnixMs: Int64
    ) {
        self.item = item
        self.key = key
        self.revision = revision
        self.reason = reason
        self.state = state
        self.refusals = refusals
        self.atUnixMs = atUnixMs
    }
}

/// A text that was refused when it stood alone.
package struct ItemRefusal: Sendable, Hashable {
    package let item: ItemID
    package let revision: Revision
    package let reason: String

    package init(item: ItemID, revision: Revision, reason: String) {
        self.item = item
        self.revision = revision
        self.reason = reason
    }
}

/// Which quarantined items are meant.
package enum QuarantineSelection: Sendable, Hashable {
    case all
    case keys([ItemKey])
}

/// Some of a space's quarantine, and how much there is of it: from one look at the store.
package struct QuarantineRows: Sendable, Hashable {
    /// By ascending item id.
    package let items: [QuarantinedItem]
    /// In all.
    package let total: Int

    package init(items: [QuarantinedItem], total: Int) {
        self.items = items
        self.total = total
    }
}

/// Reading and writing the quarantine.
///
/// As with every write port, a call that returns has committed.
package protocol QuarantineStore: Sendable {
    /// Adds those of `refusals` whose revision is their item's and that have no current vector; a
    /// row that is there becomes *refused* with the new reason.
    ///
    /// - Returns: the rows that were added or set.
    func quarantine(
        _ refusals: [ItemRefusal],
        in space: SpaceID,
        atUnixMs: Int64
    ) async throws(StoreError) -> Int

    /// By ascending item id behind `after`, at most `limit`, and how many there are at that moment.
    func quarantined(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> QuarantineRows

    /// Makes *refused* rows *retrying*.
    ///
    /// - Returns: how many.
    func retryQuarantined(
        _ selection: QuarantineSelection,
        in space: SpaceID
    ) async throws(StoreError) -> Int

    /// The items whose row says *retrying*, by ascending id behind `after`.
    func retrying(
        in space: SpaceID,
        after: ItemID?,
        limit: BacklogLimit
    ) async throws(StoreError) -> [Item]
}
