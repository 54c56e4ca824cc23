// From ttrpc/ttrpc.proto. Made by proto/generate. Never edited.

import CMessages

extension TTRPC {
    /// Ends a unary call, or a stream that failed.
    ///
    /// The data of a frame of type 2.
    public struct Response: WireMessage {
        /// Absent for OK.
        public var status: TTRPC.Status?
        /// The field `payload`, number 2.
        public var payload: [UInt8] = []

        /// The message that no bytes mean: every field empty.
        public init() {}

        /// A message of these fields; what is left out is empty.
        public init(status: TTRPC.Status? = nil, payload: [UInt8] = []) {
            self.status = status
            self.payload = payload
        }
    }
}

extension TTRPC.Response: CStructured {
    /// The full proto name.
    public static let fullName = "ttrpc.Response"
    /// How the codec reaches the C struct of this message.
    public static let coding = MessageCoding<Self>()

    static func makeEmpty(_ target: UnsafeMutablePointer<Ttrpc__Response>) {
        ttrpc__response__init(target)
    }

    init(_ source: UnsafePointer<Ttrpc__Response>) throws(UnpackFault) {
        self.status = try TTRPC.Status.unpacked(source.pointee.status)
        self.payload = [UInt8](unpacked: source.pointee.payload)
    }

    func write(
        to target: UnsafeMutablePointer<Ttrpc__Response>,
        in arena: Arena
    ) throws(PackFault) {
        target.pointee.status = try arena.structure(self.status)
        target.pointee.payload = try arena.bytes(self.payload)
    }
}
