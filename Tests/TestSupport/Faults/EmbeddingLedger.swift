import Foundation
import Knowledge
import Spaces

/// What an embedder with `ledger=PATH` has answered, over all the lives of its process.
///
/// A line is a text: "document" or "query", and the text's name.
package struct EmbeddingLedger: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// What a text is called in the ledger.
    package static func name(of text: String) -> String {
        var fingerprint = Fingerprint()
        fingerprint.combine(text)
        return String(fingerprint.high, radix: 16)
    }

    /// Appends a line for each text, all in one write: what stands there was answered, whoever is
    /// killed then.
    func write(_ texts: [String], as role: EmbeddingRole) {
        let lines = texts.map { "\(role.word) \(Self.name(of: $0))\n" }
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        let bytes = Array(lines.joined().utf8)
        _ = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
    }
}

extension EmbeddingLedger {
    /// The names of the documents that were answered, in their order, behind the first `count`.
    ///
    /// None if nothing was answered yet.
    package func documents(after count: Int = 0) -> [String] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").lazy
            .filter { $0.hasPrefix(EmbeddingRole.document.word) }
            .dropFirst(count)
            .map { String($0.dropFirst(EmbeddingRole.document.word.count + 1)) }
    }

    /// How often each of `texts` was answered as a document.
    package func counts(of texts: some Sequence<String>) -> [String: Int] {
        let counts = documents().reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let pairs = texts.map { ($0, counts[Self.name(of: $0)] ?? 0) }
        return Dictionary(pairs) { first, _ in first }
    }
}

extension EmbeddingRole {
    fileprivate var word: String {
        switch self {
        case .document: "document"
        case .query: "query"
        }
    }
}
