import LexicalEmbedder
import Spaces
import Testing

/// The built-in canaries on the space that every new store begins with.
struct CanaryCoverageTests {
    /// A sign for each component, so that the noise is the same in every run.
    private func noisy(_ values: [Float], by distance: Double, seed: inout UInt64) -> [Float] {
        let size = Float((2 * distance / Double(values.count)).squareRoot())
        return values.map { value in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return value + (seed >> 63 == 0 ? size : -size)
        }
    }

    @Test(arguments: [512, 1_024])
    func `stir every axis: whichever is negated, they tell, under noise of 1e-4`(
        dimensions: Int
    ) async throws {
        var seed: UInt64 = 1
        let embedder = try LexicalEmbedder(dimensions: dimensions)
        let made = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: embedder,
            unixMs: 0
        )
        #expect(made.jitter < 1e-12)
        let canaries = made.canaries.map {
            CanarySet.Canary(text: $0.text, values: noisy($0.values, by: 1e-4, seed: &seed))
        }
        let set = CanarySet(canaries: canaries, jitter: 0, atUnixMs: 0)
        let again = made.canaries.map { noisy($0.values, by: 1e-4, seed: &seed) }
        #expect(CanaryCheck.verdict(of: set, given: again).isSame)
        for axis in 0..<dimensions {
            var answers = again
            for index in answers.indices { answers[index][axis].negate() }
            let verdict = CanaryCheck.verdict(of: set, given: answers)
            #expect(!verdict.isSame, "axis \(axis): \(verdict.sentence)")
        }
    }

    @Test(arguments: [65, 512, 4_096])
    func `find the embedder the same as itself, and another size another`(
        dimensions: Int
    ) async throws {
        let embedder = try LexicalEmbedder(dimensions: dimensions)
        let set = try await CanaryCheck.make(
            texts: CanaryTexts.builtIn,
            with: embedder,
            unixMs: 0
        )
        #expect(try await CanaryCheck.verdict(of: set, with: embedder).isSame)
        let other = try LexicalEmbedder(dimensions: dimensions - 1)
        #expect(
            try await CanaryCheck.verdict(of: set, with: other)
                == .drifted(.dimensions(dimensions - 1, expected: dimensions))
        )
    }
}
