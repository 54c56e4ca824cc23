/// What the chat worker asks of whoever keeps the embedders of its host.
package protocol PinKeeping: Sendable {
    /// Sees in the host's list that every pinned embedder is loaded and pinned, and warms it again
    /// where it is not. Asked between the unloading of one chat model and the loading of the next.
    func seePinned() async throws(HostError)

    /// The chat worker is about to load, or has loaded: its own changes of models are no condition.
    func chatLoads(_ model: String?)

    /// Which models the worker may have left in the host: they are no strangers there.
    ///
    /// nil: it does not know yet, and will say.
    func chatKnows(_ models: Set<String>?)
}

/// What a migration's embedder asks of the chat worker, in whose slot it is a guest.
package protocol SlotLending: Sendable {
    /// Waits for the slot, has `model` loaded there as an embedder, and returns when it is.
    ///
    /// Its turn is bounded: the slice ends at the first `leaveSlot` after its time when jobs wait.
    func enterSlot(_ model: String) async throws(HostError)

    func leaveSlot(_ model: String)

    /// Keeps the slot for `model`, from the hand-over on until it is given back.
    ///
    /// Returns when the job that runs has ended and the model is loaded.
    func holdSlot(for model: String) async throws(HostError)

    func giveSlotBack()
}
