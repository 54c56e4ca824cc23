/// A server's listener, and the time for which it stays closed.
struct Doors: Sendable {
    let listener: HTTPListener
    let clock: HostClock

    /// Resets every connection and refuses others for a while.
    func close(for time: Duration) async {
        await listener.close()
        // Whoever asked for this was cut off with the others: nobody else would open again.
        Task {
            await clock.wait(until: clock.now + time)
            try? await listener.open()
        }
    }
}
