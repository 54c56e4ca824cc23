// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.PruneResponse`.
    public struct PruneResponse: WireMessage {
        /// The field `vectors_deleted`, number 1.
        public var vectorsDeleted: Int64 = 0
        /// The bytes of those vectors.
        public var bytesFreed: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(vectorsDeleted: Int64 = 0, bytesFreed: Int64 = 0) {
            self.vectorsDeleted = vectorsDeleted
            self.bytesFreed = bytesFreed
        }
    }
}

extension MoultV1.PruneResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PruneResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PruneResponse>) {
        moult__v1__prune_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PruneResponse>) throws(UnpackFault) {
        self.vectorsDeleted = source.pointee.vectors_deleted
        self.bytesFreed = source.pointee.bytes_freed
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PruneResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.vectors_deleted = self.vectorsDeleted
        target.pointee.bytes_freed = self.bytesFreed
    }
}
