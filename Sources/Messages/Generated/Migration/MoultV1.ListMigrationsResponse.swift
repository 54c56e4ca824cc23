// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.ListMigrationsResponse`.
    public struct ListMigrationsResponse: WireMessage {
        /// The field `migrations`, number 1.
        public var migrations: [MoultV1.MigrationStatus] = []
        /// The field `next_page_token`, number 2.
        public var nextPageToken: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(migrations: [MoultV1.MigrationStatus] = [], nextPageToken: String = "") {
            self.migrations = migrations
            self.nextPageToken = nextPageToken
        }
    }
}

extension MoultV1.ListMigrationsResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.ListMigrationsResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__ListMigrationsResponse>) {
        moult__v1__list_migrations_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__ListMigrationsResponse>) throws(UnpackFault) {
        self.migrations =
            try .init(unpacked: elements(source.pointee.n_migrations, source.pointee.migrations))
        self.nextPageToken = try String(unpacked: source.pointee.next_page_token)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__ListMigrationsResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.n_migrations = self.migrations.count
        target.pointee.migrations = try arena.structures(self.migrations)
        if !self.nextPageToken.isEmpty {
            target.pointee.next_page_token = try arena.text(
                self.nextPageToken,
                of: "moult.v1.ListMigrationsResponse.next_page_token"
            )
        }
    }
}
