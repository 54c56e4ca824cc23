/// A piece of a file that is stored as one item.
struct Passage: Hashable, Sendable {
    /// The metadata entry that names the file.
    static let sourceEntry = "source"

    /// The same for the same place in the same file, however far the file's beginning moves.
    let key: String
    let text: String
    let metadata: [String: String]
}

/// How long passages are, in Unicode scalars.
struct PassageLimits: Hashable, Sendable {
    /// Paragraphs are put together up to this length.
    var lengthTarget = 1_000
    /// A paragraph longer than this is split at the ends of its sentences.
    var lengthMax = 4_000
    var keyBytesMax = 512
    /// Headings and values of front matter are cut to it.
    var metadataValueBytesMax = 1_024
    var frontMatterEntriesMax = 32
}

/// How a file's text shows its headings.
enum Markup: Hashable, Sendable {
    /// "# Title" and underlined ones; fenced code.
    case markdown
    /// Underlined ones only: a "#" is as likely a comment.
    case plain

    init(path: String) {
        let name = path.lowercased()
        let endings = [".md", ".markdown", ".mdown", ".mkd"]
        self = endings.contains(where: name.hasSuffix) ? .markdown : .plain
    }
}
