// From everything.proto. Made by proto/generate. Never edited.

@testable import Messages

extension TestV1 {
    /// The proto enum `moult.test.v1.Colour`.
    enum Colour: WireEnum {
        /// The value 0.
        case unspecified
        /// The value 1.
        case red
        /// The value 2.
        case `default`
        /// A value that this version does not know.
        case unrecognized(Int32)

        /// The case of this number; every number has one.
        init(rawValue: Int32) {
            switch rawValue {
            case 0: self = .unspecified
            case 1: self = .red
            case 2: self = .default
            default: self = .unrecognized(rawValue)
            }
        }

        /// The number on the wire.
        var rawValue: Int32 {
            switch self {
            case .unspecified: 0
            case .red: 1
            case .default: 2
            case .unrecognized(let rawValue): rawValue
            }
        }
    }
}
