extension JSONReader {
    /// Reads an array of numbers onto the end of `floats`.
    ///
    /// Each is the float nearest to what is written. A number beyond a float's range is *out of
    /// range*; one too small for it is the nearest there is.
    ///
    /// - Returns: how many there were.
    package mutating func floats(into floats: inout [Float]) throws(JSONError) -> Int {
        try open(UInt8(ascii: "["), "an array of numbers")
        let countBefore = floats.count
        var isFirst = true
        while try hasMore(until: UInt8(ascii: "]"), isFirst: isFirst) {
            isFirst = false
            try takeNumbers(into: &floats)
        }
        close()
        return floats.count - countBefore
    }

    /// One number, and all that follow it behind commas without anything unusual.
    private mutating func takeNumbers(into floats: inout [Float]) throws(JSONError) {
        guard try next() == .number else { throw try wrongType("a number") }
        let start = position
        let end = bytes.withUnsafeBufferPointer { bytes in
            FloatRun(bytes).take(from: start, into: &floats)
        }
        if end > start {
            position = end
            return
        }
        floats.append(try slowFloat())
    }

    /// What the run leaves alone: what is malformed, out of range, or needs all its digits.
    private mutating func slowFloat() throws(JSONError) -> Float {
        let range = try numberRange()
        let text = String(decoding: bytes[range], as: UTF8.self)
        guard let float = Float(text), float.isFinite else {
            throw JSONError(
                .outOfRange,
                at: range.lowerBound,
                "the number is out of a float's range"
            )
        }
        return float
    }
}
