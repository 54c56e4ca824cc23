internal import Knowledge

/// An item's metadata as it lies in its row: for each entry, by ascending name, the name and the
/// value, each as a 32-bit little-endian count and its UTF-8.
///
/// Equal metadata has equal bytes. The same entries lie in `item_metadata`, for filters.
enum MetadataBlob {
    static func encode(_ metadata: [String: String]) -> [UInt8] {
        guard !metadata.isEmpty else { return [] }
        var bytes: [UInt8] = []
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
            append(name, to: &bytes)
            append(value, to: &bytes)
        }
        return bytes
    }

    static func decode(_ bytes: UnsafeRawBufferPointer) throws -> [String: String] {
        guard !bytes.isEmpty else { return [:] }
        var metadata: [String: String] = [:]
        var offset = 0
        while offset < bytes.count {
            let name = try text(in: bytes, at: &offset)
            metadata[name] = try text(in: bytes, at: &offset)
        }
        return metadata
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: text.utf8)
    }

    private static func text(
        in bytes: UnsafeRawBufferPointer,
        at offset: inout Int
    ) throws -> String {
        let headEnd = offset + MemoryLayout<UInt32>.size
        guard headEnd <= bytes.count else { throw damage }
        let count = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let end = headEnd + Int(UInt32(littleEndian: count))
        guard end <= bytes.count,
            let text = String(validating: bytes[headEnd..<end], as: UTF8.self)
        else { throw damage }
        offset = end
        return text
    }

    private static let damage = StoreError(
        .damaged,
        "An item's stored metadata cannot be read; restore the store's backup."
    )
}
