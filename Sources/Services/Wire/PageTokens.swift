internal import Channels
internal import Knowledge
internal import Messages
internal import RPC

/// Page tokens as clients hold them: opaque text that is checked before it is believed.
///
/// Bytes: kind, three 64-bit numbers, a 32-bit check over them; written in base64url. The check
/// finds damage and mix-ups. It is not a signature: all a forger reaches is another page.
enum PageTokens {
    private enum Kind: UInt8 {
        case search = 1
        case list = 2
        case epoch = 3
        case collection = 4
        case item = 5
        case job = 6
    }

    static func text(_ token: SearchPageToken) -> String {
        encode(
            .search,
            [UInt64(bitPattern: token.epoch.rawValue), UInt64(token.offset)],
            token.query
        )
    }

    static func text(_ token: ListPageToken) -> String {
        encode(.list, [UInt64(bitPattern: token.after.rawValue), 0], token.filter)
    }

    /// nil: not a token of a search.
    static func search(_ text: String) -> SearchPageToken? {
        guard let (numbers, fingerprint) = decode(.search, text),
            let offset = Int(exactly: numbers[1])
        else { return nil }
        return SearchPageToken(
            epoch: Epoch(rawValue: Int64(bitPattern: numbers[0])),
            query: fingerprint,
            offset: offset
        )
    }

    /// nil: not a token of a listing.
    static func list(_ text: String) -> ListPageToken? {
        guard let (numbers, fingerprint) = decode(.list, text) else { return nil }
        return ListPageToken(
            filter: fingerprint,
            after: ItemID(rawValue: Int64(bitPattern: numbers[0]))
        )
    }

    /// Of a listing by epoch, newest first.
    ///
    /// Empty: there is no more.
    static func text(after epoch: Epoch?, hasMore: Bool) -> String {
        guard hasMore, let epoch else { return "" }
        return encode(.epoch, [UInt64(bitPattern: epoch.rawValue), 0], Fingerprint())
    }

    /// The epoch that a listing by epoch goes on before; nil: it begins.
    static func epoch(_ text: String) throws(RPCStatus) -> Epoch? {
        guard !text.isEmpty else { return nil }
        guard let (numbers, _) = decode(.epoch, text) else { throw invalid }
        return Epoch(rawValue: Int64(bitPattern: numbers[0]))
    }

    /// Of a listing by item id.
    ///
    /// Empty: there is no more.
    static func text(after item: ItemID?, hasMore: Bool) -> String {
        guard hasMore, let item else { return "" }
        return encode(.item, [UInt64(bitPattern: item.rawValue), 0], Fingerprint())
    }

    /// The item that a listing by item id goes on behind; nil: it begins.
    static func item(_ text: String) throws(RPCStatus) -> ItemID? {
        guard !text.isEmpty else { return nil }
        guard let (numbers, _) = decode(.item, text) else { throw invalid }
        return ItemID(rawValue: Int64(bitPattern: numbers[0]))
    }

    /// Of a listing of jobs, newest first.
    ///
    /// Empty: there is no more.
    static func text(before job: JobID?, of filter: JobFilter, hasMore: Bool) -> String {
        guard hasMore, let job else { return "" }
        return encode(.job, [UInt64(bitPattern: job.rawValue), 0], fingerprint(of: filter))
    }

    /// The job that a listing of jobs goes on before; nil: it begins.
    static func job(_ text: String, of filter: JobFilter) throws(RPCStatus) -> JobID? {
        guard !text.isEmpty else { return nil }
        guard let (numbers, fingerprint) = decode(.job, text),
            fingerprint == self.fingerprint(of: filter)
        else { throw invalid }
        return JobID(rawValue: Int64(bitPattern: numbers[0]))
    }

    private static func fingerprint(of filter: JobFilter) -> Fingerprint {
        var fingerprint = Fingerprint()
        for state in filter.states.map(\.rawValue).sorted() { fingerprint.combine(state) }
        fingerprint.combine(UInt64(filter.states.count))
        fingerprint.combine(filter.model)
        fingerprint.combine(filter.label)
        return fingerprint
    }

    /// Of a listing of collections: the last name given.
    static func text(afterCollection name: String) -> String {
        Base64URL.text([Kind.collection.rawValue] + Array(name.utf8))
    }

    /// The name that a listing of collections goes on behind; nil: it begins.
    static func collection(_ text: String) throws(RPCStatus) -> String? {
        guard !text.isEmpty else { return nil }
        guard let bytes = Base64URL.bytes(text), bytes.first == Kind.collection.rawValue,
            let name = String(validating: bytes.dropFirst(), as: UTF8.self)
        else { throw invalid }
        return name
    }

    static var invalid: RPCStatus {
        RPCStatus(
            .invalidArgument,
            "page_token is not one that this call gave; begin again without it.",
            reason: .pageTokenInvalid,
            subject: "page_token"
        )
    }

    private static let byteCount = 1 + 4 * 8 + 4

    private static func encode(
        _ kind: Kind,
        _ numbers: [UInt64],
        _ fingerprint: Fingerprint
    ) -> String {
        var bytes: [UInt8] = [kind.rawValue]
        for number in numbers + [fingerprint.high, fingerprint.low] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        let check = check(over: bytes)
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: check >> shift))
        }
        return Base64URL.text(bytes)
    }

    private static func decode(
        _ kind: Kind,
        _ text: String
    ) -> (numbers: [UInt64], fingerprint: Fingerprint)? {
        guard let bytes = Base64URL.bytes(text), bytes.count == byteCount,
            bytes[0] == kind.rawValue
        else { return nil }
        let numbers = (0..<4).map { number(bytes[(1 + $0 * 8)..<(9 + $0 * 8)]) }
        let found = UInt32(truncatingIfNeeded: number(bytes.suffix(4)))
        guard found == check(over: bytes.dropLast(4)) else { return nil }
        return (Array(numbers.prefix(2)), Fingerprint(high: numbers[2], low: numbers[3]))
    }

    /// Little-endian, as it was encoded.
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }

    private static func check(over bytes: some Collection<UInt8>) -> UInt32 {
        var fingerprint = Fingerprint()
        fingerprint.combine(bytes)
        return UInt32(truncatingIfNeeded: fingerprint.low ^ fingerprint.high)
    }
}

/// RFC 4648, section 5, without padding.
enum Base64URL {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8
    )

    static func text(_ bytes: [UInt8]) -> String {
        var characters: [UInt8] = []
        characters.reserveCapacity((bytes.count * 4 + 2) / 3)
        var held: UInt32 = 0
        var bits: UInt32 = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                characters.append(alphabet[Int(held >> bits & 63)])
            }
        }
        if bits > 0 { characters.append(alphabet[Int(held << (6 - bits) & 63)]) }
        return String(decoding: characters, as: UTF8.self)
    }

    /// nil: a character that is not of the alphabet, or bits left over that are not zero.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var held: UInt32 = 0
        var bits: UInt32 = 0
        for character in text.utf8 {
            guard let value = value(of: character) else { return nil }
            held = held << 6 | value
            bits += 6
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(truncatingIfNeeded: held >> bits))
            }
        }
        let left = held & ((1 << bits) - 1)
        return bits < 6 && left == 0 ? bytes : nil
    }

    private static func value(of character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "-"): 62
        case UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
