/// A job of a day that has passed.
package struct RecordedJob: Sendable {
    package var id: JobID
    package var model: String
    package var submitted: Duration
    package var took: Duration

    package init(id: JobID, model: String, submitted: Duration, took: Duration) {
        self.id = id
        self.model = model
        self.submitted = submitted
        self.took = took
    }
}

extension DrainPolicy {
    /// How often the policy would have changed models on that day, knowing all times beforehand.
    package func modelChanges(of day: [RecordedJob], eachTaking change: Duration) -> Int {
        let took = Dictionary(day.map { ($0.id, $0.took) }) { first, _ in first }
        let arrivals = day.map {
            QueueEntry(id: $0.id, model: $0.model, priority: .normal, submitted: $0.submitted)
        }
        var replay = DrainReplay(
            self,
            arrivals: arrivals,
            change: { _ in change },
            service: { took[$0.id] ?? .zero }
        )
        while replay.next() != nil {}
        return replay.modelChanges
    }
}
