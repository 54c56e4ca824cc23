/// An amount of money in millionths of a currency, read exactly from text as "12.50".
package struct Money: Sendable, Hashable {
    package let micros: Int64

    package static let decimalsMax = 6

    /// nil: no number of at most six decimals, negative, or more than 64 bits hold.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? String(parts[1]) : "0"
        guard let whole = parts.first, decimals.count <= Self.decimalsMax else { return nil }
        let zeros = String(repeating: "0", count: Self.decimalsMax - decimals.count)
        guard !decimals.isEmpty, let units = Self.number(String(whole)),
            let rest = Self.number(decimals + zeros)
        else { return nil }
        let (scaled, overflows) = units.multipliedReportingOverflow(by: 1_000_000)
        let (sum, passes) = scaled.addingReportingOverflow(rest)
        guard !overflows, !passes else { return nil }
        micros = sum
    }

    /// From ASCII digits and nothing else: no sign, no space.
    private static func number(_ digits: String) -> Int64? {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int64(digits)
    }
}
