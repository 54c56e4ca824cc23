internal import NIOCore
internal import Synchronization

/// What every double keeps: its fault script, what happened, and a number for each request.
final class DoubleRecord: Sendable {
    private struct Kept {
        var faults: FaultScript
        var log: EventLog
        var requests = 0
    }

    private let clock: HostClock
    private let bodyBytesMax: Int
    private let kept: Mutex<Kept>

    init(clock: HostClock, faults: FaultScript, eventsMax: Int, bodyBytesMax: Int) {
        self.clock = clock
        self.bodyBytesMax = bodyBytesMax
        kept = Mutex(Kept(faults: faults, log: EventLog(eventsMax: eventsMax)))
    }

    func nextRequestID() -> RequestID {
        kept.withLock { kept in
            kept.requests += 1
            return RequestID(kept.requests)
        }
    }

    func fault(at point: FaultPoint) -> Fault? {
        kept.withLock { $0.faults.next(at: point) }
    }

    /// From now on, with every call counted anew.
    func setFaults(_ script: FaultScript) {
        kept.withLock { $0.faults = script }
        append(DoubleEvent(.order, detail: "faults"))
    }

    func append(_ event: DoubleEvent) {
        kept.withLock { $0.log.append(event, at: clock.now) }
    }

    func events(after sequence: Int) -> [DoubleEvent] {
        kept.withLock { $0.log.events(after: sequence) }
    }

    func clearEvents() {
        kept.withLock { $0.log.clear() }
    }

    /// What there is after `sequence`, then what comes, until the double stops.
    func stream(after sequence: Int) -> AsyncStream<DoubleEvent> {
        AsyncStream { continuation in
            let id = kept.withLock { $0.log.listen(after: sequence, continuation) }
            continuation.onTermination = { [self] _ in
                _ = kept.withLock { $0.log.unlisten(id) }
            }
        }
    }

    func finish() {
        let listeners = kept.withLock { $0.log.unlistenAll() }
        for listener in listeners { listener.finish() }
    }
}

extension DoubleRecord {
    func arrived(_ id: RequestID, at point: FaultPoint, body: ByteBuffer) {
        let text = body.readableBytesView.prefix(bodyBytesMax)
        append(
            DoubleEvent(
                .arrived,
                request: id.number,
                endpoint: point.rawValue,
                body: text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
            )
        )
    }

    func faulted(_ id: RequestID, at point: FaultPoint, _ fault: Fault) {
        append(
            DoubleEvent(
                .fault,
                request: id.number,
                endpoint: point.rawValue,
                detail: "\(fault)"
            )
        )
    }

    func ended(_ id: RequestID, at point: FaultPoint, status: Int?, _ detail: String? = nil) {
        append(
            DoubleEvent(
                .ended,
                request: id.number,
                endpoint: point.rawValue,
                detail: detail,
                status: status
            )
        )
    }
}
