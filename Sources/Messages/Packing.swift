import CProtobufC

/// A message whose size is known, ready to be written to where its bytes are to stand.
///
/// Good until the arena's scope in which it was prepared ends.
package struct PreparedMessage: ~Copyable {
    /// What a ttrpc frame may hold.
    package static let bytesMax = 4 << 20
    /// What the C form of a message that is being packed may take beside its bytes.
    package static let arenaBytesMax = 32 << 20

    /// How many bytes `write` writes.
    package let count: Int
    private let message: UnsafePointer<ProtobufCMessage>

    init(_ message: UnsafePointer<ProtobufCMessage>) throws(PackFault) {
        count = protobuf_c_message_get_packed_size(message)
        self.message = message
        guard count <= Self.bytesMax else {
            throw PackFault(
                .tooLarge,
                "\(name(of: message.pointee.descriptor)) takes \(count) bytes; a frame holds "
                    + "\(Self.bytesMax): ask for less at once"
            )
        }
    }

    /// Writes `count` bytes; `target` must have room for them.
    package borrowing func write(to target: UnsafeMutableRawBufferPointer) {
        precondition(target.count >= count, "a message does not fit where it is written")
        guard let start = target.baseAddress, count > 0 else { return }
        protobuf_c_message_pack(message, start.assumingMemoryBound(to: UInt8.self))
    }
}

extension WireMessage {
    /// Lays the message out in the arena's present scope, where it stays until that ends.
    package func prepared(in arena: Arena) throws(PackFault) -> PreparedMessage {
        try PreparedMessage(try Self.coding.structure(self, arena))
    }

    /// Packs the message and shows its bytes to `body`; they are gone when it returns.
    package func pack<Result>(
        in arena: Arena,
        _ body: (UnsafeRawBufferPointer) -> Result
    ) throws(PackFault) -> Result {
        let budget = PreparedMessage.arenaBytesMax + PreparedMessage.bytesMax
        return try arena.withScope(budget: budget) { () throws(PackFault) in
            let prepared = try prepared(in: arena)
            let bytes = UnsafeMutableRawBufferPointer(
                start: try arena.allocate(prepared.count),
                count: prepared.count
            )
            prepared.write(to: bytes)
            return body(UnsafeRawBufferPointer(bytes))
        }
    }

    /// The bytes of the message.
    package func packed() throws(PackFault) -> [UInt8] {
        let arena = Arena()
        return try arena.withScope(budget: PreparedMessage.arenaBytesMax) { () throws(PackFault) in
            let prepared = try prepared(in: arena)
            return [UInt8](unsafeUninitializedCapacity: prepared.count) { target, count in
                prepared.write(to: UnsafeMutableRawBufferPointer(target))
                count = prepared.count
            }
        }
    }
}
