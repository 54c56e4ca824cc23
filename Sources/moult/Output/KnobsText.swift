import Messages

/// A migration's knobs as people read them: what is off is not told.
struct KnobsText {
    let knobs: MoultV1.Knobs
    let currency: String

    init(_ knobs: MoultV1.Knobs, currency: String) {
        self.knobs = knobs
        self.currency = currency
    }

    var rows: [(String, String)] {
        [("pace", pace), ("bounds", bounds), ("long texts", longTexts), ("flip", flip)]
            .filter { !$0.1.isEmpty }
    }

    /// As "64 items a request, 4 requests at once, at most 200/s, nice 1, 22:00-06:00 UTC".
    private var pace: String {
        var parts: [String] = []
        if let batch = knobs.batchItems {
            parts.append("\(Quantity.text(count: Int(batch), of: "item")) a request")
        }
        if let width = knobs.concurrency {
            parts.append("\(Quantity.text(count: Int(width), of: "request")) at once")
        }
        if let rate = knobs.itemsPerSecondMax, rate > 0 {
            parts.append("at most \(Quantity.text(perSecond: rate))")
        }
        if let nice = knobs.nice, nice > 0 { parts.append("nice \(nice)") }
        if let hours = knobs.hours, !hours.isEmpty { parts.append("\(hours) UTC") }
        return parts.joined(separator: ", ")
    }

    private var bounds: String {
        var parts: [String] = []
        if let limit = knobs.spendMicrosMax, limit > 0 {
            parts.append("spend at most \(Quantity.text(micros: limit)) \(currency)")
        }
        if let bound = knobs.searchP99MsMax, bound > 0 { parts.append("search p99 \(bound) ms") }
        if let bound = knobs.queryWaitMsMax, bound > 0 { parts.append("query wait \(bound) ms") }
        if knobs.slowWrites == true { parts.append("slows writes") }
        return parts.joined(separator: ", ")
    }

    private var longTexts: String { knobs.oversize?.word ?? "" }

    private var flip: String {
        var parts: [String] = []
        if let gate = knobs.gate { parts.append("gate \(gate.word)") }
        if knobs.hold == true { parts.append("holds for cut-over") }
        if let share = knobs.quarantineShareMax {
            parts.append("quarantine at most \(Quantity.text(share: share))")
        }
        if let window = knobs.rollbackWindowSeconds {
            parts.append(
                window > 0
                    ? "rollback window \(Quantity.text(duration: .seconds(window)))"
                    : "no rollback window"
            )
        }
        return parts.joined(separator: ", ")
    }
}
