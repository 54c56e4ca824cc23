extension JSONReader {
    package mutating func value() throws(JSONError) -> JSONValue {
        switch try next() {
        case .null:
            try null()
            return .null
        case .bool:
            return .bool(try bool())
        case .number:
            return .number(try number())
        case .string:
            return .string(try string())
        case .array:
            var values: [JSONValue] = []
            try array { reader throws(JSONError) in values.append(try reader.value()) }
            return .array(values)
        case .object:
            var object = JSONObject()
            try self.object { name, reader throws(JSONError) in
                object.append(name, try reader.value())
            }
            return .object(object)
        }
    }

    package mutating func null() throws(JSONError) {
        guard try next() == .null else { throw try wrongType("null") }
        try pass("null")
    }

    package mutating func bool() throws(JSONError) -> Bool {
        guard try next() == .bool else { throw try wrongType("a truth value") }
        let isTrue = bytes[position] == UInt8(ascii: "t")
        try pass(isTrue ? "true" : "false")
        return isTrue
    }

    package mutating func number() throws(JSONError) -> JSONNumber {
        let range = try numberRange()
        return JSONNumber(grammatical: String(decoding: bytes[range], as: UTF8.self))
    }

    package mutating func int() throws(JSONError) -> Int {
        let start = position
        guard let value = try number().int else {
            throw JSONError(.outOfRange, at: start, "the number is no whole one of 64 bits")
        }
        return value
    }

    package mutating func double() throws(JSONError) -> Double {
        let start = position
        guard let value = try number().double else {
            throw JSONError(.outOfRange, at: start, "the number is out of a double's range")
        }
        return value
    }

    /// Passes a number; where it stands.
    mutating func numberRange() throws(JSONError) -> Range<Int> {
        guard try next() == .number else { throw try wrongType("a number") }
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try passDigits()
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try passDigits()
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, [0x2b, 0x2d].contains(bytes[position]) { position += 1 }
            try passDigits()
        }
        return start..<position
    }

    private mutating func passDigits() throws(JSONError) {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 < 10 { position += 1 }
        guard position > start else { throw malformed("a digit is missing") }
    }

    private mutating func pass(_ word: StaticString) throws(JSONError) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[offset] else {
                throw malformed("a word other than null, true and false")
            }
            position += 1
        }
    }
}
