internal import Foundation
internal import Knowledge

/// Values that are stored as one text of JSON, because nothing of them is asked for by itself.
enum JSONText {
    /// Equal values have equal texts.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ text: String) throws -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
        } catch {
            throw StoreError(.damaged, "A stored \(Value.self) cannot be read; restore a backup.")
        }
    }
}
