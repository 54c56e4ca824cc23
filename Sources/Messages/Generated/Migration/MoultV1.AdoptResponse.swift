// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.AdoptResponse`.
    public struct AdoptResponse: WireMessage {
        /// The field `migration`, number 1.
        public var migration: MoultV1.MigrationStatus?
        /// 1 - cosine, at most, of the canaries and of the sample; and what was allowed.
        public var canaryDistance: Double = 0
        /// The field `sample_distance`, number 3.
        public var sampleDistance: Double = 0
        /// The field `allowed_distance`, number 4.
        public var allowedDistance: Double = 0
        /// The field `sampled_items`, number 5.
        public var sampledItems: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            migration: MoultV1.MigrationStatus? = nil,
            canaryDistance: Double = 0,
            sampleDistance: Double = 0,
            allowedDistance: Double = 0,
            sampledItems: Int32 = 0
        ) {
            self.migration = migration
            self.canaryDistance = canaryDistance
            self.sampleDistance = sampleDistance
            self.allowedDistance = allowedDistance
            self.sampledItems = sampledItems
        }
    }
}

extension MoultV1.AdoptResponse: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.AdoptResponse"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__AdoptResponse>) {
        moult__v1__adopt_response__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__AdoptResponse>) throws(UnpackFault) {
        self.migration = try MoultV1.MigrationStatus.unpacked(source.pointee.migration)
        self.canaryDistance = source.pointee.canary_distance
        self.sampleDistance = source.pointee.sample_distance
        self.allowedDistance = source.pointee.allowed_distance
        self.sampledItems = source.pointee.sampled_items
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__AdoptResponse>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.migration = try arena.structure(self.migration)
        target.pointee.canary_distance = self.canaryDistance
        target.pointee.sample_distance = self.sampleDistance
        target.pointee.allowed_distance = self.allowedDistance
        target.pointee.sampled_items = self.sampledItems
    }
}
