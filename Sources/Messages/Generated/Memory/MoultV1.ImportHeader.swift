// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ImportHeader`.
    public struct ImportHeader: WireMessage {
        /// Absent: items are to be embedded as if they were ingested.
        public var space: MoultV1.SpaceIdentity?
        /// Of that space, as the export gave them.
        public var canaries: [MoultV1.Canary] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(space: MoultV1.SpaceIdentity? = nil, canaries: [MoultV1.Canary] = []) {
            self.space = space
            self.canaries = canaries
        }
    }
}

extension MoultV1.ImportHeader: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ImportHeader"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ImportHeader>) {
        moult__v1__import_header__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ImportHeader>) throws(UnpackFault) {
        self.space = try MoultV1.SpaceIdentity.unpacked(source.pointee.space)
        self.canaries =
            try .init(unpacked: elements(source.pointee.n_canaries, source.pointee.canaries))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ImportHeader>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.space = try arena.structure(self.space)
        target.pointee.n_canaries = self.canaries.count
        target.pointee.canaries = try arena.structures(self.canaries)
    }
}
