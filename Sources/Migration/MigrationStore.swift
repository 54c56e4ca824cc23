package import Knowledge
package import Spaces

/// What a migration reads and writes.
///
/// As with every write port, a call that returns has committed.
package protocol MigrationStore: VectorStore, QuarantineStore, CanaryStore, QueryLog,
    MigrationControlStore
{
    /// Appends a profile for `identity`, whose space is made when there is none of that identity.
    /// Single flight: with a row unfinished, or the space active, nothing is appended.
    func start(_ request: MigrationRequest) async throws(StoreError) -> StartResult

    /// What a plan is made from; nothing is stored, and no space is made.
    ///
    /// `sample` is the most items to bring along; they are spread over the store.
    func survey(
        for identity: SpaceIdentity,
        sample: Int
    ) async throws(StoreError) -> MigrationSurvey

    /// Newest first, behind `before`, at most `limit`.
    func migrations(
        before: Epoch?,
        limit: Int
    ) async throws(StoreError) -> [MigrationRecord]

    func migration(_ epoch: Epoch) async throws(StoreError) -> MigrationRecord?

    /// Sets the phase of a migration that has not ended and appends the change. nil: it has ended.
    func record(
        _ phase: Phase,
        reason: String,
        of epoch: Epoch,
        atUnixMs: Int64
    ) async throws(StoreError) -> PhaseChange?

    /// Changes behind `after`, by ascending sequence, at most `limit`.
    func changes(
        of epoch: Epoch,
        after sequence: Int64,
        limit: Int
    ) async throws(StoreError) -> [PhaseChange]

    /// Stores those of `vectors` whose revision is their item's; the others are no-ops.
    ///
    /// - Returns: the vectors that took effect.
    func put(_ vectors: [Vector], in space: SpaceID) async throws(StoreError) -> Int

    /// The newest revision given.
    func newestRevision() async throws(StoreError) -> Revision

    /// The flip: one transaction that looks only at revisions behind `pass` and up to `through`.
    /// With nothing missing among them it sets the outcome *finished* and appends the change.
    ///
    /// `permit` is asked when the writer takes it up; false: nothing is done, `.timedOut`.
    func flip(
        _ epoch: Epoch,
        pass: Revision,
        through: Revision,
        atUnixMs: Int64,
        permit: @Sendable @escaping () -> Bool
    ) async throws(StoreError) -> FlipResult

    /// How long a finished migration's flip took; shown beside its last change.
    func recordTimes(_ times: FlipTimes, of epoch: Epoch) async throws(StoreError)

    /// Sets the outcome of an unfinished row. Compare-and-set: `.alreadyEnded` tells how it is.
    func end(
        _ epoch: Epoch,
        as outcome: ProfileOutcome,
        reason: String,
        atUnixMs: Int64
    ) async throws(StoreError) -> EndResult

    /// Deletes up to `limit` vectors of a space that no active or building profile uses.
    func prune(_ space: SpaceID, limit: Int) async throws(StoreError) -> PruneResult

    /// Gives pages that pruning freed back to the file system.
    func releaseFreedPages() async throws(StoreError)
}

package struct MigrationRequest: Sendable, Hashable {
    package let identity: SpaceIdentity
    package let settings: MigrationSettings
    package let atUnixMs: Int64

    package init(identity: SpaceIdentity, settings: MigrationSettings, atUnixMs: Int64) {
        self.identity = identity
        self.settings = settings
        self.atUnixMs = atUnixMs
    }
}

/// What there is to migrate.
package struct MigrationSurvey: Sendable, Hashable {
    /// Items in the store; those of them with a current vector in the space, from an earlier run.
    package let counts: SpaceCounts
    /// Of all items, in UTF-8.
    package let textBytes: Int
    package let sample: [Item]

    package init(counts: SpaceCounts, textBytes: Int, sample: [Item]) {
        self.counts = counts
        self.textBytes = textBytes
        self.sample = sample
    }
}

package enum StartResult: Sendable, Hashable {
    case started(MigrationRecord)
    /// The active profile's space is of that identity.
    case alreadyActive(Profile)
    /// The unfinished profile builds that very space.
    case alreadyBuilding(MigrationRecord)
    /// Another target is being built.
    case otherUnderWay(MigrationRecord)
}

/// A migration as the store keeps it.
///
/// Named by the epoch it builds.
package struct MigrationRecord: Sendable, Hashable {
    package let epoch: Epoch
    package let space: Space
    package let settings: MigrationSettings
    package let phase: Phase
    package let reason: String
    package let startedUnixMs: Int64
    package let endedUnixMs: Int64?
    /// Of the newest phase change.
    package let sequence: Int64
    package let times: FlipTimes?
    package let spend: MigrationSpend

    package init(
        epoch: Epoch,
        space: Space,
        settings: MigrationSettings,
        phase: Phase,
        reason: String,
        startedUnixMs: Int64,
        endedUnixMs: Int64?,
        sequence: Int64,
        times: FlipTimes?,
        spend: MigrationSpend = .none
    ) {
        self.epoch = epoch
        self.space = space
        self.settings = settings
        self.phase = phase
        self.reason = reason
        self.startedUnixMs = startedUnixMs
        self.endedUnixMs = endedUnixMs
        self.sequence = sequence
        self.times = times
        self.spend = spend
    }
}

/// What a migration has paid for, or has set aside for requests that are in flight.
///
/// A crash leaves what was set aside counted as paid: never less is told than was spent.
package struct MigrationSpend: Sendable, Hashable, Codable {
    /// Millionths of the configured currency.
    package var micros: Int64
    /// As the provider counted them, where it does.
    package var tokens: Int64

    package static let none = MigrationSpend(micros: 0, tokens: 0)

    package init(micros: Int64, tokens: Int64) {
        self.micros = micros
        self.tokens = tokens
    }
}

package struct PhaseChange: Sendable, Hashable {
    package let epoch: Epoch
    /// From 1, without gaps within a migration.
    package let sequence: Int64
    package let from: Phase
    package let to: Phase
    package let reason: String
    package let atUnixMs: Int64

    package init(
        epoch: Epoch,
        sequence: Int64,
        from: Phase,
        to: Phase,
        reason: String,
        atUnixMs: Int64
    ) {
        self.epoch = epoch
        self.sequence = sequence
        self.from = from
        self.to = to
        self.reason = reason
        self.atUnixMs = atUnixMs
    }
}

package struct FlipTimes: Sendable, Hashable, Codable {
    /// From the writer's taking up the flip's transaction to the publication.
    package var flipMicroseconds: Int64
    /// The longest time an acknowledgement was held by the hand-over.
    package var longestHoldMicroseconds: Int64

    package init(flipMicroseconds: Int64, longestHoldMicroseconds: Int64) {
        self.flipMicroseconds = flipMicroseconds
        self.longestHoldMicroseconds = longestHoldMicroseconds
    }
}

package enum FlipResult: Sendable, Hashable {
    case flipped(PhaseChange)
    /// Something behind the pass lacks a vector: embed it, and again.
    case missing
    /// `permit` said no when the writer took it up.
    case timedOut
    case alreadyEnded(ProfileOutcome)
}

package enum EndResult: Sendable, Hashable {
    case ended(PhaseChange)
    case alreadyEnded(ProfileOutcome)
}

package enum PruneResult: Sendable, Hashable {
    case deleted(vectors: Int, bytes: Int, isDone: Bool)
    /// The profile that uses the space.
    case inUse(Epoch)
}
