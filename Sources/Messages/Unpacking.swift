import CProtobufC
import CUnpack

extension WireMessage {
    /// Reads a message.
    ///
    /// The pre-scan looks first, then protobuf-c unpacks into a scope of the arena, then the value
    /// is copied out of it.
    package init(
        unpacking bytes: UnsafeRawBufferPointer,
        arena: Arena,
        limits: UnpackLimits = .standard
    ) throws(UnpackFault) {
        guard bytes.count > 0 else {
            self.init()
            return
        }
        let coding = Self.coding
        self = try arena.withUnpacked(bytes, as: coding.descriptor, limits, coding.read)
    }

    /// Reads a message, in an arena of its own.
    package init(
        unpacking bytes: [UInt8],
        limits: UnpackLimits = .standard
    ) throws(UnpackFault) {
        let arena = Arena()
        let result = bytes.withUnsafeBytes { bytes -> Result<Self, UnpackFault> in
            Result { () throws(UnpackFault) in
                try Self(unpacking: bytes, arena: arena, limits: limits)
            }
        }
        self = try result.get()
    }
}

extension Arena {
    /// Unpacks, and shows the C struct to `body`; it is gone when `body` returns.
    ///
    /// `free_unpacked` is left out: it would walk the message to call a `free` that does nothing.
    func withUnpacked<Result>(
        _ bytes: UnsafeRawBufferPointer,
        as descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
        _ limits: UnpackLimits,
        _ body: (UnsafeRawPointer) throws(UnpackFault) -> Result
    ) throws(UnpackFault) -> Result {
        try withScope { () throws(UnpackFault) in
            try body(try unpack(bytes, as: descriptor, limits))
        }
    }

    /// Unpacks into the present scope, where the C struct stays until that ends.
    func unpack(
        _ bytes: UnsafeRawBufferPointer,
        as descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
        _ limits: UnpackLimits
    ) throws(UnpackFault) -> UnsafeRawPointer {
        try preScan(bytes, as: descriptor, limits)
        let budget = limits.arenaBudget(for: bytes.count)
        let outer = moult_arena_limit(raw, budget)
        defer { raw.pointee.used_max = outer }
        let data = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        let message = protobuf_c_message_unpack(descriptor, allocator, bytes.count, data)
        guard let message else { throw unpackFailure(of: descriptor, bytes.count, budget) }
        return UnsafeRawPointer(message)
    }

    private func unpackFailure(
        of descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
        _ count: Int,
        _ budget: Int
    ) -> UnpackFault {
        guard isExhausted else {
            return UnpackFault(.invalid, "\(name(of: descriptor)) cannot be read")
        }
        return UnpackFault(
            .tooLarge,
            "\(name(of: descriptor)) of \(count) bytes takes more than \(budget) bytes of memory; "
                + "send fewer and larger parts at once"
        )
    }
}
