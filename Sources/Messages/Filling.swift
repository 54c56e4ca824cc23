import CProtobufC
import CUnpack

// From Swift's values to C's fields: everything a struct points to is copied into the arena.

extension Arena {
    func structure<Message: CStructured>(
        of message: Message
    ) throws(PackFault) -> UnsafeMutablePointer<Message.CStruct> {
        let target = try allocate(1, of: Message.CStruct.self)
        Message.makeEmpty(target)
        try message.write(to: target, in: self)
        return target
    }

    /// Nil for an absent field.
    func structure<Message: CStructured>(
        _ message: Message?
    ) throws(PackFault) -> UnsafeMutablePointer<Message.CStruct>? {
        guard let message else { return nil }
        return try structure(of: message)
    }

    func structures<Message: CStructured>(
        _ messages: [Message]
    ) throws(PackFault) -> UnsafeMutablePointer<UnsafeMutablePointer<Message.CStruct>?>? {
        guard !messages.isEmpty else { return nil }
        let pointers = try allocate(
            messages.count,
            of: UnsafeMutablePointer<Message.CStruct>?.self
        )
        for (index, message) in messages.enumerated() {
            (pointers + index).initialize(to: try structure(of: message))
        }
        return pointers
    }

    /// A C string.
    ///
    /// `field` is the full name of the field, for the fault.
    func text(
        _ text: String,
        of field: StaticString
    ) throws(PackFault) -> UnsafeMutablePointer<CChar> {
        var text = text
        let count = text.utf8.count
        let copy = try allocate(count + 1, of: UInt8.self)
        let holdsNUL = text.withUTF8 { utf8 in
            if let start = utf8.baseAddress { copy.initialize(from: start, count: count) }
            return moult_holds_nul(copy, count)
        }
        guard !holdsNUL else {
            throw PackFault(.invalid, "\(field) holds a NUL; leave it out of the text")
        }
        copy[count] = 0
        return UnsafeMutableRawPointer(copy).assumingMemoryBound(to: CChar.self)
    }

    func texts(
        _ texts: [String],
        of field: StaticString
    ) throws(PackFault) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
        guard !texts.isEmpty else { return nil }
        let pointers = try allocate(texts.count, of: UnsafeMutablePointer<CChar>?.self)
        for (index, text) in texts.enumerated() {
            (pointers + index).initialize(to: try self.text(text, of: field))
        }
        return pointers
    }

    func array<T: BitwiseCopyable>(_ values: [T]) throws(PackFault) -> UnsafeMutablePointer<T>? {
        guard !values.isEmpty else { return nil }
        let copy = try allocate(values.count, of: T.self)
        values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            copy.initialize(from: start, count: values.count)
        }
        return copy
    }

    func bytes(_ bytes: [UInt8]) throws(PackFault) -> ProtobufCBinaryData {
        ProtobufCBinaryData(len: bytes.count, data: try array(bytes))
    }

    func byteStrings(
        _ values: [[UInt8]]
    ) throws(PackFault) -> UnsafeMutablePointer<ProtobufCBinaryData>? {
        guard !values.isEmpty else { return nil }
        let copies = try allocate(values.count, of: ProtobufCBinaryData.self)
        for (index, value) in values.enumerated() {
            (copies + index).initialize(to: try bytes(value))
        }
        return copies
    }
}
