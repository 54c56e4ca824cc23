internal import JSONText

/// What a provider says of a request that it did not serve.
///
/// OpenAI writes `{"error": {"message", "type", "param", "code"}}`; others write a text for the
/// object, or leave the outer object out, or write no JSON.
struct ProviderError: Equatable {
    /// Words for people; empty: it says nothing.
    private(set) var message = ""
    private(set) var type = ""
    private(set) var code = ""
    /// What of the request it is about, as "dimensions" or "input[3]".
    private(set) var parameter = ""

    static let messageCharactersMax = 300

    init(_ body: [UInt8]) {
        guard let value = try? JSONReader.value(of: body) else {
            message = Self.shortened(String(decoding: body.prefix(2_000), as: UTF8.self))
            return
        }
        let error = value["error"] ?? value["detail"] ?? value
        type = error["type"]?.string ?? ""
        parameter = error["param"]?.string ?? ""
        code = error["code"]?.string ?? error["code"]?.int.map(String.init) ?? ""
        message = Self.shortened(
            error.string ?? error["message"]?.string ?? error["detail"]?.string ?? ""
        )
    }

    /// The number in "input[3]", "input.3" and "$.input[3]"; nil: it names no text.
    var textPosition: Int? {
        guard let start = parameter.firstRange(of: "input")?.upperBound else { return nil }
        return Int(parameter[start...].filter { !"[].".contains($0) })
    }

    func mentions(_ words: String...) -> Bool {
        words.contains { code == $0 || type == $0 || message.contains($0) }
    }

    /// One line, with an end.
    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard line.count > messageCharactersMax else { return line }
        return line.prefix(messageCharactersMax) + "…"
    }
}
