// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.PlanRequest`.
    public struct PlanRequest: WireMessage {
        /// "provider:model[@dimensions]", as "builtin:lexical@1024".
        public var target: String = ""
        /// How many items to embed for the measurement: 1 to 1,000; 0 means 64.
        public var sample: Int32 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(target: String = "", sample: Int32 = 0) {
            self.target = target
            self.sample = sample
        }
    }
}

extension MoultV1.PlanRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.PlanRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__PlanRequest>) {
        moult__v1__plan_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__PlanRequest>) throws(UnpackFault) {
        self.target = try String(unpacked: source.pointee.target)
        self.sample = source.pointee.sample
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__PlanRequest>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.target.isEmpty {
            target.pointee.target = try arena.text(self.target, of: "moult.v1.PlanRequest.target")
        }
        target.pointee.sample = self.sample
    }
}
