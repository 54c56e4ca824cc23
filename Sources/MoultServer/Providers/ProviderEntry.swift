internal import Foundation

/// One provider as the configuration names it.
///
///     home=ollama http://127.0.0.1:11434
///     gpu=ollama http://gpu:11434 model=qwen3-embedding slots=3 memory=24GiB
///     cloud=openai https://api.openai.com/v1 key-file=/run/secrets/openai
///
/// Words are parted by spaces: a name with its kind, the URL, then what else there is to say.
package struct ProviderEntry: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case ollama
        case openAI = "openai"
    }

    /// Where the key comes from: never the configuration itself, which people show each other.
    package enum Key: Sendable, Hashable {
        case none
        case file(String)
        case environment(String)
    }

    package var name: String
    package var kind: Kind
    package var url: String
    package var key = Key.none
    /// The beginnings of the models that it serves; empty: every model of its kind.
    package var models: [String] = []
    /// How many models it holds loaded at a time; nil: as it turns out.
    package var slots: Int?
    /// Of its graphics card, or of the machine where it has none; nil: not said.
    package var memoryBytes: Int64?

    package static let slotsMax = 64
    /// 1,024 TiB.
    package static let memoryBytesMax: Int64 = 1 << 50
}

extension ProviderEntry {
    /// - Throws: `SettingError` for a line that cannot be read.
    package init(_ line: String) throws(SettingError) {
        let words = line.split(separator: " ").map(String.init)
        let named = words.first?.split(separator: "=", maxSplits: 1).map(String.init) ?? []
        guard words.count >= 2, named.count == 2, let kind = Kind(rawValue: named[1]) else {
            throw Self.unreadable(line, "it does not begin as NAME=ollama URL or NAME=openai URL")
        }
        guard let url = URL(string: words[1]), let scheme = url.scheme,
            ["http", "https"].contains(scheme.lowercased()), url.host() != nil
        else { throw Self.unreadable(line, "\"\(words[1])\" is no URL of http or https") }
        guard url.user() == nil, url.password() == nil else {
            throw SettingError(
                "\(Setting.providers.name): the URL of \(named[0]) holds a name or a password, "
                    + "which people would see. Use key-file=PATH or key-env=VARIABLE."
            )
        }
        self.init(name: named[0], kind: kind, url: words[1])
        for word in words.dropFirst(2) { try take(word, of: line) }
    }

    private mutating func take(_ word: String, of line: String) throws(SettingError) {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Self.unreadable(line, "\"\(word)\" says nothing") }
        switch parts[0] {
        case "key-file": key = .file((parts[1] as NSString).expandingTildeInPath)
        case "key-env": key = .environment(parts[1])
        case "model": models.append(parts[1])
        case "slots":
            guard let slots = Int(parts[1]), (1...Self.slotsMax).contains(slots) else {
                throw Self.unreadable(line, "slots must be from 1 to \(Self.slotsMax)")
            }
            self.slots = slots
        case "memory":
            guard let bytes = Self.bytes(parts[1]) else {
                throw Self.unreadable(
                    line,
                    "memory must be a whole number of MiB, GiB or TiB up to 1024TiB, as 24GiB"
                )
            }
            memoryBytes = bytes
        default:
            throw Self.unreadable(
                line,
                "\"\(parts[0])\" is none of key-file, key-env, model, slots and memory"
            )
        }
    }

    /// nil: no whole number with a unit.
    private static func bytes(_ text: String) -> Int64? {
        let units: KeyValuePairs = ["MiB": 20, "GiB": 30, "TiB": 40]
        guard let unit = units.first(where: { text.hasSuffix($0.key) }),
            let count = Int64(text.dropLast(unit.key.count)), count > 0,
            count <= memoryBytesMax >> unit.value
        else { return nil }
        return count << unit.value
    }

    private static func unreadable(_ line: String, _ why: String) -> SettingError {
        SettingError(
            "\(Setting.providers.name) has \"\(line)\", which cannot be read: \(why). Write it as "
                + "home=ollama http://127.0.0.1:11434, or as cloud=openai "
                + "https://api.openai.com/v1 key-file=/run/secrets/openai."
        )
    }

    /// Whether it serves `model`.
    package func claims(_ model: String) -> Bool {
        models.isEmpty || models.contains(where: model.hasPrefix)
    }

    /// A beginning that both claim; nil: no model has two claims.
    fileprivate func conflict(with other: ProviderEntry) -> String? {
        guard kind == other.kind else { return nil }
        for mine in models.isEmpty ? [""] : models {
            for theirs in other.models.isEmpty ? [""] : other.models
            where mine.hasPrefix(theirs) || theirs.hasPrefix(mine) {
                return max(mine, theirs)
            }
        }
        return nil
    }
}

/// Every provider, each model claimed by one at most.
package struct ProviderList: Sendable, Hashable {
    package let entries: [ProviderEntry]

    /// - Throws: `SettingError` for a line that cannot be read, two of one name, and two that
    ///   claim one model.
    package init(_ lines: [String]) throws(SettingError) {
        var entries: [ProviderEntry] = []
        for line in lines {
            let entry = try ProviderEntry(line)
            for other in entries {
                guard other.name != entry.name else {
                    throw SettingError(
                        "\(Setting.providers.name) names two providers \(entry.name); "
                            + "give each a name of its own."
                    )
                }
                if let model = other.conflict(with: entry) {
                    let models = model.isEmpty ? "every model" : "\(model)*"
                    throw SettingError(
                        "\(Setting.providers.name): both \(other.name) and \(entry.name) serve "
                            + "\(models) of \(entry.kind.rawValue). Say with model=BEGINNING which "
                            + "serves what."
                    )
                }
            }
            entries.append(entry)
        }
        self.entries = entries
    }

    package func claiming(_ kind: ProviderEntry.Kind, _ model: String) -> ProviderEntry? {
        entries.first { $0.kind == kind && $0.claims(model) }
    }
}
