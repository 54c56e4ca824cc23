import Channels
import Spaces
import Synchronization

/// A provider whose requests a test answers, one by one.
final class FakeBackend: EmbedBackend {
    let textsPerRequestMax = 64
    let tokensPerRequestMax: Int? = nil

    /// A request that waits for its answer.
    struct Arrived: Sendable {
        let request: EmbedRequest
        fileprivate let answered: Answer

        func answer(_ vector: [Float] = [0, 1], tokens: Int? = nil) {
            let vectors = request.texts.map { _ in vector }
            answered.give(.success(EmbedReply(vectors: vectors, tokens: tokens)))
        }

        func fail(_ code: EmbedderError.Code) {
            answered.give(.failure(EmbedderError(code, "It failed.")))
        }
    }

    private let arrivals: AsyncStream<Arrived>
    private let arrival: AsyncStream<Arrived>.Continuation
    private let cancellations: AsyncStream<[String]>
    private let cancellation: AsyncStream<[String]>.Continuation

    init() {
        (arrivals, arrival) = AsyncStream.makeStream()
        (cancellations, cancellation) = AsyncStream.makeStream()
    }

    /// The next request, when it has come.
    func next() async -> Arrived? {
        var iterator = arrivals.makeAsyncIterator()
        return await iterator.next()
    }

    /// The texts of the next request that is cancelled, when it is.
    func nextCancelled() async -> [String]? {
        var iterator = cancellations.makeAsyncIterator()
        return await iterator.next()
    }

    func embed(_ request: EmbedRequest) async throws(EmbedderError) -> EmbedReply {
        let answer = Answer()
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                arrival.yield(Arrived(request: request, answered: answer))
            }
        } onCancel: {
            answer.give(.failure(EmbedderError(.cancelled, "It was cancelled.")))
            cancellation.yield(request.texts)
        }
        return try outcome.get()
    }
}

/// One answer, which comes before or after somebody waits for it.
private final class Answer: Sendable {
    typealias Outcome = Result<EmbedReply, EmbedderError>

    private enum State {
        case open
        case waiting(CheckedContinuation<Outcome, Never>)
        case given(Outcome)
    }

    private let state = Mutex(State.open)

    func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome = state.withLock { state -> Outcome? in
            if case .given(let outcome) = state { return outcome }
            state = .waiting(continuation)
            return nil
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    /// The first counts.
    func give(_ outcome: Outcome) {
        let continuation = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            switch state {
            case .open:
                state = .given(outcome)
                return nil
            case .waiting(let continuation):
                state = .given(outcome)
                return continuation
            case .given:
                return nil
            }
        }
        continuation?.resume(returning: outcome)
    }
}

/// A gate that counts, and refuses when told to.
final class FakeGate: EmbedGate {
    private struct State {
        var entered = 0
        var left: [EmbedderError?] = []
        var refusal: EmbedderError?
    }

    private let state = Mutex(State())

    var entered: Int { state.withLock { $0.entered } }
    var left: [EmbedderError?] { state.withLock { $0.left } }

    func refuses(_ error: EmbedderError?) {
        state.withLock { $0.refusal = error }
    }

    func enter(_ model: String) async throws(EmbedderError) {
        let refusal = state.withLock { state in
            if state.refusal == nil { state.entered += 1 }
            return state.refusal
        }
        if let refusal { throw refusal }
    }

    func leave(_ model: String, _ error: EmbedderError?) {
        state.withLock { $0.left.append(error) }
    }
}
