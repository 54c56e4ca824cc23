import MoultServer
import Testing

@testable import moult

@Suite struct AmountsTests {
    @Test(arguments: [
        ("12.50", 12_500_000), ("0", 0), ("0.000001", 1), ("7", 7_000_000),
        ("9223372036854.775807", Int64.max),
    ])
    func `money is read exactly`(text: String, micros: Int64) {
        #expect(Money(argument: text)?.micros == micros)
    }

    @Test(arguments: [
        "", ".5", "1.", "-1", "+1", "1,50", "0.0000001", "9223372036854.775808", "1e3", "∞",
    ])
    func `what is no amount of money is refused`(text: String) {
        #expect(Money(argument: text) == nil)
    }

    @Test(arguments: [
        ("0", 0), ("90", 90), ("90s", 90), ("30m", 1_800), ("24h", 86_400), ("7d", 604_800),
    ])
    func `a time has a unit, or is in seconds`(text: String, seconds: Int64) {
        #expect(TimeSpan(argument: text)?.seconds == seconds)
    }

    @Test(arguments: ["", "h", "1.5h", "-1h", "1w", "9223372036854775807d"])
    func `what is no time is refused`(text: String) {
        #expect(TimeSpan(argument: text) == nil)
    }

    @Test func `a share is a part of one or a percentage`() {
        #expect(Share(argument: "0.05")?.value == 0.05)
        #expect(Share(argument: "5%")?.value == 0.05)
        #expect(Share(argument: "1")?.value == 1)
        for text in ["1.01", "101%", "-1%", "nan", ""] { #expect(Share(argument: text) == nil) }
    }

    @Test func `hours are two times of a day`() {
        #expect(Hours(argument: "22:00-06:00")?.text == "22:00-06:00")
        #expect(Hours(argument: "always")?.text == "")
        for text in ["22-06", "24:00-06:00", "22:60-06:00", "22:00", "2:00-6:00", ""] {
            #expect(Hours(argument: text) == nil)
        }
    }
}
