// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ExportHeader`.
    public struct ExportHeader: WireMessage {
        /// Absent: no vectors come.
        public var space: MoultV1.SpaceIdentity?
        /// The field `canaries`, number 2.
        public var canaries: [MoultV1.Canary] = []
        /// Items that pass the filter.
        public var items: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            space: MoultV1.SpaceIdentity? = nil,
            canaries: [MoultV1.Canary] = [],
            items: Int64 = 0
        ) {
            self.space = space
            self.canaries = canaries
            self.items = items
        }
    }
}

extension MoultV1.ExportHeader: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ExportHeader"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ExportHeader>) {
        moult__v1__export_header__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ExportHeader>) throws(UnpackFault) {
        self.space = try MoultV1.SpaceIdentity.unpacked(source.pointee.space)
        self.canaries =
            try .init(unpacked: elements(source.pointee.n_canaries, source.pointee.canaries))
        self.items = source.pointee.items
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ExportHeader>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.space = try arena.structure(self.space)
        target.pointee.n_canaries = self.canaries.count
        target.pointee.canaries = try arena.structures(self.canaries)
        target.pointee.items = self.items
    }
}
