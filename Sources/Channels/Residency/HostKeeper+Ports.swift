package import Spaces
import Synchronization
import Waiting

// Those who ask the keeper.
extension HostKeeper: EmbedGate {
    package func enter(_ model: String) async throws(EmbedderError) {
        do throws(HostError) {
            let entry = ask { machine, now in machine.enter(model, at: now) }
            switch entry {
            case .passes: return
            case .refused(let error): throw error
            case .waits(let ticket): try await wait(for: ticket)
            case .isGuest: try await enterSlot(model)
            }
        } catch {
            throw EmbedderError(error)
        }
    }

    package func leave(_ model: String, _ error: EmbedderError?) {
        if let lending = guestLeft(model) { return lending.leaveSlot(model) }
        switch error?.code {
        case .cancelled, .denied:
            // Nothing about the model in the host.
            return
        case nil, .batchRefused, .textRefused, .invalidAnswer:
            tell { machine, now in machine.left(model, fault: nil, at: now) }
        case .unavailable, .timedOut:
            let fault = error.map { HostError(.failed, $0.message, retryAfter: $0.retryAfter) }
            tell { machine, now in machine.left(model, fault: fault, at: now) }
        }
    }

    /// nil: it did not enter as a guest.
    private func guestLeft(_ model: String) -> (any SlotLending)? {
        state.withLock { state in
            guard let inside = state.guestsInside[model], inside > 0 else { return nil }
            state.guestsInside[model] = inside - 1
            return state.lending
        }
    }

    /// Waits for the chat worker's slot, and not for ever.
    private func enterSlot(_ model: String) async throws(HostError) {
        guard let lending = state.withLock({ $0.lending }) else { return }
        try await outcome(of: model, within: settings.enterWaitMax) { () throws(HostError) in
            try await lending.enterSlot(model)
        }
        state.withLock { $0.guestsInside[model, default: 0] += 1 }
    }

    private func outcome(
        of model: String,
        within patience: Duration,
        _ enter: @escaping @Sendable () async throws(HostError) -> Void
    ) async throws(HostError) {
        let end = time.now + patience
        let error = await withTaskGroup(of: Outcome.self) { group in
            group.addTask {
                do throws(HostError) {
                    try await enter()
                    return .entered
                } catch {
                    return .failed(error)
                }
            }
            group.addTask {
                await self.time.sleep(until: end)
                return .late
            }
            let first = await group.next()
            group.cancelAll()
            guard first == .late else { return first?.error }
            // It may have been given the slot in the same moment.
            let last = await group.next()
            if last == .entered || Task.isCancelled { return last?.error }
            return HostError(
                .busy,
                "\(model) was not given the chat worker's slot on \(host.name) within \(patience): "
                    + "it is tried again.",
                retryAfter: settings.retryFirst
            )
        }
        if let error { throw error }
    }

    private enum Outcome: Sendable, Equatable {
        case entered
        case failed(HostError)
        case late

        var error: HostError? {
            if case .failed(let error) = self { error } else { nil }
        }
    }
}

extension HostKeeper: PinKeeping {
    package func seePinned() async throws(HostError) {
        let ticket = ask { machine, now in machine.see(at: now) }
        if let ticket { try await wait(for: ticket) }
    }

    package func chatLoads(_ model: String?) {
        tell { machine, now in machine.chatLoads(model, at: now) }
    }

    package func chatKnows(_ models: Set<String>?) {
        tell { machine, now in machine.chatKnows(models, at: now) }
    }
}

extension EmbedderError {
    /// Why a request could not begin.
    init(_ error: HostError) {
        let code: Code =
            switch error.code {
            case .unreachable, .busy, .outOfMemory, .failed, .timedOut: .unavailable
            case .unknownModel, .refused, .denied: .denied
            case .cancelled: .cancelled
            }
        self.init(code, error.message, retryAfter: error.retryAfter)
    }
}
