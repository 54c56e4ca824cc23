import CProtobufC
import CUnpack

/// The memory in which messages are unpacked and packed.
///
/// It hands memory out by moving a pointer, and takes it back a scope at a time. Its first block
/// stays, so that small messages cost no call to the system's allocator at all. One arena serves
/// one thread at a time; scopes nest, so a message may be unpacked while another is looked at.
package final class Arena {
    /// What an arena keeps between messages unless told otherwise.
    package static let firstBlockBytes = 16 << 10

    /// On the heap, since protobuf-c is given its address.
    let raw: UnsafeMutablePointer<moult_arena>

    package init(firstBlockBytes: Int = Arena.firstBlockBytes) {
        raw = .allocate(capacity: 1)
        let created = moult_arena_create(raw, max(firstBlockBytes, 64))
        precondition(created, "no memory for an arena's first block")
    }

    deinit {
        moult_arena_destroy(raw)
        raw.deallocate()
    }

    /// What protobuf-c allocates from.
    ///
    /// Its `free` does nothing: the scope's end frees all.
    var allocator: UnsafeMutablePointer<ProtobufCAllocator> {
        UnsafeMutableRawPointer(raw).assumingMemoryBound(to: ProtobufCAllocator.self)
    }

    /// Bytes that are handed out now.
    package var usedBytes: Int { raw.pointee.used }

    /// Whether the last failure was the budget's.
    var isExhausted: Bool { raw.pointee.exhausted }

    /// How many more allocations succeed: to see each of them fail, in tests.
    var allocationsLeft: Int {
        get { Int(clamping: raw.pointee.allocations_left) }
        set { raw.pointee.allocations_left = max(newValue, 0) }
    }

    /// Runs `body` and then takes back all that was allocated meanwhile, at most `budget` bytes.
    package func withScope<Result, Failure: Error>(
        budget: Int = .max,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let mark = moult_arena_enter(raw, max(budget, 0))
        defer { moult_arena_leave(raw, mark) }
        return try body()
    }

    func allocate(_ byteCount: Int) throws(PackFault) -> UnsafeMutableRawPointer {
        guard let memory = moult_arena_allocate(raw, byteCount) else {
            throw PackFault(
                .tooLarge,
                "a message's parts take more than \(raw.pointee.used_max) bytes of memory; "
                    + "ask for less at once"
            )
        }
        return memory
    }

    func allocate<T>(_ count: Int, of _: T.Type) throws(PackFault) -> UnsafeMutablePointer<T> {
        try allocate(count * MemoryLayout<T>.stride).assumingMemoryBound(to: T.self)
    }
}
