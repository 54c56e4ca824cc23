import Synchronization

/// A clock that goes one step further each time that it is read.
final class SteppingClock: Clock {
    struct Instant: InstantProtocol {
        let offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        func duration(to other: Instant) -> Duration { other.offset - offset }

        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let step: Duration
    private let offset = Mutex(Duration.zero)

    init(step: Duration) {
        self.step = step
    }

    var minimumResolution: Duration { .zero }

    var now: Instant {
        offset.withLock { offset in
            offset += step
            return Instant(offset: offset)
        }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        throw CancellationError()
    }
}
