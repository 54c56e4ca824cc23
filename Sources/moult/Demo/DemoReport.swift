import Messages

/// The table at the end.
struct DemoReport {
    let load: DemoLoad
    /// nil: nobody chatted.
    let chat: DemoChat.Account?
    /// Acknowledged writes that were not there, or not as written.
    let lost: Int
    let migration: Duration
    let flip: MoultV1.PhaseChange

    /// What the demonstration promises to put through a migration.
    static let searchesMin = 200
    static let writesMin = 200

    var isGood: Bool {
        let searches = load.searches.account(.during)
        let writes = load.writes.account(.during)
        return searches.failed == 0 && writes.failed == 0 && lost == 0
            && searches.count >= Self.searchesMin && writes.count >= Self.writesMin
    }

    var table: Table {
        var table = Table(
            [Table.Column(title: "")]
                + ["BEFORE", "DURING", "AFTER"].map { .init(title: $0, alignment: .right) }
        )
        table.add(row("searches", load.searches) { String($0.count) })
        table.add(row("  failed", load.searches) { String($0.failed) })
        table.add(row("  p50", load.searches) { text($0.quantile(0.5)) })
        table.add(row("  p99", load.searches) { text($0.quantile(0.99)) })
        table.add(row("writes", load.writes) { String($0.count) })
        table.add(row("  failed", load.writes) { String($0.failed) })
        table.add(row("  longest wait", load.writes) { text($0.longest) })
        return table
    }

    var sentences: [String] {
        let written = Quantity.text(count: load.written.all.count, of: "acknowledged write")
        let chats = chat.map(\.sentence).map { [$0] } ?? []
        return chats + [
            "\(written), \(lost) lost; every one was read back.",
            "The migration took \(Quantity.text(duration: migration)), the flip "
                + "\(Quantity.text(duration: .microseconds(flip.flipMicroseconds))); the longest "
                + "acknowledgement it held waited "
                + "\(Quantity.text(duration: .microseconds(flip.longestHoldMicroseconds))).",
        ]
    }

    private func row(
        _ title: String,
        _ log: LoadLog,
        _ cell: (LoadLog.Account) -> String
    ) -> [String] {
        [title] + LoadLog.Part.allCases.map { cell(log.account($0)) }
    }

    private func text(_ duration: Duration?) -> String {
        duration.map(Quantity.text(duration:)) ?? "–"
    }
}
