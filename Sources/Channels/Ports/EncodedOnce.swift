internal import Synchronization

/// Bytes that the first who needs them makes, and everybody else takes.
package final class EncodedOnce: Sendable {
    private let bytes = Mutex<[UInt8]?>(nil)

    package init() {}

    /// `encode` runs for the first who asks; when it throws, for the next one again.
    package func bytes<Failure: Error>(
        _ encode: () throws(Failure) -> [UInt8]
    ) throws(Failure) -> [UInt8] {
        let known = bytes.withLock { $0 }
        if let known { return known }
        // Outside of the lock: two that come first at once make the same bytes.
        let fresh = try encode()
        bytes.withLock { $0 = fresh }
        return fresh
    }
}
