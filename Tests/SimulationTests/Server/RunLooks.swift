import Knowledge
import Spaces
import TestSupport

@testable import Migration

// Whoever has a say besides the store: canaries, queries, the hook, the live system.
extension Run {
    func look(_ action: MigrationMachine.Action) {
        switch action {
        case .probe(let ticket):
            ask(["moult"]) { answer in
                if case .success(let vectors) = answer, self.isValid(vectors, count: 1) {
                    self.world.witness.accusations.answered(in: self.space.id)
                }
                return .probed(ticket, answer)
            }
        case .checkCanaries(let ticket):
            checkCanaries(ticket)
        case .evaluate(let ticket, let isReused):
            evaluations += 1
            evaluate(ticket, isReused: isReused, evaluations)
        case .cancelEvaluation:
            evaluations += 1
        case .askHook(let ticket, _):
            let refuses = !world.isCalm && world.happens(world.chaos.hookRefuses)
            if refuses { world.tally.hookRefusals += 1 }
            later(10...5_000) {
                .hookAnswered(ticket, refusal: refuses ? "not now" : nil)
            }
        case .measureLoad:
            let p99 = Duration.milliseconds(world.isCalm ? 1 : world.some(1...100))
            later(0...10) { .load(LiveLoad(searchP99: p99, queryWaitP99: p99)) }
        default:
            break
        }
    }

    private func isValid(_ vectors: [[Float]], count: Int) -> Bool {
        VectorValidity.fault(in: vectors, count: count, identity: space.identity) == nil
    }

    private func checkCanaries(_ ticket: Ticket) {
        let (space, identity) = (space.id, space.identity)
        ask(SimulatedEmbedders.canaryTexts) { answer in
            let vectors: [[Float]]
            switch answer {
            case .failure(let error): return .canariesChecked(ticket, .failure(.embedder(error)))
            case .success(let given): vectors = given
            }
            let count = SimulatedEmbedders.canaryTexts.count
            if let fault = VectorValidity.fault(in: vectors, count: count, identity: identity) {
                let error = EmbedderError(.invalidAnswer, fault)
                return .canariesChecked(ticket, .failure(.embedder(error)))
            }
            self.world.witness.accusations.answered(in: space)
            guard let kept = self.world.store.durable.canaries(of: space) else {
                // No model drifts before its canaries are made: nobody could tell.
                self.keepRight(as: ticket)
                return nil
            }
            let verdict = CanaryCheck.verdict(of: kept, given: vectors)
            if !verdict.isSame { self.world.tally.drifts += 1 }
            return .canariesChecked(
                ticket,
                .success(verdict.isSame ? .same : .drifted(verdict.sentence))
            )
        }
    }

    private func keepRight(as ticket: Ticket) {
        let set = CanarySet(
            canaries: SimulatedEmbedders.canaryTexts.map { text in
                let values = world.embedders.vector(of: text, in: self.space.identity)
                return CanarySet.Canary(text: text, values: values)
            },
            jitter: 0,
            atUnixMs: world.unixMs
        )
        let (space, aborts) = (space.id, aborts)
        server.write(
            { tables throws(StoreError) in try tables.keep(set, of: space) },
            then: { result in
                guard self.aborts == aborts else { return }
                let finding = result.map { _ in CanaryFinding.same }
                try self.deliver(
                    .canariesChecked(ticket, finding.mapError(EvidenceError.store))
                )
            }
        )
    }
}

// The comparison.
extension Run {
    private func evaluate(_ ticket: Ticket, isReused: Bool, _ number: Int) {
        if isReused, let kept = world.store.durable.evaluation(of: record.epoch) {
            return later(10...1_000) { .evaluated(ticket, .success(kept)) }
        }
        world.tally.evaluations += 1
        replay(world.some(0...3), of: 3, ticket, number)
    }

    private func replay(_ left: Int, of all: Int, _ ticket: Ticket, _ number: Int) {
        ask(["query"]) { answer in
            guard self.evaluations == number else { return nil }
            if case .failure(let error) = answer {
                return .evaluated(ticket, .failure(.embedder(error)))
            }
            if left == 0 {
                self.judge(ticket, number)
            } else {
                self.replay(left - 1, of: all, ticket, number)
            }
            return .replayed(ticket, queries: all - left, of: all)
        }
    }

    private func judge(_ ticket: Ticket, _ number: Int) {
        let report = EvaluationReport(verdict: world.verdict(), of: record, atUnixMs: world.unixMs)
        let (epoch, aborts) = (record.epoch, aborts)
        server.write(
            { tables throws(StoreError) in try tables.keep(report, of: epoch) },
            then: { result in
                guard self.aborts == aborts, self.evaluations == number else { return }
                let answer = result.map { report }.mapError(EvidenceError.store)
                try self.deliver(.evaluated(ticket, answer))
            }
        )
    }
}

extension EvaluationReport {
    fileprivate init(verdict: Verdict, of record: MigrationRecord, atUnixMs: Int64) {
        let target = record.space.identity.target
        self.init(
            k: 10,
            queries: .init(),
            active: .init(epoch: Epoch(rawValue: 1), target: target),
            candidate: .init(epoch: record.epoch, target: target),
            overlap: 1,
            rankBiasedOverlap: 1,
            worst: [],
            scoreMap: [],
            verdict: verdict,
            sentence: "the verdict is \(verdict.rawValue)",
            atUnixMs: atUnixMs
        )
    }
}
