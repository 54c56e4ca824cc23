/// A clock as durations from the moment it was wound up.
///
/// What the machines call `now`: whatever the clock's instants are, two of these compare.
package struct Timeline: Sendable {
    package let now: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void

    package init(_ clock: some Clock<Duration>) {
        let origin = clock.now
        now = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }

    /// Returns at `moment`, or when the task is cancelled.
    package func wait(until moment: Duration) async {
        let rest = moment - now()
        if rest > .zero { try? await sleep(rest) }
    }
}
