import Knowledge
import Spaces

/// Cancelling: no request starts any more, and the log's compare-and-set decides.
extension MigrationMachine {
    mutating func cancelRequested() {
        let handOver: HandOver?
        switch state {
        case .cancelling, .ended: return
        case .handingOver(let interrupted): handOver = interrupted
        case .fresh, .adopting, .walking, .preparing, .evaluating, .holding, .checking, .paused:
            handOver = nil
        }
        let floor = state.floor(under: flights)
        limitArrivals(to: nil)
        state = .cancelling(Cancelling(floor: floor, handOver: handOver))
        flights.removeAll()
        emit(.abort)
        emit(.cancel)
    }

    mutating func cancelled(_ result: Result<EndResult, StoreError>, _ now: Duration) {
        guard case .cancelling(let cancelling) = state else { return }
        switch result {
        case .success(.ended):
            ended(.cancelled, isRouteTurned: cancelling.handOver != nil)
        case .success(.alreadyEnded(let outcome)):
            ended(outcome, isRouteTurned: cancelling.handOver != nil)
        case .failure(let error):
            uncancel(cancelling, error, now)
        }
    }

    /// The cancel could not be written: whoever asked is told, and the work goes on.
    private mutating func uncancel(
        _ cancelling: Cancelling,
        _ error: StoreError,
        _ now: Duration
    ) {
        forgetAborted(now)
        if var handOver = cancelling.handOver,
            case .flipping(let ticket, let through, _) = handOver.step
        {
            handOver.step = .flipping(ticket, through: through, fault: .store(error))
            state = .handingOver(handOver)
            return
        }
        if cancelling.handOver != nil { emit(.turnBack) }
        gauge.endCount(nil, at: now)
        state = .walking(Walk(after: cancelling.floor))
        fail(.store(error), now)
    }

    /// What was asked for before the abort is never answered.
    private mutating func forgetAborted(_ now: Duration) {
        if case .loading = index { index = .absent }
        canaries.abandon(at: now)
        retrials.restart()
    }

    mutating func flippedWhileCancelling(
        _ ticket: Ticket,
        _ result: Result<FlipResult, StoreError>,
        _ handOver: HandOver
    ) {
        guard case .flipping(ticket, let through, _) = handOver.step else { return }
        if case .success(.flipped) = result { return finish() }
        // The flip is back without success: only the cancel is still on its way.
        var handOver = handOver
        handOver.step = .catchingUp(Walk(after: handOver.pass), through: through)
        state = .cancelling(Cancelling(floor: handOver.pass, handOver: handOver))
    }
}
