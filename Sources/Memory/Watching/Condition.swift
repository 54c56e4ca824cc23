import Spaces
import Waiting

/// Something about the live system that a person should know of, for as long as it holds.
package struct Condition: Sendable, Hashable {
    package enum Name: String, Sendable, Hashable, CaseIterable {
        /// The active space's model is not the one that filled it.
        case canaryDrift = "CANARY_DRIFT"
        /// The active space's embedder will not serve whoever asks: it takes a person.
        case embedderDenied = "EMBEDDER_DENIED"
        /// The active space's embedder does not answer.
        case embedderAway = "EMBEDDER_AWAY"
    }

    package let name: Name
    /// One sentence: what is wrong, and what to do.
    package let message: String
    /// Milliseconds since 1970.
    package let sinceUnixMs: Int64

    package init(_ name: Name, _ message: String, sinceUnixMs: Int64) {
        self.name = name
        self.message = message
        self.sinceUnixMs = sinceUnixMs
    }
}

extension LiveMemory {
    /// What is wrong now; empty: nothing.
    package var conditions: [Condition] {
        let serving = route.serving
        var conditions: [Condition] = []
        if let drift = drift.condition(of: serving.profile.space.id) { conditions.append(drift) }
        if let outage = serving.embedder.outage {
            conditions.append(
                Condition(
                    outage.problem.isDenial ? .embedderDenied : .embedderAway,
                    outage.problem.reason,
                    sinceUnixMs: unixMs() - (timeline.now - outage.since).milliseconds
                )
            )
        }
        return conditions
    }
}

extension Duration {
    fileprivate var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
