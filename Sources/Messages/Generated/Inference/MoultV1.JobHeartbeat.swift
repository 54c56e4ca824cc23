// From moult/v1/inference.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.JobHeartbeat`.
    public struct JobHeartbeat: WireMessage {
        /// The message that no bytes mean: every field empty.
        public init() {}
    }
}

extension MoultV1.JobHeartbeat: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.JobHeartbeat"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__JobHeartbeat>) {
        moult__v1__job_heartbeat__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__JobHeartbeat>) throws(UnpackFault) {
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__JobHeartbeat>,
        in arena: Arena
    ) throws(PackFault) {
    }
}
