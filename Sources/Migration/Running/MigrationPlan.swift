import Knowledge
package import Spaces
import Synchronization

/// What a migration to a target would take.
package struct MigrationPlan: Sendable, Hashable {
    package let identity: SpaceIdentity
    /// nil: no profile is active yet.
    package let active: SpaceIdentity?
    package let items: Int
    /// From an earlier run.
    package let alreadyEmbedded: Int
    package let textBytes: Int
    package let sampledItems: Int
    package let sampledTextBytes: Int
    /// In the embedder, one batch at a time.
    package let sampleDuration: Duration
    /// 0: nothing could be measured.
    package let itemsPerSecond: Double
    /// For what is missing, at that rate; nil: nothing could be measured.
    package let estimatedDuration: Duration?
    package let estimatedDiskBytes: Int
    /// Of the new index, while both are loaded.
    package let estimatedMemoryBytes: Int
    /// Why the sample could not be embedded; nil: it was.
    package let problem: String?

    package var isActive: Bool { active == identity }

    /// What a row of the store takes beside its floats: keys, record header, its share of a page.
    static let diskBytesPerVector = 32
    /// What an entry of the index takes beside its floats.
    static let memoryBytesPerVector = 24
    static let bytesPerDimension = 4
}

extension Migrations {
    /// Counts, embeds a sample, and stores nothing.
    package func plan(
        target: String,
        sample: Int
    ) async throws(MigrationError) -> MigrationPlan {
        let most = surroundings.limits.sampleItemsMax
        guard (1...most).contains(sample) else {
            throw MigrationError(.invalidArgument, "sample is \(sample); give 1 to \(most)")
        }
        let embedder = try embedder(for: target)
        let identity = embedder.identity
        let (survey, active) = try await storing { () throws(StoreError) in
            let survey = try await surroundings.store.survey(for: identity, sample: sample)
            return (survey, try await surroundings.store.profileLog().active)
        }
        let measure = await measure(survey.sample, with: embedder)
        let rate = measure.duration > .zero ? Double(measure.items) / measure.duration.seconds : 0
        let missing = survey.counts.missing
        let vectorBytes = identity.dimensions * MigrationPlan.bytesPerDimension
        return MigrationPlan(
            identity: identity,
            active: active?.space.identity,
            items: survey.counts.items,
            alreadyEmbedded: survey.counts.embedded,
            textBytes: survey.textBytes,
            sampledItems: measure.items,
            sampledTextBytes: measure.textBytes,
            sampleDuration: measure.duration,
            itemsPerSecond: rate,
            estimatedDuration: rate > 0 ? .seconds(Double(missing) / rate) : nil,
            estimatedDiskBytes: missing * (vectorBytes + MigrationPlan.diskBytesPerVector),
            estimatedMemoryBytes: survey.counts.items
                * (vectorBytes + MigrationPlan.memoryBytesPerVector),
            problem: measure.problem
        )
    }

    private struct Measure {
        var items = 0
        var textBytes = 0
        var duration: Duration = .zero
        var problem: String?
    }

    private func measure(_ sample: [Item], with embedder: any Embedder) async -> Measure {
        let timeline = surroundings.timeline
        let embedding = BoundedEmbedding(
            embedder: embedder,
            timeline: timeline,
            timeout: surroundings.limits.embedTimeout
        )
        let standard = MigrationSettings.standard.batchItems
        let size = max(1, min(embedder.textsPerCallMax, standard))
        var measure = Measure()
        for start in stride(from: 0, to: sample.count, by: size) {
            let texts = sample[start..<min(start + size, sample.count)].map(\.text)
            let began = timeline.now()
            let answer = Mutex<BoundedEmbedding.Answer?>(nil)
            await embedding.embed(texts) { fresh in answer.withLock { $0 = fresh } }
            let took = timeline.now() - began
            measure.problem = problem(
                in: answer.withLock(\.self),
                count: texts.count,
                identity: embedder.identity
            )
            if measure.problem != nil { return measure }
            measure.items += texts.count
            measure.textBytes += texts.reduce(0) { $0 + $1.utf8.count }
            measure.duration += took
        }
        return measure
    }

    private func problem(
        in answer: BoundedEmbedding.Answer?,
        count: Int,
        identity: SpaceIdentity
    ) -> String? {
        switch answer {
        case .success(let embedding):
            VectorValidity.fault(in: embedding.vectors, count: count, identity: identity)
                .map { "the answer of \(identity.target) cannot be stored: \($0)" }
        case .failure(let error): error.message
        case nil: "\(identity.target) gave no answer"
        }
    }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}
