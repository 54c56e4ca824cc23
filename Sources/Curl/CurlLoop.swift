internal import CCurl

/// The one thread's work: orders in, libcurl driven, sinks told.
///
/// Belongs to its thread, which makes it. Nothing here waits but `poll`.
final class CurlLoop {
    private let inbox: LoopInbox
    private let multi: MultiHandle
    private let limits: CurlLimits
    private let authorities: String?
    private let turn = LoopTurn()
    private var queue: TransferQueue<Transfer>
    private var running: [ObjectIdentifier: EasyHandle] = [:]
    private var idle: [EasyHandle] = []

    /// A wake-up once an hour does no harm, and what is asked of `poll` stays small.
    private static let pollMillisecondsMax: Double = 3_600_000
    private static let idleHandlesMax = 64

    init(inbox: LoopInbox, limits: CurlLimits, authorities: String?) {
        self.inbox = inbox
        self.limits = limits
        self.authorities = authorities
        multi = inbox.multi
        queue = TransferQueue(limits)
    }

    /// Returns once it was asked to close and everything has ended.
    func run() {
        while true {
            turn.begin()
            let (orders, isClosing) = inbox.takeAll()
            for order in orders { carryOut(order) }
            if isClosing { break }
            multi.perform()
            finishEnded()
            endExpired()
            if startWaiting() { continue }
            inbox.tell(load)
            multi.poll(milliseconds: pollMilliseconds)
        }
        endAll()
        inbox.loopHasEnded()
    }

    private var load: CurlLoad {
        CurlLoad(running: running.count, waiting: queue.waitingCount, idleHandles: idle.count)
    }

    private var pollMilliseconds: Int32 {
        guard let wakeAt = turn.wakeAt else { return Int32(Self.pollMillisecondsMax) }
        let (seconds, attoseconds) = (wakeAt - turn.now).components
        let milliseconds = (Double(seconds) * 1e3 + Double(attoseconds) / 1e15).rounded(.up)
        return Int32(min(max(0, milliseconds), Self.pollMillisecondsMax))
    }

    private func carryOut(_ order: LoopInbox.Order) {
        switch order {
        case .start(let transfer): add(transfer)
        case .cancel(let transfer): end(transfer, .cancelled(transfer))
        case .resume(let transfer): resume(transfer)
        }
    }

    private func add(_ transfer: Transfer) {
        guard queue.add(transfer, origin: transfer.address.origin) else {
            return transfer.sink.end(.tooMany(limits.waitingMax))
        }
        _ = startWaiting()
        turn.mind(transfer.request.limits.totalTimeout.map { transfer.start + $0 })
    }

    /// Whether anything was started.
    private func startWaiting() -> Bool {
        var isAnyStarted = false
        while let transfer = queue.start() {
            isAnyStarted = true
            start(transfer)
        }
        return isAnyStarted
    }

    private func start(_ transfer: Transfer) {
        let exchange = Exchange(transfer, limits: limits, turn: turn)
        guard let handle = idle.popLast() ?? EasyHandle(authorities: authorities),
            handle.begin(exchange), multi.add(handle)
        else {
            queue.end(at: transfer.address.origin)
            return transfer.sink.end(.outOfMemory)
        }
        running[ObjectIdentifier(transfer)] = handle
    }

    private func resume(_ transfer: Transfer) {
        guard let handle = running[ObjectIdentifier(transfer)] else { return }
        handle.exchange?.received()
        // Calls back at once with what was not taken.
        curl_easy_pause(handle.pointer, CURLPAUSE_CONT)
    }
}

// How transfers end.
extension CurlLoop {
    private func finishEnded() {
        while let (handle, code) = multi.nextEnded() {
            guard let exchange = handle.exchange else { continue }
            let failure = CurlError(code, of: handle, in: exchange)
            release(handle, of: exchange.transfer)
            exchange.transfer.sink.end(failure)
        }
    }

    /// Ends it wherever it is; nothing, if it has ended.
    private func end(_ transfer: Transfer, _ error: CurlError) {
        if let handle = running[ObjectIdentifier(transfer)] {
            release(handle, of: transfer)
        } else if !queue.remove(transfer) {
            return
        }
        transfer.sink.end(error)
    }

    private func release(_ handle: EasyHandle, of transfer: Transfer) {
        multi.remove(handle)
        handle.end()
        running[ObjectIdentifier(transfer)] = nil
        queue.end(at: transfer.address.origin)
        if idle.count < Self.idleHandlesMax { idle.append(handle) }
    }

    private func endExpired() {
        guard let wakeAt = turn.wakeAt, wakeAt <= turn.now else { return }
        turn.forget()
        for handle in running.values {
            guard let exchange = handle.exchange else { continue }
            if let phase = exchange.expired(at: turn.now) {
                end(exchange.transfer, .timedOut(phase, exchange.transfer))
            } else {
                turn.mind(exchange.deadline)
            }
        }
        for transfer in queue.waitingEntries {
            guard let total = transfer.request.limits.totalTimeout else { continue }
            if transfer.start + total <= turn.now {
                end(transfer, .timedOut(.total, transfer))
            } else {
                turn.mind(transfer.start + total)
            }
        }
    }

    private func endAll() {
        for handle in running.values {
            guard let exchange = handle.exchange else { continue }
            end(exchange.transfer, .closed)
        }
        for transfer in queue.waitingEntries { end(transfer, .closed) }
        idle.removeAll()
    }
}
