// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.RollbackResponse`.
    public struct RollbackResponse: WireMessage {
        /// The new profile's.
        public var migration: MoultV1.MigrationStatus?
        /// The earlier profile that it goes back to.
        public var toEpoch: Int64 = 0
        /// Items that its space lacks.
        public var missing: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            migration: MoultV1.MigrationStatus? = nil,
            toEpoch: Int64 = 0,
            missing: Int64 = 0
        ) {
            self.migration = migration
            self.toEpoch = toEpoch
            self.missing = missing
        }
    }
}

extension MoultV1.RollbackResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.RollbackResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__RollbackResponse>) {
        moult__v1__rollback_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__RollbackResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
        self.toEpoch = source.pointee.to_epoch
        self.missing = source.pointee.missing
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__RollbackResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
        target.pointee.to_epoch = self.toEpoch
        target.pointee.missing = self.missing
    }
}
