extension Settings {
    /// The whole configuration as YAML.
    ///
    /// Each setting says what it is for and where its value came from. What is printed can be
    /// given to `--config`.
    package var yaml: String {
        var lines: [String] = []
        var section: Substring = ""
        for setting in Settings.all {
            let parts = setting.name.split(separator: ".", maxSplits: 1)
            let indent = parts.count == 2 ? "  " : ""
            if parts.count == 2, parts[0] != section { lines.append("\(parts[0]):") }
            section = parts.count == 2 ? parts[0] : ""
            let resolved = resolved(setting)
            lines.append("\(indent)# \(setting.description) [\(resolved.origin.rawValue)]")
            lines.append("\(indent)\(parts[parts.count - 1]): \(resolved.value.yaml)")
        }
        return lines.joined(separator: "\n")
    }
}

extension SettingValue {
    fileprivate var yaml: String {
        switch self {
        case .text(let text): SettingValue.quoted(text)
        case .list(let list): "[\(list.map(SettingValue.quoted).joined(separator: ", "))]"
        case .flag, .integer, .decimal: description
        }
    }

    /// A YAML double-quoted scalar; its escapes are those of JSON.
    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
