import Foundation

/// An item as one line of JSON: `{"collection": …, "key": …, "text": …, "metadata": {…}}`.
///
/// `key` and `text` must be there; unknown members are passed over, so that what `export` adds can
/// be read again.
struct ItemLine: Hashable, Sendable, Codable {
    var collection: String?
    var key: String
    var text: String
    var metadata: [String: String]?
}

/// A line that is no item.
struct LineError: Error, Hashable, Sendable {
    /// From 1.
    let line: Int
    /// What is wrong with it, without its number.
    let problem: String

    var message: String { "Line \(line): \(problem)" }
}

/// What a line of JSON may stand for.
protocol JSONLineValue: Decodable {
    /// The name of a field that holds a NUL, which no text of the server's may; nil: none does.
    var fieldWithNUL: String? { get }
}

typealias ItemLineReader = JSONLineReader<ItemLine>

/// Reads values from lines of JSON: bytes go in, values and errors come out.
struct JSONLineReader<Value: JSONLineValue> {
    private var splitter: LineSplitter
    private let decoder = JSONDecoder()

    init(lineBytesMax: Int = LineSplitter().lineBytesMax) {
        splitter = LineSplitter(lineBytesMax: lineBytesMax)
    }

    mutating func take(_ chunk: some Sequence<UInt8>) -> [Result<Value, LineError>] {
        splitter.take(chunk).compactMap(read)
    }

    mutating func finish() -> [Result<Value, LineError>] {
        [splitter.finish()].compactMap { $0 }.compactMap(read)
    }

    /// nil: an empty line, which is nothing and no error.
    private func read(_ line: LineSplitter.Line) -> Result<Value, LineError>? {
        switch line {
        case .tooLong(let number):
            let problem = "longer than \(splitter.lineBytesMax) bytes. Split its text."
            return .failure(LineError(line: number, problem: problem))
        case .line(let number, let bytes):
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
            return decode(bytes).mapError { LineError(line: number, problem: $0.sentence) }
        }
    }

    private func decode(_ bytes: [UInt8]) -> Result<Value, Problem> {
        do {
            let value = try decoder.decode(Value.self, from: Data(bytes))
            if let field = value.fieldWithNUL {
                return .failure(Problem("“\(field)” holds a NUL, which no text has. Take it out."))
            }
            return .success(value)
        } catch let error as DecodingError {
            return .failure(Problem(error))
        } catch {
            return .failure(Problem("it cannot be read: \(error)"))
        }
    }
}

extension ItemLine: JSONLineValue {
    var fieldWithNUL: String? {
        let entries = (metadata ?? [:]).sorted { $0.key < $1.key }
        let fields =
            [("collection", collection ?? ""), ("key", key), ("text", text)]
            + entries.map { ("metadata.\($0.key)", $0.key + $0.value) }
        return fields.first { $0.1.utf8.contains(0) }?.0
    }
}

private struct Problem: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }

    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, _):
            sentence = "“\(key.stringValue)” is missing. Each line needs a key and a text."
        case .typeMismatch(_, let context) where context.codingPath.isEmpty:
            sentence = "it is no object. Each line is one, as {\"key\": \"a\", \"text\": \"b\"}."
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            let wanted = path == "metadata" ? "an object of texts" : "a text"
            sentence =
                type == String.self || path == "metadata"
                ? "“\(path)” is not \(wanted). Put it in quotes."
                : "“\(path)” is not of the kind it should be."
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            sentence = "“\(path)” cannot be read: \(context.debugDescription)"
        case .dataCorrupted: sentence = "it is not valid JSON. Each line is one object of its own."
        @unknown default: sentence = "it cannot be read: \(error)"
        }
    }
}
