import Knowledge
import Messages
import RPC
import Spaces
import Testing

@testable import Services

struct KnownSpacesTests {
    private static let identity = SpaceIdentity(provider: "p", model: "m", dimensions: 2)
    private static let space = Space(id: SpaceID(rawValue: 1), identity: identity)
    private static let own = CanarySet(
        canaries: [
            CanarySet.Canary(text: "one", values: [1, 0]),
            CanarySet.Canary(text: "two", values: [0, 1]),
        ],
        jitter: 0,
        atUnixMs: 0
    )

    private func spaces(_ own: CanarySet?, embedder: (any Embedder)? = nil) -> KnownSpaces {
        KnownSpaces(
            OneSpaceStore(space: Self.space, own: own),
            embedders: OneEmbedderCatalog(embedder: embedder)
        )
    }

    @Test func `canaries that lie where the space's own do prove its vectors`() async throws {
        // Without its embedder: none is asked.
        try await spaces(Self.own).prove(Self.own.canaries, of: Self.space)
    }

    @Test func `canaries that lie elsewhere do not`() async {
        let swapped = zip(Self.own.canaries, Self.own.canaries.reversed()).map {
            CanarySet.Canary(text: $0.text, values: $1.values)
        }
        let status = await #expect(throws: RPCStatus.self) {
            try await spaces(Self.own).prove(swapped, of: Self.space)
        }
        #expect(status?.reason == .modelDiffers)
    }

    @Test func `no canaries prove nothing`() async {
        let status = await #expect(throws: RPCStatus.self) {
            try await spaces(Self.own).prove([], of: Self.space)
        }
        #expect(status?.reason == .modelDiffers)
    }

    @Test func `of texts that the space has no canaries of, the embedder is asked`() async throws {
        let brought = [CanarySet.Canary(text: "three", values: [1, 0])]
        let same = TurningEmbedder(identity: Self.identity, values: [1, 0])
        try await spaces(Self.own, embedder: same).prove(brought, of: Self.space)
        let other = TurningEmbedder(identity: Self.identity, values: [0, 1])
        let status = await #expect(throws: RPCStatus.self) {
            try await spaces(nil, embedder: other).prove(brought, of: Self.space)
        }
        #expect(status?.reason == .modelDiffers)
    }

    @Test func `a space is known by its whole identity, or by its target`() async throws {
        let spaces = spaces(nil)
        #expect(try await spaces.space(of: Self.identity) == Self.space)
        #expect(try await spaces.space(named: "p:m@2") == Self.space)
        var other = Self.identity
        other.modelDigest = "another"
        let status = await #expect(throws: RPCStatus.self) { try await spaces.space(of: other) }
        #expect(status?.reason == .spaceUnknown)
        let unnamed = await #expect(throws: RPCStatus.self) {
            try await spaces.space(named: "p:m@3")
        }
        #expect(unnamed?.code == .notFound)
    }

    @Test func `an identity comes back as it went out`() throws {
        var identity = Self.identity
        identity.documentPrefix = "d: "
        identity.queryPrefix = "q: "
        identity.modelDigest = "digest"
        #expect(try SpaceIdentity(identity.wire) == identity)
        var wire = identity.wire
        wire.metric = "dot"
        let status = #expect(throws: RPCStatus.self) { try SpaceIdentity(wire) }
        #expect(status?.reason == .spaceUnknown)
    }
}

/// A store with one space, in which nothing lies.
private struct OneSpaceStore: VectorStore, CanaryStore {
    let space: Space
    let own: CanarySet?

    func profileLog() async throws(StoreError) -> ProfileLog {
        ProfileLog(rows: [
            Profile(
                epoch: Epoch(rawValue: 1),
                space: space,
                startedUnixMs: 0,
                ending: Profile.Ending(outcome: .finished, atUnixMs: 0)
            )
        ])
    }

    func vectors(
        in space: SpaceID,
        after: ItemID?,
        limit: Int
    ) async throws(StoreError) -> [Vector] { [] }

    func backlog(
        of space: SpaceID,
        after: Revision,
        limit: BacklogLimit
    ) async throws(StoreError) -> BacklogPage {
        BacklogPage(items: [], through: after, hasMore: false)
    }

    func counts(of space: SpaceID) async throws(StoreError) -> SpaceCounts {
        SpaceCounts(items: 0, embedded: 0, vectors: 0)
    }

    func canaries(of space: SpaceID) async throws(StoreError) -> CanarySet? { own }

    func keep(_ set: CanarySet, of space: SpaceID) async throws(StoreError) -> CanarySet { set }
}

/// Gives every text one vector.
private struct TurningEmbedder: Embedder {
    let identity: SpaceIdentity
    let values: [Float]
    let textsPerCallMax = 8

    func embed(_ texts: [String], as role: EmbeddingRole) async throws(EmbedderError) -> [[Float]] {
        texts.map { _ in values }
    }
}

private struct OneEmbedderCatalog: EmbedderCatalog {
    let embedder: (any Embedder)?

    func embedder(forTarget target: String) throws(EmbedderTargetError) -> any Embedder {
        throw EmbedderTargetError(.notConfigured, "No target is asked for.")
    }

    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder {
        guard let embedder else {
            throw EmbedderTargetError(.notConfigured, "No embedder is asked for.")
        }
        return embedder
    }
}
