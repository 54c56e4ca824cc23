internal import Channels
internal import Spaces

/// Where a migration's embedder would be loaded, for its plan.
struct Placement: Sendable {
    let hosts: Hosts
    let catalog: ProviderCatalog
    /// The space that searches are served from now.
    let active: @Sendable () -> SpaceIdentity

    /// Sentence by sentence; empty: its provider has no places to give.
    func sentences(for target: String) async -> [String] {
        guard let target = try? ProviderTarget(target), target.kind == .ollama,
            let provider = catalog.provider(of: target),
            let room = hosts.rooms.first(where: { $0.name == provider })
        else { return [] }
        let overviews = await hosts.overview()
        guard let host = overviews.first(where: { $0.name == provider }) else { return [] }
        let serving = catalog.place(of: active())
        let question = SlotQuestion(
            host: host,
            new: target.model,
            old: serving?.provider == provider ? serving?.model : nil,
            slots: room.entry.slots,
            others: overviews.filter { $0.name != provider }
        )
        return SlotPlan(question).sentences
    }
}
