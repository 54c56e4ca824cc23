/// Things that happen, for one test that waits for them.
struct Signals<Value: Sendable>: Sendable {
    private let values: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() {
        (values, continuation) = AsyncStream.makeStream()
    }

    func give(_ value: Value) {
        continuation.yield(value)
    }

    func next() async -> Value? {
        var iterator = values.makeAsyncIterator()
        return await iterator.next()
    }
}
