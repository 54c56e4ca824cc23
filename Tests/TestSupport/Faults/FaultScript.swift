package import Spaces

/// What an embedder does wrong, call by call, as a person writes it.
///
///     script  = [ rule *( "," rule ) ]
///     rule    = "delay=" time [ "/" calls ]     the call takes that long
///             | "each=" time                    a call takes that long for each of its texts
///             | "refuse~" marker                texts that hold the marker are refused, by name
///             | "choke~" marker                 a call with such a text is refused as a whole
///             | "spoil~" marker                 such a text's vector holds a NaN
///             | "max=" number                   the most texts that one call takes
///             | "context=" number               the tokens, that is words, of the longest text
///             | "price=" number                 millionths of the currency for a million tokens
///             | "key=" path                     calls are denied while there is no such file
///             | "cured=" path                   markers do no harm once there is such a file
///             | "drifted=" path                 drift while there is such a file
///             | "ledger=" path                  each text answered is written down there
///             | fault [ "=" calls ]             all calls when none are given
///     fault   = "fail"                          the provider is unavailable
///             | "timeout"                       the provider says that it took too long
///             | "denied"                        the provider does not serve this key
///             | "busy"                          too many requests: come back in a second
///             | "drift"                         vectors of another model of the same name
///             | "hang"                          no answer comes until the call is cancelled
///             | "dimensions"                    vectors of one dimension too many
///             | "count"                         one vector too few
///             | "zeros" | "nan" | "length"      vectors of zeros, with a NaN, of length 2
///     calls   = number                          that call alone, counted from 1
///             | number ".." number              from the one to the other
///             | number ".."                     from that one on
///             | "every" number                  each so-manieth
///     time    = number ( "us" | "ms" | "s" )
///
/// As `delay=500ms,fail=3..5,refuse~POISON`. Delays of rules that apply to one call add up; of its
/// faults, the first written counts. A marker holds neither "," nor "@".
package struct FaultScript: Sendable, Hashable {
    package enum Fault: String, Sendable, Hashable, CaseIterable {
        case fail
        case timeout
        case denied
        case busy
        case drift
        case hang
        case dimensions
        case count
        case zeros
        case nan
        case length
    }

    /// What becomes of a text that holds a marker.
    enum MarkerEffect: String, Sendable, Hashable {
        case refuse
        case choke
        case spoil
    }

    enum Calls: Sendable, Hashable {
        case all
        case range(ClosedRange<Int>)
        case every(Int)

        func contain(_ call: Int) -> Bool {
            switch self {
            case .all: true
            case .range(let range): range.contains(call)
            case .every(let number): call.isMultiple(of: number)
            }
        }
    }

    private(set) var delays: [(time: Duration, calls: Calls)] = []
    private(set) var faults: [(fault: Fault, calls: Calls)] = []
    private(set) var delayOfEachText: Duration = .zero
    private(set) var markers: [(effect: MarkerEffect, text: String)] = []
    /// The most texts that one call takes.
    package private(set) var textsPerCallMax = 256
    /// In tokens, which are words; nil: no bound.
    package private(set) var contextTokensMax: Int?
    package private(set) var microsPerMillionTokens: Int64 = 0
    /// Calls are denied while there is no file at this path.
    private(set) var keyPath: String?
    /// Markers do no harm once there is a file at this path.
    private(set) var curePath: String?
    /// The model is another one while there is a file at this path.
    private(set) var driftPath: String?
    private(set) var ledgerPath: String?
    /// As it was written.
    package let text: String

    package static let harmless = FaultScript()

    private init() { text = "" }

    package static func == (left: FaultScript, right: FaultScript) -> Bool {
        left.text == right.text
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

// What the script says of a call.
extension FaultScript {
    package func delay(ofCall call: Int, texts: Int = 0) -> Duration {
        delays.reduce(delayOfEachText * texts) { $1.calls.contain(call) ? $0 + $1.time : $0 }
    }

    package func fault(ofCall call: Int) -> Fault? {
        faults.first { $0.calls.contain(call) }?.fault
    }

    /// The first of `texts` that is refused.
    package func refused(among texts: [String]) -> Int? {
        texts.firstIndex { suffers(.refuse, $0) }
    }

    /// The same, with every text welcome.
    var withoutMarkers: FaultScript {
        var script = self
        script.markers = []
        return script
    }

    func suffers(_ effect: MarkerEffect, _ text: String) -> Bool {
        markers.contains { $0.effect == effect && text.contains($0.text) }
    }
}

// Parsing.
extension FaultScript {
    /// - Throws: a sentence that says which rule cannot be read, and what rules there are.
    package init(parsing text: String) throws(EmbedderTargetError) {
        self.text = text
        for rule in text.split(separator: ",", omittingEmptySubsequences: true) {
            guard add(rule) else {
                throw EmbedderTargetError(
                    .malformed,
                    """
                    the fault script's rule "\(rule)" cannot be read; rules are delay=500ms, \
                    delay=2s/3.., each=5ms, refuse~MARKER, choke~MARKER, spoil~MARKER, max=16, \
                    context=100, price=20000, key=PATH, cured=PATH, drifted=PATH, ledger=PATH, and \
                    \(Self.faultNames), each alone or with =3, =3..5, =3.. or =every4
                    """
                )
            }
        }
    }

    private static var faultNames: String {
        Fault.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private mutating func add(_ rule: Substring) -> Bool {
        if let (name, marker) = rule.parted(at: "~") {
            guard let effect = MarkerEffect(rawValue: String(name)), !marker.isEmpty else {
                return false
            }
            markers.append((effect, String(marker)))
            return true
        }
        guard let (name, value) = rule.parted(at: "=") else {
            return add(Fault(rawValue: String(rule)), .all)
        }
        switch name {
        case "delay":
            let (time, calls) = value.parted(at: "/") ?? (value, nil)
            guard let time = Self.time(time), let calls = calls.map(Self.calls) ?? .all else {
                return false
            }
            delays.append((time, calls))
            return true
        case "each":
            guard let time = Self.time(value) else { return false }
            delayOfEachText = time
            return true
        case "max", "context", "price":
            guard let number = Int(value), number > 0 else { return false }
            set(name, to: number)
            return true
        case "key", "cured", "drifted", "ledger":
            guard !value.isEmpty else { return false }
            set(name, to: String(value))
            return true
        default:
            return add(Fault(rawValue: String(name)), Self.calls(value))
        }
    }

    private mutating func set(_ name: Substring, to number: Int) {
        switch name {
        case "max": textsPerCallMax = number
        case "context": contextTokensMax = number
        default: microsPerMillionTokens = Int64(number)
        }
    }

    private mutating func set(_ name: Substring, to path: String) {
        switch name {
        case "key": keyPath = path
        case "cured": curePath = path
        case "drifted": driftPath = path
        default: ledgerPath = path
        }
    }

    private mutating func add(_ fault: Fault?, _ calls: Calls?) -> Bool {
        guard let fault, let calls else { return false }
        faults.append((fault, calls))
        return true
    }

    private static func calls(_ text: Substring) -> Calls? {
        if text.hasPrefix("every") {
            let number = Int(text.dropFirst("every".count))
            return number.flatMap { $0 > 0 ? .every($0) : nil }
        }
        guard let (first, last) = text.parted(at: "..") else {
            return Int(text).flatMap { $0 > 0 ? .range($0...$0) : nil }
        }
        guard let first = Int(first), let last = last.isEmpty ? .max : Int(last),
            0 < first, first <= last
        else { return nil }
        return .range(first...last)
    }

    private static func time(_ text: Substring) -> Duration? {
        let unit = text.drop(while: \.isNumber)
        guard let number = Int64(text.dropLast(unit.count)) else { return nil }
        switch unit {
        case "us": return .microseconds(number)
        case "ms": return .milliseconds(number)
        case "s": return .seconds(number)
        default: return nil
        }
    }
}

extension Substring {
    fileprivate func parted(at separator: String) -> (Substring, Substring)? {
        firstRange(of: separator).map { (self[..<$0.lowerBound], self[$0.upperBound...]) }
    }
}
