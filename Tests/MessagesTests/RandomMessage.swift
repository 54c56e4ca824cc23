import CMessages

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

/// Random messages of any type, written by its descriptor alone.
///
/// The bytes are in the canonical form: fields in the order of their numbers, empty ones left out,
/// numbers packed. So a codec that loses nothing gives back the very same bytes.
struct RandomMessage {
    private static let depthMax = 4
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func bytes(of descriptor: UnsafePointer<ProtobufCMessageDescriptor>) -> [UInt8] {
        message(descriptor, depth: 1)
    }

    private mutating func message(
        _ descriptor: UnsafePointer<ProtobufCMessageDescriptor>,
        depth: Int
    ) -> [UInt8] {
        let fields = UnsafeBufferPointer(
            start: descriptor.pointee.fields,
            count: Int(descriptor.pointee.n_fields)
        )
        let chosen = chooseMembers(of: fields)
        var bytes: [UInt8] = []
        for field in fields {
            if field.isOneofMember {
                guard chosen[field.quantifier_offset] == field.id else { continue }
                bytes += one(field, depth, zeroAllowed: true)
            } else if field.label == PROTOBUF_C_LABEL_REPEATED {
                bytes += many(field, depth)
            } else if Bool.random(using: &random) {
                bytes += one(field, depth, zeroAllowed: false)
            }
        }
        return bytes
    }

    /// Of each oneof, by where its case lies: the number of one member, or 0 for none.
    private mutating func chooseMembers(
        of fields: UnsafeBufferPointer<ProtobufCFieldDescriptor>
    ) -> [UInt32: UInt32] {
        var members: [UInt32: [UInt32]] = [:]
        for field in fields where field.isOneofMember {
            members[field.quantifier_offset, default: [0]].append(field.id)
        }
        return members.mapValues { $0.randomElement(using: &random) ?? 0 }
    }

    private mutating func many(_ field: ProtobufCFieldDescriptor, _ depth: Int) -> [UInt8] {
        let count = Int.random(in: 0...3, using: &random)
        guard count > 0 else { return [] }
        guard field.isNumber else {
            return (0..<count).flatMap { _ in one(field, depth, zeroAllowed: true) }
        }
        return WireBytes.prefixed(
            UInt64(field.id),
            (0..<count).flatMap { _ in number(field, zeroAllowed: true) }
        )
    }

    private mutating func one(
        _ field: ProtobufCFieldDescriptor,
        _ depth: Int,
        zeroAllowed: Bool
    ) -> [UInt8] {
        let number = UInt64(field.id)
        switch field.type {
        case PROTOBUF_C_TYPE_STRING:
            return WireBytes.text(number, text(zeroAllowed))
        case PROTOBUF_C_TYPE_BYTES:
            let count = Int.random(in: (zeroAllowed ? 0 : 1)...20, using: &random)
            return WireBytes.prefixed(
                number,
                (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            )
        case PROTOBUF_C_TYPE_MESSAGE:
            let descriptor = field.descriptor
                .assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
            let content = depth < Self.depthMax ? message(descriptor, depth: depth + 1) : []
            return WireBytes.prefixed(number, content)
        default:
            return WireBytes.tag(number, field.numberWireType)
                + self.number(field, zeroAllowed: zeroAllowed)
        }
    }

    private mutating func text(_ emptyAllowed: Bool) -> String {
        let parts = ["a", "key", "ß", "世界", "🐚", " ", "\u{1}", "\u{7f}", "\u{10ffff}"]
        let count = Int.random(in: (emptyAllowed ? 0 : 1)...6, using: &random)
        return (0..<count).compactMap { _ in parts.randomElement(using: &random) }.joined()
    }

    private mutating func number(
        _ field: ProtobufCFieldDescriptor,
        zeroAllowed: Bool
    ) -> [UInt8] {
        let least: UInt64 = zeroAllowed ? 0 : 1
        let bits = zeroAllowed && Bool.random(using: &random) ? 0 : bitsOfNumber()
        let low = max(bits & 0xffff_ffff, least)
        switch field.type {
        case PROTOBUF_C_TYPE_BOOL:
            return [bits == 0 ? 0 : 1]
        case PROTOBUF_C_TYPE_INT32, PROTOBUF_C_TYPE_ENUM:
            return WireBytes.varint(UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: low))))
        case PROTOBUF_C_TYPE_UINT32, PROTOBUF_C_TYPE_SINT32:
            return WireBytes.varint(low)
        case PROTOBUF_C_TYPE_FLOAT:
            return little(UInt64(Float(low).bitPattern), 4)
        case PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_SFIXED32:
            return little(low, 4)
        case PROTOBUF_C_TYPE_DOUBLE:
            return little(Double(bits).bitPattern, 8)
        case PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_SFIXED64:
            return little(bits, 8)
        default:
            return WireBytes.varint(bits)
        }
    }

    /// Never 0, often at an edge.
    private mutating func bitsOfNumber() -> UInt64 {
        let edges: [UInt64] = [1, 127, 128, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 1 << 63, .max]
        if Bool.random(using: &random) { return edges.randomElement(using: &random) ?? 1 }
        return UInt64.random(in: 1 ... .max, using: &random)
    }

    private func little(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

extension ProtobufCFieldDescriptor {
    fileprivate var isOneofMember: Bool {
        flags & UInt32(PROTOBUF_C_FIELD_FLAG_ONEOF.rawValue) != 0
    }

    fileprivate var isNumber: Bool {
        ![PROTOBUF_C_TYPE_STRING, PROTOBUF_C_TYPE_BYTES, PROTOBUF_C_TYPE_MESSAGE].contains(type)
    }

    fileprivate var numberWireType: WireBytes.WireType {
        switch type {
        case PROTOBUF_C_TYPE_FIXED32, PROTOBUF_C_TYPE_SFIXED32, PROTOBUF_C_TYPE_FLOAT: .fixed32
        case PROTOBUF_C_TYPE_FIXED64, PROTOBUF_C_TYPE_SFIXED64, PROTOBUF_C_TYPE_DOUBLE: .fixed64
        default: .varint
        }
    }
}
