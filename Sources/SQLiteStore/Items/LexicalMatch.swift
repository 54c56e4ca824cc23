internal import GRDB
internal import Knowledge

/// A query by words as FTS5's MATCH takes it: each term in quotes, joined by OR.
///
/// In quotes nothing is syntax (https://www.sqlite.org/fts5.html#fts5_strings); a quote is
/// doubled. A term of punctuation only has no token and matches nothing.
struct LexicalMatch {
    /// nil: no term is left, so nothing matches.
    let expression: String?

    /// Tokens around a match, of at most 64 that FTS5 takes.
    private static let snippetTokens = 32

    init(_ query: LexicalQuery) {
        var seen: Set<String> = []
        var terms: [String] = []
        for term in query.terms {
            let quoted = Self.quote(term.joined(separator: " "))
            guard seen.insert(quoted).inserted else { continue }
            terms.append(quoted)
        }
        expression = terms.isEmpty ? nil : terms.joined(separator: " OR ")
    }

    /// The best `limit` ids with their scores, best first, ties by ascending id.
    ///
    /// Snippets are made afterwards, for these alone.
    func hits(filter: ItemFilter, limit: Int, in db: Database) throws -> [LexicalHit] {
        guard let expression else { return [] }
        let clause = FilterClause(filter)
        let narrowing =
            filter.isEverything
            ? "" : "AND item_words.rowid IN (SELECT id FROM items WHERE \(clause.sql))"
        let ranked = try db.all(
            """
            SELECT rowid, bm25(item_words) AS badness FROM item_words
            WHERE item_words MATCH ? \(narrowing)
            ORDER BY badness, rowid LIMIT ?
            """,
            binding: [expression] + clause.values + [limit]
        ) { (id: $0.id(0), score: -$0.double(1)) }
        return try ranked.map { hit in
            LexicalHit(id: hit.id, score: hit.score, snippet: try snippet(of: hit.id, in: db))
        }
    }

    private func snippet(of id: ItemID, in db: Database) throws -> String {
        let snippet = try db.first(
            """
            SELECT snippet(item_words, 0, '', '', '…', \(Self.snippetTokens)) FROM item_words
            WHERE item_words MATCH ? AND rowid = ?
            """,
            expression,
            id
        ) { try $0.text(0) }
        return snippet ?? ""
    }

    /// A NUL would end the expression, so it parts words as any other control character does.
    ///
    /// By scalars: a quote with a combining mark is one character to Swift, and two to FTS5.
    private static func quote(_ words: String) -> String {
        var quoted: String.UnicodeScalarView = "\"".unicodeScalars
        for scalar in words.unicodeScalars {
            switch scalar {
            case "\0": quoted.append(" ")
            case "\"": quoted.append(contentsOf: "\"\"".unicodeScalars)
            default: quoted.append(scalar)
            }
        }
        quoted.append("\"")
        return String(quoted)
    }
}
