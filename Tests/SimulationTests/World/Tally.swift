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
    var starts = 0
    var evaluations = 0
    var orders = 0
    var drifts = 0
    var hookRefusals = 0
    var retried = 0
    var adopted = 0
    var keptFresh = 0
    var rollbacks = 0
    var waysBackAsked = 0
    var prunesRefused = 0
    var crashesWithMoney = 0
    var crashesWhileAdopting = 0
    var breaches: [Breach] = []
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
        left.starts += right.starts
        left.evaluations += right.evaluations
        left.orders += right.orders
        left.drifts += right.drifts
        left.hookRefusals += right.hookRefusals
        left.retried += right.retried
        left.adopted += right.adopted
        left.keptFresh += right.keptFresh
        left.rollbacks += right.rollbacks
        left.waysBackAsked += right.waysBackAsked
        left.prunesRefused += right.prunesRefused
        left.crashesWithMoney += right.crashesWithMoney
        left.crashesWhileAdopting += right.crashesWhileAdopting
        left.breaches += right.breaches
        left.crashes.merge(right.crashes, uniquingKeysWith: +)
        left.crashesWithinFlip += right.crashesWithinFlip
    }

    /// The phases that a migration can be met in by a crash.
    static let phases = Phase.allCases.filter { !$0.isEnd }
}

extension Tally: CustomStringConvertible {
    var description: String {
        let phases: [Phase?] = [nil] + Self.phases
        let places = phases.map { phase in
            "\(phase?.rawValue ?? "no migration") \(crashes[phase, default: 0])"
        }
        return """
            \(runs) runs, \(events) events; \(searches) searches; \(writes) writes acknowledged \
            (\(embedded) embedded, \(pending) pending), \(deletes) deletes; \(healed) healed, \
            \(keptFresh) kept fresh, \(adopted) adopted; \(quarantined) quarantined, \
            \(retried) retried
            \(starts) migrations, \(evaluations) evaluations, \(drifts) drifts, \
            \(hookRefusals) refusals of the hook, \(orders) orders; \(flips) flips, \
            \(abandoned) hand-overs abandoned; \(waysBackAsked) ways back asked for, \
            \(rollbacks) finished; \(cancels) cancelled, \(cancelsTooLate) too late, \
            \(prunes) prunes, \(prunesRefused) refused
            crashes: \(places.joined(separator: ", ")); of them \(crashesWithinFlip) between a \
            flip's commit and its publication, \(crashesWithMoney) with money on its way, \
            \(crashesWhileAdopting) while vectors were adopted
            """
    }
}
