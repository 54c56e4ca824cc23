import JSONText
import Testing

@Suite struct `An array of floats that is read` {
    private func floats(_ text: String) throws(JSONError) -> [Float] {
        var reader = try JSONReader(Array(text.utf8))
        var floats: [Float] = []
        let count = try reader.floats(into: &floats)
        try reader.end()
        #expect(count == floats.count)
        return floats
    }

    private func error(_ text: String) -> JSONError? {
        #expect(throws: JSONError.self) { try floats(text) }
    }

    @Test(arguments: [
        "0", "-0", "0.0", "1", "-1", "0.1", "1.5e3", "1E-3", "1e+2", "123456789", "0.012345679",
        "-0.006929283495992422", "9007199254740993", "18446744073709551615",
        "99999999999999999999", "0.30000001192092896", "3.4028234e38", "1.17549435e-38",
        "1.4e-45", "1e-46", "1e-400", "1e22", "1e-22", "1e23", "1e-23",
        "0.000000000000000000000000000001234", "1.00000000000000000000000000000000000001",
        // The middle between two floats, a hair below and a hair above it.
        "1.000000059604644775390625", "1.0000000596046447", "1.0000000596046448",
        "16777217", "16777216.999999999", "16777217.000000001", "16777219",
    ])
    func `has the nearest float to each number`(text: String) throws {
        let nearest = try #require(Float(text))
        #expect(try floats("[\(text)]").map(\.bitPattern) == [nearest.bitPattern])
        #expect(try floats("[ 1 ,\(text) , \(text)\n]").last?.bitPattern == nearest.bitPattern)
    }

    /// As libraries write them: the shortest text of a float, and of the double that it is.
    @Test func `has the nearest float to whatever a library wrote`() throws {
        var random = SeededNumbers(seed: 7)
        for _ in 0..<200 {
            let written = (0..<256).map { _ in
                Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
            }
            .filter(\.isFinite)
            let texts = written.map { "\($0)" }
            let doubles = written.map { "\(Double($0))" }
            let expected = written.map(\.bitPattern)
            #expect(
                try floats("[" + texts.joined(separator: ",") + "]").map(\.bitPattern) == expected
            )
            #expect(
                try floats("[" + doubles.joined(separator: ", ") + "]").map(\.bitPattern)
                    == expected
            )
        }
    }

    @Test func `has the nearest float to doubles of any digits`() throws {
        var random = SeededNumbers(seed: 8)
        for _ in 0..<200 {
            let texts = (0..<256).map { _ in
                let digits = random.next() % 10_000_000_000_000_000_000
                return "\(digits)".prefix(1 + Int(random.next() % 19)) + "e-\(random.next() % 24)"
            }
            let expected = texts.map { Float($0)?.bitPattern }
            #expect(
                try floats("[" + texts.joined(separator: ",") + "]").map(\.bitPattern) == expected
            )
        }
    }

    @Test func `may be empty, and adds to what is there`() throws {
        #expect(try floats("[]").isEmpty)
        #expect(try floats("[ ]").isEmpty)
        var reader = try JSONReader(Array("[[1,2],[3]]".utf8))
        var all: [Float] = []
        var counts: [Int] = []
        try reader.array { reader throws(JSONError) in
            counts.append(try reader.floats(into: &all))
        }
        #expect(all == [1, 2, 3])
        #expect(counts == [2, 1])
    }

    @Test(arguments: [
        "[1,]", "[,]", "[1 2]", "[01]", "[1.]", "[.5]", "[+1]", "[1e]", "[-]", "[--1]", "[NaN]",
        "[Infinity]", "[1,NaN]", "[1", "[1,", "[", "[1.5.5]", "[1e5e5]", "[1x]", "[00.5]", "[-01]",
    ])
    func `is refused as malformed`(text: String) {
        #expect(error(text)?.code == .malformed)
    }

    @Test(arguments: ["[null]", "[1,null]", "[\"1\"]", "[true]", "[[1]]", "{}", "1", "null"])
    func `is of the wrong type if something else stands there`(text: String) {
        #expect(error(text)?.code == .wrongType)
    }

    @Test(arguments: ["[1e39]", "[-3.5e38]", "[1,1e400]", "[1e99999]", "[1e99999999999999999999]"])
    func `is out of range if a number is beyond a float's`(text: String) {
        #expect(error(text)?.code == .outOfRange)
    }
}

/// SplitMix64: one seed, one run.
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
