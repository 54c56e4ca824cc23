import Synchronization

// For plans.
extension ChatChannel {
    /// The turns of a guest, if `model` were one now.
    package func turns(of model: String) -> GuestTurns {
        core.withLock { $0.machine.turns(of: model) }
    }

    /// Models that chat here, as far as is known.
    package var chatModels: Set<String> { core.withLock { $0.machine.chatModels } }
}
