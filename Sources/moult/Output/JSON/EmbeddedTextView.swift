import Messages

/// One line of `moult embed`.
struct EmbeddedTextView: Encodable {
    let target: String
    let dimensions: Int32
    let tokens: Int32
    let tokensCounted: Bool
    let truncated: Bool
    let vector: [Float]

    init(_ text: MoultV1.EmbeddedText, of response: MoultV1.EmbedResponse) {
        target = response.target
        dimensions = response.dimensions
        tokens = text.tokens
        tokensCounted = response.tokensCounted
        truncated = text.truncated
        vector = Self.floats(text.vector)
    }

    /// Little-endian, one after the other.
    private static func floats(_ bytes: [UInt8]) -> [Float] {
        let size = MemoryLayout<Float>.size
        return bytes.withUnsafeBytes { raw in
            stride(from: 0, through: raw.count - size, by: size).map { offset in
                let pattern = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                return Float(bitPattern: UInt32(littleEndian: pattern))
            }
        }
    }
}
