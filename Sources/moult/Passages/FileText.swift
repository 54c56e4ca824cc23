/// What a file's bytes are, as far as ingesting goes.
enum FileText: Hashable, Sendable {
    case text(String)
    case skipped(SkipReason)

    /// A file with a NUL is binary: no text has one, and the server refuses it.
    init(_ bytes: [UInt8]) {
        if bytes.contains(0) {
            self = .skipped(.binary)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = text[...].isBlank ? .skipped(.empty) : .text(text)
        } else {
            self = .skipped(.notUTF8)
        }
    }
}

/// Why a file is not ingested; counted, and told at the end.
enum SkipReason: String, Hashable, Sendable, CaseIterable {
    case binary
    case compressed
    case empty
    case hidden
    case notUTF8
    case tooLarge
    case notAFile

    /// Behind a number, as in "3 binary".
    var text: String {
        switch self {
        case .binary: "binary"
        case .compressed: "compressed"
        case .empty: "empty"
        case .hidden: "hidden"
        case .notUTF8: "not UTF-8"
        case .tooLarge: "too large"
        case .notAFile: "neither file nor folder"
        }
    }
}
