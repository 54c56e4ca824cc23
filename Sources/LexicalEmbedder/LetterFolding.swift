/// A character as it counts for likeness: without case, without diacritics.
enum LetterFolding {
    enum Folded: Sendable {
        case letter(UInt32)
        /// As "ss" for "ß".
        case letters(UInt32, UInt32)
        /// Of a script without spaces.
        case wordOfItsOwn(UInt32)
        /// Belongs to the letter before, and is dropped.
        case mark
        case gap
    }

    static func fold(_ scalar: Unicode.Scalar) -> Folded {
        scalar.value < tabulated.count ? tabulated[Int(scalar.value)] : looked(up: scalar)
    }

    /// Latin, Greek and Cyrillic, and what else lies before the punctuation marks.
    private static let tabulated: [Folded] = (0..<0x2000).map {
        Unicode.Scalar($0).map(looked(up:)) ?? .gap
    }

    private static func looked(up scalar: Unicode.Scalar) -> Folded {
        switch scalar {
        case "ß", "ẞ": return pair("ss")
        case "æ", "Æ": return pair("ae")
        case "œ", "Œ": return pair("oe")
        default: break
        }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark where properties.canonicalCombiningClass != .notReordered: return .mark
        case .nonspacingMark, .spacingMark: return .letter(scalar.value)
        case .enclosingMark: return .mark
        case .decimalNumber, .letterNumber, .otherNumber:
            return .letter(digit(scalar))
        default: break
        }
        guard properties.isAlphabetic else { return .gap }
        if isWrittenWithoutSpaces(scalar) { return .wordOfItsOwn(scalar.value) }
        return .letter(plain(lowercased(scalar)).value)
    }

    private static func pair(_ letters: StaticString) -> Folded {
        letters.withUTF8Buffer { .letters(UInt32($0[0]), UInt32($0[1])) }
    }

    /// Digits of every script are digits.
    private static func digit(_ scalar: Unicode.Scalar) -> UInt32 {
        guard let value = scalar.properties.numericValue, value >= 0, value <= 9,
            value == value.rounded()
        else { return scalar.value }
        return 0x30 + UInt32(value)
    }

    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }

    /// The letter that a letter with diacritics is written over.
    ///
    /// Unicode's canonical decomposition lies behind `String` comparison, and is not to be had by
    /// itself without Foundation. A letter's name says the same: "LATIN SMALL LETTER O WITH ACUTE".
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value > 0x7f, let name = scalar.properties.name,
            let with = name.firstRange(of: " WITH ")?.lowerBound
        else { return scalar }
        return plainLetters[String(name[..<with])] ?? scalar
    }

    /// Small letters by name.
    private static let plainLetters: [String: Unicode.Scalar] = {
        let ranges: [ClosedRange<UInt32>] = [0x61...0x7a, 0x3b1...0x3c9, 0x430...0x44f]
        var letters: [String: Unicode.Scalar] = [:]
        for scalar in ranges.joined().compactMap(Unicode.Scalar.init) {
            if let name = scalar.properties.name { letters[name] = scalar }
        }
        return letters
    }()

    private static func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0e00...0x0eff, 0x1000...0x109f, 0x1780...0x17ff: true  // Thai to Khmer
        case 0x3040...0x30ff: true  // kana
        default: scalar.properties.isIdeographic
        }
    }
}
