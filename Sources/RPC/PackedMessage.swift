package import Messages

/// A message's bytes, packed once for however many receivers.
package struct PackedMessage: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ message: some WireMessage) throws(PackFault) {
        bytes = try message.packed()
    }
}
