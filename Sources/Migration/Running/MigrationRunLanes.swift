import Knowledge
import Logging
import Spaces
import Synchronization
import Waiting

/// Effects in order.
extension MigrationRun {
    /// A turn begins at once and may wait for stragglers; what comes behind it does not.
    func runRouteLane() async {
        await withDiscardingTaskGroup { turns in
            for await action in routeLane.stream {
                switch action {
                case .turn(let ticket):
                    core.withLock { $0.isRouteTurned = true }
                    turns.addImmediateTask { await self.turn(ticket) }
                case .turnBack:
                    await turnBack()
                default:
                    break
                }
            }
            // Whoever ends the run leaves no write to an embedder that nobody waits for.
            if core.withLock(\.isRouteTurned) { await turnBack() }
            turns.cancelAll()
        }
    }

    private func turn(_ ticket: Ticket) async {
        await surroundings.routing.turn(
            to: record.space,
            straggling: surroundings.limits.straggling
        )
        // A hand-over with nothing to catch up is over before the next tick.
        pollWritePath()
        deliver(.turned(ticket))
    }

    private func turnBack() async {
        core.withLock { $0.isRouteTurned = false }
        await surroundings.routing.turnBack()
    }

    func log(_ action: MigrationMachine.Action) async {
        switch action {
        case .record(let phase, let reason):
            await log(phase, reason: reason)
        case .flip(let ticket, let pass, let through):
            await flip(ticket, pass: pass, through: through)
        default:
            break
        }
    }

    /// What is shown is not what the work stands on: a change that cannot be written is only said.
    private func log(_ phase: Phase, reason: String) async {
        surroundings.logger.info(
            "migration \(phase.rawValue)",
            metadata: ["epoch": "\(record.epoch.rawValue)", "reason": "\(reason)"]
        )
        do throws(StoreError) {
            let atUnixMs = surroundings.unixMs()
            let change = try await surroundings.store.record(
                phase,
                reason: reason,
                of: record.epoch,
                atUnixMs: atUnixMs
            )
            if let change {
                feed.announce(change)
            } else if let ended = try await surroundings.store.migration(record.epoch)?.phase,
                let outcome = ProfileOutcome(rawValue: ended.rawValue)
            {
                deliver(.foundEnded(outcome))
            }
        } catch {
            surroundings.logger.warning(
                "the phase \(phase.rawValue) could not be recorded: \(error.message)",
                metadata: ["epoch": "\(record.epoch.rawValue)"]
            )
        }
    }

    private func flip(_ ticket: Ticket, pass: Revision, through: Revision) async {
        pollWritePath()
        let timeline = surroundings.timeline
        let deadline = timeline.now + surroundings.limits.flipWait
        let atUnixMs = surroundings.unixMs()
        core.withLock { $0.flipUnixMs = atUnixMs }
        let takenUp = Mutex<Duration?>(nil)
        let result = await stored { () throws(StoreError) in
            try await surroundings.store.flip(
                record.epoch,
                pass: pass,
                through: through,
                atUnixMs: atUnixMs
            ) {
                let now = timeline.now
                guard now <= deadline, self.core.withLock({ $0.machine.permitsFlip(ticket) })
                else { return false }
                takenUp.withLock { $0 = now }
                return true
            }
        }
        deliver(.flipped(ticket, result))
        guard case .success(.flipped(let change)) = result else { return }
        let published = timeline.now
        await measured(
            change,
            flip: published - (takenUp.withLock(\.self) ?? published)
        )
    }

    private func measured(_ change: PhaseChange, flip: Duration) async {
        let times = FlipTimes(
            flipMicroseconds: flip.microseconds,
            longestHoldMicroseconds: surroundings.routing.longestHold().microseconds
        )
        do {
            try await surroundings.store.recordTimes(times, of: record.epoch)
        } catch {
            surroundings.logger.warning("the flip's times are not kept: \(error.message)")
        }
        feed.announce(change, times: times)
    }
}
