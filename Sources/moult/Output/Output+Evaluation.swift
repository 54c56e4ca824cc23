import Messages

// How a candidate answers beside the active profile, for people and for programs.
extension Output {
    /// `worst` is how many of the worst queries are shown.
    func show(_ evaluation: MoultV1.Evaluation, worst: Int) {
        var evaluation = evaluation
        evaluation.worst = Array(evaluation.worst.prefix(worst))
        if isJSON { return json(EvaluationView(evaluation)) }
        line(answers.painted(evaluation.sentence, evaluation.verdict.paint))
        showSides(evaluation)
        for (index, comparison) in evaluation.worst.enumerated() {
            show(comparison, at: index + 1)
        }
        showScoreMap(evaluation.scoreMap)
    }

    private func showSides(_ evaluation: MoultV1.Evaluation) {
        let active = evaluation.active ?? MoultV1.EvaluationSide()
        let candidate = evaluation.candidate ?? MoultV1.EvaluationSide()
        var table = Table([
            .init(title: ""),
            .init(title: "ACTIVE", alignment: .right),
            .init(title: "CANDIDATE", alignment: .right),
        ])
        func add(_ name: String, _ value: (MoultV1.EvaluationSide) -> String) {
            table.add([name, value(active), value(candidate)])
        }
        add("epoch") { "\($0.epoch)" }
        add("target") { $0.target }
        add("p50") { Quantity.text(duration: .microseconds($0.p50Microseconds)) }
        add("p99") { Quantity.text(duration: .microseconds($0.p99Microseconds)) }
        if evaluation.knownQueries > 0 {
            add("recall@\(evaluation.k)") { Quantity.text(fraction: $0.recall) }
            add("nDCG@10") { Quantity.text(fraction: $0.ndcg) }
        }
        lines(table.lines(on: answers))
        show([
            ("queries", queries(evaluation)),
            ("overlap@\(evaluation.k)", Quantity.text(fraction: evaluation.overlap)),
            ("rank-biased overlap", Quantity.text(fraction: evaluation.rankBiasedOverlap)),
        ])
    }

    private func queries(_ evaluation: MoultV1.Evaluation) -> String {
        let sources = [
            (evaluation.recordedQueries, "recorded"), (evaluation.itemQueries, "from items"),
            (evaluation.knownQueries, "with known answers"),
        ]
        let told = sources.filter { $0.0 > 0 }
            .map { "\(Quantity.text(count: Int($0.0))) \($0.1)" }
        return told.isEmpty ? "none" : told.joined(separator: ", ")
    }

    /// The keys of both sides, rank by rank.
    private func show(_ comparison: MoultV1.EvaluationComparison, at place: Int) {
        let overlap = Quantity.text(fraction: comparison.overlap)
        let biased = Quantity.text(fraction: comparison.rankBiasedOverlap)
        let query = comparison.query.onOneLine.truncated(toColumns: max(20, answers.columns - 6))
        line("")
        line(answers.painted("\(place). \(query)", .bold))
        line(answers.painted("   overlap \(overlap) · rank-biased \(biased)", .dim))
        var table = Table([
            .init(title: "RANK", alignment: .right),
            .init(title: "ACTIVE", isFlexible: true),
            .init(title: "CANDIDATE", isFlexible: true),
        ])
        let (left, right) = (comparison.activeKeys, comparison.candidateKeys)
        for rank in 0..<max(left.count, right.count) {
            table.add([
                "\(rank + 1)", key(at: rank, in: left, missingFrom: right),
                key(at: rank, in: right, missingFrom: left),
            ])
        }
        lines(table.lines(on: answers))
    }

    /// A key that the other side has nowhere is marked.
    private func key(
        at rank: Int,
        in keys: [MoultV1.ItemKey],
        missingFrom others: [MoultV1.ItemKey]
    ) -> String {
        guard keys.indices.contains(rank) else { return "" }
        let key = keys[rank]
        let mark = others.contains(key) ? "  " : "* "
        let name = key.collection == "default" ? key.key : "\(key.collection)/\(key.key)"
        guard answers.isTerminal else { return mark + name }
        // Both sides get half; what tells keys apart stands at their ends.
        let room = (answers.columns - "RANK".columns) / 2 - 2 * Table.gap.columns
        return mark + name.truncatedAtStart(toColumns: max(8, room))
    }

    private func showScoreMap(_ points: [MoultV1.ScorePoint]) {
        guard !points.isEmpty else { return }
        line("")
        line(answers.painted("Score floors: one at the left becomes the one at the right", .bold))
        var table = Table([
            .init(title: "QUANTILE", alignment: .right),
            .init(title: "ACTIVE", alignment: .right),
            .init(title: "CANDIDATE", alignment: .right),
        ])
        for point in points {
            table.add([
                Quantity.text(share: point.quantile), Quantity.text(fraction: point.active),
                Quantity.text(fraction: point.candidate),
            ])
        }
        lines(table.lines(on: answers))
    }
}
