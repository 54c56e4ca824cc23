import Foundation
import Messages

/// A line of an export: the header, which comes first, or an item.
///
///     {"moult_export":1,"items":2,"space":{…},"canaries":[{"text":"…","vector":"…"}]}
///     {"collection":"notes","key":"a","text":"…","metadata":{},"vector":"…"}
///
/// Vectors are little-endian 32-bit floats in base64. Lines without a header are items to be
/// embedded, as `ingest` takes them.
enum TransferLine: Sendable, Hashable {
    case header(TransferHeader)
    case item(TransferItem)
}

/// What an export holds.
struct TransferHeader: Codable, Sendable, Hashable {
    /// The version of the format that this program writes, and the only one that it reads.
    static let version = 1

    var moultExport = TransferHeader.version
    /// Of the vectors; nil: there are none.
    var space: TransferSpace?
    var canaries: [TransferCanary]?
    /// How many come, about.
    var items: Int64?

    enum CodingKeys: String, CodingKey {
        case moultExport = "moult_export"
        case space
        case canaries
        case items
    }
}

extension TransferHeader {
    /// What says that it is one comes first, and what takes much room last: people look at it.
    func line() throws -> String {
        var members = ["\"moult_export\":\(moultExport)"]
        if let items { members.append("\"items\":\(items)") }
        if let space { members.append(#""space":"# + (try JSONOutput.line(space))) }
        if let canaries { members.append(#""canaries":"# + (try JSONOutput.line(canaries))) }
        return "{\(members.joined(separator: ","))}"
    }
}

/// All that makes two vector spaces the same.
struct TransferSpace: Codable, Sendable, Hashable {
    var provider: String
    var model: String
    var modelDigest: String
    var dimensions: Int32
    var metric: String
    var documentPrefix: String
    var queryPrefix: String
    var normalisation: String

    enum CodingKeys: String, CodingKey {
        case provider
        case model
        case modelDigest = "model_digest"
        case dimensions
        case metric
        case documentPrefix = "document_prefix"
        case queryPrefix = "query_prefix"
        case normalisation
    }
}

struct TransferCanary: Codable, Sendable, Hashable {
    var text: String
    var vector: Data
}

struct TransferItem: Codable, Sendable, Hashable {
    var collection: String?
    var key: String
    var text: String
    var metadata: [String: String]?
    /// nil: it is to be embedded.
    var vector: Data?
    /// What of the text the vector was made from: "truncated" or "split"; nil: the whole.
    var form: String?
}

extension TransferLine: JSONLineValue {
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: TransferHeader.CodingKeys.self)
        if container.contains(.moultExport) {
            self = .header(try TransferHeader(from: decoder))
        } else {
            self = .item(try TransferItem(from: decoder))
        }
    }

    var fieldWithNUL: String? {
        switch self {
        case .header: nil
        case .item(let item):
            ItemLine(
                collection: item.collection,
                key: item.key,
                text: item.text,
                metadata: item.metadata
            ).fieldWithNUL
        }
    }
}
