/// Numbers as people read them.
///
/// The same in every locale: outputs are compared and pasted.
enum Quantity {
    /// As "12,345".
    static func text(count: Int) -> String {
        let digits = Array(String(count.magnitude))
        let groups = stride(from: digits.count, to: 0, by: -3).reversed().map { end in
            String(digits[max(0, end - 3)..<end])
        }
        return (count < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// As "1 item" and "2 items".
    static func text(count: Int, of noun: String) -> String {
        "\(text(count: count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// In powers of 1024, as "512 B", "1.5 KiB", "12 MiB".
    static func text(bytes: Int) -> String {
        let units = ["B", "KiB", "MiB", "GiB", "TiB"]
        var value = Double(max(0, bytes))
        var unit = 0
        // What would be rounded up to 1024 belongs to the next unit.
        while value.rounded() >= 1_024, unit < units.count - 1 {
            value /= 1_024
            unit += 1
        }
        return "\(short(value, hasTenths: unit > 0)) \(units[unit])"
    }

    /// As "850 µs", "1.5 ms", "42 s", "3 min 20 s", "2 h 5 min", "3 d 4 h".
    static func text(duration: Duration) -> String {
        let (whole, attoseconds) = duration.components
        let seconds = Double(whole) + Double(attoseconds) / 1e18
        if seconds < 0.000_9995 { return "\(short(seconds * 1e6, hasTenths: false)) µs" }
        if seconds < 0.9995 { return "\(short(seconds * 1e3, hasTenths: true)) ms" }
        if seconds < 9.95 { return "\(short(seconds, hasTenths: true)) s" }
        return text(wholeSeconds: Int(clamping: Int64(seconds.rounded())))
    }

    /// A rate as "1,234/s"; below ten with tenths.
    static func text(perSecond rate: Double) -> String {
        guard rate.isFinite, rate > 0 else { return "0/s" }
        if rate >= 9.95 { return text(count: Int(min(rate, 1e15).rounded())) + "/s" }
        return short(rate, hasTenths: true) + "/s"
    }

    /// An amount of money from its millionths, as "12.50", "0.0004".
    static func text(micros: Int64) -> String {
        let whole = text(count: Int(micros.magnitude / 1_000_000))
        let digits = String(micros.magnitude % 1_000_000)
        var decimals = String(repeating: "0", count: 6 - digits.count) + digits
        while decimals.count > 2, decimals.last == "0" { decimals.removeLast() }
        return "\(micros < 0 ? "-" : "")\(whole).\(decimals)"
    }

    /// A share as "5 %", "0.5 %".
    static func text(share: Double) -> String {
        guard share.isFinite else { return "?" }
        return "\(short(share * 100, hasTenths: true)) %"
    }

    /// With four decimals, as "0.9120".
    static func text(fraction: Double) -> String {
        let scaled = (fraction * 10_000).rounded()
        guard abs(scaled) < 1e15 else { return String(fraction) }
        let whole = Int(scaled)
        let digits = String(whole.magnitude % 10_000)
        let padding = String(repeating: "0", count: 4 - digits.count)
        return "\(whole < 0 ? "-" : "")\(whole.magnitude / 10_000).\(padding)\(digits)"
    }

    private static func text(wholeSeconds: Int) -> String {
        let units = [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")]
        guard let first = units.firstIndex(where: { wholeSeconds >= $0.0 }) else { return "0 s" }
        let big = units[first]
        let text = "\(wholeSeconds / big.0) \(big.1)"
        guard first + 1 < units.count else { return text }
        let small = units[first + 1]
        let rest = wholeSeconds % big.0 / small.0
        return rest == 0 ? text : "\(text) \(rest) \(small.1)"
    }

    /// With tenths only below ten, and not where they are zero.
    private static func short(_ value: Double, hasTenths: Bool) -> String {
        let tenths = Int((value * 10).rounded())
        guard hasTenths, tenths < 100, tenths % 10 != 0 else { return String(Int(value.rounded())) }
        return "\(tenths / 10).\(tenths % 10)"
    }
}
