internal import Knowledge
internal import Migration
internal import Spaces
internal import Synchronization

/// What becomes of texts that are too long for a space's model, wherever they are embedded for it.
///
/// A migration's setting says so, and goes on saying so when the migration has ended: of those that
/// lead to one space the newest. Of a space that no migration led to, the server's default holds.
final class SpacePolicies: Sendable {
    private struct Entry {
        let epoch: Epoch
        let policy: OversizePolicy
    }

    private let standard: OversizePolicy
    private let entries = Mutex<[SpaceID: Entry]>([:])

    /// Migrations that are read at once.
    private static let pageRows = 100

    init(standard: OversizePolicy) {
        self.standard = standard
    }

    func policy(of space: SpaceID) -> OversizePolicy {
        entries.withLock { $0[space]?.policy } ?? standard
    }

    /// A migration has these settings now.
    func hear(_ record: MigrationRecord) {
        entries.withLock { entries in
            if let entry = entries[record.space.id], entry.epoch > record.epoch { return }
            entries[record.space.id] = Entry(epoch: record.epoch, policy: record.settings.oversize)
        }
    }

    /// Every migration that there was.
    func read(from store: any MigrationStore) async throws(StoreError) {
        var before: Epoch?
        while true {
            let records = try await store.migrations(before: before, limit: Self.pageRows)
            for record in records { hear(record) }
            guard records.count == Self.pageRows else { return }
            before = records.last?.epoch
        }
    }
}
