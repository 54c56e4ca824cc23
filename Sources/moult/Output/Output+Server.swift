import Messages

// The server and its migrations, for people and for programs.
extension Output {
    func show(_ stats: MoultV1.StatsResponse) {
        if isJSON { return json(StatsView(stats)) }
        var rows: [(String, String)] = [
            ("items", Quantity.text(count: Int(stats.items))),
            ("collections", Quantity.text(count: Int(stats.collections))),
            ("waiting for a vector", Quantity.text(count: Int(stats.pending))),
            ("active profile", "epoch \(stats.activeEpoch), \(stats.activeTarget)"),
        ]
        if stats.buildingEpoch > 0 {
            rows.append(("building", "epoch \(stats.buildingEpoch); see `moult migrate status`"))
        }
        rows += [
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

    func show(_ plan: MoultV1.PlanResponse) {
        if isJSON { return json(PlanView(plan)) }
        if plan.alreadyActive { line("\(plan.target) is active already: nothing to do.") }
        var rows: [(String, String)] = [
            ("from", plan.activeTarget),
            ("to", plan.target),
            ("items", Quantity.text(count: Int(plan.items))),
            ("embedded already", Quantity.text(count: Int(plan.alreadyEmbedded))),
            ("text", Quantity.text(bytes: Int(plan.textBytes))),
        ]
        if plan.problem.isEmpty {
            let sample = Quantity.text(count: Int(plan.sampledItems), of: "item")
            rows += [
                ("measured", "\(Quantity.text(perSecond: plan.itemsPerSecond)) on \(sample)"),
                ("will take", Quantity.text(duration: .milliseconds(plan.estimatedDurationMs))),
            ]
        } else {
            rows.append(("not measured", plan.problem))
        }
        rows += [
            ("disk", Quantity.text(bytes: Int(plan.estimatedDiskBytes))),
            ("memory", Quantity.text(bytes: Int(plan.estimatedMemoryBytes))),
        ]
        show(rows)
    }

    func show(_ response: MoultV1.StartResponse, target: String) {
        if isJSON { return json(StartView(response)) }
        guard let migration = response.migration, !response.alreadyActive else {
            return line("\(target) is active already: nothing was done.")
        }
        line(
            response.alreadyBuilding
                ? "\(target) is being built already, as epoch \(migration.epoch): nothing was done."
                : "Epoch \(migration.epoch) is building \(target)."
        )
    }

    func show(_ migration: MoultV1.MigrationStatus) {
        if isJSON { return json(MigrationView(migration)) }
        let progress = migration.progress ?? MoultV1.MigrationProgress()
        var rows: [(String, String)] = [
            ("epoch", "\(migration.epoch)"),
            ("target", migration.target),
            ("phase", migration.phase.word),
        ]
        if !migration.reason.isEmpty { rows.append(("because", migration.reason)) }
        let done = Quantity.text(count: Int(progress.embedded))
        let total = Quantity.text(count: Int(progress.total))
        rows += [
            ("embedded", "\(done) of \(total)"),
            ("rate", Quantity.text(perSecond: progress.itemsPerSecond)),
            ("left", left(progress)),
        ]
        show(rows)
    }

    private func left(_ progress: MoultV1.MigrationProgress) -> String {
        progress.etaMessage.isEmpty
            ? Quantity.text(duration: .milliseconds(progress.etaMs)) : progress.etaMessage
    }

    func show(_ response: MoultV1.PruneResponse, target: String, isDryRun: Bool) {
        if isJSON {
            return json(
                PruneView(
                    target: target,
                    vectorsDeleted: response.vectorsDeleted,
                    bytesFreed: response.bytesFreed,
                    dryRun: isDryRun
                )
            )
        }
        let vectors = Quantity.text(count: Int(response.vectorsDeleted), of: "vector")
        let bytes = Quantity.text(bytes: Int(response.bytesFreed))
        line("\(vectors) of \(target) \(isDryRun ? "would be" : "were") deleted, \(bytes).")
    }

    func show(_ profiles: [MoultV1.ProfileRow]) {
        if isJSON {
            for profile in profiles { json(ProfileView(profile)) }
            return
        }
        var table = Table([
            .init(title: "EPOCH", alignment: .right),
            .init(title: "TARGET", isFlexible: true),
            .init(title: "STARTED"),
            .init(title: "OUTCOME"),
            .init(title: "VECTORS", alignment: .right),
            .init(title: ""),
        ])
        for profile in profiles {
            table.add([
                "\(profile.epoch)", profile.target, Moment.text(unixMs: profile.startedUnixMs),
                profile.outcome.word, Quantity.text(count: Int(profile.vectors)),
                profile.active ? "active (derived)" : "",
            ])
        }
        lines(table.lines(on: answers))
    }
}
