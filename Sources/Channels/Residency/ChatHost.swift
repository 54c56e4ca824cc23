import Synchronization

/// A host as its chat worker has it: one whose embedders a keeper keeps.
///
/// What is pinned there is used where it lies: it is neither loaded nor sent away, and a chat with it
/// says no keep_alive, which would make an expiry of the pin. What the worker finds out about the
/// host, the keeper hears.
package struct ChatHost: ModelHost {
    private let keeper: HostKeeper

    package init(_ keeper: HostKeeper) {
        self.keeper = keeper
    }

    package var name: String { keeper.host.name }

    package func version() async throws(HostError) -> String {
        try await heard { host throws(HostError) in try await host.version() }
    }

    package func installed() async throws(HostError) -> [InstalledModel] {
        try await heard { host throws(HostError) in try await host.installed() }
    }

    package func facts(of model: String) async throws(HostError) -> ModelFacts {
        try await heard { host throws(HostError) in try await host.facts(of: model) }
    }

    /// Without those that are pinned: they are not the worker's.
    package func residents() async throws(HostError) -> [Resident] {
        let all = try await heard { host throws(HostError) in try await host.residents() }
        return all.filter { !keeper.isPinned($0.name) }
    }

    package func load(
        _ model: String,
        as use: ModelUse,
        keepAlive: KeepAlive
    ) async throws(HostError) -> LoadReport {
        if keeper.isPinned(model) { return LoadReport(loadTime: .zero) }
        return try await heard { host throws(HostError) in
            try await host.load(model, as: use, keepAlive: keepAlive)
        }
    }

    package func unload(_ model: String) async throws(HostError) {
        if keeper.isPinned(model) { return }
        try await heard { host throws(HostError) in try await host.unload(model) }
    }

    package func chat(
        _ model: String,
        body: String,
        keepAlive: KeepAlive,
        each: @Sendable (ChatPiece) async -> Void
    ) async throws(HostError) -> ChatStatistics {
        keeper.chatGenerates(.began(model))
        defer { keeper.chatGenerates(.ended) }
        let keepAlive = keeper.isPinned(model) ? .unchanged : keepAlive
        let hasSpoken = Atomic(false)
        return try await heard { host throws(HostError) in
            try await host.chat(model, body: body, keepAlive: keepAlive) { piece in
                let isFirst = !hasSpoken.exchange(true, ordering: .relaxed)
                if isFirst { keeper.chatGenerates(.speaks) }
                await each(piece)
            }
        }
    }

    private func heard<Value>(
        _ call: (any ModelHost) async throws(HostError) -> Value
    ) async throws(HostError) -> Value {
        do throws(HostError) {
            return try await call(keeper.host)
        } catch {
            if error.code == .unreachable { keeper.chatFoundAway() }
            throw error
        }
    }
}

extension HostKeeper {
    fileprivate func chatGenerates(_ phase: ResidencyMachine.GenerationPhase) {
        tell { machine, now in machine.chatGenerates(phase, at: now) }
    }

    fileprivate func chatFoundAway() {
        tell { machine, now in machine.chatFoundAway(at: now) }
    }
}
