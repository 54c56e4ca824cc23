import Synchronization

/// The slot, lent to a migration's embedder.
extension ChatChannel: SlotLending {
    typealias Ticket = CheckedContinuation<Result<Void, HostError>, Never>

    package func enterSlot(_ model: String) async throws(HostError) {
        try await wait { .guestEnters($0, model) }
    }

    package func leaveSlot(_ model: String) { deliver(.guestLeft(model)) }

    package func holdSlot(for model: String) async throws(HostError) {
        try await wait { .holdRequested($0, model) }
    }

    package func giveSlotBack() { deliver(.slotGivenBack) }

    private func wait(
        _ wish: (GuestTicket) -> ChatMachine.Event
    ) async throws(HostError) {
        let number = core.withLock { core in
            defer { core.nextTicket += 1 }
            return GuestTicket(rawValue: core.nextTicket)
        }
        let event = wish(number)
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { (ticket: Ticket) in
                core.withLock { $0.tickets[number] = ticket }
                deliver(event)
                // Its cancellation may have come before it was there to be withdrawn.
                if Task.isCancelled { withdraw(number) }
            }
        } onCancel: {
            withdraw(number)
        }
        try answer.get()
    }

    /// One that was admitted already stays so, and leaves as any other.
    private func withdraw(_ number: GuestTicket) {
        guard let ticket = core.withLock({ $0.tickets.removeValue(forKey: number) }) else { return }
        deliver(.withdrawn(number))
        ticket.resume(returning: .failure(HostError(.cancelled, "Whoever waited has left.")))
    }

    func answer(_ number: GuestTicket, _ result: Result<Void, HostError>) {
        core.withLock { $0.tickets.removeValue(forKey: number) }?.resume(returning: result)
    }
}
