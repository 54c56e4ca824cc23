// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.GetMigrationResponse`.
    public struct GetMigrationResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migration: MoultV1.MigrationStatus? = nil) {
            self.migration = migration
        }
    }
}

extension MoultV1.GetMigrationResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetMigrationResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetMigrationResponse>) {
        moult__v1__get_migration_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetMigrationResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetMigrationResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
    }
}
