import Migration

/// What happened in a run, or in many.
struct Tally: Sendable {
    var runs = 0
    var events = 0
    var searches = 0
    var writes = 0
    var embedded = 0
    var pending = 0
    var deletes = 0
    var flips = 0
    var cancels = 0
    var cancelsTooLate = 0
    var abandoned = 0
    var healed = 0
    var quarantined = 0
    var prunes = 0
    /// By where the migration was; nil: there was none.
    var crashes: [Phase?: Int] = [:]
    /// Crashes with the flip committed and not published.
    var crashesWithinFlip = 0

    static func += (left: inout Tally, right: Tally) {
        left.runs += right.runs
        left.events += right.events
        left.searches += right.searches
        left.writes += right.writes
        left.embedded += right.embedded
        left.pending += right.pending
        left.deletes += right.deletes
        left.flips += right.flips
        left.cancels += right.cancels
        left.cancelsTooLate += right.cancelsTooLate
        left.abandoned += right.abandoned
        left.healed += right.healed
        left.quarantined += right.quarantined
        left.prunes += right.prunes
        left.crashes.merge(right.crashes, uniquingKeysWith: +)
        left.crashesWithinFlip += right.crashesWithinFlip
    }

    var handOverCrashes: Int { crashes[.handingOver, default: 0] }
}

extension Tally: CustomStringConvertible {
    var description: String {
        let phases: [Phase?] = [nil, .planned, .backfilling, .indexing, .handingOver, .paused]
        let places = phases.map { phase in
            "\(phase?.rawValue ?? "no migration") \(crashes[phase, default: 0])"
        }
        return """
            \(runs) runs, \(events) events; \(searches) searches; \(writes) writes acknowledged \
            (\(embedded) embedded, \(pending) pending), \(deletes) deletes; \(healed) healed, \
            \(quarantined) quarantined
            \(flips) flips, \(abandoned) hand-overs abandoned; \(cancels) cancelled, \
            \(cancelsTooLate) too late, \(prunes) prunes
            crashes: \(places.joined(separator: ", ")); \(crashesWithinFlip) of them between a \
            flip's commit and its publication
            """
    }
}
