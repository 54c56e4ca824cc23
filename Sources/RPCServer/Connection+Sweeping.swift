import Frames
import Logging
import NIOCore
import RPC

// What time does to a connection.
extension Connection {
    /// Sets the timer for what is due next, but for the calls, which set it when they start.
    func armSweep() {
        sweepBy(pace.deadline)
        if let since = progress.stalledSince { sweepBy(since + limits.output.writeDeadline) }
        if let since = pauses.forOutputSince { sweepBy(since + limits.output.pauseMax) }
        if let since = pauses.forInputSince { sweepBy(since + limits.input.pauseMax) }
        if outbox.waitingBytes > 0 { sweepBy(outbox.nextSoftDeadline) }
        if case .closing(let until) = phase { sweepBy(until) }
    }

    func sweepBy(_ instant: ContinuousClock.Instant?) {
        guard let instant, !isClosed else { return }
        let granularity = limits.calls.deadlineGranularity
        sweep.arm(for: instant, granularity: granularity, on: loop) { self.sweepUp() }
    }

    func measureProgress() {
        let options = channel.syncOptions
        outbox.inChannel = (try? options?.getOption(.bufferedWritableBytes)) ?? 0
        progress.measure(unsent: outbox.inChannel, now: clock.now)
    }

    func reportTally() {
        tally.report(to: server.activity)
    }

    private func sweepUp() {
        sweep.fired()
        guard !isClosed else { return }
        let now = clock.now
        measureProgress()
        if let cause = overdue(now) {
            tally.add(cause)
            logger.info(
                "connection closed for being too slow",
                metadata: ["peer": "\(peer)", "cause": "\(cause.name)"]
            )
            reportTally()
            channel.close(promise: nil)
            return
        }
        if case .closing(let until) = phase, until <= now {
            channel.close(promise: nil)
            return
        }
        expireCalls(now)
        cutSlowReaders(now)
        endSlowHandlers(now)
        flush()
        sweepBy(calls.values.compactMap(\.deadline).min())
    }

    /// Why the connection is to be closed, if its time is over.
    private func overdue(_ now: ContinuousClock.Instant) -> ServerActivity.Counter? {
        if case .closing = phase { return nil }
        if let deadline = pace.deadline, deadline <= now, !pauses.isPaused {
            return .connectionsTooSlowToSend
        }
        let stalled = progress.stalledSince.map { $0 + limits.output.writeDeadline <= now }
        let unread = pauses.forOutputSince.map { $0 + limits.output.pauseMax <= now }
        return stalled == true || unread == true ? .connectionsTooSlowToRead : nil
    }

    private func expireCalls(_ now: ContinuousClock.Instant) {
        for call in calls.values {
            guard let deadline = call.deadline, deadline <= now else { continue }
            tally.add(.callsExpired)
            end(call, with: .deadlineExceeded)
        }
    }

    private func cutSlowReaders(_ now: ContinuousClock.Instant) {
        for id in outbox.overSoftLimit(now: now) {
            if let call = calls[id] {
                cut(call)
            } else {
                tally.add(.subscribersCut)
                outbox.drop(id)
                outbox.gather { $0.writeStatus(.subscriberTooSlow, on: id) }
            }
        }
    }

    /// A handler that reads its stream too slowly would hold up all others of its connection.
    private func endSlowHandlers(_ now: ContinuousClock.Instant) {
        guard let since = pauses.forInputSince, since + limits.input.pauseMax <= now else { return }
        for call in calls.values where call.isOver(limits.input) {
            tally.add(.streamInputOverLimit)
            end(call, with: .inputTooMuch)
        }
    }
}

extension RPCStatus {
    fileprivate static let inputTooMuch = RPCStatus.limitExceeded(
        "The stream sent faster than it was worked off for too long; wait for answers, then go on.",
        limit: "stream_input",
        retryable: true
    )
}
