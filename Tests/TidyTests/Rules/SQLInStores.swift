import Testing

/// SQL is written in the stores, and nowhere else.
struct SQLInStores: FileRule {
    static let stores: Set<String> = ["SQLiteStore"]

    /// Each of them all in one literal's line, in this order.
    private static let statements = [
        ["SELECT ", " FROM "], ["INSERT ", "INTO "], ["UPDATE ", " SET "], ["DELETE FROM "],
        ["CREATE TABLE"], ["CREATE INDEX"], ["ALTER TABLE"], ["DROP TABLE"], ["PRAGMA "],
        ["BEGIN IMMEDIATE"],
    ]

    func applies(to file: SourceFile) -> Bool {
        guard file.isSwift, let target = file.target else { return false }
        return !Self.stores.contains(target)
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.parts.strings.enumerated().compactMap { offset, line in
            Self.statements.contains { Self.holds($0, in: line) }
                ? Finding(file.path, line: offset + 1, "SQL outside a store") : nil
        }
    }

    private static func holds(_ words: [String], in line: String) -> Bool {
        var rest = line[...]
        for word in words {
            guard let range = rest.firstRange(of: word) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}

@Suite struct SQLInStoresTests {
    @Test func `SQL is written only in stores`() throws {
        let project = try Project.current.get()
        expectNone(SQLInStores().findings(in: project.files))
    }

    @Test(arguments: [
        "SELECT id FROM items", "INSERT OR IGNORE INTO items VALUES (1)", "PRAGMA user_version",
        "UPDATE profiles SET outcome = 1", "DELETE FROM items", "CREATE TABLE items (id)",
    ])
    func `a statement outside a store is found`(sql: String) {
        let text = "let sql = \"\(sql)\"\n"
        let rule = SQLInStores()
        #expect(rule.findings(inSample: text, at: "Sources/Memory/Search.swift").count == 1)
        #expect(rule.findings(inSample: text, at: "Sources/SQLiteStore/Items.swift").isEmpty)
    }

    @Test func `a sentence with the same words is no SQL`() {
        let text = "// SELECT a FROM b\nlet help = \"Update the item and set its key.\"\n"
        #expect(SQLInStores().findings(inSample: text, at: "Sources/Memory/A.swift").isEmpty)
    }
}
