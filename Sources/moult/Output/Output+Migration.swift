import Messages

// A migration, for people and for programs.
extension Output {
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

    func show(_ response: MoultV1.RollbackResponse) {
        if isJSON { return json(RollbackView(response)) }
        let migration = response.migration ?? MoultV1.MigrationStatus()
        line(
            "Epoch \(migration.epoch) goes back to \(migration.target), the space of epoch "
                + "\(response.toEpoch); "
                + (response.missing == 0
                    ? "nothing is to be embedded."
                    : "\(Quantity.text(count: Int(response.missing), of: "item")) to be embedded.")
        )
    }

    func show(_ response: MoultV1.AdoptResponse) {
        if isJSON { return json(AdoptView(response)) }
        guard let migration = response.migration else {
            return line("The target is active already: nothing was done.")
        }
        guard response.sampledItems > 0 || response.allowedDistance > 0 else {
            return line("Epoch \(migration.epoch) is building it already: nothing was done.")
        }
        let sample = Quantity.text(count: Int(response.sampledItems), of: "item")
        line(
            "Epoch \(migration.epoch) takes over the vectors of \(migration.adoptedTarget) as "
                + "\(migration.target)."
        )
        show([
            ("canaries differ by", "\(response.canaryDistance)"),
            ("\(sample) differ by", "\(response.sampleDistance)"),
            ("allowed", "\(response.allowedDistance)"),
        ])
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
        if migration.nextTryUnixMs > 0 {
            rows.append(("next try", Moment.text(unixMs: migration.nextTryUnixMs)))
        }
        if migration.pausedByOperator { rows.append(("paused by", "an operator")) }
        if migration.cutOverOrdered { rows.append(("ordered", "the cut-over")) }
        if !migration.adoptedTarget.isEmpty {
            rows.append(("takes over", migration.adoptedTarget))
        }
        rows += ProgressText(progress, of: migration).rows
        if let evaluation = migration.evaluation {
            rows.append(("verdict", evaluation.sentence))
        }
        if let knobs = migration.knobs {
            rows += KnobsText(knobs, currency: migration.currency).rows
        }
        show(rows)
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
}
