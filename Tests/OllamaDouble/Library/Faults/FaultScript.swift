/// Which call of which endpoint goes wrong, and how; counts the calls.
///
///     embed#3=reset            the third embed from now on
///     embed#2-5=zero           the second to the fifth
///     chat#4-=status:503       each from the fourth
///     load=slow:2000           each
///     embed#1=zero,ps=hang     several, the first that fits
package struct FaultScript: Sendable {
    struct Rule: Equatable, Sendable {
        let point: FaultPoint
        let calls: ClosedRange<Int>
        let fault: Fault
    }

    private let rules: [Rule]
    private var calls: [FaultPoint: Int] = [:]

    package init() {
        rules = []
    }

    package init(parsing text: String) throws(FaultScriptError) {
        var rules: [Rule] = []
        for part in text.split(whereSeparator: { $0 == "," || $0.isNewline }) {
            rules.append(try Self.rule(part.filter { !$0.isWhitespace }))
        }
        self.rules = rules
    }

    /// Counts a call and says how it goes wrong; nil: it goes well.
    mutating func next(at point: FaultPoint) -> Fault? {
        calls[point, default: 0] += 1
        let number = calls[point, default: 0]
        return rules.first { $0.point == point && $0.calls.contains(number) }?.fault
    }

    private static func rule(_ text: String) throws(FaultScriptError) -> Rule {
        let sides = text.split(separator: "=", maxSplits: 1)
        guard sides.count == 2 else { throw FaultScriptError(text, "has no “=”") }
        let place = sides[0].split(separator: "#", maxSplits: 1)
        guard let point = place.first.flatMap({ FaultPoint(rawValue: String($0)) }) else {
            let known = FaultPoint.allCases.map(\.rawValue).joined(separator: ", ")
            throw FaultScriptError(text, "names no endpoint; there are \(known)")
        }
        guard let calls = place.count > 1 ? range(place[1]) : 1...Int.max else {
            throw FaultScriptError(text, "has no number, as 3, 2-5 or 4-, behind its “#”")
        }
        guard let fault = Fault(parsing: sides[1]) else {
            throw FaultScriptError(text, "names no fault")
        }
        return Rule(point: point, calls: calls, fault: fault)
    }

    /// "3", "2-5", "4-".
    private static func range(_ text: Substring) -> ClosedRange<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = ends.first.flatMap({ Int($0) }), first > 0, ends.count <= 2 else {
            return nil
        }
        guard ends.count == 2 else { return first...first }
        if ends[1].isEmpty { return first...Int.max }
        guard let last = Int(ends[1]), last >= first else { return nil }
        return first...last
    }
}

/// A fault script that cannot be read.
package struct FaultScriptError: Error, CustomStringConvertible {
    package let message: String

    init(_ rule: String, _ fault: String) {
        message = "The fault “\(rule)” \(fault)."
    }

    package var description: String { message }
}

extension Fault {
    /// How long a server is away when nobody says.
    private static let downMilliseconds = 1_000

    /// "reset", "slow:200", "eof:5", "foreign:llama3.2@-1".
    init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1)
        let argument = parts.count > 1 ? String(parts[1]) : nil
        let number = argument.flatMap { Int($0) }
        let milliseconds = Duration.milliseconds(number ?? Self.downMilliseconds)
        guard let name = parts.first else { return nil }
        switch (name, number) {
        case ("refuse", _): self = .refuse(milliseconds)
        case ("restart", _): self = .restart(.milliseconds(number ?? 0))
        case ("slow", _): self = .slow(milliseconds)
        case ("hang", _): self = .hang
        case ("reset", _): self = .reset
        case ("zero", _): self = .zero
        case ("nulls", _): self = .nulls
        case ("nan", _): self = .nan
        case ("oom", _): self = .outOfMemory
        case ("crash", _): self = .crash
        case ("truncate", _): self = .truncate(number ?? 2_048)
        case ("eof", _): self = .eof(number ?? 1)
        case ("line", _): self = .line(number ?? 1)
        case ("cut", _): self = .cut(number ?? 1)
        case ("reversed", _): self = .reversed
        case ("quota", _): self = .insufficientQuota
        case ("rate", _): self = .rateLimited(milliseconds)
        case ("status", let number?): self = .status(number)
        case ("dimensions", let number?): self = .dimensions(number)
        case ("count", let number?): self = .count(number)
        case ("foreign", _):
            guard let argument else { return nil }
            let sides = argument.split(separator: "@", maxSplits: 1)
            let seconds = sides.count > 1 ? Double(sides[1]) : nil
            self = .foreign(String(sides[0]), seconds.map { KeepAlive(seconds: $0) })
        default: return nil
        }
    }
}
