import Frames
import Messages
import NIOCore
import RPC

// What handlers of streams do, on the loop.
extension Connection {
    func takeInput(of call: Call) -> StreamInput.Element? {
        let element = call.input?.take()
        if pauses.isPaused { postFlush() }
        return element
    }

    func waitForInput(
        of call: Call,
        _ continuation: CheckedContinuation<StreamInput.Element, Never>
    ) {
        guard call.input != nil else { return continuation.resume(returning: .end(nil)) }
        call.input?.wait(continuation)
    }

    /// Unpacks a message wherever its handler runs; on the loop in the connection's arena.
    func unpack<Message: WireMessage>(
        _: Message.Type,
        from data: ByteBuffer
    ) throws -> Message {
        let arena = loop.inEventLoop ? self.arena : Arena()
        do {
            return try data.withUnsafeReadableBytes { bytes in
                try Message(unpacking: bytes, arena: arena)
            }
        } catch let fault as UnpackFault {
            throw RPCStatus(fault)
        }
    }

    /// Sends at once, as long as there is room and nobody waits.
    ///
    /// - Returns: how many were sent; the others must wait.
    func sendWhileRoom(_ messages: [PackedMessage], on call: Call) throws -> Int {
        for (index, message) in messages.enumerated() {
            guard try sendIfRoom(message, on: call) else { return index }
        }
        return messages.count
    }

    /// Sends at once, if there is room and nobody waits.
    ///
    /// - Returns: false: it must wait.
    func sendIfRoom(_ message: PackedMessage, on call: Call) throws -> Bool {
        try call.throwIfEnded()
        try checkSize(of: message)
        guard call.waitingSends.isEmpty, hasRoom(call) else { return false }
        guard sendsThisTurn < limits.output.sendsATurnMax else {
            yieldedCalls.append(call)
            return false
        }
        place(message, on: call, isLatest: false)
        return true
    }

    func send(_ send: WaitingSend, on call: Call) {
        do {
            guard !send.ticket.isCancelled else { throw CancellationError() }
            if try sendIfRoom(send.message, on: call) {
                send.continuation.resume()
            } else {
                call.waitingSends.append(send)
            }
        } catch {
            send.continuation.resume(throwing: error)
        }
    }

    func cancelSend(_ ticket: SendTicket, on call: Call) {
        ticket.isCancelled = true
        guard let index = call.waitingSends.firstIndex(where: { $0.ticket === ticket }) else {
            return
        }
        call.waitingSends.remove(at: index).continuation.resume(throwing: CancellationError())
    }

    func sendLatest(_ message: PackedMessage, on call: Call) {
        guard calls[call.id] === call else { return }
        place(message, on: call, isLatest: true)
    }

    func checkSize(of message: PackedMessage) throws(RPCStatus) {
        guard message.bytes.count <= Int(FrameLimits.dataBytesMax) else { throw .replyTooLong }
    }

    /// Gathers what waited, and lets those sends go on for which there is room now.
    func refillOutbox() {
        guard outbox.waitingBytes > 0 else { return }
        for id in outbox.refill(now: clock.now) {
            guard let call = calls[id] else { continue }
            server.subscribers.note(outbox.waitingBytes(of: id), of: call, on: self)
            resumeSends(of: call)
            if hasRoom(call) { call.status.setBackedUp(false) }
        }
    }

    /// Lets those calls go on that have sent enough for one turn.
    func resumeYieldedCalls() {
        sendsThisTurn = 0
        guard !yieldedCalls.isEmpty else { return }
        let calls = yieldedCalls
        yieldedCalls = []
        for call in calls where self.calls[call.id] === call {
            resumeSends(of: call)
        }
    }

    /// Cuts off a stream that is not read.
    func cut(_ call: Call) {
        guard calls[call.id] === call else { return }
        tally.add(.subscribersCut)
        end(call, with: .subscriberTooSlow)
    }
}

extension Connection {
    private func hasRoom(_ call: Call) -> Bool {
        outbox.waitingBytes(of: call.id) < limits.output.streamSendBytes
    }

    private func resumeSends(of call: Call) {
        while hasRoom(call), !call.waitingSends.isEmpty {
            let send = call.waitingSends.removeFirst()
            place(send.message, on: call, isLatest: false)
            send.continuation.resume()
        }
    }

    private func place(_ message: PackedMessage, on call: Call, isLatest: Bool) {
        sendsThisTurn += 1
        let placement = outbox.add(
            message.bytes,
            to: call.id,
            isLatest: isLatest,
            now: clock.now
        )
        switch placement {
        case .gathered:
            break
        case .waiting:
            call.status.setBackedUp(true)
            server.subscribers.note(outbox.waitingBytes(of: call.id), of: call, on: self)
            armSweep()
        case .overHardLimit:
            cut(call)
        }
        postFlush()
    }
}
