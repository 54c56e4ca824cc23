internal import CCurl

/// One transfer while it runs: what libcurl calls back about.
///
/// Belongs to the loop's thread.
final class Exchange {
    let transfer: Transfer
    private let turn: LoopTurn
    private var head: HeadReader
    private var timing: TransferTiming
    private var bodyBytes = 0
    /// Why libcurl was told to stop; it says only that it was.
    private(set) var refusal: CurlError?

    init(_ transfer: Transfer, limits: CurlLimits, turn: LoopTurn) {
        self.transfer = transfer
        self.turn = turn
        head = HeadReader(bytesMax: limits.headBytesMax)
        timing = TransferTiming(limits: transfer.request.limits, start: transfer.start)
        turn.mind(timing.deadline)
    }

    var hasHead: Bool { head.isDone }

    var deadline: ContinuousClock.Instant? { timing.deadline }

    func expired(at now: ContinuousClock.Instant) -> CurlPhase? { timing.expired(at: now) }

    func connected() {
        timing.connected(at: turn.now)
        turn.mind(timing.deadline)
    }

    /// The number of bytes to report to libcurl.
    func take(headLine line: UnsafeRawBufferPointer) -> Int {
        received()
        switch head.take(line) {
        case .more:
            return line.count
        case .head(let head):
            let length = head.headers["Content-Length"].flatMap { Int($0) } ?? 0
            guard length <= bodyBytesMax else { return refuse(.tooLarge(bodyBytesMax, transfer)) }
            transfer.sink.take(head)
            return line.count
        case .tooLarge:
            return refuse(.headTooLarge(transfer))
        }
    }

    /// The number of bytes to report to libcurl, or its word for a pause.
    func take(body bytes: UnsafeRawBufferPointer) -> Int {
        guard bodyBytes + bytes.count <= bodyBytesMax else {
            return refuse(.tooLarge(bodyBytesMax, transfer))
        }
        guard transfer.sink.take(bytes) else {
            timing.paused()
            return Int(CURL_WRITEFUNC_PAUSE)
        }
        bodyBytes += bytes.count
        received()
        return bytes.count
    }

    /// The reader has come back: from now on the server is waited for.
    func received() {
        timing.received(at: turn.now)
        turn.mind(timing.deadline)
    }

    private var bodyBytesMax: Int { transfer.request.limits.responseBytesMax }

    private func refuse(_ error: CurlError) -> Int {
        refusal = error
        return Int(CURL_WRITEFUNC_ERROR)
    }
}

/// The loop's time, asked of the clock once a turn, and when it must wake by itself.
///
/// Belongs to the loop's thread.
final class LoopTurn {
    private(set) var now = ContinuousClock.now
    /// Never later than the first deadline; may be earlier, for deadlines move on.
    private(set) var wakeAt: ContinuousClock.Instant?

    func begin() {
        now = .now
    }

    func mind(_ deadline: ContinuousClock.Instant?) {
        guard let deadline else { return }
        wakeAt = wakeAt.map { min($0, deadline) } ?? deadline
    }

    /// What was minded is past: the deadlines that are left are minded again.
    func forget() {
        wakeAt = nil
    }
}
