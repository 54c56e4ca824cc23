import CProtobufC

/// How the codec gets from a message's bytes to its value and back.
///
/// Every message carries one; it holds nothing to be used outside the codec.
public struct MessageCoding<Message: WireMessage>: Sendable {
    /// A constant of protoc-c's output, never written to.
    nonisolated(unsafe) let descriptor: UnsafePointer<ProtobufCMessageDescriptor>
    /// The value of an unpacked C struct.
    let read: @Sendable (UnsafeRawPointer) throws(UnpackFault) -> Message
    /// A C struct in the arena that is ready to be packed.
    let structure: @Sendable (Message, Arena) throws(PackFault) -> UnsafePointer<ProtobufCMessage>
}

/// A message and the C struct that protoc-c made for it.
///
/// The struct begins with a `ProtobufCMessage`, as all of protoc-c's do.
protocol CStructured: WireMessage {
    associatedtype CStruct

    /// Makes the struct the empty message, with its descriptor.
    static func makeEmpty(_ target: UnsafeMutablePointer<CStruct>)

    /// Copies what protobuf-c unpacked.
    init(_ source: UnsafePointer<CStruct>) throws(UnpackFault)

    /// Fills a struct that has room for it; what it points to lies in the arena.
    func write(to target: UnsafeMutablePointer<CStruct>, in arena: Arena) throws(PackFault)
}

extension MessageCoding where Message: CStructured {
    init() {
        descriptor = withUnsafeTemporaryAllocation(of: Message.CStruct.self, capacity: 1) {
            let target = $0.baseAddress.unsafelyUnwrapped
            Message.makeEmpty(target)
            return UnsafeRawPointer(target)
                .assumingMemoryBound(to: ProtobufCMessage.self)
                .pointee.descriptor
        }
        read = { source throws(UnpackFault) in
            try Message(source.assumingMemoryBound(to: Message.CStruct.self))
        }
        structure = { message, arena throws(PackFault) in
            let target = try arena.structure(of: message)
            return UnsafeRawPointer(target).assumingMemoryBound(to: ProtobufCMessage.self)
        }
    }
}
