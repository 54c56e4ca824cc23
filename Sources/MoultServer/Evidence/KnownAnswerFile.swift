internal import Foundation

/// Queries whose right answers somebody knows, as JSON lines.
///
///     {"query": "tax form", "relevant": ["form-12", {"collection": "law", "key": "§3"}]}
///
/// The server reads the one that its settings name, the command line the one of `--known`.
package struct KnownAnswerFile: Sendable {
    package struct Answer: Sendable, Hashable, Decodable {
        package let query: String
        /// At least one.
        package let relevant: [Relevant]
    }

    /// Written as its key alone, or as an object with its collection.
    package struct Relevant: Sendable, Hashable, Decodable {
        /// Empty: the default one.
        package let collection: String
        package let key: String
    }

    package static let answersMax = 10_000
    package static let bytesMax = 64 << 20

    package let answers: [Answer]

    /// - Throws: `SettingError` with the path, and the line that is no known answer.
    package init(path: String) throws(SettingError) {
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: path))
            data = try handle.read(upToCount: Self.bytesMax + 1) ?? Data()
        } catch {
            throw SettingError(
                "The known answers in \(path) cannot be read: \(error.localizedDescription)"
            )
        }
        guard data.count <= Self.bytesMax else {
            throw SettingError(
                "\(path) has more than \(Self.bytesMax) bytes; give fewer known answers."
            )
        }
        try self.init(lines: data, path: path)
    }

    init(lines data: Data, path: String) throws(SettingError) {
        let decoder = JSONDecoder()
        var answers: [Answer] = []
        let newline = UInt8(ascii: "\n")
        let lines = data.split(separator: newline, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(Self.isBlank) {
            guard let answer = try? decoder.decode(Answer.self, from: line),
                !answer.query.isEmpty, !answer.relevant.isEmpty
            else {
                throw SettingError(
                    "Line \(index + 1) of \(path) is no known answer; write "
                        + #"{"query": "…", "relevant": ["key", …]} with at least one key."#
                )
            }
            guard answers.count < Self.answersMax else {
                throw SettingError(
                    "\(path) has more than \(Self.answersMax) known answers; give fewer."
                )
            }
            answers.append(answer)
        }
        self.answers = answers
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}

extension KnownAnswerFile.Relevant {
    private enum CodingKeys: String, CodingKey {
        case collection
        case key
    }

    package init(from decoder: any Decoder) throws {
        if let key = try? decoder.singleValueContainer().decode(String.self) {
            self.init(collection: "", key: key)
            return
        }
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            collection: try container.decodeIfPresent(String.self, forKey: .collection) ?? "",
            key: try container.decode(String.self, forKey: .key)
        )
    }
}
