internal import Channels
internal import Knowledge

/// Some pieces of a job's log as they lie in one row, each as how far its number is below the
/// row's, then its four texts, each as a count and its UTF-8.
///
/// Numbers are little-endian base 128. A token of four bytes takes nine so, and less than fourteen
/// with its part of a row of five; in a row of its own it would take twenty-four.
enum PieceBlob {
    /// - Parameter pieces: Of ascending numbers, of which the last is the row's.
    static func encode(_ pieces: [JobPiece]) -> [UInt8] {
        guard let last = pieces.last?.sequence.rawValue else { return [] }
        var bytes: [UInt8] = []
        for entry in pieces {
            append(UInt64(last - entry.sequence.rawValue), to: &bytes)
            for text in entry.piece.texts {
                append(UInt64(text.utf8.count), to: &bytes)
                bytes.append(contentsOf: text.utf8)
            }
        }
        return bytes
    }

    static func decode(
        _ bytes: UnsafeRawBufferPointer,
        through last: JobSequence
    ) throws -> [JobPiece] {
        var pieces: [JobPiece] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let distance = Int64(bitPattern: try number(from: &rest))
            let piece = ChatPiece(
                content: try text(from: &rest),
                thinking: try text(from: &rest),
                toolCalls: try text(from: &rest),
                other: try text(from: &rest)
            )
            let sequence = JobSequence(rawValue: last.rawValue &- distance)
            pieces.append(JobPiece(sequence: sequence, piece: piece))
        }
        return pieces
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func number(from bytes: inout Slice<UnsafeRawBufferPointer>) throws -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = bytes.popFirst() else { throw damage }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        throw damage
    }

    private static func text(from bytes: inout Slice<UnsafeRawBufferPointer>) throws -> String {
        let count = try number(from: &bytes)
        guard count <= UInt64(bytes.count),
            let text = String(validating: bytes.prefix(Int(count)), as: UTF8.self)
        else { throw damage }
        bytes.removeFirst(Int(count))
        return text
    }

    private static let damage = StoreError(
        .damaged,
        "A job's stored log cannot be read; restore the store's backup."
    )
}

extension ChatPiece {
    /// In the order in which they lie in a row.
    fileprivate var texts: [String] { [content, thinking, toolCalls, other] }

    var bytes: Int { texts.reduce(0) { $0 + $1.utf8.count } }
}
