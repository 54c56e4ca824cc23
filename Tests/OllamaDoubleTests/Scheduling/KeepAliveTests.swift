import OllamaDouble
import Testing

@Suite struct KeepAliveTests {
    @Test(arguments: [
        ("0", Duration.zero), ("5m", .seconds(300)), ("1h15m30.5s", .milliseconds(4_530_500)),
        ("300ms", .milliseconds(300)), ("10s", .seconds(10)), ("+1.25s", .milliseconds(1_250)),
        (".5s", .milliseconds(500)),
    ])
    func `a text is a duration as Go writes it`(text: String, duration: Duration) throws {
        #expect(try KeepAlive(text: text) == KeepAlive(duration))
    }

    @Test func `a negative one means for ever, which is a timer of 292 years`() throws {
        #expect(try KeepAlive(text: "-1s") == .forever)
        #expect(KeepAlive(seconds: -1) == .forever)
        #expect(KeepAlive.forever.duration == .nanoseconds(Int64.max))
    }

    @Test(arguments: [
        ("-1", GoDurationError.missingUnit("-1")), ("", .invalid("")), ("x", .invalid("x")),
        ("5 m", .unknownUnit(" m", "5 m")), ("3d", .unknownUnit("d", "3d")), ("-", .invalid("-")),
    ])
    func `a text that is no duration is refused as Go refuses it`(
        text: String,
        error: GoDurationError
    ) {
        #expect(throws: error) { try KeepAlive(text: text) }
    }
}
