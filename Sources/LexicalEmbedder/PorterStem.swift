/// The stem that English words of one family share.
///
/// A value is a word on its way there. The steps bear the numbers of "An algorithm for suffix
/// stripping" by M. F. Porter, 1980.
struct PorterStem {
    private(set) var letters: [UInt8]

    /// Shorter words have no suffix to lose.
    private static let lettersMin = 3
    /// Longer ones are no words.
    private static let lettersMax = 40

    /// nil: the word is no English one, and its own stem.
    init?(of word: some BidirectionalCollection<UInt32>) {
        guard (Self.lettersMin...Self.lettersMax).contains(word.count),
            word.allSatisfy({ (0x61...0x7a).contains($0) })
        else { return nil }
        letters = word.map { UInt8(truncatingIfNeeded: $0) }
        stripPlural()
        stripPast()
        turnFinalY()
        replaceFirst(of: Self.doubleSuffixes)
        replaceFirst(of: Self.endings)
        stripSuffix()
        tidyEnd()
    }

    /// Step 1a.
    private mutating func stripPlural() {
        if ends(with: "sses") || ends(with: "ies") {
            letters.removeLast(2)
        } else if ends(with: "s") && !ends(with: "ss") {
            letters.removeLast()
        }
    }

    /// Step 1b.
    private mutating func stripPast() {
        if ends(with: "eed") {
            if measure(letters.count - 3) > 0 { letters.removeLast() }
        } else if ends(with: "ed") {
            stripPast(letters: 2)
        } else if ends(with: "ing") {
            stripPast(letters: 3)
        }
    }

    private mutating func stripPast(letters count: Int) {
        guard hasVowel(letters.count - count) else { return }
        letters.removeLast(count)
        if ends(with: "at") || ends(with: "bl") || ends(with: "iz") {
            letters.append(UInt8(ascii: "e"))
        } else if endsWithDoubleConsonant {
            if !ends(with: "l"), !ends(with: "s"), !ends(with: "z") { letters.removeLast() }
        } else if measure(letters.count) == 1, endsShort(letters.count) {
            letters.append(UInt8(ascii: "e"))
        }
    }

    /// Step 1c.
    private mutating func turnFinalY() {
        if ends(with: "y"), hasVowel(letters.count - 1) {
            letters[letters.count - 1] = UInt8(ascii: "i")
        }
    }

    /// Steps 2 and 3: the first suffix that fits, if there is a stem before it.
    private mutating func replaceFirst(of rules: [(suffix: Suffix, replacement: Suffix)]) {
        let tail = tail
        guard let rule = rules.first(where: { $0.suffix.fits(tail) }) else { return }
        guard measure(letters.count - rule.suffix.count) > 0 else { return }
        letters.removeLast(rule.suffix.count)
        rule.replacement.append(to: &letters)
    }

    /// Step 4.
    private mutating func stripSuffix() {
        let tail = tail
        guard let suffix = Self.suffixes.first(where: { $0.fits(tail) }) else { return }
        guard measure(letters.count - suffix.count) > 1 else { return }
        let isIon = ends(with: "ion")
        guard !isIon || ends(with: "sion") || ends(with: "tion") else { return }
        letters.removeLast(suffix.count)
    }

    /// Steps 5a and 5b.
    private mutating func tidyEnd() {
        if ends(with: "e") {
            let measure = measure(letters.count - 1)
            if measure > 1 || (measure == 1 && !endsShort(letters.count - 1)) {
                letters.removeLast()
            }
        }
        if ends(with: "ll"), measure(letters.count) > 1 { letters.removeLast() }
    }

    private static let doubleSuffixes: [(suffix: Suffix, replacement: Suffix)] = [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"),
        ("izer", "ize"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"), ("eli", "e"),
        ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"),
        ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"),
        ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ]

    private static let endings: [(suffix: Suffix, replacement: Suffix)] = [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"),
        ("ful", ""), ("ness", ""),
    ]

    /// A suffix stands before those it ends with.
    private static let suffixes: [Suffix] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti",
        "ous", "ive", "ize", "ion", "al", "er", "ic", "ou",
    ]
}

extension PorterStem {
    /// At most eight letters, packed so that comparing them with a word's end is one comparison.
    private struct Suffix: ExpressibleByStringLiteral {
        let count: Int
        private let bits: UInt64
        private let mask: UInt64

        init(stringLiteral letters: StaticString) {
            count = letters.utf8CodeUnitCount
            precondition(count <= 8)
            bits = letters.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
            mask = count == 0 ? 0 : .max >> (64 - 8 * UInt64(count))
        }

        func fits(_ tail: UInt64) -> Bool { tail & mask == bits }

        func append(to letters: inout [UInt8]) {
            for index in stride(from: 8 * (count - 1), through: 0, by: -8) {
                letters.append(UInt8(truncatingIfNeeded: bits >> UInt64(index)))
            }
        }
    }

    /// The last eight letters, packed as in a suffix.
    private var tail: UInt64 {
        letters.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private func ends(with suffix: Suffix) -> Bool { suffix.fits(tail) }

    private func isConsonant(_ index: Int) -> Bool {
        switch letters[index] {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
            UInt8(ascii: "u"):
            false
        case UInt8(ascii: "y"): index == 0 || !isConsonant(index - 1)
        default: true
        }
    }

    /// How often a vowel is followed by a consonant in the first `count` letters: Porter's m.
    private func measure(_ count: Int) -> Int {
        var changes = 0
        var afterVowel = false
        for index in 0..<count {
            let isConsonant = isConsonant(index)
            if isConsonant && afterVowel { changes += 1 }
            afterVowel = !isConsonant
        }
        return changes
    }

    private func hasVowel(_ count: Int) -> Bool {
        (0..<count).contains { !isConsonant($0) }
    }

    private var endsWithDoubleConsonant: Bool {
        letters.count > 1 && letters[letters.count - 1] == letters[letters.count - 2]
            && isConsonant(letters.count - 1)
    }

    /// Consonant, vowel, consonant other than w, x or y in the end of the first `count` letters:
    /// Porter's *o.
    private func endsShort(_ count: Int) -> Bool {
        guard count > 2, isConsonant(count - 1), !isConsonant(count - 2), isConsonant(count - 3)
        else { return false }
        switch letters[count - 1] {
        case UInt8(ascii: "w"), UInt8(ascii: "x"), UInt8(ascii: "y"): return false
        default: return true
        }
    }
}
