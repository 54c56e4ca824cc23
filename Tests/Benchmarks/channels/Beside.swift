/// Runs `body` while `others` go on, each again and again.
func beside(
    _ others: [@Sendable () async throws -> Void],
    _ body: () async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for other in others {
            group.addTask {
                while !Task.isCancelled {
                    do {
                        try await other()
                    } catch {
                        if !Task.isCancelled { throw error }
                    }
                }
            }
        }
        try await body()
        group.cancelAll()
        try await group.waitForAll()
    }
}
