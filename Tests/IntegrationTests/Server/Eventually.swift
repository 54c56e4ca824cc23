/// Asks again and again until the answer is yes.
///
/// - Parameter bound: past it something is broken, not slow.
/// - Throws: what was waited for in vain.
func eventually(
    _ what: String,
    within bound: Duration = .seconds(60),
    _ isSo: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let end = clock.now + bound
    while try await !isSo() {
        guard clock.now < end else { throw TestFailure("in vain for \(bound): \(what)") }
        try await clock.sleep(for: .milliseconds(20))
    }
}

/// Lets `time` pass, where the passing of time is what is tested.
func elapse(_ time: Duration) async throws {
    let clock = ContinuousClock()
    try await clock.sleep(for: time)
}
