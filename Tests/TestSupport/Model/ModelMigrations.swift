package import Knowledge
package import Migration
package import Spaces

// Reading migrations.
extension ModelTables {
    package func migrations(before: Epoch?, limit: Int) -> [MigrationRecord] {
        let matching = migrations.values.filter { record in
            before.map { record.epoch < $0 } ?? true
        }
        return Array(matching.sorted { $1.epoch < $0.epoch }.prefix(max(0, limit)))
    }

    package func migration(_ epoch: Epoch) -> MigrationRecord? { migrations[epoch] }

    package func changes(
        of epoch: Epoch,
        after sequence: Int64,
        limit: Int
    ) -> [PhaseChange] {
        let behind = changes[epoch, default: []].filter { sequence < $0.sequence }
        return Array(behind.prefix(max(0, limit)))
    }
}

// Starting and recording.
extension ModelTables {
    package mutating func start(_ request: MigrationRequest) -> Written<StartResult> {
        if let building = profileLog.building, let record = migrations[building.epoch] {
            return Written(
                building.space.identity == request.identity
                    ? .alreadyBuilding(record) : .otherUnderWay(record)
            )
        }
        if let active = profileLog.active?.profile, active.space.identity == request.identity {
            return Written(.alreadyActive(active))
        }
        let profile = Profile(
            epoch: Epoch(rawValue: Int64(profiles.count) + 1),
            space: makeSpace(request.identity),
            startedUnixMs: request.atUnixMs,
            ending: nil
        )
        profiles.append(profile)
        let record = MigrationRecord(
            epoch: profile.epoch,
            space: profile.space,
            settings: request.settings,
            phase: .planned,
            reason: "",
            startedUnixMs: request.atUnixMs,
            endedUnixMs: nil,
            sequence: 0,
            times: nil
        )
        migrations[profile.epoch] = record
        return Written(.started(record))
    }

    package mutating func record(
        _ phase: Phase,
        reason: String,
        of epoch: Epoch,
        atUnixMs: Int64
    ) throws(StoreError) -> Written<PhaseChange?> {
        guard !phase.isEnd else {
            throw StoreError(.failed, "a migration becomes \(phase) by a flip or an end only")
        }
        guard try outcome(of: epoch) == nil else { return Written(nil) }
        return Written(try append(phase, reason: reason, to: epoch, atUnixMs: atUnixMs))
    }

    package mutating func recordTimes(
        _ times: FlipTimes,
        of epoch: Epoch
    ) throws(StoreError) -> Written<Void> {
        try rewrite(epoch) { $0.with(times: times) }
        return Written(())
    }
}

// Ending.
extension ModelTables {
    package mutating func flip(
        _ epoch: Epoch,
        pass: Revision,
        through: Revision,
        atUnixMs: Int64,
        isPermitted: Bool
    ) throws(StoreError) -> Written<FlipResult> {
        if let outcome = try outcome(of: epoch) { return Written(.alreadyEnded(outcome)) }
        guard isPermitted else { return Written(.timedOut) }
        let space = try profile(epoch).space.id
        let isMissing = items.values.contains { item in
            pass < item.revision && item.revision <= through && isInBacklog(item, of: space)
        }
        guard !isMissing else { return Written(.missing) }
        let change = try set(.finished, of: epoch, reason: "", atUnixMs: atUnixMs)
        return Written(.flipped(change))
    }

    package mutating func end(
        _ epoch: Epoch,
        as outcome: ProfileOutcome,
        reason: String,
        atUnixMs: Int64
    ) throws(StoreError) -> Written<EndResult> {
        guard outcome != .finished else {
            throw StoreError(.failed, "a migration becomes finished by a flip only")
        }
        if let earlier = try self.outcome(of: epoch) { return Written(.alreadyEnded(earlier)) }
        let change = try set(outcome, of: epoch, reason: reason, atUnixMs: atUnixMs)
        return Written(.ended(change))
    }

    package mutating func prune(
        _ space: SpaceID,
        limit: Int
    ) throws(StoreError) -> Written<PruneResult> {
        guard let known = spaces.first(where: { $0.id == space }) else {
            throw StoreError(.notFound, "there is no space \(space.rawValue)")
        }
        let users = [profileLog.active?.profile, profileLog.building].compactMap(\.self)
        if let user = users.first(where: { $0.space.id == space }) {
            return Written(.inUse(user.epoch))
        }
        let gone = vectors(in: space, after: nil, limit: limit)
        for vector in gone { vectors[space]?[vector.item] = nil }
        let isEmpty = vectors[space]?.isEmpty ?? true
        let released = isEmpty ? quarantined(in: space, after: nil, limit: limit) : []
        for row in released { quarantine[space]?[row.item] = nil }
        let isDone = isEmpty && quarantine[space]?.isEmpty ?? true
        if isDone {
            vectors[space] = nil
            canaries[space] = nil
        }
        let bytes = gone.count * known.identity.dimensions * MemoryLayout<Float>.size
        return Written(.deleted(vectors: gone.count, bytes: bytes, isDone: isDone))
    }

