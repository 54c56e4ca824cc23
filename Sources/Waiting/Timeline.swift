/// Time as the machines take it: durations since one beginning.
package struct Timeline: Sendable {
    private let elapsed: @Sendable () -> Duration
    private let sleepUntil: @Sendable (Duration) async -> Void

    package init(_ clock: any Clock<Duration>) {
        self.init(beginningOn: clock)
    }

    private init(beginningOn clock: some Clock<Duration>) {
        let beginning = clock.now
        elapsed = { beginning.duration(to: clock.now) }
        sleepUntil = { time in
            // The only error of a sleep is its cancellation, and then there is nothing left to do.
            try? await clock.sleep(until: beginning.advanced(by: time), tolerance: nil)
        }
    }

    package var now: Duration { elapsed() }

    /// Returns at once when the task is cancelled.
    package func sleep(until time: Duration) async {
        await sleepUntil(time)
    }

    /// nil: `time` passed, or the task was cancelled, before the value came.
    package func value<Value>(of shot: OneShot<Value>, until time: Duration) async -> Value? {
        if let value = shot.current { return value }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await shot.value() }
            group.addTask { await sleep(until: time) }
            await group.next()
            group.cancelAll()
            await group.waitForAll()
            return shot.current
        }
    }
}
