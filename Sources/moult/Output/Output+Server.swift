import Messages

// The server, for people and for programs.
extension Output {
    func show(_ stats: MoultV1.StatsResponse) {
        if isJSON { return json(StatsView(stats)) }
        var rows: [(String, String)] = [
            ("items", Quantity.text(count: Int(stats.items))),
            ("collections", Quantity.text(count: Int(stats.collections))),
            ("waiting for a vector", Quantity.text(count: Int(stats.pending))),
            ("in quarantine", Quantity.text(count: Int(stats.quarantined))),
            ("active profile", "epoch \(stats.activeEpoch), \(stats.activeTarget)"),
        ]
        if stats.buildingEpoch > 0 {
            rows.append(("building", "epoch \(stats.buildingEpoch); see `moult migrate status`"))
        }
        rows += [
            ("recorded queries", Quantity.text(count: Int(stats.recordedQueries))),
            ("newest revision", Quantity.text(count: Int(stats.revision))),
            ("database", Quantity.text(bytes: Int(stats.storeBytes))),
            ("vectors in memory", Quantity.text(bytes: Int(stats.indexBytes))),
            ("connections", Quantity.text(count: Int(stats.connections))),
            ("server", stats.serverVersion),
        ]
        if !stats.embedderProblem.isEmpty { rows.append(("embedder", stats.embedderProblem)) }
        if !stats.configuredTargetDiffers.isEmpty {
            rows.append(("configured embedder", "\(stats.configuredTargetDiffers), not active"))
        }
        for condition in stats.conditions {
            let since = Moment.text(unixMs: condition.sinceUnixMs)
            rows.append((condition.name, "\(condition.message) (since \(since))"))
        }
        show(rows)
        for counter in stats.counters where counter.value > 0 && !answers.isTerminal {
            line("\(counter.name)\t\(counter.value)")
        }
    }

    /// Names and values, one pair a line.
    func show(_ rows: [(String, String)]) {
        guard answers.isTerminal else { return lines(rows.map { "\($0.0)\t\($0.1)" }) }
        let width = rows.map(\.0.columns).max() ?? 0
        lines(
            rows.map { name, value in
                answers.painted(name.padded(toColumns: width), .dim) + "  " + value
            }
        )
    }
}
