package import Knowledge
package import Spaces

/// What the memory writes.
///
/// Each call is one unit of the writer's group commit: when it returns, its effects are durable,
/// every `CommitObserver` has heard of them, and they are visible to readers.
package protocol MemoryStore: ItemStore, VectorStore, QuarantineStore, CanaryStore, ExportStore,
    QueryLog
{
    /// Items, their vectors and the idempotent answer, in one transaction.
    func ingest(_ batch: IngestBatch) async throws(StoreError) -> Answered<IngestReceipt>

    /// Deletes items from every table and every space.
    func delete(_ deletion: Deletion) async throws(StoreError) -> Answered<DeletionReceipt>

    /// Stores those of `vectors` whose revision is their item's; the others are no-ops, and so is
    /// all of it when the space has been pruned away.
    ///
    /// - Returns: the vectors that took effect.
    @discardableResult
    func put(_ vectors: [Vector], in space: SpaceID) async throws(StoreError) -> Int

    /// Whether `claim` was answered before, so that the work of making a new answer can be saved.
    /// Throws `idempotencyMismatch` for another body.
    func earlierIngest(_ claim: IdempotencyClaim) async throws(StoreError) -> IngestReceipt?

    /// What the current vectors of `items` in `space` were made from, where it is not the whole
    /// text.
    func forms(
        of items: [ItemID],
        in space: SpaceID
    ) async throws(StoreError) -> [ItemID: VectorForm]

    func counts() async throws(StoreError) -> StoreCounts

    /// Appends the first profile, as finished, to a log that is empty. In a log that is not, it
    /// changes nothing.
    func establish(
        _ identity: SpaceIdentity,
        atUnixMs: Int64
    ) async throws(StoreError) -> ProfileLog
}

/// A client's name for one mutation, and what it asked.
package struct IdempotencyClaim: Sendable, Hashable {
    /// 1 to 128 bytes.
    package let key: String
    /// Of the method and the whole body.
    package let fingerprint: Fingerprint

    package init(key: String, fingerprint: Fingerprint) {
        self.key = key
        self.fingerprint = fingerprint
    }

    /// How long an answer is kept.
    package static let keptMs: Int64 = 24 * 60 * 60 * 1_000
    /// How many answers are kept; past it the oldest go.
    package static let keptMax = 100_000
}

/// An answer, and whether it was given before.
package struct Answered<Receipt: Sendable>: Sendable {
    package let receipt: Receipt
    /// True: the idempotency key was known, and nothing was done now.
    package let isReplay: Bool

    package init(_ receipt: Receipt, isReplay: Bool = false) {
        self.receipt = receipt
        self.isReplay = isReplay
    }
}

package struct IngestBatch: Sendable {
    package struct Entry: Sendable {
        package var draft: ItemDraft
        /// Made from `draft.text` for the batch's space; nil: none was to be had.
        package var vector: [Float]?
        /// What of the text `vector` was made from.
        package var form: VectorForm

        package init(draft: ItemDraft, vector: [Float]?, form: VectorForm = .whole) {
            self.draft = draft
            self.vector = vector
            self.form = form
        }
    }

    package var entries: [Entry]
    /// The one space that the vectors belong to.
    package var space: SpaceID
    package var claim: IdempotencyClaim?
    package var atUnixMs: Int64

    package init(
        entries: [Entry],
        space: SpaceID,
        claim: IdempotencyClaim? = nil,
        atUnixMs: Int64
    ) {
        self.entries = entries
        self.space = space
        self.claim = claim
        self.atUnixMs = atUnixMs
    }
}

package struct IngestReceipt: Sendable, Hashable, Codable {
    /// One for each entry, in their order.
    package var outcomes: [Outcome]
    /// The space of the vectors spoken of.
    package var space: SpaceID

    package enum Outcome: Sendable, Hashable, Codable {
        /// The text is new or changed. `hasVector`: its vector committed with it.
        case stored(id: ItemID, revision: Revision, hasVector: Bool)
        /// The text is what it was. `hasVector`: there is a current vector in the space.
        case unchanged(id: ItemID, revision: Revision, hasVector: Bool)
        /// `expectedRevision` did not hold; `actual` is `.none` where there is no item.
        case revisionMismatch(actual: Revision)
    }

    package init(outcomes: [Outcome], space: SpaceID) {
        self.outcomes = outcomes
        self.space = space
    }
}

package struct Deletion: Sendable {
    package enum Selection: Sendable, Hashable {
        case keys([Expectation])
        case filter(ItemFilter)
    }

    package struct Expectation: Sendable, Hashable {
        package let key: ItemKey
        /// nil: unchecked.
        package let expectedRevision: Revision?

        package init(key: ItemKey, expectedRevision: Revision?) {
            self.key = key
            self.expectedRevision = expectedRevision
        }
    }

    package var selection: Selection
    /// Answer, and delete nothing.
    package var isDryRun: Bool
    package var claim: IdempotencyClaim?
    package var atUnixMs: Int64

    package init(
        selection: Selection,
        isDryRun: Bool = false,
        claim: IdempotencyClaim? = nil,
        atUnixMs: Int64
    ) {
        self.selection = selection
        self.isDryRun = isDryRun
        self.claim = claim
        self.atUnixMs = atUnixMs
    }
}

package struct DeletionReceipt: Sendable, Hashable, Codable {
    package var deleted: Int
    package var missing: [ItemKey]
    package var refused: [Refusal]

    package struct Refusal: Sendable, Hashable, Codable {
        package let key: ItemKey
        package let actual: Revision

        package init(key: ItemKey, actual: Revision) {
            self.key = key
            self.actual = actual
        }
    }

    package init(deleted: Int, missing: [ItemKey] = [], refused: [Refusal] = []) {
        self.deleted = deleted
        self.missing = missing
        self.refused = refused
    }
}

package struct StoreCounts: Sendable, Hashable {
    package let items: Int
    package let collections: Int
    package let newest: Revision
    /// The database file with its write-ahead log.
    package let bytes: Int
    /// Queries kept for comparisons.
    package let recordedQueries: Int

    package init(
        items: Int,
        collections: Int,
        newest: Revision,
        bytes: Int,
        recordedQueries: Int = 0
    ) {
        self.items = items
        self.collections = collections
        self.newest = newest
        self.bytes = bytes
        self.recordedQueries = recordedQueries
    }
}
