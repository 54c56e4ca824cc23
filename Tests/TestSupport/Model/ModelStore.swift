package import Knowledge
package import Spaces

/// A store as a value: what is durable, and a tail of commits that no sync has reached.
///
/// The writer goes on from its own commits; readers see what is durable, as a database's readers
/// do whose commits become visible by being synced. A crash loses the tail, or all but a first part
/// of it: a commit that was durable and never acknowledged.
package struct ModelStore: Sendable {
    /// What readers see, and what a crash leaves.
    package private(set) var durable = ModelTables()
    /// What the writer sees: `durable` with `tail` applied to it.
    private var latest = ModelTables()
    private var tail: [Unsynced] = []

    private struct Unsynced: Sendable {
        let effects: Commit
        let replay: @Sendable (inout ModelTables) -> Void
    }

    package init() {}

    /// Commits whose effects are not durable yet.
    package var unsynced: Int { tail.count }

    /// One transaction of the writer.
    ///
    /// `change` runs once more when the commit is synced, so it must be a function of the tables
    /// alone. If it throws, nothing has happened.
    package mutating func commit<Answer>(
        _ change:
            @escaping @Sendable (inout ModelTables) throws(StoreError) -> Written<Answer>
    ) throws(StoreError) -> Answer {
        let written = try change(&latest)
        let replay: @Sendable (inout ModelTables) -> Void = { tables in
            do {
                _ = try change(&tables)
            } catch {
                preconditionFailure("a commit that went through failed when replayed: \(error)")
            }
        }
        tail.append(Unsynced(effects: written.effects, replay: replay))
        return written.answer
    }

    /// Makes every commit durable.
    ///
    /// - Returns: what they did, in their order, for the observers.
    package mutating func sync() -> [Commit] {
        defer { tail = [] }
        for commit in tail { commit.replay(&durable) }
        return tail.map(\.effects)
    }

    /// The process and its power are gone; the first `kept` commits of the tail had reached the
    /// disk.
    package mutating func crash(keeping kept: Int = 0) {
        for commit in tail.prefix(max(0, kept)) { commit.replay(&durable) }
        tail = []
        latest = durable
    }
}
