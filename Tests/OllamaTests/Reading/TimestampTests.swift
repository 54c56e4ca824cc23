import Testing

@testable import Ollama

@Suite struct `A time as Go writes it` {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1),
        ("1969-12-31T23:59:59.9999Z", -1), ("2024-06-04T14:38:31.83753-07:00", 1_717_537_111_837),
        ("2024-06-04T23:38:31.837530999+02:00", 1_717_537_111_837),
        ("2000-02-29T12:00:00z", 951_825_600_000), ("2100-03-01T00:00:00Z", 4_107_542_400_000),
        ("2026-11-21t08:00:00.5Z", 1_795_248_000_500),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ("2199-12-31T23:59:59Z", 7_258_118_399_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000),
    ])
    func `becomes Unix milliseconds`(text: String, unixMs: Int64) {
        #expect(Timestamp(text) == .at(unixMs))
    }

    @Test(
        arguments: [
            "2200-01-01T00:00:00Z", "2318-11-04T22:08:54.123456789+01:00",
            "292277026596-12-04T15:30:07Z",
            "99999", "9999-99-99T99:99:99Z",
        ].filter { $0.contains("-") }
    )
    func `is far ahead from the year 2200 on`(text: String) {
        #expect(Timestamp(text) == .farAhead)
    }

    @Test(arguments: [
        "", "0", "2024", "2024-", "-2024-01-01T00:00:00Z", "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z", "2024-01-32T00:00:00Z", "2024-01-01", "2024-01-01T24:00:00Z",
        "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-01-01T00:00:00", "2024-1-1T0:0:0Z",
        "2024-01-01 00:00:00Z", "2024-01-01T00:00:00.Z", "2024-01-01T00:00:00+2:00",
        "2024-01-01T00:00:00+02:60", "2024-01-01T00:00:00Zx", "9999999999999999999-01-01T00:00:00Z",
        "２０２４-01-01T00:00:00Z", "never",
    ])
    func `is unreadable where it is none`(text: String) {
        #expect(Timestamp(text) == .unreadable)
    }

    @Test func `is unreadable wherever it is cut off`() {
        let text = "2024-06-04T14:38:31.83753-07:00"
        for length in 0..<text.count {
            #expect(Timestamp(String(text.prefix(length))) == .unreadable)
        }
    }
}
