import Foundation

/// What `--json` prints: one value a line, for programs.
///
/// Members are named as the fields of the messages are, in snake_case, and stand in the order of
/// their names, so that two outputs can be compared as texts. The keys of an item's metadata are
/// left as they are.
enum JSONOutput {
    /// One line without its end.
    ///
    /// - Throws: `EncodingError` for a number that JSON has no word for, as NaN.
    static func line(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
