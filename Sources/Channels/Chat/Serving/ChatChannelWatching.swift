import Knowledge
import Logging
import Synchronization
import Waiting

extension ChatChannel {
    package func watch(
        _ id: JobID,
        after: JobSequence
    ) async throws(ChannelError) -> JobWatch {
        try await begun()
        guard board.enter() else {
            throw ChannelError(
                .full,
                "\(settings.watchersMax) watch jobs already; try again when some have left.",
                retryAfter: .seconds(10)
            )
        }
        let live: LiveJob
        do throws(ChannelError) {
            live = try await liveJob(id)
        } catch {
            board.leave()
            throw error
        }
        let watcher = JobWatcher(live, store: store, after: after) { [board] in board.leave() }
        showPlace(of: live)
        return JobWatch(watcher)
    }

    private func liveJob(_ id: JobID) async throws(ChannelError) -> LiveJob {
        if let live = board[id] { return live }
        let job = try await job(id).job
        let live = board.insert(job.withoutBody)
        guard !job.state.hasEnded else { return LiveJob(job, settings: settings) }
        // It may have ended before it stood on the board: then nobody would tell.
        let again = try await self.job(id).job
        if again.state.hasEnded { board.end(again, at: time.now) }
        return live
    }

    private func showPlace(of live: LiveJob) {
        guard live.isWaiting else { return }
        if let place = places()[live.id] { live.place(place, at: time.now) }
        placesBell.ring()
    }

    /// Of a copy: the worker does not wait while a long queue is played through.
    func places() -> [JobID: JobPlace] {
        let (machine, now) = (core.withLock(\.machine), time.now)
        return machine.places(at: now)
    }

    /// Tells places anew while somebody watches a job that waits.
    func runPlaces() async {
        while !Task.isCancelled {
            let watched = board.watchedWaiting
            if watched.isEmpty {
                await placesBell.wait()
            } else {
                let places = places()
                for live in watched { live.place(places[live.id], at: time.now) }
            }
            await time.sleep(until: time.now + settings.placeEvery)
        }
    }

    /// Deletes what ended long ago, in small steps that hold nobody up.
    func runPruning() async {
        await started.wait()
        while !Task.isCancelled {
            let (seconds, _) = settings.keptFor.components
            do {
                let moment = unixMs() - seconds * 1_000
                var isDone = false
                while !isDone, !Task.isCancelled {
                    let deleted = try await store.prune(
                        endedBeforeUnixMs: moment,
                        limit: settings.pruneStep
                    )
                    isDone = deleted == 0
                    await Task.yield()
                }
            } catch {
                logger.error("Jobs that ended long ago cannot be deleted.", error: error)
            }
            await time.sleep(until: time.now + settings.pruneEvery)
        }
    }
}
