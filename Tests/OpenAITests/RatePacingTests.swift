import Curl
import Testing

@testable import OpenAI

@Suite struct `The pace of requests` {
    private let one = RatePacing.Cost(tokens: 100)

    private func headers(
        _ what: String,
        limit: String,
        remaining: String,
        reset: String
    ) -> CurlHeaders {
        CurlHeaders([
            CurlHeader("x-ratelimit-limit-\(what)", limit),
            CurlHeader("X-RateLimit-Remaining-\(what)", remaining),
            CurlHeader("x-ratelimit-reset-\(what)", reset),
        ])
    }

    private func pacing(_ headers: CurlHeaders?) -> RatePacing {
        var pacing = RatePacing()
        let wait = pacing.begin(one, at: .zero)
        #expect(wait == nil)
        pacing.end(one, headers, at: .zero)
        return pacing
    }

    @Test func `is free until the provider says more`() {
        var pacing = pacing(nil)
        for _ in 0..<1_000 { #expect(pacing.begin(one, at: .zero) == nil) }
    }

    @Test func `has as many requests as are left, and waits for one more`() {
        var pacing = pacing(headers("requests", limit: "60", remaining: "2", reset: "58s"))
        #expect(pacing.begin(one, at: .zero) == nil)
        #expect(pacing.begin(one, at: .zero) == nil)
        #expect(pacing.begin(one, at: .zero) == .seconds(1))
        #expect(pacing.begin(one, at: .milliseconds(750)) == .milliseconds(250))
        #expect(pacing.begin(one, at: .seconds(1)) == nil)
        #expect(pacing.begin(one, at: .seconds(1)) == .seconds(1))
    }

    @Test func `has as many tokens as are left, and waits for the rest`() {
        var pacing = pacing(headers("tokens", limit: "6000", remaining: "250", reset: "57.5s"))
        #expect(pacing.begin(one, at: .zero) == nil)
        #expect(pacing.begin(one, at: .zero) == nil)
        #expect(pacing.begin(one, at: .zero) == .milliseconds(500))
        #expect(pacing.begin(RatePacing.Cost(tokens: 50), at: .zero) == nil)
    }

    @Test func `lets what is more than the whole rate go when the rate is whole`() {
        var pacing = pacing(headers("tokens", limit: "1000", remaining: "500", reset: "30s"))
        let large = RatePacing.Cost(tokens: 5_000)
        #expect(pacing.begin(large, at: .zero) == .seconds(30))
        #expect(pacing.begin(large, at: .seconds(30)) == nil)
    }

    @Test func `counts what is on its way, of which an answer does not know`() {
        var pacing = RatePacing()
        #expect(pacing.begin(one, at: .zero) == nil)
        #expect(pacing.begin(one, at: .zero) == nil)
        let left = headers("requests", limit: "60", remaining: "2", reset: "58s")
        pacing.end(one, left, at: .zero)
        #expect(pacing.begin(one, at: .zero) == nil)
        #expect(pacing.begin(one, at: .zero) == .seconds(1))
    }

    @Test func `forgets what was on its way and failed`() {
        var pacing = pacing(headers("requests", limit: "60", remaining: "1", reset: "59s"))
        #expect(pacing.begin(one, at: .zero) == nil)
        pacing.end(one, nil, at: .zero)
        pacing.end(
            RatePacing.Cost(requests: 0, tokens: 0),
            headers("requests", limit: "60", remaining: "1", reset: "59s"),
            at: .zero
        )
        #expect(pacing.begin(one, at: .zero) == nil)
    }

    @Test(arguments: [
        ("60", "x", "1s"), ("60", "1", ""), ("60", "1", "soon"), ("0", "0", "1s"),
        ("-1", "1", "1s"),
        ("nan", "1", "1s"), ("60", "inf", "1s"), ("60", "1", "-1s"), ("60", "1", "1y"),
    ])
    func `heeds no header that is none`(limit: String, remaining: String, reset: String) {
        var pacing = pacing(headers("requests", limit: limit, remaining: remaining, reset: reset))
        for _ in 0..<100 { #expect(pacing.begin(one, at: .zero) == nil) }
    }

    @Test(arguments: [
        ("1h2m3.5s", 3_723.5), ("20ms", 0.02), ("6m0s", 360), ("12.5", 12.5), ("1µs", 1e-6),
        ("0s", 0), ("", nil), ("1", 1), ("s", nil), ("1.2.3s", nil), ("1 s", nil), ("1e99", nil),
    ])
    func `reads a reset as it is written`(text: String, seconds: Double?) {
        #expect(WrittenDuration.seconds(text) == seconds)
    }
}

@Suite struct `The delay that a provider asks for` {
    /// 1994-11-06 08:49:37 UTC.
    private let date: Int64 = 784_111_777_000

    private func delay(_ headers: CurlHeader..., now: Int64 = 0) -> Duration? {
        RetryDelay.of(CurlHeaders(headers), unixMilliseconds: now, max: .seconds(120))
    }

    @Test func `is in milliseconds, in seconds, or until a date`() {
        #expect(delay(CurlHeader("retry-after-ms", "1500")) == .milliseconds(1_500))
        #expect(delay(CurlHeader("Retry-After", "2")) == .seconds(2))
        #expect(delay(CurlHeader("Retry-After", "0.5")) == .milliseconds(500))
        let until = CurlHeader("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(delay(until, now: date - 3_000) == .seconds(3))
        #expect(delay(until, now: date + 3_000) == .zero)
        #expect(
            delay(CurlHeader("Retry-After", "2"), CurlHeader("Retry-After-Ms", "7"))
                == .milliseconds(7)
        )
    }

    @Test func `is at most the limit`() {
        #expect(delay(CurlHeader("Retry-After", "120")) == .seconds(120))
        #expect(delay(CurlHeader("Retry-After", "121")) == .seconds(120))
        #expect(delay(CurlHeader("Retry-After", "-5")) == .zero)
    }

    @Test(arguments: [
        "", "soon", "nan", "inf", "1e99", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT",
    ])
    func `is unknown where it is none`(text: String) {
        #expect(delay(CurlHeader("Retry-After", text)) == nil)
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
        ("Fri, 31 Dec 1999 23:59:59 GMT", 946_684_799),
        ("Sat, 21 Nov 2026 08:00:00 GMT", 1_795_248_000),
    ])
    func `counts dates as everybody does`(text: String, seconds: Int64) {
        #expect(HTTPDate.unixSeconds(text) == seconds)
    }
}
