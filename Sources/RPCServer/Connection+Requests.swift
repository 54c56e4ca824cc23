import Frames
import Logging
import Messages
import NIOCore
import RPC

// A request: from its bytes to its handler.
extension Connection {
    func take(request data: ByteBuffer, on id: StreamID, _ flags: FrameFlags) {
        do {
            try data.withUnsafeReadableBytes { bytes in
                try arena.withScope { try dispatch(bytes, on: id, flags) }
            }
        } catch {
            sendStatus(of: error, on: id)
        }
    }

    private func dispatch(
        _ bytes: UnsafeRawBufferPointer,
        on id: StreamID,
        _ flags: FrameFlags
    ) throws {
        let request: TTRPC.RequestView
        do {
            request = try TTRPC.RequestView(of: bytes, in: arena)
        } catch {
            throw RPCStatus(error)
        }
        guard let method = server.methods.method(service: request.service, method: request.method)
        else {
            throw RPCStatus.unimplemented(
                service: String(decoding: request.service, as: UTF8.self),
                method: String(decoding: request.method, as: UTF8.self)
            )
        }
        guard request.timeoutNanoseconds >= 0 else {
            tally.add(.callsExpired)
            throw RPCStatus.expiredOnArrival
        }
        let context = CallContext(
            streamID: id,
            deadline: deadline(request.timeoutNanoseconds, of: method),
            metadata: try metadata(of: request),
            connection: self
        )
        let payload = request.payload
        guard payload.isEmpty || !flags.contains(.noData) else {
            throw RPCStatus(.noDataWithData, on: id)
        }
        switch method.body {
        case .inline(let body):
            try answerInline(body, payload, context)
        case .unary(let body):
            let work = try body(payload, arena)
            try start(.unary, context, isDurable: method.isDurable) { call in
                self.finish(call, answering: await outcome { try await work(context) })
            }
        case .serverStream(let body):
            let work = try body(payload, arena)
            try start(.serverStream, context) { call in
                let sink = CallSink(connection: self, call: call)
                self.finish(call, await outcome { try await work(sink, context) })
            }
        case .clientStream(let body):
            let opening = Opening(payload: payload, inputEnds: flags.contains(.remoteClosed))
            try start(.clientStream, context, opening) { call in
                let source = CallSource(connection: self, call: call)
                self.finish(call, answering: await outcome { try await body(source, context) })
            }
        case .bidirectional(let body):
            let opening = Opening(payload: payload, inputEnds: flags.contains(.remoteClosed))
            try start(.bidirectional, context, opening) { call in
                let source = CallSource(connection: self, call: call)
                let sink = CallSink(connection: self, call: call)
                self.finish(call, await outcome { try await body(source, sink, context) })
            }
        }
    }

    private func answerInline(
        _ body: InlineBody,
        _ payload: UnsafeRawBufferPointer,
        _ context: CallContext
    ) throws {
        tally.addAnsweredInline()
        var fits = true
        try body(payload, arena, context) { answer in
            outbox.gather { fits = $0.writeAnswer(answer, on: context.streamID) }
        }
        guard fits else { throw RPCStatus.replyTooLong }
    }

    private func deadline(
        _ timeoutNanoseconds: Int64,
        of method: Method
    ) -> ContinuousClock.Instant? {
        let asked: Duration? =
            timeoutNanoseconds > 0 ? .nanoseconds(timeoutNanoseconds) : nil
        switch method.body {
        case .inline: return asked.map { clock.now + min($0, limits.calls.unaryDeadlineMax) }
        case .unary:
            let most = limits.calls.unaryDeadlineMax
            return clock.now + min(asked ?? most, most)
        case .serverStream, .clientStream, .bidirectional:
            return asked.map { clock.now + min($0, limits.calls.streamDeadlineMax) }
        }
    }

    private func metadata(of request: borrowing TTRPC.RequestView) throws(RPCStatus) -> Metadata {
        let count = request.metadataCount
        guard count > 0 else { return .empty }
        guard count <= limits.calls.metadataEntriesMax else {
            throw .limitExceeded(
                "The call has \(count) metadata entries; "
                    + "\(limits.calls.metadataEntriesMax) are the most.",
                limit: "metadata_entries"
            )
        }
        var entries: [(key: String, value: String)] = []
        var bytes = 0
        for index in 0..<count {
            let (key, value) = request.metadataEntry(at: index)
            bytes += key.count + value.count
            guard bytes <= limits.calls.metadataBytesMax else {
                throw .limitExceeded(
                    "The call's metadata takes more than "
                        + "\(limits.calls.metadataBytesMax) bytes.",
                    limit: "metadata_bytes"
                )
            }
            entries.append(
                (String(decoding: key, as: UTF8.self), String(decoding: value, as: UTF8.self))
            )
        }
        return Metadata(entries)
    }
}

/// How a stream's messages begin.
struct Opening {
    /// An absent or empty payload of an opening request is no message.
    var first: ByteBuffer?
    var inputEnds: Bool

    init(payload: UnsafeRawBufferPointer, inputEnds: Bool) {
        first = payload.isEmpty ? nil : ByteBuffer(bytes: payload)
        self.inputEnds = inputEnds
    }
}

/// What an async closure comes to.
private func outcome<Success: Sendable>(
    _ body: () async throws -> Success
) async -> Result<Success, any Error> {
    do {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}

extension RPCStatus {
    static let replyTooLong = RPCStatus.limitExceeded(
        "The reply is longer than the 4 MiB of a frame; ask for less at once.",
        limit: "reply"
    )
}
