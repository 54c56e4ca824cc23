import Knowledge
import Logging
import Synchronization
import Waiting

/// One attempt: the host's pieces go to the watchers at once, and to the store in batches.
extension ChatChannel {
    func generate(_ id: JobID, attempt: Int, until stop: Latch) async {
        guard let live = board[id] else { return }
        let result = await withTaskGroup(of: Result<ChatStatistics, HostError>?.self) { group in
            group.addTask { await self.chat(live) }
            group.addTask {
                await stop.wait()
                return nil
            }
            group.addTask {
                await self.commitPieces(of: live)
                return nil
            }
            group.addTask {
                await self.runTurns(of: live)
                return nil
            }
            // The first that ends is the generation, or the wish that it ends: then it does.
            var result = await group.next() ?? nil
            group.cancelAll()
            for await later in group { result = later ?? result }
            return result
        }
        _ = core.withLock { $0.stops.removeValue(forKey: id) }
        if let result, !Task.isCancelled { deliver(.generated(id, result)) }
    }

    private func chat(_ live: LiveJob) async -> Result<ChatStatistics, HostError> {
        let job: Job?
        do {
            job = try await store.job(live.id)
        } catch {
            // It has begun, and nothing was asked of the host.
            return .failure(HostError(.busy, "The job's request cannot be read: \(error.message)"))
        }
        guard let job else {
            return .failure(HostError(.refused, "The job is not there any more."))
        }
        do throws(HostError) {
            let keepAlive = KeepAlive.seconds(settings.keepAliveSeconds)
            let statistics = try await host.chat(
                job.request.model,
                body: job.request.body,
                keepAlive: keepAlive
            ) { piece in
                await self.take(piece, of: live)
            }
            return .success(statistics)
        } catch {
            return .failure(error)
        }
    }

    private func take(_ piece: ChatPiece, of live: LiveJob) async {
        live.append(piece, at: time.now)
        deliver(.spoke(live.id, bytes: piece.bytes))
        await live.room()
    }

    /// Wakes at their turn those who sleep over what is said, also when nothing follows it.
    private func runTurns(of live: LiveJob) async {
        while !Task.isCancelled {
            await live.turnBell.wait()
            // A turn moves with the number of those who watch.
            while !Task.isCancelled, let turn = live.nextTurn {
                await time.sleep(until: turn)
                live.wake(at: time.now)
            }
        }
        // The store may take its time with the attempt's end, and the last words are here.
        live.wakeEarly(at: time.now)
    }

    /// Writes what was said every now and then; what is left at the end is written with the end.
    private func commitPieces(of live: LiveJob) async {
        while !Task.isCancelled {
            await live.commitBell.wait()
            guard live.hasUncommitted else { continue }
            await time.sleep(until: time.now + settings.commitEvery)
            if Task.isCancelled { return }
            let pieces = live.uncommitted(limit: settings.piecesPerCommitMax)
            do {
                try await store.append(pieces, to: live.id)
                live.committed(pieces.count)
            } catch {
                // They stay at hand, and are written with those that follow.
                logger.error("What a job says cannot be stored; trying again.", error: error)
                await time.sleep(until: time.now + settings.retryFirst)
            }
            if live.hasUncommitted { live.commitBell.ring() }
        }
    }
}
