internal import Foundation
internal import Spaces

/// Where a provider's key is; it is read for each request, so that a new one needs no restart.
package enum KeySource: Sendable, Hashable {
    /// A server of one's own that asks for none.
    case none
    case environment(String)
    case file(String)
    case given(Secret)

    /// No provider's key is longer.
    package static let keyBytesMax = 8 << 10

    /// nil: none is needed.
    func key() throws(EmbedderError) -> Secret? {
        switch self {
        case .none:
            return nil
        case .given(let secret):
            return secret
        case .environment(let name):
            let text = getenv(name).map { String(cString: $0) } ?? ""
            return try Self.key(in: text, "The variable \(name)")
        case .file(let path):
            return try Self.key(in: try Self.text(ofFile: path), "The file \(path)")
        }
    }

    private static func text(ofFile path: String) throws(EmbedderError) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw EmbedderError(
                .denied,
                "The file \(path) with the provider's key cannot be read: see its path and rights."
            )
        }
        defer { try? file.close() }
        let bytes = (try? file.read(upToCount: keyBytesMax + 1)) ?? Data()
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func key(in text: String, _ place: String) throws(EmbedderError) -> Secret {
        let key = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !key.isEmpty else {
            throw EmbedderError(.denied, "\(place) holds no key for the provider: put it there.")
        }
        guard key.utf8.count <= keyBytesMax, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
            throw EmbedderError(
                .denied,
                "\(place) holds more than one key, or what is none: leave only the key there."
            )
        }
        return Secret(key)
    }
}
