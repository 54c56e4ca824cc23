import Messages
import MoultClient
import Testing

/// An operator's hands, as most tests use them.
extension TestServer {
    @discardableResult
    func pause(_ epoch: Int64) async throws -> MoultV1.MigrationStatus {
        let request = MoultV1.PauseRequest(epoch: epoch)
        return try #require(try await client.migration.pause(request).migration)
    }

    @discardableResult
    func resume(_ epoch: Int64) async throws -> MoultV1.MigrationStatus {
        let request = MoultV1.ResumeRequest(epoch: epoch)
        return try #require(try await client.migration.resume(request).migration)
    }

    @discardableResult
    func cutOver(
        _ epoch: Int64,
        despiteVerdict: Bool = false
    ) async throws -> MoultV1.MigrationStatus {
        let request = MoultV1.CutOverRequest(epoch: epoch, despiteVerdict: despiteVerdict)
        return try #require(try await client.migration.cutOver(request).migration)
    }

    @discardableResult
    func tune(_ epoch: Int64, _ knobs: MoultV1.Knobs) async throws -> MoultV1.MigrationStatus {
        let request = MoultV1.TuneRequest(epoch: epoch, knobs: knobs)
        return try #require(try await client.migration.tune(request).migration)
    }

    @discardableResult
    func cancel(_ epoch: Int64) async throws -> MoultV1.MigrationStatus {
        let request = MoultV1.CancelRequest(epoch: epoch)
        return try #require(try await client.migration.cancel(request).migration)
    }

    /// 0: to the last that finished before.
    @discardableResult
    func rollback(
        to epoch: Int64 = 0,
        cancelling unfinished: Int64 = 0,
        knobs: MoultV1.Knobs? = nil
    ) async throws -> MoultV1.RollbackResponse {
        let request = MoultV1.RollbackRequest(
            epoch: epoch,
            cancelEpoch: unfinished,
            knobs: knobs
        )
        return try await client.migration.rollback(request)
    }
}

/// The quarantine.
extension TestServer {
    /// What the embedder of the epoch's space refuses; 0: of the one that is being built, or else
    /// of the active one.
    func quarantine(_ epoch: Int64 = 0) async throws -> [MoultV1.QuarantinedItem] {
        let request = MoultV1.ListQuarantineRequest(epoch: epoch, pageSize: 1_000)
        let page = try await client.migration.listQuarantine(request)
        #expect(page.total == Int64(page.items.count))
        return page.items
    }

    /// No keys: all.
    @discardableResult
    func retryQuarantine(_ keys: [String] = []) async throws -> Int64 {
        let keys = keys.map { MoultV1.ItemKey(key: $0) }
        let request = MoultV1.RetryQuarantineRequest(keys: keys)
        return try await client.migration.retryQuarantine(request).retrying
    }
}

/// Waiting for what is shown.
extension TestServer {
    /// Waits until the status is as wanted, and returns it.
    @discardableResult
    func status(
        of epoch: Int64,
        within bound: Duration = .seconds(60),
        when what: String,
        _ isSo: (MoultV1.MigrationStatus) -> Bool
    ) async throws -> MoultV1.MigrationStatus {
        var last = try await migration(epoch)
        do {
            try await eventually(what, within: bound) {
                last = try await migration(epoch)
                return isSo(last)
            }
        } catch {
            throw TestFailure("\(error); it is \(last.phase): \(last.reason)")
        }
        return last
    }

    @discardableResult
    func waitUntilHolding(_ epoch: Int64) async throws -> MoultV1.MigrationStatus {
        try await status(of: epoch, when: "it holds") { $0.phase == .holding }
    }

    /// Waits until it is paused, and says by what.
    @discardableResult
    func waitUntilPaused(_ epoch: Int64) async throws -> MoultV1.MigrationStatus {
        try await status(of: epoch, when: "it is paused") { $0.phase == .paused }
    }
}
