import TestSupport
import Testing

@testable import InferenceHTTP

@Suite struct FloatTextTests {
    private func text(_ float: Float) -> String {
        var bytes: [UInt8] = []
        FloatText.append([float], to: &bytes)
        return String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    }

    @Test(
        arguments: [
            (0.5, "0.5"), (-0.25, "-0.25"), (0.1, "0.1"), (1 / 3, "0.33333334"),
            (0.000001, "0.000001"), (0.99999994, "0.99999994"), (1, "1.0"), (0, "0.0"),
            (-0.0, "-0.0"),
            (.leastNonzeroMagnitude, "1e-45"), (3.4028235e38, "3.4028235e+38"), (0.0123, "0.0123"),
        ] as [(Float, String)]
    )
    func `a float is written in as few digits as tell it`(float: Float, expected: String) {
        #expect(text(float) == expected)
    }

    @Test func `every float is read back as itself, from no more digits than it takes`() {
        var numbers = SeededNumbers(seed: 11)
        for _ in 0..<200_000 {
            // Signs, and exponents around those of vectors.
            let bits = UInt32(truncatingIfNeeded: numbers.next())
            let exponent = 100 + (bits >> 23) % 32
            let float = Float(bitPattern: bits & 0x807f_ffff | exponent << 23)
            let text = text(float)
            #expect(Float(text) == float)
            #expect(digits(text) <= digits("\(float)"), "\(float) is written \(text)")
        }
    }

    @Test func `a list of them is one array of JSON`() {
        var bytes = Array("a".utf8)
        FloatText.append([], to: &bytes)
        FloatText.append([-1.1754944e-38, 0.5], to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "a[][-1.1754944e-38,0.5]")
    }

    private func digits(_ text: String) -> Int {
        let mantissa = text.prefix { $0 != "e" }.filter(\.isNumber)
        let leading = mantissa.drop { $0 == "0" }
        return leading.reversed().drop { $0 == "0" }.count
    }
}

@Suite struct UnixTimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_700_000_000_123, "2023-11-14T22:13:20.123Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func `a time has one text, and is read back from it`(time: Int64, text: String) {
        #expect(UnixTime(milliseconds: time).text == text)
        #expect(UnixTime(text)?.milliseconds == time)
    }

    @Test(
        arguments: [
            ("2023-11-14T22:13:20Z", 1_700_000_000_000),
            ("2023-11-14T22:13:20.5Z", 1_700_000_000_500),
            ("2023-11-14T23:13:20.123456789+01:00", 1_700_000_000_123),
            ("2023-11-14T20:43:20-01:30", 1_700_000_000_000),
        ] as [(String, Int64)]
    )
    func `offsets and fractions count`(text: String, time: Int64) {
        #expect(UnixTime(text)?.milliseconds == time)
    }

    @Test(arguments: [
        "", "2023-11-14", "2023-11-14T22:13:20", "2023-13-14T22:13:20Z", "2023-11-14T22:13:2xZ",
        "2023-11-14T22:13:20.Z", "2023-11-14T22:13:20+1:00", "2023-11-14T24:13:20Z",
    ])
    func `what is no time is none`(text: String) {
        #expect(UnixTime(text) == nil)
    }
}

@Suite struct BearerTokenTests {
    @Test func `a token is at least 16 bytes long, blanks around it not counted`() {
        #expect(BearerToken("  0123456789abcdef\n") != nil)
        #expect(BearerToken(" 0123456789abcde\n") == nil)
        #expect(BearerToken("0123456789 abcdef") == nil)
    }

    @Test func `a token matches itself alone, and is in no description`() throws {
        let token = try #require(BearerToken("0123456789abcdef\n"))
        #expect(token.matches("0123456789abcdef"))
        #expect(!token.matches("0123456789abcdeg"))
        #expect(!token.matches("0123456789abcdef0"))
        #expect(!"\(token)".contains("0123"))
        #expect(!String(reflecting: token).contains("0123"))
    }
}
