import NIOCore

/// Runs the tasks of one connection's handlers on the connection's event loop.
///
/// Jobs that come up on the loop run at the end of the present batch, or soon; those from other
/// threads hop over once, and what they made goes out in one flush. Without it every resumption
/// would cost a hop to the global pool and back: six microseconds instead of one.
///
/// Unchecked: everything but the `let`s is touched on the loop only.
final class RunQueue: TaskExecutor, @unchecked Sendable {
    /// Jobs that run before the loop turns to others.
    private static let jobsATurnMax = 1_024

    /// What is to happen when jobs have run outside a batch: a flush.
    var afterTurn: @Sendable () -> Void = {}

    /// While a read goes on, its end runs the jobs.
    private(set) var isInBatch = false

    private let loop: any EventLoop
    private let turns: LoopTurns
    private var jobs: [UnownedJob] = []
    private var isRunning = false
    private var awaitsTurn = false

    init(loop: any EventLoop, turns: LoopTurns) {
        self.loop = loop
        self.turns = turns
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if loop.inEventLoop {
            push(job)
        } else {
            loop.execute { [self] in
                jobs.append(job)
                runOutsideBatch()
            }
        }
    }

    /// A read begins: its frames start jobs, and its end runs them.
    func beginBatch() {
        isInBatch = true
    }

    /// The read is complete: runs what it left, and what that leaves.
    func endBatch() {
        run()
        isInBatch = false
    }

    /// Its turn on the loop has come.
    func takeTurn() {
        awaitsTurn = false
        runOutsideBatch()
    }

    private func push(_ job: UnownedJob) {
        jobs.append(job)
        if !isInBatch && !isRunning { askForTurn() }
    }

    private func askForTurn() {
        guard !awaitsTurn else { return }
        awaitsTurn = true
        turns.giveTurn(to: self)
    }

    private func runOutsideBatch() {
        guard !isInBatch, !isRunning else { return }
        run()
        afterTurn()
    }

    /// Runs what is queued, and what that queues, up to a bound: a handler that yields without end
    /// must not keep the loop from its other connections.
    private func run() {
        guard !isRunning else { return }
        isRunning = true
        var next = 0
        while next < min(jobs.count, Self.jobsATurnMax) {
            jobs[next].runSynchronously(on: asUnownedTaskExecutor())
            next += 1
        }
        jobs.removeFirst(next)
        isRunning = false
        if !jobs.isEmpty { askForTurn() }
    }
}
