package import Knowledge
package import Spaces

/// Names one effect that the machine asked for; its result comes back under the same ticket, and a
/// result that nobody waits for any more is recognised by it.
package struct Ticket: Hashable, Comparable, Sendable {
    package let rawValue: Int

    package static func < (left: Ticket, right: Ticket) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// What an embedder made of a batch.
package struct EmbeddedTexts: Sendable, Hashable {
    /// One for each text, in their order.
    package var vectors: [[Float]]
    /// One for each text; empty: all are of the whole text.
    package var forms: [VectorForm]
    /// Of all the texts; nil: nobody counts them.
    package var tokens: Int?

    package init(_ vectors: [[Float]], forms: [VectorForm] = [], tokens: Int? = nil) {
        self.vectors = vectors
        self.forms = forms
        self.tokens = tokens
    }
}

extension MigrationMachine {
    /// What happened.
    package enum Event: Sendable {
        /// The first event. Starting and resuming are the same: the difference is the checkpoint.
        case begin
        case counted(Result<SpaceCounts, StoreError>)
        case read(Ticket, Result<BacklogPage, StoreError>)
        case readRetrying(Ticket, Result<[Item], StoreError>)
        case wasSetAside(Ticket, Result<Void, StoreError>)
        case embedded(Ticket, Result<EmbeddedTexts, EmbedderError>)
        /// With how many of the vectors took effect.
        case stored(Ticket, Result<Int, StoreError>)
        /// With how many rows were written.
        case quarantined(Ticket, Result<Int, StoreError>)
        case adopted(Ticket, Result<AdoptedVectors, StoreError>)
        case indexed(Ticket, Result<Void, StoreError>)
        case probed(Ticket, Result<[[Float]], EmbedderError>)
        case canariesChecked(Ticket, Result<CanaryFinding, EvidenceError>)
        /// How far an evaluation is.
        case replayed(Ticket, queries: Int, of: Int)
        case evaluated(Ticket, Result<EvaluationReport, EvidenceError>)
        /// nil: the hook lets the cut-over be.
        case hookAnswered(Ticket, refusal: String?)
        case load(LiveLoad)
        case turned(Ticket)
        case newest(Ticket, Result<Revision, StoreError>)
        case flipped(Ticket, Result<FlipResult, StoreError>)
        /// The write path had to give up the new embedder.
        case writePathFault(String)
        /// Vectors left the building space other than with their item.
        case vectorsRemoved
        case cancelRequested
        /// An operator's knobs and orders, as they are now kept.
        case tuned(MigrationSettings)
        /// An operator wants whatever it waits for tried at once.
        case resumeRequested
        /// Quarantined items became *retrying*.
        case quarantineRetried
        case cancelled(Result<EndResult, StoreError>)
        /// The log says that the migration ended by another hand.
        case foundEnded(ProfileOutcome)
        /// `nextWake` has come.
        case tick
    }

    /// What to do.
    ///
    /// Actions run at the same time, but for three lanes, each of which keeps its order: `record`
    /// and `flip`; `turn` and `turnBack`, of which `turnBack` does not wait for the end of a
    /// `turn`; `prepareIndex` and `discardIndex`. `publish` and `limitArrivals` are done at once.
    package enum Action: Sendable {
        case count
        case readBacklog(Ticket, after: Revision, limit: BacklogLimit)
        /// Reads quarantined items that are to be asked for once more.
        case readRetrying(Ticket, after: ItemID?, limit: Int)
        /// Counts so much as spent, before the request that costs it.
        case setAside(Ticket, micros: Int64)
        case embed(Ticket, [Item])
        /// Gives back what a request without an answer did not cost.
        case settle(Settlement)
        case store(Ticket, PaidVectors)
        case quarantine(Ticket, ItemRefusal)
        case adopt(Ticket, from: SpaceID, after: ItemID?)
        /// Embeds one text of no consequence, to see that the embedder is there. Stores nothing.
        case probe(Ticket)
        /// Makes the space's canaries if it has none, and compares them.
        case checkCanaries(Ticket)
        /// Replays queries on both profiles and keeps the report; `isReused`: unless there is one.
        case evaluate(Ticket, isReused: Bool)
        case cancelEvaluation
        case askHook(Ticket, EvaluationReport?)
        case measureLoad
        /// nil: as many as come.
        case limitArrivals(Double?)
        /// Cancels every `embed`, `probe`, `checkCanaries`, `evaluate`, `askHook` and
        /// `prepareIndex` in flight.
        case abort
        case prepareIndex(Ticket)
        case discardIndex
        case turn(Ticket)
        case turnBack
        case readNewest(Ticket)
        case flip(Ticket, pass: Revision, through: Revision)
        case publish
        case record(Phase, reason: String)
        /// Sets the outcome *cancelled*, if there is none.
        case cancel
        /// Nothing comes after this.
        case finish(Phase)
    }
}
