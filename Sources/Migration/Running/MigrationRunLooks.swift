import Knowledge
import Spaces
import Synchronization

/// Effects that ask the embedder, and whoever else has a say.
extension MigrationRun {
    /// Texts that are longer than the model's bound are embedded as the settings say now.
    func embed(_ items: [Item], _ ticket: Ticket) async {
        let texts = items.map(\.text)
        let policy = core.withLock(\.machine.settings.oversize)
        let fitted = FittedEmbedder(embedding.embedder, policy: policy)
        let (timeline, timeout) = (embedding.timeline, embedding.timeout)
        let deadline = Deadline(timeline: timeline, timeout: timeout)
        await BoundedWork(timeline: timeline, timeout: timeout).run(
            orElse: fitted.timedOut(after: timeout),
            within: deadline,
            { () async throws(EmbedderError) in
                let answer = try await fitted.fitted(texts, as: .document) { deadline.renew() }
                return EmbeddedTexts(
                    answer.vectors,
                    forms: answer.forms,
                    tokens: answer.tokens ?? self.counted(texts)
                )
            },
            deliver: { self.deliver(.embedded(ticket, $0)) }
        )
    }

    /// nil: nobody has to know.
    private func counted(_ texts: [String]) -> Int? {
        guard isPriced else { return nil }
        return texts.reduce(0) { $0 + embedding.embedder.tokens(of: $1) }
    }

    func look(_ action: MigrationMachine.Action) async -> MigrationMachine.Event? {
        switch action {
        case .probe(let ticket):
            await embedding.embed(["moult"]) { answer in
                self.deliver(.probed(ticket, answer.map(\.vectors)))
            }
            return nil
        case .checkCanaries(let ticket):
            await checkCanaries(ticket)
            return nil
        case .askHook(let ticket, let report):
            return await askHook(ticket, report)
        case .measureLoad:
            return .load(surroundings.load.recentLoad())
        default:
            return nil
        }
    }

    private func checkCanaries(_ ticket: Ticket) async {
        let timeout = surroundings.limits.canaryTimeout
        let (evidence, space, embedder) = (surroundings.evidence, record.space, embedding.embedder)
        await BoundedWork(timeline: surroundings.timeline, timeout: timeout).run(
            orElse: EvidenceError.embedder(embedder.timedOut(after: timeout)),
            { () async throws(EvidenceError) in
                try await evidence.checkCanaries(of: space, with: embedder)
            },
            deliver: { self.deliver(.canariesChecked(ticket, $0)) }
        )
    }

    /// nil: what the facts are made of cannot be read, and the look is had again.
    private func askHook(
        _ ticket: Ticket,
        _ report: EvaluationReport?
    ) async -> MigrationMachine.Event? {
        guard let hook = surroundings.hook else { return .hookAnswered(ticket, refusal: nil) }
        let log = await stored { () throws(StoreError) in
            try await surroundings.store.profileLog()
        }
        switch log {
        case .failure(let error):
            return .hookAnswered(ticket, refusal: "it could not be asked: \(error.message)")
        case .success(let log):
            let progress = snapshot.progress
            let facts = CutOverFacts(
                epoch: record.epoch.rawValue,
                target: record.space.identity.target,
                activeEpoch: log.active?.epoch.rawValue ?? 0,
                activeTarget: log.active?.space.identity.target ?? "",
                items: progress.total,
                embedded: progress.embedded,
                quarantined: progress.quarantined,
                evaluation: report
            )
            return .hookAnswered(ticket, refusal: await hook.refusal(of: facts))
        }
    }
}

/// The comparison before the flip.
extension MigrationRun {
    func evaluate(_ ticket: Ticket, isReused: Bool, until stop: AsyncStream<Void>) async {
        do throws(EvidenceError) {
            let (kept, log) = try await facts(isReused: isReused)
            if let kept { return deliver(.evaluated(ticket, .success(kept))) }
            guard let active = log.active else {
                throw .store(StoreError(.failed, "there is no active profile to compare with"))
            }
            await compare(active, ticket, until: stop)
        } catch {
            deliver(.evaluated(ticket, .failure(error)))
        }
    }

    private func facts(
        isReused: Bool
    ) async throws(EvidenceError) -> (kept: EvaluationReport?, log: ProfileLog) {
        let store = surroundings.store
        return try await stored { () throws(StoreError) in
            let kept = isReused ? try await store.evaluation(of: record.epoch) : nil
            return (kept, try await store.profileLog())
        }
        .mapError(EvidenceError.store).get()
    }

    /// One that runs into its time-out is inconclusive: the next would hardly end sooner.
    private func compare(
        _ active: ActiveProfile,
        _ ticket: Ticket,
        until stop: AsyncStream<Void>
    ) async {
        let candidate = Profile(
            epoch: record.epoch,
            space: record.space,
            startedUnixMs: record.startedUnixMs,
            ending: nil
        )
        let timeout = surroundings.limits.evaluationTimeout
        let late = EvaluationReport.inconclusive(
            active,
            candidate,
            k: surroundings.evaluationPolicy.k,
            because: "Inconclusive: the comparison did not end within \(timeout).",
            atUnixMs: surroundings.unixMs()
        )
        let timedOut = EvidenceError.embedder(EmbedderError(.timedOut, late.sentence))
        await BoundedWork(timeline: surroundings.timeline, timeout: timeout).run(
            orElse: timedOut,
            until: stop,
            { () async throws(EvidenceError) in
                try await self.report(active, candidate, ticket)
            },
            deliver: { result in
                let result = result == .failure(timedOut) ? .success(late) : result
                self.deliver(.evaluated(ticket, result))
            }
        )
    }

    private func report(
        _ active: ActiveProfile,
        _ candidate: Profile,
        _ ticket: Ticket
    ) async throws(EvidenceError) -> EvaluationReport {
        let store = surroundings.store
        let report = try await surroundings.evidence.compare(active, with: candidate) {
            self.deliver(.replayed(ticket, queries: $0, of: $1))
        }
        try await stored { () throws(StoreError) in try await store.keep(report, of: record.epoch) }
            .mapError(EvidenceError.store).get()
        return report
    }
}
