import Knowledge
import Testing

@testable import Migration

@Suite struct `The verdict of an evaluation` {
    private func judgement(
        recorded: Int = 0,
        known: Int = 0,
        overlap: Double = 1,
        nDCG: (Double, Double)? = nil,
        recall: (Double, Double)? = nil,
        unanswerable: Int = 0
    ) -> EvaluationJudgement {
        var queries = EvaluationReport.Queries()
        queries.recorded = recorded / 2
        queries.items = recorded - recorded / 2
        queries.known = known
        var active = EvaluationReport.Side(epoch: Epoch(rawValue: 1), target: "a")
        var candidate = EvaluationReport.Side(epoch: Epoch(rawValue: 2), target: "b")
        active.nDCG = nDCG?.0
        candidate.nDCG = nDCG?.1
        active.recall = recall?.0
        candidate.recall = recall?.1
        return EvaluationJudgement(
            k: 10,
            queries: queries,
            overlap: overlap,
            active: active,
            candidate: candidate,
            unanswerable: unanswerable,
            policy: .standard
        )
    }

    @Test func `is go at the least overlap, and no-go below it`() {
        let go = judgement(recorded: 20, overlap: 0.3)
        #expect(go.verdict == .go)
        #expect(
            go.sentence == "Go: over 20 queries the overlap at 10 is 0.3, and 0.3 is the least."
        )
        let noGo = judgement(recorded: 20, overlap: 0.299)
        #expect(noGo.verdict == .noGo)
        #expect(
            noGo.sentence
                == "No-go: over 20 queries the overlap at 10 is 0.299, and 0.3 is the least."
        )
    }

    @Test func `is inconclusive with one query less than it takes, of either kind`() {
        let few = judgement(recorded: 19, known: 19, overlap: 0, nDCG: (1, 0), recall: (1, 0))
        #expect(few.verdict == .inconclusive)
        #expect(
            few.sentence == "Inconclusive: 19 queries and 19 known answers are too few to judge "
                + "by, as it takes 20 of either; search more, or give known answers."
        )
    }

    @Test(
        arguments: [
            ((0.5, 0.48), (0.5, 0.48), .go), ((0.5, 0.479), (0.5, 0.5), .noGo),
            ((0.5, 0.5), (0.5, 0.479), .noGo), ((0.5, 0.9), (0.5, 0.9), .go),
        ] as [((Double, Double), (Double, Double), EvaluationReport.Verdict)]
    )
    func `with known answers a loss up to the policy's is go`(
        nDCG: (Double, Double),
        recall: (Double, Double),
        verdict: EvaluationReport.Verdict
    ) {
        #expect(judgement(known: 20, nDCG: nDCG, recall: recall).verdict == verdict)
    }

    @Test func `needs both rules where both judge`() {
        let same = (0.5, 0.5)
        let worse = (0.5, 0.4)
        #expect(
            judgement(recorded: 20, known: 20, overlap: 1, nDCG: same, recall: same).verdict == .go
        )
        #expect(
            judgement(recorded: 20, known: 20, overlap: 0, nDCG: same, recall: same).verdict
                == .noGo
        )
        #expect(
            judgement(recorded: 20, known: 20, overlap: 1, nDCG: worse, recall: same).verdict
                == .noGo
        )
        #expect(
            judgement(recorded: 19, known: 20, overlap: 0, nDCG: same, recall: same).verdict == .go
        )
        #expect(
            judgement(recorded: 20, known: 19, overlap: 1, nDCG: worse, recall: worse).verdict
                == .go
        )
    }

    @Test func `tells known answers by their numbers, and those that name nothing`() {
        let sentence = judgement(
            known: 30,
            nDCG: (0.71, 0.7),
            recall: (0.8, 0.812_34),
            unanswerable: 2
        ).sentence
        #expect(
            sentence == "Go: over 30 known answers nDCG at 10 goes from 0.71 to 0.7 and recall at "
                + "10 from 0.8 to 0.812, and a loss of 0.02 and 0.02 is the most; 2 known answers "
                + "name no item that there is."
        )
    }
}
