import NIOCore

/// Runs the tasks of one connection's handlers on the connection's event loop.
///
/// Jobs that come up on the loop run at the end of the present batch, or of the present tick;
/// those from other threads hop over once, and what they made goes out in one flush. Without it
/// every resumption would cost a hop to the global pool and back: six microseconds instead of one.
///
/// Unchecked: everything but `loop` is touched on the loop only.
final class RunQueue: TaskExecutor, @unchecked Sendable {
    /// Jobs that run before the loop turns to its other connections.
    private static let jobsAtOnceMax = 1_024

    private let loop: any EventLoop
    private var jobs: [UnownedJob] = []
    private var isDraining = false
    private var isPosted = false

    /// While a read goes on, its end drains the queue.
    var isInBatch = false

    /// What is to happen when jobs have run outside a batch: a flush.
    var afterDrain: @Sendable () -> Void = {}

    init(loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if loop.inEventLoop {
            push(job)
        } else {
            loop.execute { [self] in
                push(job)
                drainOutsideBatch()
            }
        }
    }

    /// Runs what is queued, and what that queues, up to a bound: a handler that yields without end
    /// must not keep the loop from its other connections.
    func drain() {
        guard !isDraining else { return }
        isDraining = true
        var next = 0
        while next < min(jobs.count, Self.jobsAtOnceMax) {
            jobs[next].runSynchronously(on: asUnownedTaskExecutor())
            next += 1
        }
        jobs.removeFirst(next)
        isDraining = false
        if !jobs.isEmpty {
            post()
        }
    }

    private func push(_ job: UnownedJob) {
        jobs.append(job)
        if !isInBatch && !isDraining {
            post()
        }
    }

    private func post() {
        guard !isPosted else { return }
        isPosted = true
        loop.execute { [self] in
            isPosted = false
            drainOutsideBatch()
        }
    }

    private func drainOutsideBatch() {
        guard !isInBatch, !isDraining else { return }
        drain()
        afterDrain()
    }
}
