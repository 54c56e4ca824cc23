import Messages

// Knowledge, for people and for programs.
extension Output {
    func show(_ answer: MoultV1.SearchAnswer) {
        if isJSON { return json(AnswerView(answer)) }
        if answer.semanticUnavailable {
            complain(
                "Found by words alone: \(answer.semanticUnavailableMessage)",
                remedy: "See `moult doctor`."
            )
        }
        for (index, hit) in answer.hits.enumerated() { show(hit, at: index + 1) }
        if answer.hits.isEmpty { remark("Nothing was found.") }
        if !answer.nextPageToken.isEmpty, answers.isTerminal {
            remark("More: the same search with --page \(answer.nextPageToken)")
        }
    }

    private func show(_ hit: MoultV1.SearchHit, at place: Int) {
        let item = hit.item ?? MoultV1.StoredItem()
        let snippet = hit.snippet.onOneLine
        guard answers.isTerminal else {
            return line(
                "\(Quantity.text(fraction: hit.score))\t\(item.collection)\t\(item.key)\t\(snippet)"
            )
        }
        let title = "\(place). \(item.key)"
        line(answers.painted(title.truncated(toColumns: answers.columns), .bold))
        line(answers.painted("   \(origin(of: hit, in: item.collection))", .dim))
        line("   " + snippet.truncated(toColumns: max(20, 2 * answers.columns - 6)))
    }

    /// As "0.0325 · words 1 · meaning 3 (0.71) · collection notes".
    private func origin(of hit: MoultV1.SearchHit, in collection: String) -> String {
        var parts = [Quantity.text(fraction: hit.score)]
        if hit.lexicalRank > 0 { parts.append("words \(hit.lexicalRank)") }
        if hit.semanticRank > 0 {
            parts.append(
                "meaning \(hit.semanticRank) (cosine \(Quantity.text(fraction: hit.semanticScore)))"
            )
        }
        if hit.stale { parts.append("edited, not embedded yet") }
        return (parts + ["in \(collection)"]).joined(separator: " · ")
    }

    func show(_ item: MoultV1.StoredItem) {
        if isJSON { return json(ItemView(item)) }
        guard answers.isTerminal else {
            return line("\(item.collection)\t\(item.key)\t\(item.text.onOneLine)")
        }
        let form = item.embeddedForm.isEmpty ? "embedded" : "embedded, \(item.embeddedForm)"
        let state = item.embedded ? form : "pending"
        line(answers.painted(item.key, .bold))
        line(
            answers.painted(
                "   in \(item.collection) · revision \(item.revision) · \(state)",
                .dim
            )
        )
        for entry in item.metadata {
            line(answers.painted("   \(entry.key): \(entry.value)", .dim))
        }
        if !item.text.isEmpty { line(item.text) }
    }

    func show(_ collections: [MoultV1.Collection]) {
        if isJSON {
            for collection in collections {
                json(CollectionView(name: collection.name, items: collection.items))
            }
            return
        }
        var table = Table([
            .init(title: "COLLECTION", isFlexible: true),
            .init(title: "ITEMS", alignment: .right),
        ])
        for collection in collections {
            table.add([collection.name, Quantity.text(count: Int(collection.items))])
        }
        lines(table.lines(on: answers))
    }

    func show(_ response: MoultV1.DeleteResponse, isDryRun: Bool) {
        if isJSON { return json(DeletionView(response, isDryRun: isDryRun)) }
        let count = Quantity.text(count: Int(response.deleted), of: "item")
        line(isDryRun ? "\(count) would be deleted." : "\(count) deleted.")
        for key in response.missing {
            complain("There is no item \(key.key) in \(key.collection).")
        }
        for refusal in response.refused { complain("\(refusal.key): \(refusal.message)") }
    }
}
