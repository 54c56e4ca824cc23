/// Sends HTTP requests: many at a time, over connections that are kept, on one thread of its own.
///
/// ```swift
/// let client = CurlClient()
/// let answer = try await client.answer(to: CurlRequest(url: "http://127.0.0.1:11434/api/version"))
/// await client.close()
/// ```
///
/// Only `http` and `https`, no redirects, no cookies, no proxy of the environment; TLS is verified.
/// Cancelling the calling task closes the request's connection. What a client holds is bounded by
/// `CurlLimits`, what a request may take by `TransferLimits`.
package final class CurlClient: Sendable {
    private let inbox: LoopInbox
    private let limits: CurlLimits

    /// - Parameter authorities: the path of a PEM file of the authorities to trust, in place of the
    ///   system's.
    package init(limits: CurlLimits = CurlLimits(), authorities: String? = nil) {
        self.limits = limits
        let inbox = LoopInbox(multi: MultiHandle(connectionsKeptMax: limits.connectionsKeptMax))
        self.inbox = inbox
        LoopThread.start {
            CurlLoop(inbox: inbox, limits: limits, authorities: authorities).run()
        }
    }

    deinit {
        inbox.askToClose()
    }

    /// As of the loop's last turn.
    package var load: CurlLoad { inbox.load }

    /// The answer with its whole body, whatever its status.
    package func answer(to request: CurlRequest) async throws(CurlError) -> CurlAnswer {
        let sink = WholeAnswer()
        let transfer = try start(request, into: sink)
        let outcome = await withTaskCancellationHandler {
            await sink.outcome()
        } onCancel: {
            inbox.post(.cancel(transfer))
        }
        return try outcome.get()
    }

    /// Hands the answer to `each` as it comes: first its head, then its body piece by piece.
    ///
    /// Returns the head once the body has ended and the connection is free again. While `each` is
    /// busy the connection is read only up to `unreadBytesMax` ahead.
    ///
    /// - Throws: `CurlError`, or what `each` throws, which closes the connection.
    @discardableResult
    package func stream(
        _ request: CurlRequest,
        _ each: (CurlChunk) async throws -> Void
    ) async throws -> CurlHead {
        let sink = ChunkedAnswer(unreadBytesMax: limits.unreadBytesMax)
        let transfer = try start(request, into: sink)
        return try await withTaskCancellationHandler {
            do {
                return try await readAll(of: transfer, from: sink, each)
            } catch {
                inbox.post(.cancel(transfer))
                throw error
            }
        } onCancel: {
            inbox.post(.cancel(transfer))
        }
    }

    /// Ends what is under way, as *closed*, and returns when the thread and its connections are
    /// gone.
    package func close() async {
        inbox.askToClose()
        await inbox.closed()
    }

    private func start(
        _ request: CurlRequest,
        into sink: any AnswerSink
    ) throws(CurlError) -> Transfer {
        let transfer = try Transfer(request, into: sink)
        guard inbox.post(.start(transfer)) else { throw .closed }
        return transfer
    }

    private func readAll(
        of transfer: Transfer,
        from sink: ChunkedAnswer,
        _ each: (CurlChunk) async throws -> Void
    ) async throws -> CurlHead {
        var head = CurlHead(status: 0)
        while true {
            switch await sink.next(resumeIntake: { inbox.post(.resume(transfer)) }) {
            case .head(let first):
                head = first
                try await each(.head(first))
            case .bytes(let bytes):
                try await each(.bytes(bytes))
            case .end:
                return head
            case .failed(let error):
                throw error
            }
        }
    }
}
