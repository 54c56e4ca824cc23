import Synchronization

/// One thing that subscribers of a migration hear, encoded once for all of them.
package final class FeedItem: Sendable {
    package let event: Event
    /// Nothing comes after it.
    package let isFinal: Bool
    private let bytes = Mutex<[UInt8]?>(nil)

    package enum Event: Sendable, Hashable {
        /// `times` stand beside the change to *finished*.
        case change(PhaseChange, times: FlipTimes?)
        case progress(MigrationProgress, atUnixMs: Int64)
        /// Nothing happened for a while; says that somebody is there.
        case heartbeat(atUnixMs: Int64)
        /// Nothing but the end is to be said.
        case closing
    }

    init(_ event: Event, isFinal: Bool = false) {
        self.event = event
        self.isFinal = isFinal
    }

    /// The item's bytes on the wire: `encode` runs for the first who asks.
    package func encoded(_ encode: (FeedItem) -> [UInt8]) -> [UInt8] {
        bytes.withLock { bytes in
            if let bytes { return bytes }
            let fresh = encode(self)
            bytes = fresh
            return fresh
        }
    }
}