    package func survey(for identity: SpaceIdentity, sample: Int) -> MigrationSurvey {
        let space = spaces.first { $0.identity == identity }
        let sorted = list(.everything, after: nil, limit: .max)
        let stride = max(1, (sorted.count + sample - 1) / max(1, sample))
        let spread = sorted.enumerated().filter { $0.offset.isMultiple(of: stride) }
        return MigrationSurvey(
            counts: space.map { counts(of: $0.id) }
                ?? SpaceCounts(items: items.count, embedded: 0, vectors: 0),
            textBytes: textBytes,
            sample: spread.prefix(max(0, sample)).map(\.element)
        )
    }
}

extension ModelTables {
    private func profile(_ epoch: Epoch) throws(StoreError) -> Profile {
        let place = epoch.rawValue - 1
        guard profiles.indices.contains(Int(clamping: place)) else {
            throw StoreError(.notFound, "there is no profile of epoch \(epoch.rawValue)")
        }
        return profiles[Int(place)]
    }

    private func outcome(of epoch: Epoch) throws(StoreError) -> ProfileOutcome? {
        try profile(epoch).ending?.outcome
    }

    /// The one place that sets an outcome.
    ///
    /// The row has none yet.
    private mutating func set(
        _ outcome: ProfileOutcome,
        of epoch: Epoch,
        reason: String,
        atUnixMs: Int64
    ) throws(StoreError) -> PhaseChange {
        let row = try profile(epoch)
        precondition(row.ending == nil, "an outcome is set once")
        let phase: Phase =
            switch outcome {
            case .finished: .finished
            case .cancelled: .cancelled
            case .failed: .failed
            }
        let change = try append(phase, reason: reason, to: epoch, atUnixMs: atUnixMs)
        profiles[Int(epoch.rawValue) - 1] = Profile(
            epoch: epoch,
            space: row.space,
            startedUnixMs: row.startedUnixMs,
            ending: Profile.Ending(outcome: outcome, atUnixMs: atUnixMs)
        )
        return change
    }

    private mutating func append(
        _ phase: Phase,
        reason: String,
        to epoch: Epoch,
        atUnixMs: Int64
    ) throws(StoreError) -> PhaseChange {
        let record = try rewrite(epoch) { $0.with(phase, reason: reason, atUnixMs: atUnixMs) }
        let change = PhaseChange(
            epoch: epoch,
            sequence: record.after.sequence,
            from: record.before.phase,
            to: phase,
            reason: reason,
            atUnixMs: atUnixMs
        )
        changes[epoch, default: []].append(change)
        return change
    }

    @discardableResult
    mutating func rewrite(
        _ epoch: Epoch,
        _ change: (MigrationRecord) -> MigrationRecord
    ) throws(StoreError) -> (before: MigrationRecord, after: MigrationRecord) {
        guard let before = migrations[epoch] else {
            throw StoreError(.notFound, "there is no migration of epoch \(epoch.rawValue)")
        }
        let after = change(before)
        migrations[epoch] = after
        return (before, after)
    }
}

extension MigrationRecord {
    fileprivate func with(_ phase: Phase, reason: String, atUnixMs: Int64) -> MigrationRecord {
        MigrationRecord(
            epoch: epoch,
            space: space,
            settings: settings,
            phase: phase,
            reason: reason,
            startedUnixMs: startedUnixMs,
            endedUnixMs: phase.isEnd ? atUnixMs : nil,
            sequence: sequence + 1,
            times: times,
            spend: spend
        )
    }

    func with(
        settings: MigrationSettings? = nil,
        times: FlipTimes? = nil,
        spend: MigrationSpend? = nil
    ) -> MigrationRecord {
        MigrationRecord(
            epoch: epoch,
            space: space,
            settings: settings ?? self.settings,
            phase: phase,
            reason: reason,
            startedUnixMs: startedUnixMs,
            endedUnixMs: endedUnixMs,
            sequence: sequence,
            times: times ?? self.times,
            spend: spend ?? self.spend
        )
    }
}
