/// The targets of `Package.swift`, read from its text.
///
/// SwiftPM could tell them too, but holds its lock while it runs the tests.
struct PackageManifest {
    enum Kind: String {
        case library = "target"
        case program = "executableTarget"
        case test = "testTarget"
        case system = "systemLibrary"
        case plugin
        case macro
    }

    struct Target {
        let kind: Kind
        let name: String
        /// Names of targets and of other packages' products.
        let dependencies: [String]
        /// nil: where SwiftPM looks by itself.
        let path: String?
    }

    /// In the file's order.
    let targets: [Target]

    init(_ text: String) {
        let tokens = ManifestToken.read(text)
        targets = tokens.indices.compactMap { Self.target(at: $0, in: tokens) }
    }

    /// Targets that lie under `Sources`.
    var ownTargets: [Target] {
        targets.filter { $0.kind != .test && $0.path?.hasPrefix("Tests/") != true }
    }

    /// A target's declaration is `.kind(name: …)` directly in a list; a dependency of that form
    /// has no such neighbour as `dependencies` before it is closed.
    private static func target(at index: Int, in tokens: [ManifestToken]) -> Target? {
        guard index + 2 < tokens.count,
            tokens[index] == .mark("."),
            case .word(let word) = tokens[index + 1],
            let kind = Kind(rawValue: word),
            tokens[index + 2] == .mark("(")
        else { return nil }
        let body = tokens[(index + 3)...].prefix(upToClosing: ")")
        guard let name = body.string(labelled: "name") else { return nil }
        return Target(
            kind: kind,
            name: name,
            dependencies: body.list(labelled: "dependencies"),
            path: body.string(labelled: "path")
        )
    }
}

enum ManifestToken: Equatable {
    case word(String)
    case string(String)
    case mark(Character)

    static func read(_ text: String) -> [ManifestToken] {
        let parts = SourceText(text)
        return zip(parts.code, parts.strings).flatMap { code, strings in
            readLine(Array(code), Array(strings))
        }
    }

    private static func readLine(_ code: [Character], _ strings: [Character]) -> [ManifestToken] {
        var tokens: [ManifestToken] = []
        var position = 0
        while position < code.count {
            let character = code[position]
            var end = position + 1
            if character == "\"" {
                while end < code.count, code[end] != "\"" { end += 1 }
                tokens.append(.string(String(strings[(position + 1)..<min(end, strings.count)])))
                end += 1
            } else if character.isLetter {
                while end < code.count, code[end].isLetter || code[end].isNumber { end += 1 }
                tokens.append(.word(String(code[position..<end])))
            } else if !character.isWhitespace {
                tokens.append(.mark(character))
            }
            position = end
        }
        return tokens
    }
}

extension ArraySlice<ManifestToken> {
    /// What stands before the bracket that closes the one in front of the slice.
    fileprivate func prefix(upToClosing closing: Character) -> ArraySlice {
        var depth = 0
        for index in indices {
            switch self[index] {
            case .mark(closing) where depth == 0: return self[startIndex..<index]
            case .mark("("), .mark("["): depth += 1
            case .mark(")"), .mark("]"): depth -= 1
            default: break
            }
        }
        return self
    }

    private func behind(label: String) -> ArraySlice? {
        indices.first { index in
            self[index] == .word(label) && index + 1 < endIndex && self[index + 1] == .mark(":")
        }
        .map { self[($0 + 2)...] }
    }

    fileprivate func string(labelled label: String) -> String? {
        guard case .string(let value) = behind(label: label)?.first else { return nil }
        return value
    }

    /// Of `.product(name:package:)` the product's name.
    fileprivate func list(labelled label: String) -> [String] {
        guard let rest = behind(label: label), rest.first == .mark("[") else { return [] }
        let entries = rest.dropFirst().prefix(upToClosing: "]")
        return entries.indices.compactMap { index in
            guard case .string(let value) = entries[index] else { return nil }
            let isPackage =
                index >= entries.startIndex + 2 && entries[index - 2] == .word("package")
            return isPackage ? nil : value
        }
    }
}
