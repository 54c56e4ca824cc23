/// Whether the model that is next is installed: the loaded one is not sent away for one that is not.
extension ChatMachine {
    mutating func checked(_ error: HostError?, at now: Duration) -> [Action] {
        guard case .checking(let model) = state else { return [] }
        state = .idle
        switch error?.code {
        case .unreachable:
            if let error { loseHost(error, at: now) }
            return []
        case .unknownModel:
            return refuseJobs(of: model, error?.message ?? "")
        // Nobody can tell: its load will.
        case nil, .busy, .outOfMemory, .failed, .timedOut, .refused, .denied, .cancelled:
            guard isWanted(.jobs(model)), !isDraining else { return [] }
            return change(to: .jobs(model), at: now)
        }
    }

    /// Those that are due: the others are looked at in their time.
    private mutating func refuseJobs(of model: String, _ message: String) -> [Action] {
        let entries = queue.lane(of: model)?.all ?? []
        return entries.sorted().flatMap { endWaiting($0.id, .refuse(.unknownModel, message)) }
    }
}
