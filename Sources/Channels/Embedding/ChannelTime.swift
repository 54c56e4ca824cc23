/// Time as the channels' machines take it: durations since one beginning.
package struct ChannelTime: Sendable {
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
}

extension Duration {
    /// As a fraction, for what is learned of times.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
