import Knowledge
import Migration
import Spaces
import Synchronization

/// Finds by the vectors that a store has: exact, slow, and only once the index was prepared.
final class FakeSearching: SpaceSearching {
    let store: any MigrationStores
    let catalog: FakeCatalog

    init(_ store: any MigrationStores, _ catalog: FakeCatalog) {
        self.store = store
        self.catalog = catalog
    }

    func nearest(
        _ queries: [String],
        in space: Space,
        limit: Int
    ) async throws(EmbedderError) -> [RankedItems] {
        let embedder: any Embedder
        let vectors: [Vector]
        do {
            embedder = try catalog.embedder(for: space.identity)
            vectors = try await store.vectors(in: space.id, after: nil, limit: .max)
        } catch {
            throw EmbedderError(.unavailable, "\(error)")
        }
        return try await embedder.embed(queries, as: .query).map { query in
            let entries = vectors.map { vector in
                let score = zip(vector.values, query).reduce(0) { $0 + $1.0 * $1.1 }
                return RankedItems.Entry(item: vector.item, score: score)
            }
            let best = entries.sorted { ($1.score, $0.item) < ($0.score, $1.item) }
            return RankedItems(entries: Array(best.prefix(limit)), duration: .zero)
        }
    }
}

/// Says what a test wants to be found.
final class FakeEvidence: EvidenceGathering {
    private struct State {
        var verdict = EvaluationReport.Verdict.go
        var finding = CanaryFinding.same
        var compared = 0
        var looked = 0
        var isHanging = false
    }

    private let state = Mutex(State())

    /// How often two profiles were compared, and canaries looked at.
    var compared: Int { state.withLock(\.compared) }
    var looked: Int { state.withLock(\.looked) }

    func judge(_ verdict: EvaluationReport.Verdict) {
        state.withLock { $0.verdict = verdict }
    }

    /// No comparison ends from now on.
    func hang() {
        state.withLock { $0.isHanging = true }
    }

    func find(_ finding: CanaryFinding) {
        state.withLock { $0.finding = finding }
    }

    func checkCanaries(
        of space: Space,
        with embedder: any Embedder
    ) async throws(EvidenceError) -> CanaryFinding {
        state.withLock { state in
            state.looked += 1
            return state.finding
        }
    }

    func compare(
        _ active: ActiveProfile,
        with candidate: Profile,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(EvidenceError) -> EvaluationReport {
        let verdict = state.withLock { state in
            state.compared += 1
            return state.isHanging ? nil : state.verdict
        }
        guard let verdict else {
            let (stream, _) = AsyncStream.makeStream(of: Void.self)
            for await _ in stream {}
            throw .embedder(EmbedderError(.cancelled, "the comparison was cancelled"))
        }
        return Self.report(verdict, of: candidate.epoch)
    }

    static func report(
        _ verdict: EvaluationReport.Verdict,
        of epoch: Epoch
    ) -> EvaluationReport {
        EvaluationReport(
            k: 10,
            queries: .init(),
            active: .init(epoch: Epoch(rawValue: 1), target: "active"),
            candidate: .init(epoch: epoch, target: "candidate"),
            overlap: 1,
            rankBiasedOverlap: 1,
            worst: [],
            scoreMap: [],
            verdict: verdict,
            sentence: "A test said so.",
            atUnixMs: 1
        )
    }
}

struct QuietLoad: LiveLoadMeasuring {
    func recentLoad() -> LiveLoad { LiveLoad(searchP99: nil, queryWaitP99: nil) }
}

struct OpenArrivals: ArrivalLimiting {
    func limitArrivals(toPerSecond limit: Double?) {}
}
