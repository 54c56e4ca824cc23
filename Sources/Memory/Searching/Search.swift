package import Knowledge
import Spaces
import Waiting

/// The live search path: pin, embed, rank, confirm.
struct Search: Sendable {
    let store: any MemoryStore
    let live: LiveRoute
    let timeline: Timeline
    let settings: MemorySettings
    let latency: LiveLatency
    let recorder: QueryRecorder

    /// An answer for each of `queries`, in their order, all of one epoch.
    func callAsFunction(
        _ queries: [SearchQuery],
        deadline: Duration?
    ) async throws(MemoryError) -> [SearchAnswer] {
        try checkCall(queries)
        recorder.searched(queries)
        let begun = timeline.now
        do throws(MemoryError) {
            let answers = try await answers(to: queries, deadline: deadline)
            latency.searched(since: begun)
            return answers
        } catch {
            if error.code == .deadlineExceeded { latency.searched(since: begun) }
            throw error
        }
    }

    private func answers(
        to queries: [SearchQuery],
        deadline: Duration?
    ) async throws(MemoryError) -> [SearchAnswer] {
        // Once: what is pinned here serves to the end, whatever is published meanwhile.
        let serving = live.serving
        let plans = try queries.map { query throws(MemoryError) in
            try SearchPlan(query, epoch: serving.profile.epoch, limits: settings.search)
        }
        let texts = plans.filter(\.needsVector).map(\.query.text)
        let vectors = await vectors(of: texts, from: serving, deadline: deadline)
        var answers: [SearchAnswer] = []
        for plan in plans {
            if Task.isCancelled { throw .cancelled }
            if let deadline, deadline <= timeline.now { throw .deadlineExceeded }
            let way = try plan.way(with: vectors[plan.query.text])
            let page = SearchPage(
                plan: plan,
                way: way,
                serving: serving,
                store: store,
                settings: settings
            )
            answers.append(try await page.answer())
        }
        return answers
    }

    private func vectors(
        of texts: [String],
        from serving: Serving,
        deadline: Duration?
    ) async -> [String: QueryVector] {
        if texts.isEmpty { return [:] }
        let embedding = QueryEmbedding(
            serving: serving,
            timeline: timeline,
            limits: settings.search
        )
        let begun = timeline.now
        defer { latency.waitedForQuery(since: begun) }
        return await embedding.vectors(of: texts, deadline: deadline)
    }

    private func checkCall(_ queries: [SearchQuery]) throws(MemoryError) {
        let limits = settings.limits
        if queries.isEmpty {
            throw MemoryError(
                .invalidArgument,
                subject: "queries",
                "queries is empty; send one or more."
            )
        }
        var fault = limits.faultOfCount("queries", queries.count, max: limits.queriesPerCallMax)
        for (position, query) in queries.enumerated() where fault == nil {
            fault = limits.fault(in: query).map { $0.of("queries[\(position)]") }
        }
        if let fault { throw fault }
    }
}

extension KnowledgeLimits {
    /// What is wrong with `query`, naming field, value and bound; nil: nothing.
    package func fault(in query: SearchQuery) -> MemoryError? {
        if let fault = faultOfSize("text", query.text.utf8.count, max: queryTextBytesMax) {
            return fault
        }
        guard (1...hitsMax).contains(query.k) else {
            return MemoryError(
                query.k < 1 ? .invalidArgument : .limitExceeded,
                subject: "k",
                "k is \(query.k); give 1 to \(hitsMax)."
            )
        }
        if let floor = query.scoreFloor, !floor.isFinite {
            return MemoryError(
                .invalidArgument,
                subject: "score_floor",
                "score_floor is \(floor); give a finite number, or leave it out."
            )
        }
        return faultOfFilter(query.filter)
    }
}

extension MemoryError {
    /// The same, told of one of several.
    fileprivate func of(_ entry: String) -> MemoryError {
        MemoryError(code, subject: "\(entry).\(subject)", "\(entry): \(message)")
    }

    static let deadlineExceeded = MemoryError(
        .deadlineExceeded,
        "The call's time ran out before it was answered; allow more time or ask for less."
    )
}
