import CProtobufC

// From C's fields to Swift's values. What is read here has passed the pre-scan.

/// The elements of a repeated field.
func elements<T>(_ count: Int, _ start: UnsafeMutablePointer<T>?) -> UnsafeBufferPointer<T> {
    UnsafeBufferPointer(start: start, count: start == nil ? 0 : count)
}

extension String {
    init(unpacked text: UnsafeMutablePointer<CChar>?) throws(UnpackFault) {
        guard let text, text.pointee != 0 else {
            self = ""
            return
        }
        guard let valid = String(validatingCString: text) else {
            throw UnpackFault(.invalid, "a text cannot be read: it is not UTF-8")
        }
        self = valid
    }
}

extension [String] {
    init(
        unpacked texts: UnsafeBufferPointer<UnsafeMutablePointer<CChar>?>
    ) throws(UnpackFault) {
        self = []
        reserveCapacity(texts.count)
        for text in texts { append(try String(unpacked: text)) }
    }
}

extension [UInt8] {
    init(unpacked bytes: ProtobufCBinaryData) {
        self.init(elements(bytes.len, bytes.data))
    }
}

extension [[UInt8]] {
    init(unpacked values: UnsafeBufferPointer<ProtobufCBinaryData>) {
        self = values.map { [UInt8](unpacked: $0) }
    }
}

extension [Bool] {
    init(unpacked values: UnsafeBufferPointer<protobuf_c_boolean>) {
        self = values.map { $0 != 0 }
    }
}

extension Array where Element: WireEnum {
    init<CEnum: RawRepresentable<UInt32>>(unpacked values: UnsafeBufferPointer<CEnum>) {
        self = values.map { Element(unpacked: $0.rawValue) }
    }
}

extension CStructured {
    /// Nil: the field is absent.
    static func unpacked(_ source: UnsafeMutablePointer<CStruct>?) throws(UnpackFault) -> Self? {
        guard let source else { return nil }
        return try Self(source)
    }
}

extension Array where Element: CStructured {
    init(
        unpacked sources: UnsafeBufferPointer<UnsafeMutablePointer<Element.CStruct>?>
    ) throws(UnpackFault) {
        self = []
        reserveCapacity(sources.count)
        for source in sources {
            guard let message = try Element.unpacked(source) else { continue }
            append(message)
        }
    }
}
