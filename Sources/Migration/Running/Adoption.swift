package import Knowledge
import Spaces

/// What came of asking that vectors be taken over.
package struct Adoption: Sendable, Hashable {
    package let start: Migrations.Start
    /// nil: nothing was done, so nothing was proven.
    package let proof: Proof?

    /// That the target's embedder is the model that made the vectors; distances are 1 - cosine.
    package struct Proof: Sendable, Hashable {
        /// Of the canary that moved most; nil: the space has no canaries.
        package let canaryDistance: Double?
        /// Of the item that moved most.
        package let sampleDistance: Double
        package let allowedDistance: Double
        package let sampledItems: Int
    }
}

extension Migrations {
    /// Starts a migration to `target` that takes over the vectors of an earlier space.
    ///
    /// The target's embedder must prove to be the model that made them: by that space's canaries
    /// and by items embedded anew. Only what that space lacks is embedded.
    ///
    /// - Parameters:
    ///   - epoch: the profile whose space; nil: the active one.
    ///   - sample: how many items, spread over the store, it is proven on.
    /// - Throws: `.modelDiffers` with the numbers; nothing was done.
    package func adopt(
        target: String,
        from epoch: Epoch?,
        sample: Int,
        knobs: Knobs
    ) async throws(MigrationError) -> Adoption {
        try checkSample(sample)
        var settings = surroundings.defaults.turned(knobs)
        try settings.check(against: surroundings.limits)
        let embedder = try await embedder(for: target)
        let log = try await profileLog()
        if let nothing = try await nothingToAdopt(for: embedder.identity, in: log) {
            return Adoption(start: nothing, proof: nil)
        }
        let source = try Self.source(epoch, for: embedder.identity, in: log)
        let proof = try await prove(embedder, by: source, sample: sample)
        settings.adopted = source.id
        return Adoption(start: try await start(embedder, settings: settings), proof: proof)
    }

    /// As a start would say, before anything is embedded for a proof; nil: there is something.
    private func nothingToAdopt(
        for identity: SpaceIdentity,
        in log: ProfileLog
    ) async throws(MigrationError) -> Start? {
        if let building = log.building, let record = try await record(of: building.epoch) {
            guard building.space.identity == identity else { throw .underWay(record) }
            return .alreadyBuilding(try await status(of: record))
        }
        guard let active = log.active, active.space.identity == identity else { return nil }
        return .alreadyActive(active.epoch)
    }

    private static func source(
        _ epoch: Epoch?,
        for identity: SpaceIdentity,
        in log: ProfileLog
    ) throws(MigrationError) -> Space {
        let profile =
            if let epoch { log.rows.first { $0.epoch == epoch } } else {
                log.active?.profile
            }
        guard let profile else { throw .noProfile(epoch) }
        let space = profile.space
        let number = profile.epoch.rawValue
        guard space.identity != identity else {
            throw MigrationError(
                .invalidArgument,
                """
                The space of epoch \(number) is \(identity.target) itself; roll back to it instead.
                """
            )
        }
        guard space.identity.dimensions == identity.dimensions else {
            throw MigrationError(
                .modelDiffers,
                """
                \(identity.target) has \(identity.dimensions) dimensions and the space of epoch \
                \(number), \(space.identity.target), has \(space.identity.dimensions); start a \
                migration instead.
                """
            )
        }
        return space
    }
}

/// The proof.
extension Migrations {
    private func prove(
        _ embedder: any Embedder,
        by source: Space,
        sample: Int
    ) async throws(MigrationError) -> Adoption.Proof {
        let canaries = try await storing { () throws(StoreError) in
            try await surroundings.store.canaries(of: source.id)
        }
        let stored = try await sampledVectors(of: source, sample)
        guard canaries != nil || !stored.isEmpty else {
            throw MigrationError(
                .modelDiffers,
                """
                The space \(source.identity.target) has neither canaries nor vectors of whole \
                texts to prove \(embedder.identity.target) by; start a migration instead.
                """
            )
        }
        var verdict = CanaryVerdict.same(distance: 0)
        if let canaries {
            let given = try await vectors(of: canaries.canaries.map(\.text), from: embedder)
            verdict = CanaryCheck.verdict(of: canaries, given: given)
        }
        let fresh = verdict.isSame ? try await vectors(of: stored.map(\.text), from: embedder) : []
        let proof = AdoptionProof(
            canaries: verdict,
            jitter: canaries?.jitter ?? 0,
            sample: zip(stored, fresh).map { AdoptionProof.Pair(old: $0.values, new: $1) }
        )
        switch proof {
        case .refused(let refusal):
            throw MigrationError(.modelDiffers, refusal.sentence)
        case .proven(let distance, let allowed):
            return Adoption.Proof(
                canaryDistance: canaries.flatMap { _ in verdict.distance },
                sampleDistance: distance,
                allowedDistance: allowed,
                sampledItems: stored.count
            )
        }
    }

    /// Items spread over the store that have a current vector of their whole text.
    private func sampledVectors(
        of space: Space,
        _ sample: Int
    ) async throws(MigrationError) -> [(text: String, values: [Float])] {
        try await storing { () throws(StoreError) in
            let store = surroundings.store
            let survey = try await store.survey(for: space.identity, sample: sample)
            var pairs: [(text: String, values: [Float])] = []
            for item in survey.sample {
                let before = ItemID(rawValue: item.id.rawValue - 1)
                let vector = try await store.vectors(in: space.id, after: before, limit: 1).first
                guard let vector, vector.item == item.id, vector.revision == item.revision,
                    vector.form == .whole
                else { continue }
                pairs.append((item.text, vector.values))
            }
            return pairs
        }
    }

    private func vectors(
        of texts: [String],
        from embedder: any Embedder
    ) async throws(MigrationError) -> [[Float]] {
        var vectors: [[Float]] = []
        let size = max(1, min(embedder.textsPerCallMax, surroundings.defaults.batchItems))
        for start in stride(from: 0, to: texts.count, by: size) {
            let batch = Array(texts[start..<min(start + size, texts.count)])
            switch await surroundings.answer(to: batch, from: embedder) {
            case .success(let embedding):
                vectors += embedding.vectors
            case .failure(let error):
                throw MigrationError(.embedderFailed, error.message.asSentence)
            }
        }
        return vectors
    }
}

extension CanaryVerdict {
    /// Of the canary that moved most; nil: the model drifted.
    fileprivate var distance: Double? {
        if case .same(let distance) = self { distance } else { nil }
    }
}
