import Synchronization

/// Numbers from 1 on, each given once.
final class Counter: Sendable {
    private let last = Atomic(0)

    func next() -> Int { last.wrappingAdd(1, ordering: .relaxed).newValue }
}
