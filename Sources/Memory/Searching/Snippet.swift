package import Knowledge

/// Passages that show what a text is about.
package enum Snippet {
    /// The longest snippet, in characters, marks of omission included.
    package static let charactersMax = 240
    /// How much of a text is looked at.
    package static let textBytesMax = 16 << 10

    /// How many bytes of text stand before the first word that matched, at most.
    private static let leadBytes = 40
    private static let windowBytes = 200

    /// The passage of `text` with the most of the words of `query`; without any, its start.
    ///
    /// Words are compared as they stand, but for the case of ASCII letters.
    package static func passage(of text: String, for query: LexicalQuery) -> String {
        let wanted = Set(query.terms.joined().map { hash($0.utf8) })
        var bytes = Array(text.utf8.prefix(textBytesMax))
        let isWhole = bytes.count == text.utf8.count
        // A character cut through is left out.
        if !isWhole { while let last = bytes.last, last & 0x80 != 0 { bytes.removeLast() } }
        let start = start(in: bytes, wanted: wanted)
        return clip(bytes[start...], isStart: start == 0, isWhole: isWhole)
    }

    /// Where the best window begins: at the beginning of a word.
    private static func start(in bytes: [UInt8], wanted: Set<UInt64>) -> Int {
        let found = matches(in: bytes, wanted: wanted)
        var best = 0
        var bestCount = 0
        var inWindow: [UInt64: Int] = [:]
        var end = 0
        for match in found {
            while end < found.count, found[end].offset < match.offset + windowBytes {
                inWindow[found[end].word, default: 0] += 1
                end += 1
            }
            if inWindow.count > bestCount {
                bestCount = inWindow.count
                best = match.offset
            }
            inWindow[match.word, default: 0] -= 1
            if inWindow[match.word] == 0 { inWindow[match.word] = nil }
        }
        guard best > leadBytes else { return 0 }
        var start = best - leadBytes
        while start < best, isPartOfWord(bytes[start]) { start += 1 }
        while start < best, !isPartOfWord(bytes[start]) { start += 1 }
        return start
    }

    /// Words further on than so many matches make no better passage.
    private static let matchesMax = 256

    private static func matches(
        in bytes: [UInt8],
        wanted: Set<UInt64>
    ) -> [(offset: Int, word: UInt64)] {
        var found: [(offset: Int, word: UInt64)] = []
        if wanted.isEmpty { return found }
        var position = 0
        while position < bytes.count, found.count < matchesMax {
            guard isPartOfWord(bytes[position]) else {
                position += 1
                continue
            }
            let start = position
            var word = hashBasis
            while position < bytes.count, isPartOfWord(bytes[position]) {
                step(&word, bytes[position])
                position += 1
            }
            if wanted.contains(word) { found.append((start, word)) }
        }
        return found
    }

    /// White space run together, at most `charactersMax` characters, with the marks of omission.
    ///
    /// Works on bytes as long as it can: taking a text apart into characters is a hundred times
    /// slower.
    private static func clip(_ bytes: ArraySlice<UInt8>, isStart: Bool, isWhole: Bool) -> String {
        let (passage, reachesEnd) = runTogether(bytes)
        let lead = isStart ? "" : omission
        let room = charactersMax - lead.count
        let text = String(decoding: passage, as: UTF8.self)
        if reachesEnd && isWhole && hasAtMost(room, passage, text) { return lead + text }
        return lead + (hasAtMost(room - 1, passage, text) ? text : String(text.prefix(room - 1)))
            + omission
    }

    private static let omission = "\u{2026}"

    /// As many bytes as `charactersMax` characters have at four bytes each.
    private static func runTogether(
        _ bytes: ArraySlice<UInt8>
    ) -> (passage: [UInt8], reachesEnd: Bool) {
        var passage: [UInt8] = []
        passage.reserveCapacity(min(bytes.count, 4 * charactersMax))
        var isSpaceDue = false
        for byte in bytes {
            if byte == 0x20 || (0x09...0x0d).contains(byte) {
                isSpaceDue = !passage.isEmpty
                continue
            }
            if passage.count >= 4 * charactersMax, byte & 0xc0 != 0x80 {
                return (passage, reachesEnd: false)
            }
            if isSpaceDue { passage.append(0x20) }
            isSpaceDue = false
            passage.append(byte)
        }
        return (passage, reachesEnd: true)
    }

    /// No character has less than a byte.
    private static func hasAtMost(_ characters: Int, _ bytes: [UInt8], _ text: String) -> Bool {
        bytes.count <= characters || text.count <= characters
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x80...0xff: true
        default: false
        }
    }

    /// FNV-1a of 64 bits, over bytes whose ASCII letters are small.
    private static let hashBasis: UInt64 = 0xcbf2_9ce4_8422_2325

    private static func hash(_ word: some Sequence<UInt8>) -> UInt64 {
        word.reduce(into: hashBasis) { step(&$0, $1) }
    }

    private static func step(_ hash: inout UInt64, _ byte: UInt8) {
        let small = (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
        hash = (hash ^ UInt64(small)) &* 0x100_0000_01b3
    }
}
