package import Knowledge
package import Spaces

/// A page of a space's quarantine.
package struct QuarantinePage: Sendable, Hashable {
    /// The profile whose space it is.
    package let epoch: Epoch
    package let target: String
    /// By ascending id.
    package let items: [QuarantinedItem]
    /// In all.
    package let total: Int
}

/// What a retry of the quarantine set going.
package struct QuarantineRetry: Sendable, Hashable {
    /// The profile whose space it is.
    package let epoch: Epoch
    /// How many items are asked for once more.
    package let retrying: Int
}

/// The quarantine of a profile's space; `epoch` nil: of the one that is being built, or else of
/// the active one.
extension Migrations {
    /// By ascending id behind `after`.
    package func quarantine(
        of epoch: Epoch?,
        after: ItemID?,
        limit: Int
    ) async throws(MigrationError) -> QuarantinePage {
        let most = surroundings.limits.pageRowsMax
        guard (1...most).contains(limit) else {
            throw MigrationError(.invalidArgument, "The limit is \(limit); give 1 to \(most).")
        }
        let (profile, _) = try await profile(of: epoch)
        let space = profile.space
        let rows = try await storing { () throws(StoreError) in
            try await surroundings.store.quarantined(in: space.id, after: after, limit: limit)
        }
        return QuarantinePage(
            epoch: profile.epoch,
            target: space.identity.target,
            items: rows.items,
            total: rows.total
        )
    }

    /// Has quarantined items asked for once more, by whoever embeds for their space; no `keys`:
    /// all of them.
    package func retryQuarantine(
        of epoch: Epoch?,
        keys: [ItemKey]
    ) async throws(MigrationError) -> QuarantineRetry {
        let most = surroundings.limits.retriedKeysMax
        guard keys.count <= most else {
            throw MigrationError(
                .invalidArgument,
                "\(keys.count) keys came; give at most \(most), or none for all."
            )
        }
        let (profile, log) = try await profile(of: epoch)
        let retrying = try await storing { () throws(StoreError) in
            try await surroundings.store.retryQuarantined(
                keys.isEmpty ? .all : .keys(keys),
                in: profile.space.id
            )
        }
        if let building = log.building, building.space == profile.space {
            running(building.epoch)?.quarantineRetried()
        } else if log.active?.space == profile.space {
            surroundings.healerWakeUp()
        }
        return QuarantineRetry(epoch: profile.epoch, retrying: retrying)
    }

    private func profile(
        of epoch: Epoch?
    ) async throws(MigrationError) -> (Profile, ProfileLog) {
        let log = try await profileLog()
        let profile =
            if let epoch { log.rows.first { $0.epoch == epoch } } else {
                log.building ?? log.active?.profile
            }
        guard let profile else { throw MigrationError.noProfile(epoch) }
        return (profile, log)
    }
}
