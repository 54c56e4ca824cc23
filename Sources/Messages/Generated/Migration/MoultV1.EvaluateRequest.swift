// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.EvaluateRequest`.
    public struct EvaluateRequest: WireMessage {
        /// The candidate; 0: the one that is being built.
        ///
        /// It is compared with the active profile.
        public var epoch: Int64 = 0
        /// 1 to 100; 0: the server's policy.
        public var k: Int32 = 0
        /// How many queries: 1 to 10,000; 0: the server's policy.
        public var queries: Int32 = 0
        /// At most 10,000.
        ///
        /// With none, recorded queries are replayed, and items as queries where there are too few.
        public var known: [MoultV1.KnownAnswer] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(
            epoch: Int64 = 0,
            k: Int32 = 0,
            queries: Int32 = 0,
            known: [MoultV1.KnownAnswer] = []
        ) {
            self.epoch = epoch
            self.k = k
            self.queries = queries
            self.known = known
        }
    }
}

extension MoultV1.EvaluateRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.EvaluateRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__EvaluateRequest>) {
        moult__v1__evaluate_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__EvaluateRequest>) throws(UnpackFault) {
        self.epoch = source.pointee.epoch
        self.k = source.pointee.k
        self.queries = source.pointee.queries
        self.known = try .init(unpacked: elements(source.pointee.n_known, source.pointee.known))
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__EvaluateRequest>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.epoch = self.epoch
        target.pointee.k = self.k
        target.pointee.queries = self.queries
        target.pointee.n_known = self.known.count
        target.pointee.known = try arena.structures(self.known)
    }
}
