internal import Synchronization

/// Where the loop puts what comes of one transfer; it is told of the end exactly once.
protocol AnswerSink: Sendable {
    func take(_ head: CurlHead)
    /// False: not taken, bring it again when the reader asks for more.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool
    /// nil: the answer is whole.
    func end(_ failure: CurlError?)
}

/// Collects an answer for a reader who wants it whole.
final class WholeAnswer: AnswerSink {
    typealias Outcome = Result<CurlAnswer, CurlError>

    private enum State {
        /// Next: `ended`, which resumes whoever waits.
        case collecting(CurlAnswer, reader: CheckedContinuation<Outcome, Never>?)
        case ended(Outcome)
    }

    private let state = Mutex(
        State.collecting(CurlAnswer(head: CurlHead(status: 0), body: []), reader: nil)
    )

    /// The answer, once it has ended; for one reader.
    func outcome() async -> Outcome {
        await withCheckedContinuation { reader in
            let outcome: Outcome? = state.withLock { state in
                switch state {
                case .collecting(let answer, _):
                    state = .collecting(answer, reader: reader)
                    return nil
                case .ended(let outcome):
                    return outcome
                }
            }
            if let outcome { reader.resume(returning: outcome) }
        }
    }

    func take(_ head: CurlHead) {
        change { answer in
            answer.head = head
            // A length that a server only claims reserves no more than this.
            let length = head.headers["Content-Length"].flatMap { Int($0) } ?? 0
            answer.body.reserveCapacity(max(0, min(length, Self.reservedBytesMax)))
        }
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        change { $0.body.append(contentsOf: bytes) }
        return true
    }

    func end(_ failure: CurlError?) {
        let ended: (CheckedContinuation<Outcome, Never>?, Outcome)? = state.withLock { state in
            guard case .collecting(let answer, let reader) = state else { return nil }
            let outcome: Outcome = failure.map { .failure($0) } ?? .success(answer)
            state = .ended(outcome)
            return (reader, outcome)
        }
        if let (reader, outcome) = ended { reader?.resume(returning: outcome) }
    }

    private static let reservedBytesMax = 4 << 20

    /// Changes the answer where it is, without a copy.
    private func change(_ body: (inout CurlAnswer) -> Void) {
        state.withLock { state in
            guard case .collecting(var answer, let reader) = state else { return }
            state = .ended(.failure(.outOfMemory))
            body(&answer)
            state = .collecting(answer, reader: reader)
        }
    }
}

/// Hands an answer on piece by piece, and holds the connection back while nobody reads.
final class ChunkedAnswer: AnswerSink {
    typealias Pipe = BodyPipe<CheckedContinuation<StreamDelivery, Never>>

    private let pipe: Mutex<Pipe>

    init(unreadBytesMax: Int) {
        pipe = Mutex(Pipe(unreadBytesMax: unreadBytesMax))
    }

    /// What came next; for one reader.
    ///
    /// - Parameter resumeIntake: called when the loop is to bring what was not taken.
    func next(resumeIntake: () -> Void) async -> StreamDelivery {
        await withCheckedContinuation { reader in
            switch pipe.withLock({ $0.read(reader) }) {
            case .wait:
                break
            case .deliver(let delivery):
                reader.resume(returning: delivery)
            case .deliverAndResumeIntake(let delivery):
                resumeIntake()
                reader.resume(returning: delivery)
            }
        }
    }

    func take(_ head: CurlHead) {
        _ = carryOut(pipe.withLock { $0.take(head) })
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        carryOut(pipe.withLock { $0.take(bytes) })
    }

    func end(_ failure: CurlError?) {
        _ = carryOut(pipe.withLock { $0.end(failure) })
    }

    private func carryOut(_ intake: Pipe.Intake) -> Bool {
        switch intake {
        case .taken:
            return true
        case .pause:
            return false
        case .resume(let reader, let delivery):
            reader.resume(returning: delivery)
            return true
        }
    }
}
