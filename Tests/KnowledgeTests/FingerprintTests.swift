import Knowledge
import Testing

@Suite struct `A fingerprint` {
    /// Computed by another implementation of FNV-1a with 128 bits.
    @Test func `is FNV-1a over little-endian numbers and counted texts`() {
        var number = Fingerprint()
        number.combine(0x0102_0304_0506_0708)
        #expect(number == Fingerprint(high: 0x2a4e_a0c7_7c65_9931, low: 0xbca3_1da1_7c0f_e02d))

        var text = Fingerprint()
        text.combine("moult")
        #expect(text == Fingerprint(high: 0x65b1_ab3c_dd25_02fc, low: 0x5e5d_d8ab_ac77_3597))
    }

    @Test func `tells apart texts that run into each other`() {
        var first = Fingerprint()
        first.combine("ab")
        first.combine("c")
        var second = Fingerprint()
        second.combine("a")
        second.combine("bc")
        #expect(first != second)
    }
}
