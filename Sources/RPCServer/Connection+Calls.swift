import Frames
import Logging
import Messages
import NIOCore
import RPC
import Synchronization

// The life of a call that is not answered at once.
extension Connection {
    /// Keeps the call and runs its handler, up to where it first waits, before it returns.
    func start(
        _ kind: Call.Kind,
        _ context: CallContext,
        isDurable: Bool = false,
        _ opening: Opening? = nil,
        _ work: @escaping @Sendable (Call) async -> Void
    ) throws(RPCStatus) {
        let id = context.streamID
        let takesInput = opening.map { !$0.inputEnds } ?? false
        if let refusal = streams.open(id, takesInput: takesInput) {
            tally.add(.streamsOverLimit)
            throw RPCStatus(refusal, on: id)
        }
        let call = Call(id: id, kind: kind, isDurable: isDurable, deadline: context.deadline)
        if let opening { call.input = StreamInput(opening) }
        calls[id] = call
        tally.callStarted()
        let task = Task.immediate(executorPreference: runQueue) { await work(call) }
        if calls[id] === call {
            call.task = task
            sweepBy(call.deadline)
        }
    }

    /// A handler that answers once has come to its end.
    func finish(_ call: Call, answering outcome: Result<Answer, any Error>) {
        atEnd(of: call) { [self] in
            switch outcome {
            case .success where call.isInputStopped: end(call, with: .draining)
            case .success(let answer): send(answer, of: call)
            case .failure(let error): end(call, telling: error)
            }
        }
    }

    /// A handler that sends has come to its end.
    func finish(_ call: Call, _ outcome: Result<Void, any Error>) {
        atEnd(of: call) { [self] in
            switch outcome {
            case .success where call.isInputStopped: end(call, with: .draining)
            case .success: endWell(call)
            case .failure(let error): end(call, telling: error)
            }
        }
    }

    /// Ends a call before its handler does: its caller gets `status`, its handler is cancelled.
    func end(_ call: Call, with status: RPCStatus) {
        guard forget(call, status) else { return }
        outbox.drop(call.id)
        outbox.gather { $0.writeStatus(status, on: call.id) }
        if !call.isDurable { call.task?.cancel() }
        postFlush()
    }

    /// Lets go of a call whose connection is gone.
    func abandon(_ call: Call) {
        guard forget(call, .connectionLost) else { return }
        if !call.isDurable { call.task?.cancel() }
    }

    /// Answers a request that never became a call.
    func sendStatus(of error: any Error, on id: StreamID) {
        let status = told(error, of: id)
        outbox.gather { $0.writeStatus(status, on: id) }
    }
}

extension Connection {
    /// Handlers end on the loop, where their executor is; should one not, it hops.
    private func atEnd(of call: Call, _ work: @escaping @Sendable () -> Void) {
        onLoop { [self] in
            guard calls[call.id] === call else { return }
            work()
        }
    }

    private func send(_ answer: Answer, of call: Call) {
        do {
            try arena.withScope { () throws(PackFault) in
                let prepared = try answer.prepared(in: arena)
                let isLong = prepared.count > limits.output.shortReplyBytes
                guard !isLong || outbox.unreadBytes <= limits.output.unreadBytesMax else {
                    tally.add(.repliesDropped)
                    return end(call, with: .tooMuchUnread)
                }
                var fits = true
                outbox.gather { fits = $0.writeAnswer(prepared, on: call.id) }
                guard fits else { return end(call, with: .replyTooLong) }
                _ = forget(call, .finished)
            }
        } catch {
            let status = RPCStatus(error, callID: callID(call.id), logger: logger)
            end(call, with: status)
        }
    }

    private func endWell(_ call: Call) {
        guard forget(call, .finished) else { return }
        outbox.end(call.id) { $0.writeEndOfMessages(on: call.id) }
    }

    private func end(_ call: Call, telling error: any Error) {
        let status = told(error, of: call.id)
        guard forget(call, status) else { return }
        outbox.end(call.id) { $0.writeStatus(status, on: call.id) }
    }

    /// Takes a call off the books.
    ///
    /// What of it waits for room still goes out.
    ///
    /// - Returns: false: it was off them already.
    private func forget(_ call: Call, _ status: RPCStatus) -> Bool {
        guard calls[call.id] === call else { return false }
        calls[call.id] = nil
        _ = streams.end(call.id)
        tally.callEnded()
        if call.kind != .unary { tellHandler(of: call, status) }
        return true
    }

    /// Lets the handler of a stream know that it has ended, wherever it waits.
    private func tellHandler(of call: Call, _ status: RPCStatus) {
        server.subscribers.forget(call)
        call.status.withLock { $0 = .ended(status) }
        call.input?.close(status)
        let sends = call.waitingSends
        call.waitingSends = []
        for send in sends {
            send.continuation.resume(throwing: status)
        }
    }

    private func told(_ error: any Error, of id: StreamID) -> RPCStatus {
        if let fault = error as? PackFault {
            return RPCStatus(fault, callID: callID(id), logger: logger)
        }
        let status = RPCStatus(telling: error, callID: callID(id), logger: logger)
        if status.code == .internal { tally.add(.internalFaults) }
        return status
    }

    private func callID(_ id: StreamID) -> String { "\(self.id)-\(id)" }
}

extension RPCStatus {
    fileprivate static let connectionLost = RPCStatus(
        .cancelled,
        "The connection is gone.",
        reason: .cancelled
    )

    /// What a handler hears that sends after its own end.
    fileprivate static let finished = RPCStatus(
        .cancelled,
        "The stream has ended.",
        reason: .cancelled
    )

    fileprivate static let tooMuchUnread = RPCStatus.limitExceeded(
        "Too many replies of this connection are unread to add a long one; read them, ask again.",
        limit: "unread_bytes",
        retryable: true
    )
}
