import Spaces
import Synchronization
import Waiting

/// Work that ends: with its result, at its time-out, or when it is stopped.
struct BoundedWork: Sendable {
    let timeline: Timeline
    let timeout: Duration

    /// Calls `deliver` once, or not at all if the task is cancelled or `stop` has come.
    ///
    /// It is called before the losers of the race have ended, so that work that is slow to give up
    /// delays nobody.
    ///
    /// - Parameter deadline: work of several requests moves it; nil: all of the work has the
    ///   time-out.
    func run<Value: Sendable, Failure: Error>(
        orElse timedOut: Failure,
        until stop: AsyncStream<Void>? = nil,
        within deadline: Deadline? = nil,
        _ work: @escaping @Sendable () async throws(Failure) -> Value,
        deliver: @Sendable (Result<Value, Failure>) -> Void
    ) async {
        let deadline = deadline ?? Deadline(timeline: timeline, timeout: timeout)
        await withTaskGroup(of: Result<Value, Failure>?.self) { group in
            group.addTask {
                do throws(Failure) {
                    return .success(try await work())
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                await deadline.pass()
                return .failure(timedOut)
            }
            if let stop {
                group.addTask {
                    for await _ in stop {}
                    return nil
                }
            }
            if let first = await group.next(), let first, !Task.isCancelled { deliver(first) }
            group.cancelAll()
        }
    }
}

/// When the request under way must have been answered: each of several has all of the time-out.
final class Deadline: Sendable {
    private let timeline: Timeline
    private let timeout: Duration
    private let due: Mutex<Duration>

    init(timeline: Timeline, timeout: Duration) {
        self.timeline = timeline
        self.timeout = timeout
        due = Mutex(timeline.now + timeout)
    }

    /// A request was answered: the time of the next begins.
    func renew() {
        due.withLock { $0 = timeline.now + timeout }
    }

    /// Returns once a request had all of its time, or the task is cancelled.
    func pass() async {
        var due = due.withLock(\.self)
        while timeline.now < due, !Task.isCancelled {
            await timeline.sleep(until: due)
            due = self.due.withLock(\.self)
        }
    }
}

/// Embedding that ends: with an answer, a fault, or at its time-out.
struct BoundedEmbedding: Sendable {
    let embedder: any Embedder
    let timeline: Timeline
    let timeout: Duration

    typealias Answer = Result<Embedding, EmbedderError>

    /// Calls `deliver` once, or not at all if the task is cancelled.
    func embed(_ texts: [String], deliver: @Sendable (Answer) -> Void) async {
        let embedder = embedder
        await BoundedWork(timeline: timeline, timeout: timeout).run(
            orElse: embedder.timedOut(after: timeout),
            { () async throws(EmbedderError) in
                try await embedder.embedding(of: texts, as: .document)
            },
            deliver: deliver
        )
    }
}

extension Embedder {
    func timedOut(after timeout: Duration) -> EmbedderError {
        EmbedderError(.timedOut, "\(identity.target) did not answer within \(timeout)")
    }
}
