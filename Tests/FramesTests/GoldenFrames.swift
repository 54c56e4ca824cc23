import Foundation
import Frames
import NIOCore
import Testing

/// One row of proto/frames/index.tsv, and its file.
struct GoldenFrame: CustomTestStringConvertible {
    var file: String
    var frame: Frame
    var bytes: ByteBuffer

    var testDescription: String { file }
}

extension GoldenFrame {
    /// All of proto/frames.
    static func all() throws -> [GoldenFrame] {
        let folder = URL(filePath: #filePath)
            .deletingLastPathComponent()
            .appending(path: "../../proto/frames")
            .standardizedFileURL
        let index = try String(contentsOf: folder.appending(path: "index.tsv"), encoding: .utf8)
        return try index.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { row in
            let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
            guard
                columns.count == 7,
                let streamID = UInt32(columns[1]),
                let kind = UInt8(columns[2]),
                let flags = UInt8(columns[3].dropFirst(2), radix: 16),
                let length = Int(columns[4]),
                let data = bytes(hex: columns[5]),
                data.count == length
            else { throw Malformed(row: String(row)) }
            return GoldenFrame(
                file: String(columns[0]),
                frame: Frame(
                    streamID: streamID,
                    kind: FrameKind(rawValue: kind),
                    flags: FrameFlags(rawValue: flags),
                    data: ByteBuffer(bytes: data)
                ),
                bytes: ByteBuffer(
                    bytes: try Data(contentsOf: folder.appending(path: String(columns[0])))
                )
            )
        }
    }

    /// A row of the index that says too little.
    struct Malformed: Error {
        var row: String
    }

    private static func bytes(hex: Substring) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = hex
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
