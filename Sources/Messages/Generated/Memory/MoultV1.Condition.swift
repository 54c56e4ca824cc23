// From moult/v1/memory.proto. Made by proto/generate. Never edited.

import CMessages

extension MoultV1 {
    /// Something that is not as it should be, while the server serves.
    public struct Condition: WireMessage {
        /// From a closed set, as "CANARY_DRIFT".
        public var name: String = ""
        /// The field `message`, number 2.
        public var message: String = ""
        /// The field `since_unix_ms`, number 3.
        public var sinceUnixMs: Int64 = 0

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(name: String = "", message: String = "", sinceUnixMs: Int64 = 0) {
            self.name = name
            self.message = message
            self.sinceUnixMs = sinceUnixMs
        }
    }
}

extension MoultV1.Condition: CStructured {
    /// The full proto name.
    public static let fullName = "moult.v1.Condition"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Moult__V1__Condition>) {
        moult__v1__condition__init(target)
    }

    init(_ source: UnsafePointer<Moult__V1__Condition>) throws(UnpackFault) {
        self.name = try String(unpacked: source.pointee.name)
        self.message = try String(unpacked: source.pointee.message)
        self.sinceUnixMs = source.pointee.since_unix_ms
    }

    func write(
        to target: UnsafeMutablePointer<Moult__V1__Condition>,
        in arena: Arena
    ) throws(PackFault) {
        if !self.name.isEmpty {
            target.pointee.name = try arena.text(self.name, of: "moult.v1.Condition.name")
        }
        if !self.message.isEmpty {
            target.pointee.message = try arena.text(self.message, of: "moult.v1.Condition.message")
        }
        target.pointee.since_unix_ms = self.sinceUnixMs
    }
}
