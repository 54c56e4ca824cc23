package import Knowledge

/// What one transaction of the writer changed.
package struct Commit: Sendable {
    /// Vectors that took effect, by space.
    ///
    /// No-ops are left out.
    package var puts: [SpaceID: [Vector]]
    /// Items that were deleted, from every space.
    ///
    /// Applied after `puts`.
    package var removed: [ItemID]
    /// Keys whose item was inserted, edited, given other metadata or deleted.
    package var changedKeys: Set<ItemKey>

    package init(
        puts: [SpaceID: [Vector]] = [:],
        removed: [ItemID] = [],
        changedKeys: Set<ItemKey> = []
    ) {
        self.puts = puts
        self.removed = removed
        self.changedKeys = changedKeys
    }

    package var isEmpty: Bool { puts.isEmpty && removed.isEmpty && changedKeys.isEmpty }
}

/// Hears of every commit.
package protocol CommitObserver: AnyObject, Sendable {
    /// Called on the writer, in commit order, once the commit is durable and before anything in it
    /// is acknowledged. Must be quick: the writer waits.
    func committed(_ commit: Commit)
}
