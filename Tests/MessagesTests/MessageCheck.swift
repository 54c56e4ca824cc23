import Messages

/// What must hold of any bytes: shared by the fuzzer and by the replay of its corpus.
enum MessageCheck {
    private static let types = HealthV1.messages + MoultV1.messages + TTRPC.messages

    /// The first byte of the input names the message that the rest is read as.
    ///
    /// Nil: everything held. Else a sentence that says what did not.
    static func whatBreaks(on input: UnsafeRawBufferPointer) -> String? {
        guard let first = input.first else { return nil }
        let type = types[Int(first) % types.count]
        return whatBreaks(on: UnsafeRawBufferPointer(rebasing: input.dropFirst()), as: type)
    }

    private static func whatBreaks<Message: WireMessage>(
        on bytes: UnsafeRawBufferPointer,
        as _: Message.Type
    ) -> String? {
        let arena = Arena(firstBlockBytes: 256)
        do {
            let message = try Message(unpacking: bytes, arena: arena)
            let packed = try message.packed()
            // By bytes, not by value: a NaN is not equal to itself. Padding that raised the first
            // budget is gone from the packed form, so that may be refused as too large.
            if let again = try unlessTooLarge({ try Message(unpacking: packed) }),
                try again.packed() != packed
            {
                return "\(Message.fullName) changed when it was read again"
            }
            try lookAtEnvelope(bytes, in: arena)
        } catch let fault as UnpackFault {
            // The pre-scan names each reason; protobuf-c has none left to refuse for.
            if fault.message.contains("cannot be read") { return fault.message }
        } catch {
            return "\(Message.fullName) was read and cannot be packed: \(error)"
        }
        return arena.usedBytes == 0 ? nil : "\(arena.usedBytes) bytes of the arena are still held"
    }

    private static func unlessTooLarge<Message>(_ unpack: () throws -> Message) throws -> Message? {
        do {
            return try unpack()
        } catch let fault as UnpackFault where fault.code == .tooLarge {
            return nil
        }
    }

    /// Every byte that the view shows is touched, so that the sanitizer sees what it points to.
    private static func lookAtEnvelope(
        _ bytes: UnsafeRawBufferPointer,
        in arena: Arena
    ) throws(UnpackFault) {
        try arena.withScope { () throws(UnpackFault) in
            let view = try TTRPC.RequestView(of: bytes, in: arena)
            var touched = Array(view.service) + Array(view.method) + Array(view.payload)
            for index in 0..<view.metadataCount {
                let entry = view.metadataEntry(at: index)
                touched += Array(entry.key) + Array(entry.value)
            }
            precondition(touched.count <= bytes.count, "the view shows more than was sent")
        }
    }
}
