// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.GetMigrationRequest`.
    public struct GetMigrationRequest: WireMessage {
        /// 0: the newest.
        public var epoch: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(epoch: Int64 = 0) {
            self.epoch = epoch
        }
    }
}

extension MoultV1.GetMigrationRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.GetMigrationRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__GetMigrationRequest>) {
        moult__v1__get_migration_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__GetMigrationRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__GetMigrationRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
    }
}
