import Testing

@testable import moult

@Suite struct QuantityTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func `counts are grouped by thousands`(count: Int, text: String) {
        #expect(Quantity.text(count: count) == text)
    }

    @Test func `one is singular`() {
        #expect(Quantity.text(count: 1, of: "item") == "1 item")
        #expect(Quantity.text(count: 0, of: "item") == "0 items")
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1023 B"), (1_024, "1 KiB"), (1_536, "1.5 KiB"),
        (10 << 20, "10 MiB"), ((1 << 20) - 1, "1 MiB"), (Int.max, "8388608 TiB"), (-1, "0 B"),
    ])
    func `bytes are told in powers of 1024`(bytes: Int, text: String) {
        #expect(Quantity.text(bytes: bytes) == text)
    }

    @Test(
        arguments: [
            (.zero, "0 µs"), (.microseconds(850), "850 µs"), (.nanoseconds(999_900), "1 ms"),
            (.microseconds(1_500), "1.5 ms"), (.milliseconds(999), "999 ms"),
            (.nanoseconds(999_900_000), "1 s"), (.milliseconds(2_500), "2.5 s"),
            (.milliseconds(59_700), "1 min"), (.seconds(200), "3 min 20 s"),
            (.seconds(7_500), "2 h 5 min"), (.seconds(273_600), "3 d 4 h"),
        ] as [(Duration, String)]
    )
    func `durations are told by their two greatest units`(duration: Duration, text: String) {
        #expect(Quantity.text(duration: duration) == text)
    }

    @Test(arguments: [
        (1_234.4, "1,234/s"), (9.96, "10/s"), (2.54, "2.5/s"), (0, "0/s"), (-1, "0/s"),
        (Double.nan, "0/s"), (Double.infinity, "0/s"),
    ])
    func `rates are told by the second`(rate: Double, text: String) {
        #expect(Quantity.text(perSecond: rate) == text)
    }
}
