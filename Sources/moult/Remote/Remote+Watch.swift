import Messages
import MoultClient

extension Remote {
    /// Follows a migration until it ends, and shows what it hears.
    func watch(epoch: Int64, after sequence: Int64, interval: Int32) async throws {
        var view = WatchDisplay(output: output)
        defer { view.end() }
        // Also says in a sentence that there is none, before anything is drawn.
        view.take(try await migration(epoch))
        let last = try await follow(epoch: epoch, after: sequence, interval: interval) { message in
            if view.wantsStatus(with: message), let status = try? await migration(epoch) {
                view.take(status)
            }
            view.show(message)
        }
        if let last, last.to == .failed || last.to == .cancelled { throw ExitStatus.failed }
    }

    /// Gives every message of a migration's watch to `hear`.
    ///
    /// - Returns: the last phase change.
    @discardableResult
    func follow(
        epoch: Int64,
        after sequence: Int64,
        interval: Int32,
        _ hear: (MoultV1.WatchResponse) async throws -> Void
    ) async throws -> MoultV1.PhaseChange? {
        let stream = try client.serverStream(
            MoultV1.MigrationMethods.watch,
            MoultV1.WatchRequest(epoch: epoch, afterSequence: sequence, intervalMs: interval)
        )
        var last: MoultV1.PhaseChange?
        for try await message in stream {
            if case .change(let change) = message.event { last = change }
            try await hear(message)
            if message.final { break }
        }
        return last
    }
}
