// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ExportRequest`.
    public struct ExportRequest: WireMessage {
        /// The field `filter`, number 1.
        public var filter: MoultV1.ItemFilter?
        /// The target of a space, as ListProfiles gives it: its vectors come along.
        ///
        /// Empty: none do.
        public var vectorsOf: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(filter: MoultV1.ItemFilter? = nil, vectorsOf: String = "") {
            self.filter = filter
            self.vectorsOf = vectorsOf
        }
    }
}

extension MoultV1.ExportRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportRequest>) {
        moult__v1__export_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportRequest>) throws(UnpackFault) {
        self.filter = try MoultV1.ItemFilter.unpacked(source.pointee.filter)
        self.vectorsOf = try String(unpacked: source.pointee.vectors_of)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.filter = try arena.structure(self.filter)
        if !self.vectorsOf.isEmpty {
            target.pointee.vectors_of =
                try arena.text(self.vectorsOf, of: "moult.v1.ExportRequest.vectors_of")
        }
    }
}
