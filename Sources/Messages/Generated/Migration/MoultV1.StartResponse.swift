// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.StartResponse`.
    public struct StartResponse: WireMessage {
        /// Absent with `already_active`.
        public var migration: MoultV1.MigrationStatus?
        /// The target is active: nothing was done.
        public var alreadyActive: Bool = false
        /// The same target is being built: this is that migration, and nothing was done.
        public var alreadyBuilding: Bool = false

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            migration: MoultV1.MigrationStatus? = nil,
            alreadyActive: Bool = false,
            alreadyBuilding: Bool = false
        ) {
            self.migration = migration
            self.alreadyActive = alreadyActive
            self.alreadyBuilding = alreadyBuilding
        }
    }
}

extension MoultV1.StartResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StartResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StartResponse>) {
        moult__v1__start_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StartResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
        self.alreadyActive = source.pointee.already_active != 0
        self.alreadyBuilding = source.pointee.already_building != 0
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StartResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
        target.pointee.already_active = self.alreadyActive ? 1 : 0
        target.pointee.already_building = self.alreadyBuilding ? 1 : 0
    }
}
