// From moult/v1/migration.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// The proto message `moult.v1.Heartbeat`.
    public struct Heartbeat: WireMessage {
        /// The field `at_unix_ms`, number 1.
        public var atUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(atUnixMs: Int64 = 0) {
            self.atUnixMs = atUnixMs
        }
    }
}

extension MoultV1.Heartbeat: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Heartbeat"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Heartbeat>) {
        moult__v1__heartbeat__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Heartbeat>) throws(UnpackFault) {
        self.atUnixMs = source.pointee.at_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Heartbeat>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.at_unix_ms = self.atUnixMs
    }
}
