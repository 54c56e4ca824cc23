package import Spaces

/// What an operator may turn on a migration; an absent knob stays as it is.
package struct Knobs: Sendable, Hashable {
    package var itemsPerSecondMax: Bound<Double>?
    package var batchItems: Int?
    package var concurrency: Int?
    package var nice: Double?
    /// Lifted: at any hour.
    package var hours: Bound<HoursOfDay>?
    package var searchP99MsMax: Bound<Int>?
    package var queryWaitMsMax: Bound<Int>?
    package var slowsWrites: Bool?
    package var spendMicrosMax: Bound<Int64>?
    package var oversize: OversizePolicy?
    package var quarantineShareMax: Double?
    package var gate: EvaluationGate?
    package var holds: Bool?
    package var rollbackWindowSeconds: Int?

    package init() {}

    /// A bound that is set, or that is no more.
    package enum Bound<Value: Sendable & Hashable>: Sendable, Hashable {
        case at(Value)
        case lifted

        var value: Value? {
            switch self {
            case .at(let value): value
            case .lifted: nil
            }
        }
    }

    /// No other knob than the rollback window is turned.
    var turnsOnlyRollbackWindow: Bool {
        var others = self
        others.rollbackWindowSeconds = nil
        return others == Knobs()
    }
}

extension MigrationSettings {
    /// These settings with `knobs` turned.
    func turned(_ knobs: Knobs) -> MigrationSettings {
        var turned = self
        if let bound = knobs.itemsPerSecondMax { turned.itemsPerSecondMax = bound.value }
        turned.batchItems = knobs.batchItems ?? batchItems
        turned.concurrency = knobs.concurrency ?? concurrency
        turned.nice = knobs.nice ?? nice
        if let bound = knobs.hours { turned.hours = bound.value }
        if let bound = knobs.searchP99MsMax { turned.searchP99MsMax = bound.value }
        if let bound = knobs.queryWaitMsMax { turned.queryWaitMsMax = bound.value }
        turned.slowsWrites = knobs.slowsWrites ?? slowsWrites
        if let bound = knobs.spendMicrosMax { turned.spendMicrosMax = bound.value }
        turned.oversize = knobs.oversize ?? oversize
        turned.quarantineShareMax = knobs.quarantineShareMax ?? quarantineShareMax
        turned.gate = knobs.gate ?? gate
        turned.holds = knobs.holds ?? holds
        // Whoever asks for a hold or a gate takes an order to cut over back.
        if knobs.holds == true || knobs.gate != nil { turned.isCutOverOrdered = false }
        turned.rollbackWindowSeconds = knobs.rollbackWindowSeconds ?? rollbackWindowSeconds
        return turned
    }
}

/// Bounds.
extension MigrationSettings {
    /// - Throws: `.invalidArgument` with a sentence about the first setting that is out of bounds.
    func check(against limits: MigrationLimits) throws(MigrationError) {
        if let rate = itemsPerSecondMax, !(rate > 0 && rate <= limits.itemsPerSecondMost) {
            throw .outOfBounds(
                "items_per_second_max",
                rate,
                "more than 0 and at most \(limits.itemsPerSecondMost), or none for no limit"
            )
        }
        try check("batch_items", batchItems, in: 1...limits.batchItemsMax)
        try check("concurrency", concurrency, in: 1...limits.concurrencyMax)
        try check("nice", nice, in: 0...limits.niceMax)
        try check("search_p99_ms_max", searchP99MsMax, in: 1...limits.liveBoundMsMax)
        try check("query_wait_ms_max", queryWaitMsMax, in: 1...limits.liveBoundMsMax)
        try check("spend_micros_max", spendMicrosMax, in: 1...limits.spendMicrosMost)
        try check("quarantine_share_max", quarantineShareMax, in: 0...1)
        try check(
            "rollback_window_seconds",
            rollbackWindowSeconds,
            in: 0...limits.rollbackWindowSecondsMax
        )
    }

    private func check<Number: Comparable>(
        _ name: String,
        _ number: Number?,
        in bounds: ClosedRange<Number>
    ) throws(MigrationError) {
        guard let number, !bounds.contains(number) else { return }
        let (least, most) = (bounds.lowerBound, bounds.upperBound)
        throw .outOfBounds(name, number, "\(least) to \(most)")
    }
}
