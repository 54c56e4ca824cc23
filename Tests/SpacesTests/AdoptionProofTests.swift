import Spaces
import Testing

@Suite struct `The proof that vectors may be adopted` {
    private let same = CanaryVerdict.same(distance: 0)

    private func pairs(
        _ count: Int,
        dimensions: Int = 384,
        moved distance: Double,
        _ change: ([Float]) -> [Float] = { $0 }
    ) async throws -> [AdoptionProof.Pair] {
        var generator = SeededGenerator(seed: 1)
        let model = RandomDense(dimensions: dimensions)
        let vectors = try await model.embed((0..<count).map(String.init), as: .document)
        return vectors.map {
            AdoptionProof.Pair(
                old: $0,
                new: change($0.moved(by: distance, using: &generator))
            )
        }
    }

    @Test func `holds where canaries and items are within the noise`() async throws {
        let sample = try await pairs(40, moved: 1e-4)
        let proof = AdoptionProof(canaries: same, jitter: 0, sample: sample)
        guard case .proven(let distance, 0.001) = proof else {
            Issue.record("\(proof)")
            return
        }
        #expect(abs(distance - 1e-4) < 1e-6)
    }

    @Test func `holds for a space without vectors`() {
        let proof = AdoptionProof(canaries: same, jitter: 0.001, sample: [])
        #expect(proof == .proven(distance: 0, allowed: 0.004))
    }

    @Test func `fails where one item lies elsewhere`() async throws {
        let sample = try await pairs(39, moved: 1e-4) + pairs(1, moved: 0.002)
        let proof = AdoptionProof(canaries: same, jitter: 0, sample: sample)
        guard case .refused(let refusal) = proof else {
            Issue.record("\(proof)")
            return
        }
        #expect(abs((refusal.distance ?? 0) - 0.002) < 1e-5)
        #expect(refusal.allowed == 0.001)
        #expect(
            refusal.sentence == "Of 40 items embedded anew, an item lies 0.002 from its stored "
                + "vector, and noise explains 0.001: the model is not the one that made the "
                + "stored vectors; embed the items anew."
        )
        let wider = AdoptionProof(canaries: same, jitter: 0.001, sample: sample)
        #expect(wider == .proven(distance: refusal.distance ?? 0, allowed: 0.004))
    }

    /// Seen only by the axis: in so many dimensions no item moves by more than noise.
    @Test(arguments: [(15, true), (16, false)])
    func `fails where one axis is another, from sixteen items on`(
        items: Int,
        isProven: Bool
    ) async throws {
        let sample = try await pairs(items, dimensions: 16_384, moved: 0) {
            [-$0[0]] + $0.dropFirst()
        }
        switch AdoptionProof(canaries: same, jitter: 0, sample: sample) {
        case .proven: #expect(isProven)
        case .refused(let refusal):
            #expect(!isProven)
            #expect(refusal.sentence.contains("axis 0 agrees by -1.0 with what it was, and 0.5"))
        }
    }

    @Test func `fails where the canaries drifted, or the dimensions differ`() async throws {
        let sample = try await pairs(40, moved: 0)
        let drift = CanaryDrift.dimensions(2, expected: 3)
        let drifted = AdoptionProof(canaries: .drifted(drift), jitter: 0, sample: sample)
        guard case .refused(let refusal) = drifted else {
            Issue.record("\(drifted)")
            return
        }
        #expect(refusal.sentence == drift.sentence)
        #expect(refusal.distance == nil)
        let other = AdoptionProof(
            canaries: same,
            jitter: 0,
            sample: [AdoptionProof.Pair(old: [1], new: [1, 0])]
        )
        guard case .refused(let otherRefusal) = other else {
            Issue.record("\(other)")
            return
        }
        #expect(otherRefusal.sentence.contains("have 1 dimensions, and the model gives 2:"))
    }
}
