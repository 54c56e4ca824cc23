// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.StatsRequest`.
    public struct StatsRequest: WireMessage {
        /// The message that no bytes mean: every field empty.
        public init() {}
    }
}

extension MoultV1.StatsRequest: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.StatsRequest"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__StatsRequest>) {
        moult__v1__stats_request__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__StatsRequest>) throws(UnpackFault) {
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__StatsRequest>,
        in arena: Arena
    ) throws(PackFault) {
    }
}
