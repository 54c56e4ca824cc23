/// A message of the API as a value.
///
/// Made by `proto/generate`, one struct a message; nobody else conforms.
public protocol WireMessage: Sendable, Hashable {
    /// The message that no bytes mean: every field empty.
    init()

    /// The full proto name, as "moult.v1.IngestRequest".
    static var fullName: String { get }

    /// How the codec reaches the C struct of this message.
    static var coding: MessageCoding<Self> { get }
}

/// An enum of the API: a case for each value that this version knows, and one for all others.
public protocol WireEnum: Sendable, Hashable {
    /// The case of this number; every number has one.
    init(rawValue: Int32)

    /// The number on the wire.
    var rawValue: Int32 { get }
}

extension WireEnum {
    /// From protoc-c's enum, which C holds unsigned.
    init(unpacked: UInt32) {
        self.init(rawValue: Int32(bitPattern: unpacked))
    }

    /// For protoc-c's enum.
    var packable: UInt32 { UInt32(bitPattern: rawValue) }
}
