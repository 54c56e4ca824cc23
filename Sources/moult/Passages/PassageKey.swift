/// Names a passage by its place: "path#trail of headings#ordinal".
///
/// No offset is in it, so that a change above a heading leaves the keys below it alone. A trail that
/// comes again in the same file gets "~2", "~3" behind it.
struct PassageKey: Hashable, Sendable {
    let path: String
    /// From the outermost heading in.
    let trail: [String]
    /// How often the same trail came in the file, from 1.
    let occurrence: Int
    /// Among the passages below this heading, from 1.
    let ordinal: Int

    /// At most `limit` bytes; a longer one is cut and ends in the hash of the whole.
    func text(bytesMax limit: Int) -> String {
        let place = path.replacing("#", with: "%23")
        let again = occurrence > 1 ? "~\(occurrence)" : ""
        let heading = trail.isEmpty ? "" : Self.text(of: trail) + again + "#"
        let whole = "\(place)#\(heading)\(ordinal)"
        guard whole.utf8.count > limit else { return whole }
        let hash = "#" + Self.hash(whole)
        return whole.cut(toBytes: limit - hash.utf8.count) + hash
    }

    /// Not one to one: "A/B" below nothing and "B" below "A" count as the same trail come again.
    static func text(of trail: [String]) -> String {
        trail.joined(separator: "/").replacing("~", with: "%7E")
    }

    /// 64 bits of FNV-1a in hexadecimal: http://www.isthe.com/chongo/tech/comp/fnv/.
    private static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
