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

extension MigrationMachine {
    /// What happened.
    package enum Event: Sendable {
        /// The first event. Starting and resuming are the same: the difference is the checkpoint.
        case begin
        case counted(Result<SpaceCounts, StoreError>)
        case read(Ticket, Result<BacklogPage, StoreError>)
        case embedded(Ticket, Result<[[Float]], EmbedderError>)
        /// With how many of the vectors took effect.
        case stored(Ticket, Result<Int, StoreError>)
        case indexed(Ticket, Result<Void, StoreError>)
        case probed(Ticket, Result<[[Float]], EmbedderError>)
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
    /// and `flip`; `turn` and `turnBack`; `prepareIndex` and `discardIndex`. `publish` is done at
    /// once.
    package enum Action: Sendable {
        case count
        case readBacklog(Ticket, after: Revision, limit: BacklogLimit)
        case embed(Ticket, [Item])
        case store(Ticket, [Vector])
        /// Embeds one text of no consequence, to see that the embedder is there. Stores nothing.
        case probe(Ticket)
        /// Cancels every `embed`, `probe` and `prepareIndex` in flight.
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
