internal import Foundation
internal import Yams

/// The names that a configuration file sets.
///
/// The provider that reads the file answers for names that it is asked for; which others stand in
/// the file it does not say, and a misspelt setting must not be passed over.
enum FileNames {
    /// In the order of the file, sections and names joined by dots.
    static func of(_ path: String) throws(SettingError) -> [String] {
        let root: Node?
        do {
            let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
            root = try Yams.compose(yaml: text)
        } catch {
            throw unreadable(path, "\(error)")
        }
        guard let root else { return [] }
        guard root.mapping != nil else { throw unreadable(path, "it holds no names") }
        return names(in: root, under: "")
    }

    static func unreadable(_ path: String, _ why: String) -> SettingError {
        SettingError(
            "The configuration file \(path) cannot be read as YAML (\(why)). "
                + "Mend it, or start without --config."
        )
    }

    private static func names(in node: Node, under prefix: String) -> [String] {
        guard let mapping = node.mapping else { return prefix.isEmpty ? [] : [prefix] }
        return mapping.flatMap { key, value in
            let name = key.string ?? "?"
            return names(in: value, under: prefix.isEmpty ? name : "\(prefix).\(name)")
        }
    }
}
