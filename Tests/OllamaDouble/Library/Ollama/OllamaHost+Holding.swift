internal import Synchronization

/// How a handler comes to a model and lets it go.
extension OllamaHost {
    /// Holds a model's runner while `body`, which is a request's handler, goes on.
    func holding<Answer>(
        _ request: SchedulerRequest,
        _ body: (Grant) async throws -> Answer
    ) async throws -> Answer {
        let grant = try await grant(for: request)
        defer { tell { scheduler, now in scheduler.handlerReturned(request.id, at: now) } }
        return try await body(grant)
    }

    private func grant(for request: SchedulerRequest) async throws -> Grant {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isGone = core.withLock { core in
                    if core.gone.remove(request.id) != nil { return true }
                    core.waiters[request.id] = continuation
                    return false
                }
                if isGone {
                    continuation.resume(throwing: CancellationError())
                } else {
                    tell { scheduler, now in scheduler.admit(request, at: now) }
                }
            }
        } onCancel: {
            core.withLock { core in
                if core.waiters[request.id] == nil { core.gone.insert(request.id) }
            }
            tell { scheduler, now in scheduler.disconnected(request.id, at: now) }
        }
    }

    /// Waits for a turn at the runner, and works at it alone, or with as many as it has slots.
    func atRunner<Answer>(
        _ grant: Grant,
        parallel: Int,
        _ body: () async throws -> Answer
    ) async throws -> Answer {
        // Also when it never came to its turn.
        defer { leave(grant) }
        try await enter(grant, parallel: parallel)
        return try await body()
    }

    private func enter(_ grant: Grant, parallel: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isTurn = core.withLock { core in
                    core.queuers[grant.request] = continuation
                    return core.slots[grant.runner, default: RunnerSlots(slots: parallel)]
                        .enter(grant.request)
                }
                if isTurn { takeTurn(grant.request) }
            }
            try Task.checkCancellation()
        } onCancel: {
            let queuer = core.withLock { $0.queuers.removeValue(forKey: grant.request) }
            queuer?.resume(throwing: CancellationError())
        }
    }

    private func takeTurn(_ id: RequestID) {
        let queuer = core.withLock { $0.queuers.removeValue(forKey: id) }
        queuer?.resume()
    }

    private func leave(_ grant: Grant) {
        let next = core.withLock { core in
            let next = core.slots[grant.runner]?.leave(grant.request)
            if core.slots[grant.runner]?.isEmpty == true { core.slots[grant.runner] = nil }
            return next
        }
        if let next { takeTurn(next) }
    }
}
