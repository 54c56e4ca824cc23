import Knowledge
import Spaces
import Synchronization
import Waiting

/// Effects in any order.
extension MigrationRun {
    func runJobs() async {
        var jobs = jobs.stream.makeAsyncIterator()
        var isOpen = true
        while isOpen, !Task.isCancelled {
            isOpen = await runJobs(untilAbort: &jobs)
            // The sleepers went with the rest: whatever is still to wake for is slept for again.
            let now = surroundings.timeline.now
            let wake = core.withLock { core in
                core.alarm = core.machine.nextWake(after: now)
                return core.alarm
            }
            if let wake { self.jobs.send(.tick(at: wake)) }
        }
    }

    /// Returns when everything it started has ended: false if nothing comes any more.
    private func runJobs(untilAbort jobs: inout AsyncStream<Job>.Iterator) async -> Bool {
        await withDiscardingTaskGroup { group in
            defer { group.cancelAll() }
            while let job = await jobs.next() {
                switch job {
                case .perform(.abort):
                    return true
                case .perform(.discardIndex):
                    surroundings.indexes.discard(record.space.id)
                case .perform(.cancelEvaluation):
                    core.withLock { $0.evaluationStop.take() }?.finish()
                case .perform(.evaluate(let ticket, let isReused)):
                    let (stop, continuation) = AsyncStream.makeStream(of: Void.self)
                    core.withLock { $0.evaluationStop = continuation }
                    group.addTask(priority: .utility) {
                        await self.evaluate(ticket, isReused: isReused, until: stop)
                    }
                case .perform(.embed(let ticket, let items)):
                    // Live embedding and searches come first where threads are short.
                    group.addTask(priority: .utility) { await self.embed(items, ticket) }
                case .perform(let action):
                    group.addTask { await self.perform(action) }
                case .tick(let moment):
                    group.addTask { await self.tick(at: moment) }
                }
            }
            return false
        }
    }

    private func tick(at moment: Duration) async {
        await surroundings.timeline.sleep(until: moment)
        guard !Task.isCancelled else { return }
        core.withLock { if $0.alarm == moment { $0.alarm = nil } }
        pollWritePath()
        deliver(.tick)
    }

    /// The write path says so when asked; the machine's wakes ask often during a hand-over.
    func pollWritePath() {
        guard core.withLock({ $0.machine.isRouteTurned }) else { return }
        if let fault = surroundings.routing.newEmbedderFault() { deliver(.writePathFault(fault)) }
    }
}
