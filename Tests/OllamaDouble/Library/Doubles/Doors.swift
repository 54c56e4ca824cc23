/// A server's listener, and the faults that connections have.
struct Doors: Sendable {
    let listener: HTTPListener
    let clock: HostClock

    /// Resets every connection and refuses others for a while; ends when they are taken again.
    ///
    /// Goes on when its task is cancelled, for whoever asked for this is cut off with the others.
    func close(for time: Duration) async {
        await listener.close()
        await clock.wait(until: clock.now + time)
        try? await listener.open()
    }

    /// Does what `fault` does to a connection; whether the call is taken up afterwards.
    func goesOn(_ exchange: HTTPExchange, _ fault: Fault) async throws -> Bool {
        switch fault {
        case .hang: await exchange.hang()
        case .reset: await exchange.reset()
        case .refuse(let time): await close(for: time)
        case .slow(let time):
            try await clock.pause(time)
            return true
        default: return true
        }
        return false
    }
}
