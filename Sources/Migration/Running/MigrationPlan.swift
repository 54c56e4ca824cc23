import Knowledge
package import Spaces

/// What a migration to a target would take.
package struct MigrationPlan: Sendable, Hashable {
    package let identity: SpaceIdentity
    /// nil: no profile is active yet.
    package let active: SpaceIdentity?
    package let items: Int
    /// From an earlier run.
    package let alreadyEmbedded: Int
    /// In the quarantine of an earlier run: asked for again only when told.
    package let quarantined: Int
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
    package let tokens: TokenEstimate
    /// Millionths of the currency for a million tokens; 0: it costs nothing.
    package let microsPerMillionTokens: Int64
    /// The tokens that the model takes in of one text; nil: it has no bound, or none is known.
    package let contextTokens: Int?
    /// Items that are longer, about.
    package let oversizeItems: Int
    /// What happens to them, unless a knob says otherwise.
    package let oversize: OversizePolicy
    /// Why the sample could not be embedded; nil: it was.
    package let problem: String?

    package var isActive: Bool { active == identity }

    /// For what is missing, in millionths of the currency.
    package var estimatedMicros: Int64 { price(of: tokens.likely) }
    package var estimatedMicrosMax: Int64 { price(of: tokens.most) }

    private func price(of tokens: Int64) -> Int64 {
        let micros = Double(tokens) * Double(microsPerMillionTokens) / 1_000_000
        return Int64(exactly: min(micros, 9e18).rounded(.up)) ?? .max
    }

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
        try checkSample(sample)
        let embedder = try await embedder(for: target)
        let identity = embedder.identity
        let (survey, active) = try await storing { () throws(StoreError) in
            let survey = try await surroundings.store.survey(for: identity, sample: sample)
            return (survey, try await surroundings.store.profileLog().active)
        }
        let measure = await PlanMeasure(of: survey.sample, with: embedder, in: surroundings)
        let counts = survey.counts
        let tokens = measure.tokens(ofBytes: Self.missingBytes(survey))
        let oversizeItems = try await storing { () throws(StoreError) in
            guard let context = embedder.contextTokensMax else { return 0 }
            let bytes = Double(context) * measure.bytesPerToken
            return try await surroundings.store.itemsLonger(than: Int(min(bytes, 1e15)))
        }
        let rate = measure.itemsPerSecond
        let vectorBytes = identity.dimensions * MigrationPlan.bytesPerDimension
        return MigrationPlan(
            identity: identity,
            active: active?.space.identity,
            items: counts.items,
            alreadyEmbedded: counts.embedded,
            quarantined: counts.quarantined,
            textBytes: survey.textBytes,
            sampledItems: measure.items,
            sampledTextBytes: measure.textBytes,
            sampleDuration: measure.duration,
            itemsPerSecond: rate,
            estimatedDuration: rate > 0 ? .seconds(Double(counts.missing) / rate) : nil,
            estimatedDiskBytes: counts.missing * (vectorBytes + MigrationPlan.diskBytesPerVector),
            estimatedMemoryBytes: counts.items * (vectorBytes + MigrationPlan.memoryBytesPerVector),
            tokens: tokens,
            microsPerMillionTokens: surroundings.embedders.microsPerMillionTokens(for: identity),
            contextTokens: embedder.contextTokensMax,
            oversizeItems: oversizeItems,
            oversize: surroundings.defaults.oversize,
            problem: measure.problem
        )
    }

    func checkSample(_ sample: Int) throws(MigrationError) {
        let most = surroundings.limits.sampleItemsMax
        guard (1...most).contains(sample) else {
            throw MigrationError(.invalidArgument, "The sample is \(sample); give 1 to \(most).")
        }
    }

    /// Of what is missing: exact if everything is, as the mean item has them otherwise.
    private static func missingBytes(_ survey: MigrationSurvey) -> Double {
        let counts = survey.counts
        guard counts.items > 0 else { return 0 }
        return Double(survey.textBytes) * Double(counts.missing) / Double(counts.items)
    }
}

extension Duration {
    var seconds: Double { self / .seconds(1) }
}
