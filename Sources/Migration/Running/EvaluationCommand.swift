package import Knowledge
import Spaces
import Synchronization

/// What an evaluation that an operator asks for is to look at.
package struct EvaluationOrder: Sendable, Hashable {
    /// The candidate; nil: the profile that is being built.
    package var epoch: Epoch?
    /// How many of a query's best items are compared; nil: as the policy says.
    package var k: Int?
    /// The most queries; nil: as the policy says, and each of the known answers.
    package var queries: Int?
    /// Empty: real searches are replayed, and items where there are too few.
    package var known: [KnownAnswer]

    package init(
        epoch: Epoch? = nil,
        k: Int? = nil,
        queries: Int? = nil,
        known: [KnownAnswer] = []
    ) {
        self.epoch = epoch
        self.k = k
        self.queries = queries
        self.known = known
    }
}

extension Migrations {
    /// Compares a candidate with the active profile, now.
    ///
    /// The candidate's index is loaded for it if it is not loaded anyway. The report is kept if a
    /// migration built the candidate and has ended. One at a time; cancelling the task ends it.
    package func evaluate(
        _ order: EvaluationOrder
    ) async throws(MigrationError) -> EvaluationReport {
        try check(order)
        let (started, _) = isEvaluating.compareExchange(
            expected: false,
            desired: true,
            ordering: .acquiringAndReleasing
        )
        guard started else {
            throw MigrationError(
                .evaluationUnderWay,
                "Another evaluation is under way; wait for it, or end it."
            )
        }
        defer { isEvaluating.store(false, ordering: .releasing) }
        let (active, candidate) = try await sides(order.epoch)
        try await storing { () throws(StoreError) in try await keeper.borrow(candidate.space) }
        defer { keeper.giveBack(candidate.space) }
        let report = try await compare(active, candidate, order)
        // An unfinished migration keeps its gate's own verdict, which a restart goes by.
        if try await record(of: candidate.epoch)?.phase.isEnd == true {
            try await storing { () throws(StoreError) in
                try await surroundings.store.keep(report, of: candidate.epoch)
            }
        }
        return report
    }

    private func compare(
        _ active: ActiveProfile,
        _ candidate: Profile,
        _ order: EvaluationOrder
    ) async throws(MigrationError) -> EvaluationReport {
        var policy = surroundings.evaluationPolicy
        policy.queriesMax = order.queries ?? max(policy.queriesMax, order.known.count)
        let evaluator = Evaluator(
            items: surroundings.store,
            queries: surroundings.store,
            searching: surroundings.searching,
            policy: policy,
            unixMs: surroundings.unixMs
        )
        do throws(EvaluationError) {
            return try await evaluator.evaluate(
                active: active,
                candidate: candidate,
                known: order.known,
                k: order.k,
                queries: order.queries
            )
        } catch {
            throw MigrationError(error)
        }
    }

    private func sides(
        _ epoch: Epoch?
    ) async throws(MigrationError) -> (ActiveProfile, Profile) {
        let log = try await profileLog()
        guard let active = log.active else { throw MigrationError.noProfile(nil) }
        let candidate = if let epoch { log.rows.first { $0.epoch == epoch } } else { log.building }
        guard let candidate else {
            guard let epoch else {
                throw MigrationError(
                    .notFound,
                    "No profile is being built; name the one to evaluate by its epoch."
                )
            }
            throw MigrationError.noProfile(epoch)
        }
        guard candidate.space != active.space else {
            throw MigrationError(
                .wrongPhase(candidate.epoch),
                """
                The space of epoch \(candidate.epoch.rawValue), \
                \(candidate.space.identity.target), is the active one; name another to compare it \
                with.
                """
            )
        }
        return (active, candidate)
    }

    private func check(_ order: EvaluationOrder) throws(MigrationError) {
        let limits = surroundings.limits
        if let k = order.k, !(1...EvaluationPolicy.kMax).contains(k) {
            throw MigrationError(
                .invalidArgument,
                "The k is \(k); give 1 to \(EvaluationPolicy.kMax)."
            )
        }
        let most = limits.evaluationQueriesMax
        if let queries = order.queries, !(1...most).contains(queries) {
            throw MigrationError(
                .invalidArgument,
                "The number of queries is \(queries); give 1 to \(most)."
            )
        }
        guard order.known.count <= most else {
            throw MigrationError(
                .invalidArgument,
                "\(order.known.count) known answers came; give at most \(most)."
            )
        }
    }
}

extension MigrationError {
    fileprivate init(_ error: EvaluationError) {
        switch error.code {
        case .store(let store): self.init(store)
        case .embedder, .activeSide: self.init(.embedderFailed, error.message.asSentence)
        case .nothingToCompare: self.init(.notFound, error.message)
        }
    }
}
