/// The runs of letters, marks and numbers in a text.
///
/// What `unicode61` takes for a token, save that case and diacritics stay as they stand.
package struct Words: Sequence, IteratorProtocol {
    private var rest: Substring.UnicodeScalarView

    package init(of text: some StringProtocol) {
        rest = Substring(text).unicodeScalars
    }

    package mutating func next() -> Substring? {
        guard let start = rest.firstIndex(where: Self.isPartOfWord) else {
            rest = rest[rest.endIndex...]
            return nil
        }
        let end = rest[start...].firstIndex { !Self.isPartOfWord($0) } ?? rest.endIndex
        defer { rest = rest[end...] }
        return Substring(rest[start..<end])
    }

    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return switch scalar.value {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
            default: false
            }
        }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            true
        default: false
        }
    }
}
