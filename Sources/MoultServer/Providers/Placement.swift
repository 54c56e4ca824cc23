internal import Channels

/// Where a migration's embedder is loaded, for its plan.
///
/// What is decided is `ModelPlaces`'s: here the host is looked at before.
struct Placement: Sendable {
    let hosts: Hosts
    let catalog: ProviderCatalog
    let places: ModelPlaces
    /// How long a guest waits for its turn.
    let patience: Duration
    /// The longest rest of a migration between two tries.
    let restMax: Duration

    /// nil: the target's provider has no places to give.
    func plan(for target: String) async -> SlotPlan? {
        guard let target = try? ProviderTarget(target), target.kind == .ollama,
            let provider = catalog.provider(of: target),
            let room = hosts.rooms.first(where: { $0.name == provider })
        else { return nil }
        let host = await hosts.look(at: room)
        let others = await hosts.overview().filter { $0.name != provider }
        places.saw(host)
        let question = SlotQuestion(
            places.seating(of: room, with: target.model),
            target.model,
            on: host,
            isSlotsConfigured: room.entry.slots != nil,
            others: others
        )
        var plan = SlotPlan(question)
        if plan.seat == .guest { plan.turns = turns(of: target.model) }
        return plan
    }

    /// A guest that was given no turn in time is asked for again after a rest.
    private func turns(of model: String) -> GuestTurns? {
        var turns = places.turns(of: model)
        if let jobs = turns?.jobs, jobs > patience { turns?.rest = min(jobs, restMax) }
        return turns
    }
}
