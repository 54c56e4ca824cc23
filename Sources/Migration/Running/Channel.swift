/// A stream with its sending end.
///
/// Unbounded, for what is sent is bounded by whoever sends: here by the machine's own width.
struct Channel<Element: Sendable>: Sendable {
    let stream: AsyncStream<Element>
    private let continuation: AsyncStream<Element>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func send(_ element: Element) {
        continuation.yield(element)
    }

    /// What was sent still arrives; then the stream ends.
    func finish() {
        continuation.finish()
    }
}
