package import Knowledge
package import Spaces
import Synchronization
import Waiting

/// The search indexes in memory, by space, fed by commits in their order.
package final class IndexRegistry: CommitObserver {
    /// Vectors read from the store at once while an index is loaded.
    static let pageSize = 1_024

    private struct Entry {
        let index: any VectorSearch
        /// Comes when loading ends: whether it succeeded.
        let loaded: OneShot<Result<Void, StoreError>>
    }

    private struct Indexes {
        var entries: [SpaceID: Entry] = [:]
        /// The space that searches are served from.
        var live: SpaceID?
        /// Spaces that were live, until they are let go of or asked for again.
        var shed: Set<SpaceID> = []
        /// Spaces that somebody prepared and has not discarded.
        var prepared: Set<SpaceID> = []
        /// Spaces whose index is kept, live or not.
        var retained: Set<SpaceID> = []

        /// - Returns: what is to be freed, outside the lock.
        mutating func removeUnlessNeeded(_ space: SpaceID) -> Entry? {
            guard space != live, !retained.contains(space), !prepared.contains(space) else {
                return nil
            }
            return entries.removeValue(forKey: space)
        }
    }

    private let indexes = Mutex(Indexes())
    private let factory: any VectorSearchFactory

    package init(factory: any VectorSearchFactory) {
        self.factory = factory
    }

    package func committed(_ commit: Commit) {
        guard !commit.puts.isEmpty || !commit.removed.isEmpty else { return }
        // An index that joins behind this look loads what this commit made durable.
        let entries = indexes.withLock { $0.entries }
        for (space, entry) in entries {
            let puts = commit.puts[space, default: []].map { VectorChange.put($0) }
            let changes = puts + commit.removed.map { VectorChange.remove($0) }
            if !changes.isEmpty { entry.index.apply(changes) }
        }
    }

    /// The index of `space`, once it is ready.
    package func ready(_ space: SpaceID) -> (any VectorSearch)? {
        guard let entry = indexes.withLock({ $0.entries[space] }),
            case .success = entry.loaded.current
        else { return nil }
        return entry.index
    }

    /// The bytes of all indexes.
    package var bytes: Int {
        indexes.withLock { $0.entries }.values.reduce(0) { $0 + $1.index.bytes }
    }
}

extension IndexRegistry {
    /// Makes an index, has it fed by commits from then on, and loads into it what the store holds.
    ///
    /// One that is ready is kept; one that is being loaded is waited for.
    package func prepare(
        _ space: Space,
        from store: any VectorStore
    ) async throws(StoreError) -> any VectorSearch {
        indexes.withLock { indexes in
            if indexes.live != space.id { indexes.prepared.insert(space.id) }
        }
        return try await ready(space, from: store)
    }

    /// Keeps the index of `space` loaded and fed until `release`, also when it is no longer the
    /// live one; loads it if it is not.
    package func retain(
        _ space: Space,
        from store: any VectorStore
    ) async throws(StoreError) {
        indexes.withLock { _ = $0.retained.insert(space.id) }
        do throws(StoreError) {
            _ = try await ready(space, from: store)
        } catch {
            indexes.withLock { _ = $0.retained.remove(space.id) }
            throw error
        }
    }

    /// Lets go of what `retain` kept, unless it is the live one or is being prepared to be.
    package func release(_ space: SpaceID) {
        let gone = indexes.withLock { indexes -> Entry? in
            guard indexes.retained.remove(space) != nil else { return nil }
            return indexes.removeUnlessNeeded(space)
        }
        withExtendedLifetime(gone) {}
    }

    private func ready(
        _ space: Space,
        from store: any VectorStore
    ) async throws(StoreError) -> any VectorSearch {
        let expected = try await store.counts(of: space.id).vectors
        let (entry, isMine) = indexes.withLock { indexes in
            indexes.shed.remove(space.id)
            if let entry = indexes.entries[space.id] { return (entry, false) }
            let entry = Entry(
                index: factory.make(for: space, expected: expected),
                loaded: OneShot()
            )
            indexes.entries[space.id] = entry
            return (entry, true)
        }
        if isMine { await load(entry, of: space.id, from: store) }
        guard let result = await entry.loaded.value() else {
            throw StoreError(.failed, "The loading of \(space.identity.target) was cancelled.")
        }
        try result.get()
        return entry.index
    }

    private func load(_ entry: Entry, of space: SpaceID, from store: any VectorStore) async {
        do throws(StoreError) {
            var last: ItemID?
            repeat {
                let page = try await store.vectors(in: space, after: last, limit: Self.pageSize)
                entry.index.load(page)
                last = page.last?.item
                guard !Task.isCancelled, isWanted(entry, for: space) else {
                    throw StoreError(.failed, "The loading of space \(space.rawValue) was ended.")
                }
            } while last != nil
            entry.index.endLoading()
            entry.loaded.fulfil(.success(()))
        } catch {
            drop(entry, of: space)
            entry.loaded.fulfil(.failure(error))
        }
    }

    /// Whether nobody has discarded it meanwhile.
    private func isWanted(_ entry: Entry, for space: SpaceID) -> Bool {
        indexes.withLock { $0.entries[space]?.index === entry.index }
    }

    private func drop(_ entry: Entry, of space: SpaceID) {
        let gone = indexes.withLock { indexes -> Entry? in
            guard indexes.entries[space]?.index === entry.index else { return nil }
            return indexes.entries.removeValue(forKey: space)
        }
        withExtendedLifetime(gone) {}
    }

    /// Lets go of an index that is neither the live one nor retained; who still searches it holds
    /// it until the end.
    package func discard(_ space: SpaceID) {
        let gone = indexes.withLock { indexes -> Entry? in
            indexes.shed.remove(space)
            indexes.prepared.remove(space)
            return indexes.removeUnlessNeeded(space)
        }
        // Giving back its memory takes a while, and is done without the lock.
        withExtendedLifetime(gone) {}
    }

    func setLive(_ space: SpaceID) {
        indexes.withLock { indexes in
            if let live = indexes.live, live != space { indexes.shed.insert(live) }
            indexes.shed.remove(space)
            indexes.prepared.remove(space)
            indexes.live = space
        }
    }

    /// Lets go of the indexes that were live, and that nobody retains.
    func discardShed() {
        let gone = indexes.withLock { indexes in
            defer { indexes.shed = [] }
            return indexes.shed.compactMap { indexes.removeUnlessNeeded($0) }
        }
        // Freed here, and not while the lock is held.
        withExtendedLifetime(gone) {}
    }
}
