// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.PruneRequest`.
    public struct PruneRequest: WireMessage {
        /// The space's target, as ListProfiles gives it.
        public var target: String = ""
        /// The field `dry_run`, number 2.
        public var dryRun: Bool = false
        /// The field `idempotency_key`, number 3.
        public var idempotencyKey: String = ""

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(target: String = "", dryRun: Bool = false, idempotencyKey: String = "") {
            self.target = target
            self.dryRun = dryRun
            self.idempotencyKey = idempotencyKey
        }
    }
}

extension MoultV1.PruneRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PruneRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PruneRequest>) {
        moult__v1__prune_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PruneRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.dryRun = source.pointee.dry_run != 0
        self.idempotencyKey = try String(unpacked: source.pointee.idempotency_key)
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PruneRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.PruneRequest.target")
        }
        target.pointee.dry_run = self.dryRun ? 1 : 0
        if !self.idempotencyKey.isEmpty {
            target.pointee.idempotency_key =
                try arena.text(self.idempotencyKey, of: "moult.v1.PruneRequest.idempotency_key")
        }
    }
}
