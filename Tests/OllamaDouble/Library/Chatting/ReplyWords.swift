internal import NIOCore

/// Words, and JSON of a wanted shape, from a seed.
struct ReplyWords {
    private static let all = [
        "a", "shell", "grows", "under", "the", "old", "one", "and", "nobody", "waits", "for",
        "it", "while", "memory", "stays", "where", "searches", "find", "what", "was", "said",
        "before", "new", "model", "reads", "every", "word", "again", "then", "all", "is", "ready",
    ]
    private static let echoedWordsMax = 8
    private static let jsonTokenLength = 4
    private static let wordsPerSentence = 9

    private var numbers: SeededNumbers

    init(seed: String) {
        numbers = SeededNumbers(seed: SeededNumbers.seed(of: seed))
    }

    /// What shows a person that nobody thinks here.
    static func echo(of question: String, by model: String) -> [String] {
        let words = question.split(whereSeparator: \.isWhitespace).prefix(echoedWordsMax)
        let lead = "This is the double of \(model), asked:".split(separator: " ").map(String.init)
        let all = lead + words.map(String.init)
        return all.enumerated().map { $0.offset == 0 ? $0.element : " " + $0.element }
            + (words.isEmpty ? [] : ["."])
    }

    mutating func sentence(of tokens: Int) -> [String] {
        (0..<tokens).map { index in
            let isLast = index % Self.wordsPerSentence == Self.wordsPerSentence - 1
            return " " + word() + (isLast ? "." : "")
        }
    }

    /// A value that the schema describes, as tokens; any object, if it describes none.
    mutating func json(for format: JSONValue) -> [String] {
        let value =
            format == .string("json") ? .object(["answer": .string(word())]) : sample(of: format)
        var text = JSONText()
        value.write(to: &text)
        var rest = Substring(String(buffer: text.bytes))
        var tokens: [String] = []
        while !rest.isEmpty {
            tokens.append(String(rest.prefix(Self.jsonTokenLength)))
            rest = rest.dropFirst(Self.jsonTokenLength)
        }
        return tokens
    }

    mutating func sample(of schema: JSONValue) -> JSONValue {
        if let choice = schema["enum"]?.elements?.first { return choice }
        switch schema["type"]?.text {
        case "string": return .string(word())
        case "integer", "number": return .number(Double(numbers.next() % 100))
        case "boolean": return .bool(true)
        case "array": return .array([sample(of: schema["items"] ?? .object([:]))])
        default:
            guard case .object(let properties)? = schema["properties"] else { return .object([:]) }
            var fields: [String: JSONValue] = [:]
            for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
                fields[name] = sample(of: property)
            }
            return .object(fields)
        }
    }

    private mutating func word() -> String {
        Self.all[Int(numbers.next() % UInt64(Self.all.count))]
    }
}
