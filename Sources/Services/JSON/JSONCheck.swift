/// Why a text is not the one value of JSON that it should be.
struct JSONFault: Error, Hashable, Sendable {
    /// What is wrong, and at which byte, to stand behind the text's name.
    let problem: String
}

/// A look at a text that is to be JSON, by RFC 8259 and no more lenient.
///
/// Nothing is made of it: what goes on is the text itself.
struct JSONCheck {
    enum Kind: Hashable, Sendable {
        case object
        case array
        case string
        case number
        case boolean
        case null
    }

    /// How deep values may nest.
    static let depthMax = 128

    private let bytes: [UInt8]
    private var place = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// What kind of value the whole text is.
    static func kind(of text: String) throws(JSONFault) -> Kind {
        var check = JSONCheck(text)
        check.skipSpace()
        let kind = try check.value(depth: 1)
        check.skipSpace()
        guard check.place == check.bytes.count else { throw check.fault("the text's end") }
        return kind
    }
}

extension JSONCheck {
    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func fault(_ wanted: String) -> JSONFault {
        let found =
            next.map { "byte \(place) is \(Self.name(of: $0))" } ?? "it ends at byte \(place)"
        return JSONFault(problem: "\(found) where \(wanted) should be")
    }

    private static func name(of byte: UInt8) -> String {
        (0x21...0x7E).contains(byte)
            ? "\"\(UnicodeScalar(byte))\"" : "0x\(String(byte, radix: 16, uppercase: true))"
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            place += 1
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(JSONFault) -> Kind {
        guard depth <= Self.depthMax else {
            throw JSONFault(problem: "it nests deeper than \(Self.depthMax) at byte \(place)")
        }
        switch next {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "t"): return try word("true", .boolean)
        case UInt8(ascii: "f"): return try word("false", .boolean)
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(JSONFault) -> Kind {
        place += 1
        skipSpace()
        if take("}") { return .object }
        while true {
            guard next == UInt8(ascii: "\"") else { throw fault("a member's name") }
            _ = try string()
            skipSpace()
            guard take(":") else { throw fault("a colon") }
            skipSpace()
            _ = try value(depth: depth + 1)
            skipSpace()
            if take("}") { return .object }
            guard take(",") else { throw fault("a comma or the object's end") }
            skipSpace()
        }
    }

    private mutating func array(_ depth: Int) throws(JSONFault) -> Kind {
        place += 1
        skipSpace()
        if take("]") { return .array }
        while true {
            _ = try value(depth: depth + 1)
            skipSpace()
            if take("]") { return .array }
            guard take(",") else { throw fault("a comma or the array's end") }
            skipSpace()
        }
    }

    private mutating func string() throws(JSONFault) -> Kind {
        place += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return .string
            case UInt8(ascii: "\\"):
                place += 1
                try escape()
            case 0..<0x20: throw fault("an escape")
            default: place += 1
            }
        }
        throw fault("a string's end")
    }

    private mutating func escape() throws(JSONFault) {
        if take("u") {
            for _ in 0..<4 {
                guard let byte = next, Self.isHexDigit(byte) else { throw fault("a hex digit") }
                place += 1
            }
            return
        }
        guard let byte = next, #""\/bfnrt"#.utf8.contains(byte) else {
            throw fault("an escaped character")
        }
        place += 1
    }

    private mutating func number() throws(JSONFault) -> Kind {
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return .number
    }

    private mutating func digits() throws(JSONFault) {
        guard let byte = next, Self.isDigit(byte) else { throw fault("a value") }
        while let byte = next, Self.isDigit(byte) { place += 1 }
    }

    private mutating func word(_ word: StaticString, _ kind: Kind) throws(JSONFault) -> Kind {
        for index in 0..<word.utf8CodeUnitCount {
            guard next == word.utf8Start[index] else { throw fault("\"\(word)\"") }
            place += 1
        }
        return kind
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
