// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ExportResponse`.
    public struct ExportResponse: WireMessage {
        /// One of the members of `part`.
        public enum Part: Sendable, Hashable {
            /// The field `header`, number 1.
            case header(MoultV1.ExportHeader)
            /// The field `item`, number 2.
            case item(MoultV1.ExportedItem)
        }

        /// At most one of these; nil: none.
        public var part: Part?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(part: Part? = nil) {
            self.part = part
        }
    }
}

extension MoultV1.ExportResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportResponse>) {
        moult__v1__export_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportResponse>) throws(UnpackFault) {
        switch source.pointee.part_case.rawValue {
        case 1:
            if let message = try MoultV1.ExportHeader.unpacked(source.pointee.header) {
                self.part = .header(message)
            }
        case 2:
            if let message = try MoultV1.ExportedItem.unpacked(source.pointee.item) {
                self.part = .item(message)
            }
        default: break
        }
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportResponse>,
        in arena: Arena
    ) throws(PackFault) {
        switch self.part {
        case .header(let value):
            target.pointee.part_case = Moult__V1__ExportResponse__PartCase(rawValue: 1)
            target.pointee.header = try arena.structure(value)
        case .item(let value):
            target.pointee.part_case = Moult__V1__ExportResponse__PartCase(rawValue: 2)
            target.pointee.item = try arena.structure(value)
        case nil: break
        }
    }
}
