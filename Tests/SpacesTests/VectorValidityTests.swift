import Spaces
import Testing

@Suite struct `The validity of an embedder's answer` {
    private let identity = SpaceIdentity(provider: "test", model: "space", dimensions: 2)

    @Test(
        arguments: [
            ([[1, 0], [0.6, 0.8]], nil),
            ([[1.005, 0], [0, 0.995]], nil),
            ([[1, 0]], "1 vectors came for 2 texts"),
            ([[1, 0], [0, 1], [1, 0]], "3 vectors came for 2 texts"),
            ([[1, 0], [1, 0, 0]], "vector 1: 3 dimensions came, 2 belong to the space"),
            ([[1, 0], []], "vector 1: 0 dimensions came, 2 belong to the space"),
            ([[.nan, 0], [1, 0]], "vector 0: it holds NaN or infinity"),
            ([[1, 0], [0, -.infinity]], "vector 1: it holds NaN or infinity"),
            ([[1, 0], [.greatestFiniteMagnitude, 0]], "vector 1: it holds NaN or infinity"),
            ([[0, 0], [1, 0]], "vector 0: it is all zeros"),
            ([[1, 0], [3, 4]], "vector 1: its length is 5.0, not 1"),
            ([[0.5, 0], [1, 0]], "vector 0: its length is 0.5, not 1"),
        ] as [([[Float]], String?)]
    )
    func `is count, dimensions, finite values and length`(answer: [[Float]], fault: String?) {
        #expect(VectorValidity.fault(in: answer, count: 2, identity: identity) == fault)
    }
}

@Suite struct `A space's identity` {
    @Test func `is written as people write a target`() {
        let identity = SpaceIdentity(provider: "builtin", model: "lexical", dimensions: 512)
        #expect(identity.target == "builtin:lexical@512")
    }

    @Test func `differs in everything that changes its vectors`() {
        let identity = SpaceIdentity(provider: "test", model: "space", dimensions: 2)
        let changes: [(inout SpaceIdentity) -> Void] = [
            { $0.provider = "other" }, { $0.model = "other" }, { $0.modelDigest = "other" },
            { $0.dimensions = 3 }, { $0.documentPrefix = "other" }, { $0.queryPrefix = "other" },
        ]
        for change in changes {
            var other = identity
            change(&other)
            #expect(other != identity)
        }
    }
}
