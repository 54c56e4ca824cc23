internal import Foundation

extension ProviderEntry.Key {
    static let bytesMax = 16_384

    /// The key, without what surrounds it in a file; nil: none is configured.
    ///
    /// - Throws: `SettingError`, which says where it was looked for and never what was found.
    func read(environment: [String: String], for name: String) throws(SettingError) -> String? {
        switch self {
        case .none: return nil
        case .environment(let variable):
            // A variable that is not there is no error: whoever does not use the provider need
            // not have a key to it.
            return environment[variable].map(Self.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path),
                data.count <= Self.bytesMax,
                let text = String(data: data, encoding: .utf8)
            else {
                throw SettingError(
                    "The key of the provider \(name) cannot be read from \(path): there is no such "
                        + "file for this user, or it is no text of at most \(Self.bytesMax) bytes."
                )
            }
            let key = Self.trimmed(text)
            guard !key.isEmpty, !key.contains(where: \.isNewline) else {
                throw SettingError(
                    "The key of the provider \(name) in \(path) is not one line of text."
                )
            }
            return key
        }
    }

    private static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
