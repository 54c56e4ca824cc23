import Messages

// What a migration would take, for people and for programs.
extension Output {
    func show(_ plan: MoultV1.PlanResponse) {
        if isJSON { return json(PlanView(plan)) }
        if plan.alreadyActive { line("\(plan.target) is active already: nothing to do.") }
        var rows: [(String, String)] = [
            ("from", plan.activeTarget),
            ("to", plan.target),
            ("items", Quantity.text(count: Int(plan.items))),
            ("embedded already", Quantity.text(count: Int(plan.alreadyEmbedded))),
        ]
        if plan.quarantined > 0 {
            rows.append(("in quarantine", Quantity.text(count: Int(plan.quarantined))))
        }
        rows.append(("text", Quantity.text(bytes: Int(plan.textBytes))))
        rows += measured(plan)
        rows += [
            ("disk", Quantity.text(bytes: Int(plan.estimatedDiskBytes))),
            ("memory", Quantity.text(bytes: Int(plan.estimatedMemoryBytes))),
        ]
        if let tooLong = tooLong(plan) { rows.append(("too long", tooLong)) }
        show(rows + place(plan))
    }

    /// Where the model is loaded, and whether all fit, before the sentences that say why.
    private func place(_ plan: MoultV1.PlanResponse) -> [(String, String)] {
        guard !plan.host.isEmpty else { return [] }
        let sentences = plan.placement.map { ("", $0) }
        return [
            ("seat", "\(plan.seat.phrase) on \(plan.host)"), ("all fit", plan.fit.word),
        ] + sentences
    }

    private func measured(_ plan: MoultV1.PlanResponse) -> [(String, String)] {
        guard plan.problem.isEmpty else { return [("not measured", plan.problem)] }
        let sample = Quantity.text(count: Int(plan.sampledItems), of: "item")
        return [
            ("measured", "\(Quantity.text(perSecond: plan.itemsPerSecond)) on \(sample)"),
            ("will take", duration(plan)),
            ("tokens", tokens(plan)),
            ("price", price(plan)),
        ]
    }

    /// As "12 s if nobody chats, at most 3 min 40 s while jobs always wait, in 5 turns".
    private func duration(_ plan: MoultV1.PlanResponse) -> String {
        let shortest = Quantity.text(duration: .milliseconds(plan.estimatedDurationMs))
        guard plan.estimatedDurationMsMax > 0 else { return shortest }
        let longest = Quantity.text(duration: .milliseconds(plan.estimatedDurationMsMax))
        return "\(shortest) if nobody chats, at most \(longest) while jobs always wait, in "
            + Quantity.text(count: Int(plan.slicesMax), of: "turn")
    }

    /// As "61,234 (60,000 to 63,000, counted on the sample)".
    private func tokens(_ plan: MoultV1.PlanResponse) -> String {
        let likely = Quantity.text(count: Int(plan.estimatedTokens))
        let least = Quantity.text(count: Int(plan.estimatedTokensMin))
        let most = Quantity.text(count: Int(plan.estimatedTokensMax))
        let how = plan.tokensCounted ? "counted on the sample" : "estimated from its bytes"
        return least == most ? "\(likely) (\(how))" : "\(likely) (\(least) to \(most), \(how))"
    }

    /// As "1.23 USD, at most 1.30 USD, at 0.02 USD a million tokens".
    private func price(_ plan: MoultV1.PlanResponse) -> String {
        guard plan.microsPerMillionTokens > 0 else { return "nothing" }
        func money(_ micros: Int64) -> String {
            "\(Quantity.text(micros: micros)) \(plan.currency)"
        }
        return "\(money(plan.estimatedMicros)), at most \(money(plan.estimatedMicrosMax)), at "
            + "\(money(plan.microsPerMillionTokens)) a million tokens"
    }

    private func tooLong(_ plan: MoultV1.PlanResponse) -> String? {
        guard plan.contextTokens > 0 else { return nil }
        let context = Quantity.text(count: Int(plan.contextTokens))
        guard plan.oversizeItems > 0 else { return "no item, for a context of \(context) tokens" }
        let items = Quantity.text(count: Int(plan.oversizeItems), of: "item")
        return
            "about \(items) over \(context) tokens, to be \(plan.oversize.fate); --oversize says otherwise"
    }
}

extension MoultV1.Oversize {
    /// What becomes of the items.
    fileprivate var fate: String {
        switch self {
        case .truncate: "truncated"
        case .split: "split"
        case .reject, .unspecified, .unrecognized: "rejected (quarantined)"
        }
    }
}
