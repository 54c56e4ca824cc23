/// The time, as whoever wires the backend has it.
package struct OpenAITime: Sendable {
    /// For dates in headers.
    let unixMilliseconds: @Sendable () -> Int64
    /// Since some beginning, never backwards.
    let elapsed: @Sendable () -> Duration
    let sleep: @Sendable (Duration) async throws -> Void

    package init(
        _ clock: some Clock<Duration>,
        unixMilliseconds: @escaping @Sendable () -> Int64
    ) {
        let start = clock.now
        self.unixMilliseconds = unixMilliseconds
        elapsed = { start.duration(to: clock.now) }
        sleep = { try await clock.sleep(for: $0) }
    }
}
