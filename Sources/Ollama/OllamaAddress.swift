/// Where an Ollama server answers, read as Ollama reads OLLAMA_HOST.
///
/// "gpu", "gpu:8080", "[::1]", "http://gpu", "https://proxy/ollama/" and "" are all good: without
/// a scheme the port is 11434, with one it is the scheme's. What a server binds to, 0.0.0.0 or ::,
/// means this machine. Source: `envconfig.Host` and `ConnectableHost` of Ollama.
package struct OllamaAddress: Sendable, Hashable, CustomStringConvertible {
    /// Without a slash at its end: "http://127.0.0.1:11434".
    package let base: String

    package static let portDefault = 11_434

    package var description: String { base }

    package init(_ text: String) throws(OllamaSettingsError) {
        let text = text.trimmed
        var scheme = "http"
        var port = Self.portDefault
        var rest = text[...]
        if let mark = text.firstRange(of: "://") {
            scheme = text[..<mark.lowerBound].lowercased()
            rest = text[mark.upperBound...]
            guard let schemePort = ["http": 80, "https": 443][scheme] else {
                throw .address("its scheme is neither http nor https")
            }
            port = schemePort
        } else if text == "ollama.com" {
            scheme = "https"
            port = 443
        }
        let authority = rest.prefix { $0 != "/" }
        try Self.check(rest, authority)
        let (host, written) = try Self.split(authority)
        base =
            "\(scheme)://\(Self.reachable(host)):\(written ?? port)"
            + Self.path(rest[authority.endIndex...])
    }

    /// A password would be shown wherever the address is; what stands behind ? or # would stand
    /// before the paths.
    private static func check(
        _ rest: Substring,
        _ authority: Substring
    ) throws(OllamaSettingsError) {
        guard !authority.contains("@") else {
            throw .address("it has a user before its host: configure a key instead")
        }
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != 0x3F && $0 != 0x23 }) else {
            throw .address("a blank, a \"?\" or a \"#\" is in it")
        }
    }

    private static func split(
        _ authority: Substring
    ) throws(OllamaSettingsError) -> (host: Substring, port: Int?) {
        let colons = authority.filter { $0 == ":" }.count
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else {
                throw .address("a [ without its ] is in it")
            }
            let behind = authority[authority.index(after: end)...]
            guard behind.isEmpty || behind.hasPrefix(":") else {
                throw .address("a \":\" and a port may stand behind the ]")
            }
            let host = authority[authority.index(after: authority.startIndex)..<end]
            return (host, behind.isEmpty ? nil : try port(behind.dropFirst()))
        }
        guard colons == 1, let colon = authority.firstIndex(of: ":") else {
            return (authority, nil)
        }
        return (authority[..<colon], try port(authority[authority.index(after: colon)...]))
    }

    private static func port(_ text: Substring) throws(OllamaSettingsError) -> Int {
        guard let port = UInt16(text), port > 0, text.utf8.allSatisfy({ $0 < 0x3A && $0 > 0x2F })
        else {
            throw .address("its port is no number from 1 to 65535")
        }
        return Int(port)
    }

    private static func reachable(_ host: Substring) -> String {
        switch host {
        case "", "0.0.0.0": "127.0.0.1"
        case "::": "[::1]"
        case _ where host.contains(":"): "[\(host)]"
        default: String(host)
        }
    }

    private static func path(_ text: Substring) -> String {
        var path = text
        while path.last == "/" { path.removeLast() }
        return String(path)
    }
}

extension String {
    /// Without what a shell or a file may have left around a variable's value, as `envconfig.Var`
    /// has it: blanks, and within them quotes.
    fileprivate var trimmed: String {
        trimming(\.isWhitespace).trimming { $0 == "\"" || $0 == "'" }
    }

    private func trimming(_ isMeant: (Character) -> Bool) -> String {
        let start = drop(while: isMeant)
        let rest = start.reversed().prefix(while: isMeant).count
        return String(start.dropLast(rest))
    }
}
