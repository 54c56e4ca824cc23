import Messages

// The activation log and the quarantine, for people and for programs.
extension Output {
    /// On a terminal as a history, in a pipe a line each.
    func show(_ profiles: [MoultV1.ProfileRow]) {
        if isJSON {
            for profile in profiles { json(ProfileView(profile)) }
            return
        }
        guard answers.isTerminal else {
            return lines(profiles.map { cells($0).map(\.onOneLine).joined(separator: "\t") })
        }
        let width = profiles.map { "\($0.epoch)".columns }.max() ?? 1
        for profile in profiles { show(profile, epochColumns: width) }
    }

    private func cells(_ profile: MoultV1.ProfileRow) -> [String] {
        [
            "\(profile.epoch)", profile.target, Moment.text(unixMs: profile.startedUnixMs),
            profile.outcome.word, "\(profile.vectors)", profile.active ? "active (derived)" : "",
            "\(profile.missing)",
            profile.endedUnixMs > 0 ? Moment.text(unixMs: profile.endedUnixMs) : "",
            profile.freshUntilUnixMs > 0 ? Moment.text(unixMs: profile.freshUntilUnixMs) : "",
            profile.verdict,
        ]
    }

    private func show(_ profile: MoultV1.ProfileRow, epochColumns: Int) {
        let epoch = "\(profile.epoch)".padded(toColumns: epochColumns, .right)
        let indent = String(repeating: " ", count: epochColumns + 2)
        let target = answers.painted(profile.target, .bold)
        let mark = profile.active ? "  " + answers.painted("active (derived)", .green) : ""
        line("\(epoch)  \(target)\(mark)")
        var notes = [course(profile), holdings(profile)]
        if profile.freshUntilUnixMs > 0 {
            notes.append(
                "kept fresh for a rollback until \(Moment.text(unixMs: profile.freshUntilUnixMs))"
            )
        }
        if !profile.verdict.isEmpty { notes.append(profile.verdict.onOneLine) }
        for note in notes {
            let text = note.truncated(toColumns: max(20, answers.columns - indent.columns))
            line(indent + answers.painted(text, .dim))
        }
    }

    /// As "2026-03-01 12:00:00, finished after 3 min 20 s".
    private func course(_ profile: MoultV1.ProfileRow) -> String {
        let started = Moment.text(unixMs: profile.startedUnixMs)
        guard profile.endedUnixMs > profile.startedUnixMs else {
            return "\(started), \(profile.outcome.word)"
        }
        let took = Duration.milliseconds(profile.endedUnixMs - profile.startedUnixMs)
        return "\(started), \(profile.outcome.word) after \(Quantity.text(duration: took))"
    }

    private func holdings(_ profile: MoultV1.ProfileRow) -> String {
        let vectors = Quantity.text(count: Int(profile.vectors), of: "vector")
        guard profile.missing > 0 else { return vectors }
        return "\(vectors), \(Quantity.text(count: Int(profile.missing))) missing"
    }

    func show(_ response: MoultV1.ListQuarantineResponse) {
        if isJSON {
            for item in response.items { json(QuarantinedView(item, of: response)) }
            return
        }
        var table = Table([
            .init(title: "COLLECTION", isFlexible: true),
            .init(title: "KEY", isFlexible: true),
            .init(title: "STATE"),
            .init(title: "REFUSED", alignment: .right),
            .init(title: "SINCE"),
            .init(title: "REASON", isFlexible: true),
        ])
        for item in response.items {
            table.add([
                item.collection, item.key, item.retrying ? "retrying" : "refused",
                "\(item.refusals)×", Moment.text(unixMs: item.atUnixMs), item.reason,
            ])
        }
        if !response.items.isEmpty { lines(table.lines(on: answers)) }
        let count = Quantity.text(count: Int(response.total), of: "item")
        remark("\(count) of epoch \(response.epoch), \(response.target), in quarantine.")
    }

    func show(_ response: MoultV1.RetryQuarantineResponse) {
        if isJSON {
            return json(RetryView(epoch: response.epoch, retrying: response.retrying))
        }
        let count = Quantity.text(count: Int(response.retrying), of: "item")
        line("\(count) of epoch \(response.epoch) will be asked for once more.")
    }
}
