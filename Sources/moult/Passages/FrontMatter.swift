/// The block of `key: value` lines between two lines of "---" that may open a Markdown file.
struct FrontMatter: Hashable, Sendable {
    let entries: [String: String]

    /// Where it would end if it was one; past it the file begins with a rule.
    private static let linesMax = 200

    /// Takes it off the front of `lines`; nil: there is none.
    ///
    /// Values that span lines are left out: they are YAML's own, and nothing to filter by.
    init?(takenFrom lines: inout ArraySlice<Substring>, limits: PassageLimits) {
        guard lines.first == "---" else { return nil }
        let body = lines.dropFirst().prefix(Self.linesMax)
        guard let end = body.firstIndex(where: { $0 == "---" || $0 == "..." }) else { return nil }
        var entries: [String: String] = [:]
        for line in body[..<end] where entries.count < limits.frontMatterEntriesMax {
            guard let entry = Self.entry(line) else { continue }
            entries[entry.key] = entry.value.cut(toBytes: limits.metadataValueBytesMax)
        }
        self.entries = entries
        lines = lines[(end + 1)...]
    }

    private static func entry(_ line: Substring) -> (key: String, value: String)? {
        guard let colon = line.firstIndex(of: ":"), line.first?.isLetter == true else { return nil }
        let key = line[..<colon]
        guard key.allSatisfy({ $0.isLetter || $0.isNumber || "-_.".contains($0) }) else {
            return nil
        }
        let value = unquoted(line[line.index(after: colon)...].trimmed)
        return value.isEmpty || key.utf8.count > 128 ? nil : (String(key), String(value))
    }

    private static func unquoted(_ value: Substring) -> Substring {
        guard value.count >= 2, let first = value.first, "\"'".contains(first), value.last == first
        else { return value }
        return value.dropFirst().dropLast()
    }
}

extension String {
    /// The longest beginning of at most `limit` bytes that ends between characters.
    func cut(toBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = startIndex
        while end < endIndex {
            let next = index(after: end)
            guard utf8.distance(from: startIndex, to: next) <= limit else { break }
            end = next
        }
        return String(self[..<end])
    }
}
