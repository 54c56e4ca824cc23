import Synchronization

/// Wakes one sleeper.
///
/// A wake-up that comes while nobody sleeps is kept for the next sleep.
final class WakeUp: Sendable {
    private let next = Mutex(OneShot<Void>())

    func wake() {
        next.withLock { $0 }.fulfil(())
    }

    func sleep(until time: Duration, on timeline: Timeline) async {
        let awaited = next.withLock { $0 }
        await timeline.value(of: awaited, until: time)
        next.withLock {
            if $0.current != nil { $0 = OneShot() }
        }
    }
}
