internal import Curl

/// Keeps requests within the rate that the provider's headers tell, before it refuses any.
///
/// A bucket of requests and one of tokens, each as the last answer left it: what it holds, when it
/// will be full. What was sent since is taken out; in between it fills evenly. Time is an argument:
/// any clock's, as the time since some beginning.
struct RatePacing {
    /// What a request takes.
    struct Cost: Equatable {
        var requests = 1
        var tokens: Int
    }

    private var requests: Bucket?
    private var tokens: Bucket?
    private var inFlight = Cost(requests: 0, tokens: 0)

    /// Sets `cost` aside, or says how long to wait before asking again.
    mutating func begin(_ cost: Cost, at now: Duration) -> Duration? {
        let wait = max(
            requests?.wait(for: cost.requests, at: now) ?? .zero,
            tokens?.wait(for: cost.tokens, at: now) ?? .zero
        )
        guard wait == .zero else { return wait }
        requests?.take(cost.requests, at: now)
        tokens?.take(cost.tokens, at: now)
        inFlight.requests += cost.requests
        inFlight.tokens += cost.tokens
        return nil
    }

    /// The request has ended; `headers` are its answer's.
    ///
    /// They do not know of the requests that are still on their way.
    mutating func end(_ cost: Cost, _ headers: CurlHeaders?, at now: Duration) {
        inFlight.requests -= cost.requests
        inFlight.tokens -= cost.tokens
        guard let headers else { return }
        if let bucket = Bucket(headers, of: "requests", inFlight: inFlight.requests, at: now) {
            requests = bucket
        }
        if let bucket = Bucket(headers, of: "tokens", inFlight: inFlight.tokens, at: now) {
            tokens = bucket
        }
    }
}

/// What is left of one rate.
private struct Bucket {
    private let limit: Double
    private var left: Double
    private var asOf: Duration
    private let perSecond: Double

    /// nil: the headers do not tell of it.
    init?(_ headers: CurlHeaders, of what: String, inFlight: Int, at now: Duration) {
        func number(_ kind: String) -> Double? {
            headers["x-ratelimit-\(kind)-\(what)"].flatMap(Double.init).flatMap {
                (0...1e15).contains($0) ? $0 : nil
            }
        }
        guard let limit = number("limit"), limit >= 1, let remaining = number("remaining"),
            let reset = headers["x-ratelimit-reset-\(what)"].flatMap(WrittenDuration.seconds)
        else { return nil }
        self.limit = limit
        asOf = now
        left = min(remaining, limit) - Double(inFlight)
        // A bucket that is full says nothing of its rate; a minute is OpenAI's period.
        let missing = limit - remaining
        perSecond = missing > 0 && reset > 0 ? missing / reset : limit / 60
    }

    /// In whole milliseconds; what is more than the whole bucket waits for a full one.
    func wait(for amount: Int, at now: Duration) -> Duration {
        let missing = min(Double(amount), limit) - left(at: now)
        guard missing > 0 else { return .zero }
        let milliseconds = (missing / perSecond * 1_000).rounded(.up)
        return .milliseconds(Int64(min(milliseconds, 3_600_000)))
    }

    mutating func take(_ amount: Int, at now: Duration) {
        left = left(at: now) - Double(amount)
        asOf = now
    }

    private func left(at now: Duration) -> Double {
        min(limit, left + (now - asOf).inSeconds * perSecond)
    }
}

/// A duration as Go writes it, "1h2m3.5s" or "20ms", or a number of seconds.
enum WrittenDuration {
    static func seconds(_ text: String) -> Double? {
        if let seconds = Double(text) { return (0...1e9).contains(seconds) ? seconds : nil }
        var rest = text[...]
        var sum = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard let number = Double(digits), let factor = units[unit] else { return nil }
            sum += number * factor
        }
        return text.isEmpty || sum > 1e9 ? nil : sum
    }

    private static let units: [Substring: Double] = [
        "h": 3_600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
    ]
}

extension Duration {
    fileprivate var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
