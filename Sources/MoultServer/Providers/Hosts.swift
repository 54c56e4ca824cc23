internal import Channels
internal import Ollama

/// The Ollama hosts that are configured, as people see them.
struct Hosts: HostsServing, ModelsServing {
    /// In the order of the configuration.
    let rooms: [OllamaRoom]
    /// The provider that chats; nil: none does.
    let chatting: String?

    func overview() async -> [HostOverview] {
        await withTaskGroup(of: (Int, HostOverview).self) { group in
            for (position, room) in rooms.enumerated() {
                group.addTask { (position, await overview(of: room)) }
            }
            var overviews: [Int: HostOverview] = [:]
            for await (position, overview) in group { overviews[position] = overview }
            return overviews.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// What is wrong with them now; nothing is asked of them.
    var conditions: [HostCondition] {
        rooms.flatMap { $0.keeper.overview().conditions }
    }

    func facts(of model: String) async throws(HostError) -> ModelFacts {
        var failure = HostError(.unknownModel, "model '\(model)' not found")
        let order = rooms.filter { $0.name == chatting } + rooms.filter { $0.name != chatting }
        for room in order {
            do throws(HostError) {
                return try await room.host.facts(of: model)
            } catch {
                if error.code != .unknownModel { failure = error }
            }
        }
        throw failure
    }

    /// Asked now, as far as it answers.
    func look(at room: OllamaRoom) async -> HostOverview {
        var overview = known(of: room)
        if let residents = try? await room.host.residents() { overview.residents = residents }
        if let installed = try? await room.host.installed() { overview.installed = installed }
        return overview
    }

    private func known(of room: OllamaRoom) -> HostOverview {
        var overview = room.keeper.overview(chats: room.name == chatting)
        if let slots = room.entry.slots { overview.slots = slots }
        return overview
    }

    /// As its keeper knows it, and asked now for what nobody looks at between.
    private func overview(of room: OllamaRoom) async -> HostOverview {
        var overview = known(of: room)
        guard overview.residents == nil, overview.conditions.isEmpty else { return overview }
        guard let version = try? await room.host.version() else { return overview }
        overview.version = version
        overview.residents = try? await room.host.residents()
        overview.installed = (try? await room.host.installed()) ?? []
        return overview
    }
}
