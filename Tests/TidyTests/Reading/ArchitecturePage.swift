/// What `docs/architecture.md` promises in a form that can be checked.
struct ArchitecturePage {
    struct Row: Equatable {
        let target: String
        /// Targets, and modules of other packages.
        let sees: [String]
    }

    struct Word: Equatable {
        let word: String
        /// Words that others use for the same thing, and this project does not.
        let never: [String]
    }

    struct Promise: Equatable {
        let number: String
        let tests: [String]
    }

    /// In the page's order: a target sees only rows above its own.
    let rows: [Row]
    /// Folders of `Tests` that mirror no target.
    let testFolders: [String]
    let vocabulary: [Word]
    let promises: [Promise]

    init(_ text: String) {
        rows = MarkdownTable.rows(of: text, firstColumn: "target").flatMap { cells in
            Self.code(in: cells[0]).map { Row(target: $0, sees: Self.code(in: cells[2])) }
        }
        testFolders = MarkdownTable.rows(of: text, firstColumn: "folder of Tests")
            .flatMap { Self.code(in: $0[0]) }
        vocabulary = MarkdownTable.rows(of: text, firstColumn: "word").map { cells in
            Word(word: cells[0], never: Self.code(in: cells[2]))
        }
        promises = MarkdownTable.rows(of: text, firstColumn: "promise").map { cells in
            Promise(number: cells[0], tests: Self.code(in: cells[1]))
        }
    }

    func row(of target: String) -> Row? {
        rows.first { $0.target == target }
    }

    /// What stands between backticks.
    private static func code(in cell: String) -> [String] {
        cell.split(separator: "`", omittingEmptySubsequences: false)
            .enumerated()
            .filter { $0.offset % 2 == 1 }
            .map { String($0.element) }
    }
}

enum MarkdownTable {
    /// The rows of the first table whose first column is called `title`, padded to three cells.
    static func rows(of text: String, firstColumn title: String) -> [[String]] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rules = lines.indices.dropFirst().filter { lines[$0].hasPrefix("|--") }
        guard let rule = rules.first(where: { cells(in: lines[$0 - 1]).first == title }) else {
            return []
        }
        return lines[(rule + 1)...]
            .prefix { $0.hasPrefix("|") }
            .map { cells(in: $0) }
    }

    private static func cells(in line: Substring) -> [String] {
        guard line.hasPrefix("|") else { return [] }
        let cells = line.dropFirst()
            .split(separator: "|", omittingEmptySubsequences: false)
            .map { cell in
                String(
                    cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                )
            }
        return cells + Array(repeating: "", count: max(0, 3 - cells.count))
    }
}
